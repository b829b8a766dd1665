"""`python -m bench.late_cost [--moves N]`: a freight bill for a lot that moved 100,000 times since it came.

Measured: the look at its shares, adding it, and taking it back, as commands on a database that syncs to disk; for an
item at the moving average, in a lot, and for one costed first in, first out. The books and the stock of the closed
month are written down before and after, and compared byte for byte.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from bench.company import NOW, Company, open_company

R = TypeVar("R")
OPEN_FROM = date(2026, 5, 1)
LATE = NOW.replace(month=6)


def main() -> None:
    """Make the company, load the moves, measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--moves", type=int, default=100_000)
    options = parser.parse_args()
    company = open_company("bench_late_cost", stock=1)
    receipts = {costing: fill(company, costing, options.moves) for costing in ("average", "fifo")}
    vacuum()
    for costing, receipt_id in receipts.items():
        measure(company, costing, receipt_id)


def fill(company: Company, costing: str, moves: int) -> UUID:
    """A lot of twice as many pieces as moves is received in March; single pieces of it leave until the month ends."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.catalog import commands as catalog
    from tradepost.domain.parties import commands as parties
    from tradepost.domain.purchasing import commands as purchasing
    from tradepost.domain.purchasing import queries

    by = system(NOW, "Bench")
    item, supplier, order, receipt = (new_id(NOW) for _ in range(4))
    named = f"LATE-{costing.upper()}"
    catalog.create_item(
        by, item_id=item, sku=named, name=named.title(), tracking="lot", costing=costing, weight_g=100
    )
    parties.create_supplier(by, supplier_id=supplier, name=named, currency="USD")
    line = purchasing.PurchaseLineInput(item, Decimal(2 * moves), unit_price=Decimal(3))
    purchasing.order_from_supplier(
        by, purchase_order_id=order, supplier_id=supplier, lines=[line], warehouse_id=company.warehouse_id
    )
    (line_id,) = [one.id for one in queries.lines_of(order)]
    counted = purchasing.ReceiptInput(line_id, 2 * moves, lot_code=f"{named}-1")
    purchasing.receive(by, receipt_id=receipt, purchase_order_id=order, lines=[counted])
    (load if costing == "average" else lose)(company, item, moves)
    return receipt


def _places(item: UUID) -> tuple[UUID, UUID]:
    """Where the lot lies, and its id."""
    from tradepost.base import sql

    found = sql.one("select place_id, lot_id from inventory_balance where item_id = %s", [item])
    assert found is not None
    return found[0], found[1]


def load(company: Company, item: UUID, moves: int) -> None:
    """A shipment a piece, as history is loaded, with its cost in the books."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.inventory import commands as inventory

    place, lot = _places(item)
    step = timedelta(days=14) / moves
    postings = []
    for n in range(moves):
        at = NOW + timedelta(days=1) + n * step
        move = inventory.PastMove(item, place, lot, 1, Decimal(3))
        postings.append(
            inventory.PastPosting(new_id(at), "shipment", new_id(at), at, "customer", False, [move])
        )
    inventory.load_past_moves(system(NOW, "Bench"), warehouse_id=company.warehouse_id, postings=postings)
    _book(NOW + timedelta(days=15), Decimal(3 * moves))


def lose(company: Company, item: UUID, moves: int) -> None:
    """One posting of as many moves: history is not loaded for items with cost layers."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.inventory import commands as inventory

    place, lot = _places(item)
    at = NOW + timedelta(days=2)
    gone = inventory.adjust(
        system(at, "Bench"),
        posting_id=new_id(at),
        warehouse_id=company.warehouse_id,
        lines=[inventory.AdjustInput(item, place, -1, lot) for _ in range(moves)],
        reason="Sold",
    )
    _book(at, -gone.value)


def _book(at: datetime, value: Decimal) -> None:
    from django.conf import settings

    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.accounts import commands as accounts
    from tradepost.domain.accounts.rules import Ledger

    lines = [accounts.PostingInput(Ledger.COGS, value), accounts.PostingInput(Ledger.STOCK, -value)]
    entry = accounts.EntryInput(new_id(at), "shipment", new_id(at), at.date(), settings.BASE_CURRENCY, lines)
    accounts.post(system(at, "Bench"), entries=[entry])


def vacuum() -> None:
    """As autovacuum would have done by the time the bill comes."""
    from django.db import connection

    connection.cursor().execute("vacuum analyze")


def closed_month(company: Company) -> bytes:
    """The trial balance and the stock of the closed month, as bytes."""
    from django.utils.timezone import make_aware

    from tradepost.domain.accounts import queries as accounts_queries
    from tradepost.domain.inventory import queries as inventory_queries

    moment = make_aware(datetime.combine(OPEN_FROM, datetime.min.time()))
    worth = inventory_queries.stock_as_of(company.warehouse_id, moment)
    books = accounts_queries.trial_balance(OPEN_FROM)
    return json.dumps(
        [[repr(row) for row in books], sorted((str(item), repr(one)) for item, one in worth.items())]
    ).encode()


def measure(company: Company, costing: str, receipt_id: UUID) -> None:
    """The bill comes in June; April is closed."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.accounts import commands as accounts
    from tradepost.domain.inventory import queries as inventory_queries
    from tradepost.domain.purchasing import commands as purchasing
    from tradepost.domain.purchasing import queries

    by = system(LATE, "Bench")
    accounts.close_period(by, open_from=OPEN_FROM)
    before = closed_month(company)
    figures = {"kind": "freight", "basis": "weight", "amount": Decimal(1234), "currency": "USD"}
    timed(
        f"{costing}: shares looked at",
        lambda: queries.landed_preview(by, receipt_ids=[receipt_id], **figures),
    )
    added, back = new_id(LATE), new_id(LATE)
    made = timed(
        f"{costing}: added",
        lambda: purchasing.add_landed_cost(by, landed_cost_id=added, receipt_ids=[receipt_id], **figures),
    )
    print(f"{costing}: {made.to_stock} into stock, {made.to_cost} to cost of goods")
    timed(
        f"{costing}: taken back",
        lambda: purchasing.cancel_landed_cost(by, reversal_id=back, landed_cost_id=added),
    )
    assert closed_month(company) == before, "the closed month changed"
    print(f"{costing}: the closed month is the same, {len(before)} bytes")
    differing = [str(one) for one in (*inventory_queries.differences(), *queries.differences())]
    print(f"{costing}: verify: {differing or 'stock, layers and landed costs agree'}")


def timed(name: str, work: Callable[[], R]) -> R:
    """Do it once, and say how long it took."""
    began = time.perf_counter()
    result = work()
    print(f"{name}: {(time.perf_counter() - began) * 1000:.0f} ms", flush=True)
    return result


if __name__ == "__main__":
    main()

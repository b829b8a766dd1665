"""Clerks whose work crosses: many documents, few goods, in every order. `python crossing.py SEED UNTIL`.

To the verbs of the ledger's trader come those that hold several things at once: deliveries that are short,
proposals over several suppliers, returns, bulk release, bulk invoicing, deposits, prices and master data.
UNTIL is a number of seconds, or a file that ends the work when it is there. With `jump` as third word their
clocks jump.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any
from uuid import UUID

from ledger.trader import VERBS, Clerk, Verb


def ids(statement: str, most: int) -> list[UUID]:
    """Up to `most` ids in no order at all."""
    from tradepost.base import sql

    return [row[0] for row in sql.rows(f"{statement} order by random() limit {most}")]


def release_many(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.fulfilment import commands as fulfilment

    orders = ids("select id from sales_order where state = 'confirmed' and not held", 4)
    return fulfilment.release_orders(by, pairs=[(clerk.new_id(), order_id) for order_id in orders])


def invoice_many(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.billing import commands as billing

    shipments = ids("select id from fulfilment_shipment where state = 'dispatched'", 4)
    return billing.invoice_shipments(by, shipments=[(clerk.new_id(), shipment) for shipment in shipments])


def deposit(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.billing import commands as billing

    order_id = clerk.pick("select id from sales_order where state = 'confirmed'")
    if not order_id:
        return False
    return billing.record_deposit(
        by,
        payment_id=clerk.new_id(),
        order_id=order_id,
        amount=D(clerk.rng.randint(1, 90)),
        paid_on=by.now.date(),
    )


def match(clerk: Clerk, by: Any) -> object:
    from tradepost.base import sql
    from tradepost.domain.billing import commands as billing

    found = sql.rows(
        """select * from (
             select id, customer_id from billing_payment where allocated < amount
             union all
             select id, customer_id from billing_invoice where kind = 'credit_note' and settled < total) s
           order by random() limit 1"""
    )
    if not found:
        return False
    source_id, customer_id = found[0]
    invoices = ids(
        f"select id from billing_invoice where kind = 'invoice' and settled < total and customer_id = '{customer_id}'",
        3,
    )
    matches = [(invoice_id, D(clerk.rng.randint(1, 5))) for invoice_id in invoices]
    return (
        billing.allocate(by, allocation_id=clerk.new_id(), source_id=source_id, allocations=matches)
        if matches
        else False
    )


def unmatch(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.billing import commands as billing

    found = clerk.pick("select id from billing_allocation where amount > 0")
    return billing.reverse_allocation(by, reversal_id=clerk.new_id(), allocation_id=found) if found else False


def receive_short(clerk: Clerk, by: Any) -> object:
    """Some lines arrive, the others never will."""
    from tradepost.base import sql
    from tradepost.domain.purchasing import commands as purchasing

    order_id = clerk.pick("select id from purchasing_purchase_order where state in ('sent', 'acknowledged')")
    if not order_id:
        return False
    lines = sql.rows(
        """select id, ordered + over - received - cancelled from purchasing_purchase_order_line
           where purchase_order_id = %s order by random()""",
        [order_id],
    )
    some = [
        purchasing.ReceiptInput(line_id, left) for line_id, left in lines[: len(lines) // 2 + 1] if left > 0
    ]
    return purchasing.receive(
        by, receipt_id=clerk.new_id(), purchase_order_id=order_id, lines=some, last=True
    )


def acknowledge(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.purchasing import commands as purchasing

    order_id = clerk.pick("select id from purchasing_purchase_order where state in ('sent', 'acknowledged')")
    if not order_id:
        return False
    lines = ids(f"select id from purchasing_purchase_order_line where purchase_order_id = '{order_id}'", 5)
    day = by.now.date() + timedelta(days=clerk.rng.randint(1, 30))
    return purchasing.acknowledge(
        by,
        purchase_order_id=order_id,
        lines=[purchasing.AcknowledgedInput(line, expected_on=day) for line in lines],
    )


def propose(clerk: Clerk, by: Any) -> object:
    """Each supplier's order takes other goods of the same few."""
    from tradepost.domain.planning import commands as planning

    suppliers = ids("select id from parties_supplier", 2)
    items = ids("select id from catalog_item", 4)
    chosen = [planning.Chosen(item, clerk.rng.randint(1, 9), clerk.rng.choice(suppliers)) for item in items]
    return planning.order_proposals(by, run_id=clerk.new_id(), chosen=chosen)


def ask_back(clerk: Clerk, by: Any) -> object:
    from tradepost.base import sql
    from tradepost.domain.returns import commands as returns
    from tradepost.domain.returns.rules import ReturnLineInput

    order_id = clerk.pick("select id from sales_order where shipped_total > 0")
    if not order_id:
        return False
    lines = sql.rows(
        """select l.id from fulfilment_shipment_line l join fulfilment_shipment s on s.id = l.shipment_id
           where s.order_id = %s and l.shipped > l.returned order by random() limit 4""",
        [order_id],
    )
    asked = [ReturnLineInput(line_id, 1) for (line_id,) in lines]
    one = returns.request_return(
        by, return_id=clerk.new_id(), order_id=order_id, reason="Not wanted", lines=asked
    )
    return returns.authorise_return(by, return_id=one.id)


def take_back(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.returns import commands as returns

    return_id = clerk.pick("select id from returns_return where state = 'authorised'")
    if not return_id:
        return False
    lines = ids(f"select id from returns_return_line where return_id = '{return_id}'", 9)
    disposition = clerk.rng.choice(["", "restock", "scrap"])
    return returns.receive_return(by, return_id=return_id, lines=[(line, 1, disposition) for line in lines])


def inspect(clerk: Clerk, by: Any) -> object:
    """Some go back on the shelf, others away."""
    from tradepost.domain.returns import commands as returns

    return_id = clerk.pick("select id from returns_return where state = 'received'")
    if not return_id:
        return False
    lines = ids(f"select id from returns_return_line where return_id = '{return_id}' and received > 0", 9)
    return returns.inspect_return(
        by, return_id=return_id, lines=[(line, clerk.rng.choice(["restock", "scrap"])) for line in lines]
    )


def settle(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.returns import commands as returns

    return_id = clerk.pick("select id from returns_return where state = 'inspected'")
    return returns.settle_return(by, return_id=return_id) if return_id else False


def reprice(clerk: Clerk, by: Any) -> object:
    """The same rows as everybody, in another order."""
    from tradepost.domain.pricing import commands as pricing

    price_list_id = clerk.pick("select id from pricing_price_list where is_base")
    rows = [
        pricing.PriceInput(D(clerk.rng.randint(9, 12)), item_id=i)
        for i in ids("select id from catalog_item", 8)
    ]
    return pricing.set_prices(by, price_list_id=price_list_id, rows=rows)


def offer(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.purchasing import commands as purchasing

    supplier_id = clerk.pick("select id from parties_supplier")
    offers = [
        purchasing.SupplierItemInput(supplier_id, item, D(clerk.rng.randint(4, 7)), preferred=True)
        for item in ids("select id from catalog_item", 8)
    ]
    return purchasing.set_supplier_items(by, offers=offers)


def plan(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.planning import commands as planning

    warehouse_id = clerk.pick("select id from inventory_warehouse")
    rules = [
        planning.ReorderRuleInput(item, clerk.rng.randint(0, 9), 20)
        for item in ids("select id from catalog_item", 8)
    ]
    return planning.set_reorder_rules(by, warehouse_id=warehouse_id, rules=rules)


def rename(clerk: Clerk, by: Any) -> object:
    from tradepost.domain.catalog import commands as catalog
    from tradepost.domain.parties import commands as parties

    name = f"Renamed {clerk.rng.randint(0, 99)}"
    if clerk.rng.random() < 0.5:
        return catalog.change_item(by, item_id=clerk.pick("select id from catalog_item"), name=name)
    return parties.change_customer(by, customer_id=clerk.pick("select id from parties_customer"), name=name)


MORE: dict[str, tuple[Verb, int]] = {
    "release many": (release_many, 5),
    "invoice many": (invoice_many, 5),
    "deposit": (deposit, 4),
    "match": (match, 4),
    "unmatch": (unmatch, 2),
    "receive short": (receive_short, 6),
    "acknowledge": (acknowledge, 4),
    "propose": (propose, 6),
    "ask back": (ask_back, 6),
    "take back": (take_back, 6),
    "inspect": (inspect, 6),
    "settle": (settle, 4),
    "reprice": (reprice, 3),
    "offer": (offer, 3),
    "plan": (plan, 2),
    "rename": (rename, 2),
}


def enough(until: str) -> Callable[[], bool]:
    """Whether the seconds have passed, or the file is there."""
    if not until.replace(".", "", 1).isdecimal():
        return Path(until).exists
    end = time.monotonic() + float(until)
    return lambda: time.monotonic() > end


def main(seed: int, until: str, jump: str = "") -> None:
    from tradepost.base.beginning import begin

    begin()
    from tradepost.base.command import REPEATS

    VERBS.update(MORE)
    clerk = Clerk(random.Random(seed))
    done = enough(until)
    while not done():
        if jump:  # somebody puts the clock forward or back
            clerk.clock += timedelta(hours=clerk.rng.choice([0, 0, 1, -1, 30, -30]))
        clerk.step()
    repeats = {
        " ".join(sample.labels.values()): sample.value
        for metric in REPEATS.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    }
    print(json.dumps({"done": clerk.done, "refused": clerk.refused, "repeats": repeats}))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])

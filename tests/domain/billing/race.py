"""One of several processes that bill at the same time; told what to do by its arguments, answers in JSON."""

import json
import sys
from collections import Counter
from decimal import Decimal as D
from pathlib import Path
from uuid import UUID

import django

sys.path.insert(0, str(Path(__file__).parents[2]))
django.setup()

from django.db import transaction  # noqa: E402

from domain.billing.trade import NOW, Trade, make_trade, rooms_differences  # noqa: E402
from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.billing import commands as billing  # noqa: E402
from tradepost.domain.billing.models import Invoice, Payment  # noqa: E402


def prepare_payment() -> object:
    trade = make_trade()
    ann = trade.customer()
    invoices = [str(trade.sold(ann, "10").id) for _ in range(12)]
    return {"payment": str(trade.pay(ann, "75").id), "invoices": invoices}


def prepare_shipments() -> object:
    trade = make_trade()
    customers = [trade.customer(f"C-{n}") for n in range(3)]
    tea = trade.item("TEA", 1000)
    orders = [trade.order(customers[n % 3], (tea, 4, "1.111")) for n in range(20)]
    return [str(trade.ship(order, 2)) for order in orders for _ in range(2)]


def allocate(payment: str, *invoices: str) -> object:
    """Match 10 to each invoice in turn, until it is refused."""
    told: Counter[str] = Counter()
    for invoice in invoices:
        try:
            billing.allocate(
                system(NOW),
                allocation_id=new_id(NOW),
                source_id=UUID(payment),
                allocations=[(UUID(invoice), D(10))],
            )
            told["matched"] += 1
        except Refusal as refusal:
            told[refusal.code] += 1
    return told


def invoice(*shipments: str) -> object:
    """Invoice each shipment; every third time the work is thrown away at its very end."""
    told: Counter[str] = Counter()
    trade = Trade(system(NOW), UUID(int=0))
    for at, shipment in enumerate(shipments):
        try:
            with transaction.atomic():
                trade.invoice(UUID(shipment))
                if at % 3 == 2:
                    transaction.set_rollback(True)
            told["thrown away" if at % 3 == 2 else "invoiced"] += 1
        except Refusal as refusal:
            told[refusal.code] += 1
    return told


def found() -> object:
    payment = Payment.objects.first()
    return {
        "differences": rooms_differences(),
        "numbers": sorted(Invoice.objects.values_list("number", flat=True)),
        "settled": sorted(str(i.settled.normalize()) for i in Invoice.objects.all()),
        "allocated": str(payment.allocated) if payment else "",
    }


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))

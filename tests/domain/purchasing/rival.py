"""A process of its own: `rival.py prepare`, then one of the verbs below on that order. Prints JSON."""

import json
import sys
import time
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from datetime import UTC, datetime  # noqa: E402

from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.catalog.models import Item  # noqa: E402
from tradepost.domain.inventory import commands as inventory  # noqa: E402
from tradepost.domain.inventory import queries as inventory_queries  # noqa: E402
from tradepost.domain.parties.models import Party, Supplier  # noqa: E402
from tradepost.domain.purchasing import commands as purchasing  # noqa: E402
from tradepost.domain.purchasing import queries  # noqa: E402

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
BY = system(NOW)


def prepare(state: str = "sent") -> dict[str, str]:
    warehouse, item, supplier, order, line = (new_id(NOW) for _ in range(5))
    inventory.create_warehouse(BY, warehouse_id=warehouse, code="W1", name="Main")
    Item.objects.create(id=item, sku="tea", name="Tea", made_at=NOW)
    party = Party.objects.create(id=new_id(NOW), name="Importer", made_at=NOW)
    Supplier.objects.create(id=supplier, party=party, number="S-1", currency="USD", made_at=NOW)
    wanted = purchasing.PurchaseLineInput(item, Decimal(100), unit_price=Decimal(2), line_id=line)
    purchasing.order_from_supplier(
        BY,
        purchase_order_id=order,
        supplier_id=supplier,
        warehouse_id=warehouse,
        lines=[wanted],
        send=state == "sent",
    )
    return {"order": str(order), "line": str(line), "item": str(item)}


def receive(order: str, line: str, quantity: str, times: str) -> dict[str, int]:
    """Receives again and again; counts what was taken in and what was refused."""
    told = {"taken": 0, "refused": 0}
    for _ in range(int(times)):
        count = purchasing.ReceiptInput(UUID(line), int(quantity))
        try:
            purchasing.receive(
                BY, receipt_id=new_id(NOW), purchase_order_id=UUID(order), lines=[count], last=False
            )
            told["taken"] += int(quantity)
        except Refusal:
            told["refused"] += 1
    return told


def take_in(order: str, line: str) -> dict[str, int]:
    """Twenty deliveries of five, one of them damaged."""
    for _ in range(20):
        count = purchasing.ReceiptInput(UUID(line), 5, 1)
        purchasing.receive(BY, receipt_id=new_id(NOW), purchase_order_id=UUID(order), lines=[count])
    return {"receipts": 20}


def settle(order: str, way: str) -> dict[str, int]:
    """Sends back what was damaged in each delivery, or closes the difference with a word, where it still may."""
    told = {"done": 0, "refused": 0}
    for variance in queries.variances_of([UUID(order)]):
        try:
            if way == "close":
                purchasing.close_variance(BY, variance_id=variance.id, note="Credited")
            else:
                receipt_id = variance.receipt_line.receipt_id
                purchasing.send_back(BY, posting_id=new_id(NOW), receipt_id=receipt_id)
            told["done"] += 1
        except Refusal:
            told["refused"] += 1
    return told


def rewrite(order: str, item: str) -> dict[str, int]:
    """Rewrites a draft again and again, each time with other lines, until it is firm."""
    for times in range(2000):
        lines = [
            purchasing.PurchaseLineInput(UUID(item), Decimal(times + number + 1), unit_price=Decimal(1))
            for number in range(times % 3 + 1)
        ]
        try:
            purchasing.change_purchase_order(BY, purchase_order_id=UUID(order), lines=lines)
        except purchasing.PurchaseOrderIsFirm:
            return {"times": times}
    return {"times": -1}


def send(order: str) -> dict[str, int]:
    """Lets the others rewrite for a while, then approves and sends what stands there."""
    while queries.purchase_order(BY, UUID(order)).version < 20:
        time.sleep(0.01)
    purchasing.approve(BY, purchase_order_id=UUID(order))
    sent = purchasing.send(BY, purchase_order_id=UUID(order))
    return {"ordered": sent.ordered_quantity}


def verify() -> list[str]:
    return [str(found) for found in [*queries.differences(), *inventory_queries.differences()]]


VERBS = {
    "prepare": prepare,
    "receive": receive,
    "take_in": take_in,
    "settle": settle,
    "rewrite": rewrite,
    "send": send,
    "verify": verify,
}
print(json.dumps(VERBS[sys.argv[1]](*sys.argv[2:])))

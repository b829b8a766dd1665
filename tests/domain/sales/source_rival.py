"""A process of its own: `source_rival.py CUSTOMER ITEM OWN_WAREHOUSE` orders and moves by hand. Prints JSON."""

import json
import sys
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from trade import NOW  # noqa: E402
from tradepost.base.by import system  # noqa: E402
from tradepost.base.command import REPEATS  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.inventory.models import Warehouse  # noqa: E402
from tradepost.domain.sales import commands as sales  # noqa: E402
from tradepost.domain.sales.commands import LineInput  # noqa: E402
from tradepost.domain.sales.models import OrderLine  # noqa: E402

BY = system(NOW)
ROUNDS = 6


def run(customer: str, item: str, own: str) -> None:
    """Orders three at a time, and sends one of each line to the other warehouse."""
    for _ in range(ROUNDS):
        order = sales.place_order(
            BY, order_id=new_id(NOW), customer_id=UUID(customer), warehouse_id=UUID(own), sourcing="own_first",
            lines=[LineInput(UUID(item), Decimal(3))], confirm=True,
        )  # fmt: skip
        for line in OrderLine.objects.filter(order=order).order_by("position"):
            other = Warehouse.objects.exclude(pk=line.warehouse_id).get()
            sales.source_lines(
                BY, order_id=order.pk, warehouse_id=other.pk, lines=[(line.pk, 1)], reason="There and back."
            )


run(*sys.argv[1:])
print(json.dumps({"repeats": sum(sample.value for metric in REPEATS.collect() for sample in metric.samples)}))

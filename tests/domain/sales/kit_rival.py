"""A process of its own: orders items, or makes each of them a kit. Prints JSON: what each was told."""

import json
import sys
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from datetime import UTC, datetime  # noqa: E402

from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.inventory import commands as inventory  # noqa: E402
from tradepost.domain.sales import commands as sales  # noqa: E402
from tradepost.domain.sales.commands import LineInput  # noqa: E402

BY = system(datetime(2026, 3, 16, 9, 0, tzinfo=UTC))


def order(item: str, customer: str) -> None:
    line = LineInput(UUID(item), Decimal(1))
    sales.place_order(BY, order_id=new_id(BY.now), customer_id=UUID(customer), lines=[line], confirm=True)


def define(item: str, part: str) -> None:
    inventory.define_kit(BY, item_id=UUID(item), parts=[(UUID(part), 2)])


def told(item: str) -> str:
    try:
        {"order": order, "define": define}[sys.argv[1]](item, sys.argv[2])
    except Refusal as refusal:
        return refusal.code
    return ""


print("ready", flush=True)
sys.stdin.readline()
print(json.dumps([told(item) for item in sys.argv[3:]]))

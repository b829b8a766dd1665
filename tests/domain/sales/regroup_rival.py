"""A process of its own: `regroup_rival.py prepare` or `regroup_rival.py turn ORDER OTHER`. Prints JSON."""

import json
import sys
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402

from trade import NOW, Trade  # noqa: E402
from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.sales import commands as sales  # noqa: E402
from tradepost.domain.sales import queries  # noqa: E402
from tradepost.domain.sales.commands import LineInput  # noqa: E402
from tradepost.domain.sales.models import Order  # noqa: E402

BY = system(NOW)


def prepare() -> list[str]:
    trade = Trade.open()
    trade.add_items("tea", "cup", stock=20)
    trade.add_customer()
    return [str(trade.order(("tea", 15), ("cup", 15)).pk) for _ in range(2)]


def turn(order: str, other: str) -> list[str]:
    """Splits both orders as soon as the gate opens, orders something itself, and merges all that is open."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock_shared(1)")
    answers = []
    for n in range(2):
        for pk in (order, other) if n % 2 else (other, order):
            answers.append(tried(lambda pk=pk: split(UUID(pk))))
        answers.append(tried(lambda: more(UUID(order))))
        answers.append(tried(lambda: merge(UUID(order), UUID(other))))
    return answers


def tried(work: object) -> str:
    try:
        work()  # type: ignore[operator]
    except Refusal as refusal:
        return refusal.code
    return "done"


def split(pk: UUID) -> None:
    lines = [(line.pk, 1) for line in queries.lines_of(pk) if line.quantity > 1][:3]
    sales.split_order(BY, new_order_id=new_id(NOW), order_id=pk, lines=lines)


def more(pk: UUID) -> None:
    order = Order.objects.get(pk=pk)
    items = [line.item_id for line in queries.lines_of(pk)[:2]]
    made = sales.place_order(
        BY, order_id=new_id(NOW), customer_id=order.customer_id, warehouse_id=order.warehouse_id, confirm=True,
        lines=[LineInput(item_id, Decimal(2)) for item_id in reversed(items)],
    )  # fmt: skip
    sales.cancel_order(BY, order_id=made.pk)


def merge(order: UUID, other: UUID) -> None:
    """All but the two that everybody splits into the first of them."""
    live = Order.objects.filter(state="confirmed").exclude(pk__in=[order, other]).order_by("-number")[:5]
    sales.merge_orders(BY, order_id=order, other_ids=[one.pk for one in live])


print(json.dumps({"prepare": prepare, "turn": turn}[sys.argv[1]](*sys.argv[2:])))

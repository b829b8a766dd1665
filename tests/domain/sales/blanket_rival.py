"""A process of its own: `blanket_rival.py prepare` or `blanket_rival.py call CUSTOMER ITEM LINE`. Prints JSON."""

import json
import sys
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.db import connection  # noqa: E402

from trade import NOW, TODAY, Trade  # noqa: E402
from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.sales import commands as sales  # noqa: E402
from tradepost.domain.sales import queries  # noqa: E402
from tradepost.domain.sales.commands import LineInput  # noqa: E402

BY = system(NOW)


def prepare() -> list[str]:
    trade = Trade.open()
    trade.add_items("tea", stock=20)
    trade.add_customer()
    made = sales.make_blanket(
        BY,
        blanket_id=new_id(NOW),
        customer_id=trade.customers["Café Blum"],
        lines=[LineInput(trade.items["tea"], Decimal(10), unit_price=Decimal(8))],
        valid_until=TODAY + timedelta(days=30),
    )
    return [str(made.customer_id), str(trade.items["tea"]), str(queries.blanket_lines(made.pk)[0].pk)]


def call(customer: str, item: str, line: str) -> list[str]:
    """Calls three off five times as soon as the gate opens, and cancels every second of them again, but the last."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock_shared(1)")
    answers = []
    for turn in range(5):
        try:
            order = sales.place_order(
                BY,
                order_id=new_id(NOW),
                customer_id=UUID(customer),
                lines=[LineInput(UUID(item), Decimal(3), blanket_line_id=UUID(line))],
                confirm=True,
            )
            if turn % 2:
                sales.cancel_order(BY, order_id=order.pk)
            answers.append("done")
        except Refusal as refusal:
            answers.append(refusal.code)
    return answers


print(json.dumps({"prepare": prepare, "call": call}[sys.argv[1]](*sys.argv[2:])))

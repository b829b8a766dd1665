"""A process of its own: `quote_rival.py prepare` or `quote_rival.py order QUOTE`. Prints JSON."""

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
from tradepost.domain.sales.commands import LineInput  # noqa: E402

BY = system(NOW)


def prepare() -> str:
    trade = Trade.open()
    trade.add_items("tea", stock=20)
    trade.add_customer()
    quote = sales.make_quote(
        BY,
        quote_id=new_id(NOW),
        customer_id=trade.customers["Café Blum"],
        lines=[LineInput(trade.items["tea"], Decimal(10))],
    )
    sales.send_quote(BY, quote_id=quote.pk)
    return str(quote.pk)


def order(quote_id: str) -> list[str]:
    """Accepts and orders as soon as the gate opens; tells what became of each."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock_shared(1)")
    answers = []
    for say in (
        lambda: sales.accept_quote(BY, quote_id=UUID(quote_id)),
        lambda: sales.order_quote(BY, quote_id=UUID(quote_id), order_id=new_id(NOW), confirm=True),
    ):
        try:
            say()
            answers.append("done")
        except Refusal as refusal:
            answers.append(refusal.code)
    return answers


print(json.dumps({"prepare": prepare, "order": order}[sys.argv[1]](*sys.argv[2:])))

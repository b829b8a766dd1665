"""A company for clients who come over HTTP: `python company.py ITEMS STOCK` prints what they need to know."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta


def main(items: int, stock: int) -> None:
    from tradepost.base.beginning import begin

    begin()
    from django.db import connection

    from chaos.effects import EFFECTS
    from ledger.company import open_company
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.access import commands as access
    from tradepost.domain.access.commands import GrantInput

    trade = open_company(items, stock)
    with connection.cursor() as cursor:
        cursor.execute(EFFECTS)
    now = datetime.now(UTC)
    by = system(now, "Chaos")
    user = access.create_user(
        by, user_id=new_id(now), email="chaos@example.com", name="Chaos", grants=[GrantInput("owner")]
    )
    token = access.make_token(
        by, token_id=new_id(now), user_id=user.id, name="chaos", expires_at=now + timedelta(days=2)
    )
    known = {
        "token": token.secret,
        "items": [str(item_id) for item_id in trade.items.values()],
        "customers": [str(customer_id) for customer_id in trade.customers.values()],
        "warehouse": str(trade.warehouse_id),
    }
    print(json.dumps(known))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

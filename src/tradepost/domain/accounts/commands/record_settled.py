from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command


@command
def record_settled(by: By, *, amounts: Mapping[UUID, Decimal]) -> None:
    """Count what was paid or credited of documents, or (below 0) what is owed again; one statement for all."""
    if amounts:
        sql.run(
            """update accounts_due d set settled = d.settled + n.amount
               from unnest(%s::uuid[], %s::numeric[]) as n(id, amount) where d.document_id = n.id""",
            [list(amounts), list(amounts.values())],
        )

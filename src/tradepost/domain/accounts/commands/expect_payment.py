from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.money import ZERO


@dataclass(frozen=True, slots=True)
class DueInput:
    """What of a document is due when, the first day first: (day, amount) of each part."""

    document_id: UUID
    party_id: UUID
    currency: str
    parts: Sequence[tuple[date, Decimal]]
    settled: Decimal = ZERO


@command
def expect_payment(by: By, *, dues: Sequence[DueInput]) -> None:
    """Write what is to be paid when; one statement for any number of documents and parts."""
    rows = [
        (one.document_id, part, one.party_id, on, one.currency, amount, upto, one.settled)
        for one in dues
        for part, ((on, amount), upto) in enumerate(
            zip(one.parts, accumulate(amount for _, amount in one.parts), strict=True), 1
        )
    ]
    if rows:
        sql.run(
            """insert into accounts_due (document_id, part, party_id, due_on, currency, amount, upto, settled)
               select * from unnest(%s::uuid[], %s::int[], %s::uuid[], %s::date[], %s::text[], %s::numeric[],
                 %s::numeric[], %s::numeric[])""",
            [list(column) for column in zip(*rows, strict=True)],
        )

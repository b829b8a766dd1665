"""Writing matches between payments or credit notes and invoices, shared by the verbs that make them."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.ids import new_ids
from tradepost.base.money import ZERO
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.billing.models import Allocation
from tradepost.domain.billing.rules import Match


def write_matches(
    by: By,
    matches: Sequence[Match],
    *,
    credit_notes: bool = False,
    first_id: UUID | None = None,
    entered: bool = True,
) -> None:
    """Write the matches and count them on both sides; the rows of both sides are locked by the caller.

    Sources (payments, credit notes) are locked before invoices, each in id order. `first_id` is the id a
    caller minted for the act; the first row bears it. Not `entered`: the ledger of money hears of these invoices, and
    what is settled of them, later. The database refuses to match more than
    a payment has or an invoice owes (I9).
    """
    if not matches:
        return
    ids = new_ids(by.now, len(matches))
    ids[0] = first_id or ids[0]
    Allocation.objects.bulk_create(
        [
            Allocation(
                id=row_id,
                payment_id=None if credit_notes else match.source_id,
                credit_note_id=match.source_id if credit_notes else None,
                invoice_id=match.invoice_id,
                amount=match.amount,
                discount=match.discount,
                allocated_on=match.on,
                made_at=by.now,
            )
            for row_id, match in zip(ids, matches, strict=True)
        ]
    )
    settled: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    used: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    for match in matches:
        settled[match.invoice_id] += match.amount + match.discount
        (settled if credit_notes else used)[match.source_id] += match.amount
    count_settled(by, settled, entered=entered)
    count_used(used)


def count_settled(by: By, amounts: dict[UUID, Decimal], *, entered: bool = True) -> None:
    """Add to `settled` of these invoices and credit notes, and of what is due of the invoices."""
    sql.run(
        """update billing_invoice i set settled = i.settled + n.amount
           from unnest(%s::uuid[], %s::numeric[]) as n(id, amount) where i.id = n.id""",
        [list(amounts), list(amounts.values())],
    )
    if entered:
        accounts.record_settled(by, amounts=amounts)


def count_used(amounts: dict[UUID, Decimal]) -> None:
    """Add to `allocated` of these payments."""
    if amounts:
        sql.run(
            """update billing_payment p set allocated = p.allocated + n.amount
               from unnest(%s::uuid[], %s::numeric[]) as n(id, amount) where p.id = n.id""",
            [list(amounts), list(amounts.values())],
        )

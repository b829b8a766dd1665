from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import claim_many, command, fingerprint_of
from tradepost.base.errors import Refusal
from tradepost.domain.billing import queries
from tradepost.domain.billing.commands._issuing import issue
from tradepost.domain.billing.queries import CreditRead
from tradepost.domain.billing.rules import CreditInput


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of one credit note: its number, or the refusal. `again`: it stood already."""

    credit_note_id: UUID
    number: str = ""
    refusal: Refusal | None = None
    again: bool = False


@command
def issue_credits(by: By, *, credits: Sequence[CreditInput]) -> list[Issued]:
    """Issue many credit notes that name no invoice, as issue_credit does, in a fixed number of statements.

    One that would be refused alone (customer unknown, a line that cannot be read, id used with other contents) is left
    out and told so; the others stand. Of two with one id the first counts. Raises PeriodIsClosed and NoExchangeRate
    for all of them.
    """
    refused: dict[int, Refusal] = {}
    good: dict[int, CreditRead] = {}
    for n, read in enumerate(queries.read_credits(by, credits)):
        if isinstance(read, Refusal):
            refused[n] = read
        elif (refusal := read.refusal) is not None:
            refused[n] = refusal
        else:
            good[n] = read
    stood = _claim(by, credits, list(good), refused)
    fresh = [n for n in good if n not in stood and n not in refused]
    notes = issue(by, [(credits[n], good[n]) for n in fresh]) if fresh else []
    numbers = {note.id: note.number for note in notes}
    numbers |= queries.numbers_of([credits[n].credit_note_id for n in stood])
    return [
        Issued(
            one.credit_note_id,
            "" if n in refused else numbers[one.credit_note_id],
            refused.get(n),
            n in stood and n not in refused,
        )
        for n, one in enumerate(credits)
    ]


def _claim(
    by: By, credits: Sequence[CreditInput], asked: Sequence[int], refused: dict[int, Refusal]
) -> set[int]:
    """Claim the ids of these; gives those that stood already with the same contents."""
    keys = [(f"billing.issue_credit:{credits[n].credit_note_id}", fingerprint_of(credits[n])) for n in asked]
    stood: set[int] = set()
    for n, answer in zip(asked, claim_many(keys, by) if keys else [], strict=True):
        if isinstance(answer, Refusal):
            refused[n] = answer
        elif not answer:
            stood.add(n)
    return stood

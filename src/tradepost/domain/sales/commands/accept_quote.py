from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._quote import total_quote
from tradepost.domain.sales.events import QuoteAccepted
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote, QuoteLine
from tradepost.domain.sales.rules import Stand, faults_of_stands

_ANSWER = ["state", "answered_at", "answered_by", "answer_note", "customer_po"]
_TOTALS = ["freight_tax_code", "freight_tax_rate", "net_total", "tax_total", "total"]


class QuoteHasExpired(Refusal):
    """Its last day has passed; the next revision may be accepted."""


@command
def accept_quote(
    by: By,
    *,
    quote_id: UUID,
    accepted_by: str = "",
    customer_po: str = "",
    note: str = "",
    chosen: Sequence[UUID] | None = None,
) -> Quote:
    """The customer said yes, on the last day at the latest; `accepted_by` is the name of who said so.

    `chosen` are the lines that are taken of options and alternatives, all of them; without it those stay that were
    chosen before. The total is that of what was taken. Refuses QuoteHasExpired, and whatever is not sent: of two
    acceptances the second is refused. Raises Invalid, at `chosen`.
    """
    quote = queries.quote_for_update(quote_id)
    quote.state = QUOTE.next(quote.state, "accept")
    if by.now.date() > quote.valid_until:
        raise QuoteHasExpired(
            f"{quote} could be accepted until {quote.valid_until}. Revise it to offer it again.",
            valid_until=quote.valid_until,
        )
    quote.answered_at, quote.answered_by, quote.answer_note = by.now, accepted_by or by.actor, note
    quote.customer_po = customer_po or quote.customer_po
    fields = _ANSWER if chosen is None else [*_ANSWER, *_choose(quote, set(chosen))]
    quote.save(update_fields=fields)
    publish(by, QuoteAccepted(quote_id, quote.number, quote.revision, quote.answered_by))
    return Quote.objects.get(pk=quote_id)


def _choose(quote: Quote, chosen: set[UUID]) -> list[str]:
    """Take these of its options, and total it anew; gives the fields of the quote that were set."""
    lines = queries.quote_lines(quote.pk)
    options = {line.pk for line in lines if line.kind != "firm"}
    for line in lines:
        line.chosen = line.kind == "firm" or line.pk in chosen
    faults = faults_of_stands([(line.section, Stand(line.kind, line.choice, line.chosen)) for line in lines])
    if chosen - options or faults:
        raise Invalid(
            "Choose among the options of the quote, and of each group of alternatives one at most.",
            fields={"chosen": "Not one of its options, or two of a group."},
        )
    taken = [line for line in lines if line.chosen]
    if not taken:
        raise Invalid("Nothing of the quote is chosen.", fields={"chosen": "Choose at least one."})
    # What is not taken goes first: of a group one line at most is chosen at any moment.
    QuoteLine.objects.filter(quote_id=quote.pk, pk__in=options - chosen).update(chosen=False)
    QuoteLine.objects.filter(quote_id=quote.pk, pk__in=options & chosen).update(chosen=True)
    total_quote(quote, [line.taxed for line in taken])
    return _TOTALS

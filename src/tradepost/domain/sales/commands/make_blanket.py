from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales.commands._blanket_lines import agreed_lines, refuse_bad_days, write_new
from tradepost.domain.sales.events import BlanketMade
from tradepost.domain.sales.models import Blanket
from tradepost.domain.sales.queries import LineInput


def _made(blanket_id: UUID) -> Blanket:
    return Blanket.objects.get(pk=blanket_id)


@command(once="blanket_id", again=_made)
def make_blanket(
    by: By,
    *,
    blanket_id: UUID,
    customer_id: UUID,
    lines: Sequence[LineInput],
    valid_until: date,
    valid_from: date | None = None,
    customer_po: str = "",
    note: str = "",
) -> Blanket:
    """Write down what a customer agreed to take until a day, that day included; from today, unless it is said.

    A line's price is the agreed one, per its unit; without one it is that of the list, on the day it is called off.
    Nothing is promised, and nothing asked of stock. As many statements for 1,000 lines as for 1. Raises
    CustomerIsBlocked, Invalid naming each line, NotFound.
    """
    customer = parties_queries.customer_terms(customer_id)
    begins = valid_from or by.now.date()
    refuse_bad_days(begins, valid_until, by.now.date())
    agreed = agreed_lines(by, customer, lines)
    made = Blanket.objects.create(
        id=blanket_id,
        number=cheap_numbers("blanket")[0],
        customer_id=customer_id,
        customer_name=customer.name,
        customer_po=customer_po,
        rep_id=customer.rep_id,
        currency=customer.currency,
        valid_from=begins,
        valid_until=valid_until,
        note=note,
        lines_count=len(agreed),
        made_at=by.now,
    )
    write_new(blanket_id, list(enumerate(agreed, 1)))
    publish(by, BlanketMade(blanket_id, made.number, customer_id))
    return _made(blanket_id)

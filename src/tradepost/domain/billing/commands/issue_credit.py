from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.billing import queries
from tradepost.domain.billing.commands._issuing import issue
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import CreditInput, CreditLineInput


@command(once="credit_note_id", again=queries.invoice_by_id)
def issue_credit(
    by: By,
    *,
    credit_note_id: UUID,
    customer_id: UUID,
    lines: Sequence[CreditLineInput],
    reason: str,
    credited_on: date | None = None,
    customer_po: str = "",
    currency: str = "",
) -> Invoice:
    """Credit a customer what no invoice of ours says: a bonus, a complaint, an invoice of the system before.

    Taxed as an invoice of that day would be; `currency` is the customer's unless given. It is open on the customer's
    account until it is matched. Stock is not touched: goods that come back are a return. A posted credit note is never
    taken back. Raises Invalid (`lines.<n>.<field>`, counted from 0, `reason`, `currency`), NotFound, PeriodIsClosed,
    NoExchangeRate.
    """
    credit = CreditInput(credit_note_id, customer_id, lines, reason, credited_on, customer_po, currency)
    (read,) = queries.read_credits(by, [credit])
    if isinstance(read, Refusal):
        raise read
    if (refusal := read.refusal) is not None:
        raise refusal
    return issue(by, [(credit, read)])[0]

from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.billing import queries
from tradepost.domain.billing.commands.discount import enter_discounts
from tradepost.domain.billing.commands.exchange import enter_exchange
from tradepost.domain.billing.commands.match import count_settled, count_used
from tradepost.domain.billing.events import AllocationReversed
from tradepost.domain.billing.models import Allocation
from tradepost.domain.billing.rules import Match


class AlreadyReversed(Refusal):
    """This match was taken back before, or is itself the taking back of one."""


@command(once="reversal_id", again=queries.allocation_by_id)
def reverse_allocation(by: By, *, reversal_id: UUID, allocation_id: UUID) -> Allocation:
    """Take a match back: payment (or credit note) and invoice are open again by its amount.

    The first row stays; a row with the negative amount, named `reversal_id`, stands beside it. Raises
    AlreadyReversed, NotFound.
    """
    matched = queries.allocation_for_update(allocation_id)
    if matched.reverses_id is not None or queries.is_reversed(allocation_id):
        raise AlreadyReversed("This match was already taken back. Match again instead.")
    reversal = Allocation(
        id=reversal_id,
        payment_id=matched.payment_id,
        credit_note_id=matched.credit_note_id,
        invoice_id=matched.invoice_id,
        amount=-matched.amount,
        discount=-matched.discount,
        allocated_on=max(matched.allocated_on, by.now.date()),
        reverses_id=matched.id,
        made_at=by.now,
    )
    reversal.save(force_insert=True)
    sides = [matched.invoice_id, *([matched.credit_note_id] if matched.credit_note_id else [])]
    count_settled(by, dict.fromkeys(sides, -matched.amount - matched.discount))
    count_used({matched.payment_id: -matched.amount} if matched.payment_id else {})
    source_id = matched.payment_id or matched.credit_note_id
    assert source_id is not None
    taken_back = Match(
        source_id, matched.invoice_id, -matched.amount, reversal.allocated_on, -matched.discount
    )
    enter_discounts(by, [taken_back], {matched.invoice_id: matched.invoice})
    enter_exchange(by, [taken_back], [matched.invoice.currency])
    publish(
        by,
        AllocationReversed(
            matched.invoice_id,
            source_id=source_id,
            customer_id=matched.invoice.customer_id,
            amount=matched.amount,
            currency=matched.invoice.currency,
        ),
    )
    return reversal

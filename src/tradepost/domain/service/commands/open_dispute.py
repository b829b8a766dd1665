from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.events import Event
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.service import queries, rules
from tradepost.domain.service.commands._dispute import chosen, days_from_now, made_lines, refuse_strangers
from tradepost.domain.service.events import DisputeAssigned, DisputeOpened
from tradepost.domain.service.models import Dispute, DisputeLine
from tradepost.domain.service.rules import DisputeLineInput


@command(once="dispute_id", again=queries.dispute_by_id)
def open_dispute(
    by: By,
    *,
    dispute_id: UUID,
    kind: str,
    document_id: UUID,
    reason: str,
    said: str,
    lines: Sequence[DisputeLineInput] = (),
    amount: Decimal | None = None,
    owner_id: UUID | None = None,
    due_on: date | None = None,
) -> Dispute:
    """A customer does not agree with an order, a shipment or an invoice, or some lines of it (none: the whole).

    `amount` is with tax, in the document's currency; None: what the lines are worth. `due_on` None: as many working
    days from now as TRADEPOST_DISPUTE_DAYS says. Raises NotFound, NothingToDispute, Invalid, MoreThanTheLine,
    MoreThanTheDocument, CannotCareForIt. Sent twice, the second returns the same dispute.
    """
    document = queries.disputable(by, kind, document_id)
    rules.checked_reason(reason)
    if not said.strip():
        raise Invalid("Write what the customer says.", fields={"said": "Write what the customer says."})
    picked = chosen(document, lines)
    worth = rules.proposed(picked, document) if amount is None else rules.checked_amount(amount, document)
    due = rules.checked_due(due_on, by.now.date()) if due_on else days_from_now(by, document.warehouse_id)
    if owner_id is not None:
        refuse_strangers(by, owner_id, document.customer_id)
    one = Dispute(
        id=dispute_id,
        number=cheap_numbers("dispute")[0],
        customer_id=document.customer_id,
        customer_name=document.customer_name,
        order_id=document.order_id,
        kind=document.kind,
        document_id=document.id,
        document_number=document.number,
        reason=reason,
        said=said.strip(),
        amount=worth,
        currency=document.currency,
        lines_count=len(picked),
        owner_id=owner_id,
        due_on=due,
        opened_at=by.now,
    )
    one.save(force_insert=True)
    DisputeLine.objects.bulk_create(made_lines(by, one.id, document, picked))
    publish(by, *_facts(by, one))
    return one


def _facts(by: By, one: Dispute) -> list[Event]:
    """That it was opened, and who is to care for it."""
    opened = DisputeOpened(
        one.id,
        one.number,
        one.kind,
        one.document_id,
        one.document_number,
        one.customer_id,
        one.reason,
        one.amount,
        one.currency,
        one.due_on,
    )
    if one.owner_id is None:
        return [opened]
    return [opened, DisputeAssigned(one.id, one.number, one.owner_id, by.actor_id)]

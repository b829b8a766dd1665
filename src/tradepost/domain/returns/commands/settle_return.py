from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.ids import new_ids
from tradepost.domain.billing import commands as billing
from tradepost.domain.returns import queries, rules
from tradepost.domain.returns.events import ReturnSettled
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return, ReturnCredit
from tradepost.domain.returns.rules import Credit
from tradepost.domain.sales import queries as sales_queries


@command
def settle_return(by: By, *, return_id: UUID, credit_note_id: UUID | None = None) -> Return:
    """Credit what came back: one credit note per invoice it was billed on, `credit_note_id` the first.

    What was not billed yet needs no credit: billing no longer asks for it. Raises NotAllowed, NotFound.
    """
    one = queries.return_for_update(return_id)
    state = RETURN.next(one.state, "settle")
    # Under the order's lock, which invoicing takes as well: what is billed stands still.
    sales_queries.order_for_update(one.order_id)
    lines = queries.lines_to_settle(return_id)
    found = rules.credits_for(lines, queries.billed_for(lines))
    per_invoice: dict[UUID, list[Credit]] = defaultdict(list)
    for credit in found:
        per_invoice[credit.invoice_id].append(credit)
    note_ids = new_ids(by.now, len(per_invoice))
    if credit_note_id is not None and note_ids:
        note_ids[0] = credit_note_id
    save(one, state=state, settled_at=by.now)
    for note_id, (invoice_id, parts) in zip(note_ids, per_invoice.items(), strict=True):
        _credit(by, one, note_id, invoice_id, parts)
    _count(found)
    publish(by, ReturnSettled(one.id, one.order_id, note_ids))
    return one


def _credit(by: By, one: Return, note_id: UUID, invoice_id: UUID, parts: Sequence[Credit]) -> None:
    billing.credit_lines(
        by,
        credit_note_id=note_id,
        invoice_id=invoice_id,
        lines=rules.per_invoice_line(parts),
        weights=rules.weight_per_invoice_line(parts),
        reason=f"Return {one.number}: {one.reason}",
    )
    ReturnCredit.objects.bulk_create(
        ReturnCredit(
            line_id=part.line_id,
            credit_note_id=note_id,
            invoice_line_id=part.invoice_line_id,
            quantity=part.quantity,
        )
        for part in parts
    )


def _count(found: Sequence[Credit]) -> None:
    sql.run(
        """update returns_return_line l set credited = l.credited + t.quantity
           from (select id, sum(quantity) as quantity
                 from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity) group by id) t
           where l.id = t.id""",
        [[credit.line_id for credit in found], [credit.quantity for credit in found]],
    )

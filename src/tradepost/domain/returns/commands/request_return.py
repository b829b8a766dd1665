from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.returns import queries, rules
from tradepost.domain.returns.events import ReturnRequested
from tradepost.domain.returns.models import Return, ReturnLine
from tradepost.domain.returns.rules import Returnable, ReturnLineInput
from tradepost.domain.sales import queries as sales_queries


@command(once="return_id", again=queries.return_by_id)
def request_return(
    by: By,
    *,
    return_id: UUID,
    order_id: UUID,
    reason: str,
    lines: Sequence[ReturnLineInput],
    note: str = "",
) -> Return:
    """A customer wants to send goods of one order back, named by shipment line, in base units.

    Raises NotFound, Invalid (all bad lines), MoreThanShipped: what is announced in other open returns
    counts as gone. Sent twice, the second returns the same return.
    """
    order = sales_queries.order(by, order_id)
    shipped = fulfilment_queries.lines_for_update([line.shipment_line_id for line in lines])
    known = queries.as_returnable([line for line in shipped if line.order_id == order_id])
    if not reason.strip():
        raise Invalid("Say why the goods come back.", fields={"reason": "Say why."})
    lots = rules.checked(lines, known)
    one = Return(
        id=return_id,
        number=cheap_numbers("return")[0],
        customer_id=order.customer_id,
        order_id=order_id,
        warehouse_id=order.warehouse_id,
        reason=reason.strip(),
        note=note.strip(),
        lines_count=len(lines),
        quantity_total=sum(line.quantity for line in lines),
        made_at=by.now,
    )
    one.save(force_insert=True)
    ReturnLine.objects.bulk_create(_lines(by, one, lines, lots, known))
    publish(by, ReturnRequested(one.id, one.number, order_id, one.customer_id, one.quantity_total))
    return one


def _lines(
    by: By,
    one: Return,
    lines: Sequence[ReturnLineInput],
    lots: Sequence[UUID | None],
    known: dict[UUID, Returnable],
) -> list[ReturnLine]:
    return [
        ReturnLine(
            id=line_id,
            customer_return=one,
            position=position,
            shipment_line_id=line.shipment_line_id,
            order_line_id=known[line.shipment_line_id].order_line_id,
            item_id=known[line.shipment_line_id].item_id,
            lot_id=lot,
            quantity=line.quantity,
            reason=line.reason.strip(),
        )
        for position, (line_id, line, lot) in enumerate(
            zip(new_ids(by.now, len(lines)), lines, lots, strict=True), start=1
        )
    ]

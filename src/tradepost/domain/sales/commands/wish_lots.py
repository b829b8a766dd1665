from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.events import to_json
from tradepost.base.flows import NotAllowed
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._lots import as_refusal, strange_lots
from tradepost.domain.sales.events import LotsWished
from tradepost.domain.sales.models import Order, OrderLine


@command
def wish_lots(by: By, *, order_id: UUID, lines: Sequence[tuple[UUID, Sequence[UUID]]]) -> Order:
    """Prefer lots for lines of an order, the first wish first; none: the first to be over first, as always.

    What the warehouse has set aside stays. A release takes of them what is there, usable and lasts as long as the
    customer wants; what is missing comes from others. What changes nothing writes nothing. Raises Invalid, NotAllowed.
    """
    order = queries.order_for_update(order_id)
    if order.state not in ("draft", "submitted", "confirmed"):
        raise NotAllowed(f"{order.number} is {order.state}; nothing of it is set aside any more.", allowed=[])
    standing = {line.pk: line for line in queries.lines_of(order_id)}
    _refuse_nonsense(standing, lines)
    fresh = {pk: list(lots) for pk, lots in lines if list(lots) != list(queries.wished_by(standing[pk]))}
    if not fresh:
        return order
    sql.run(
        """update sales_order_line l set wished_lots = t.lots
           from rows from (unnest(%s::uuid[]), jsonb_array_elements(%s::jsonb)) as t(id, lots) where l.id = t.id""",
        [list(fresh), to_json(list(fresh.values()))],
    )
    publish(by, LotsWished(order_id, {str(pk): [str(one) for one in lots] for pk, lots in fresh.items()}))
    order.save(update_fields=["state"])  # another version: its lines are others
    return Order.objects.get(pk=order_id)


def _refuse_nonsense(
    standing: Mapping[UUID, OrderLine], lines: Sequence[tuple[UUID, Sequence[UUID]]]
) -> None:
    if not lines:
        raise Invalid("Say for which lines.", fields={"lines": "Name a line."})
    known = [pk for pk, _ in lines if pk in standing]
    if len(known) < len(lines) or len(set(known)) < len(known):
        wrong = {
            f"lines.{n}.line_id": "Not a line of this order, or named twice."
            for n, (pk, _) in enumerate(lines)
            if pk not in standing or pk in {other for other, _ in lines[:n]}
        }
        raise Invalid("Some lines are not of this order.", fields=wrong)
    if (
        refusal := as_refusal(strange_lots([(standing[pk].item_id, lots) for pk, lots in lines]))
    ) is not None:
        raise refusal

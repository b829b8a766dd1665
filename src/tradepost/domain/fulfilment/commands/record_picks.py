from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.events import Picked, PickedShort
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import Done, Pick
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.sales import commands as sales


@command
def record_picks(by: By, *, shipment_id: UUID, picks: Sequence[Pick]) -> Shipment:
    """Record what was taken for each task, in base units. What was not found is no longer reserved.

    It stays promised to the order and can be released again. The same pick sent twice counts once.
    Raises NotAllowed, NotFound, Invalid (all bad picks), AlreadyPicked.
    """
    shipment = queries.shipment_for_update(shipment_id)
    state = SHIPMENT.next(shipment.state, "pick")
    done = rules.answered(
        queries.tasks_of(shipment_id, [pick.task_id for pick in picks]), picks, by.now.date()
    )
    if not done:
        return shipment
    picked, short = sum(one.quantity for one in done), sum(one.short for one in done)
    _write(by, done)
    save(
        shipment,
        state=state,
        picked_total=shipment.picked_total + picked,
        short_total=shipment.short_total + short,
    )
    missing = [one for one in done if one.short]
    if missing:
        inventory.unreserve(by, reserves=[(one.task.id, one.short) for one in missing])
        sales.record_released(
            by, lines=rules.per_line((one.task.order_line_id, -one.short) for one in missing)
        )
    sales.record_picked(by, lines=rules.per_line((one.task.order_line_id, one.quantity) for one in done))
    publish(by, Picked(shipment.id, shipment.order_id, picked, short))
    if missing:
        publish(by, PickedShort(shipment.id, shipment.order_id, [_short(one) for one in missing]))
    return shipment


def _write(by: By, done: Sequence[Done]) -> None:
    sql.run(
        """with t as (
               select * from unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[], %s::text[])
                 as t(id, line_id, quantity, short, reason)
           ), tasks as (
               update fulfilment_pick_task p set picked = t.quantity, short_reason = t.reason, done_at = %s
               from t where p.id = t.id
           )
           update fulfilment_shipment_line l set picked = l.picked + s.quantity, short = l.short + s.short
           from (select line_id, sum(quantity) as quantity, sum(short) as short from t group by line_id) s
           where l.id = s.line_id""",
        [
            [one.task.id for one in done],
            [one.task.line_id for one in done],
            [one.quantity for one in done],
            [one.short for one in done],
            [one.short_reason for one in done],
            by.now,
        ],
    )


def _short(one: Done) -> dict[str, object]:
    return {
        "item_id": one.task.item_id,
        "place_code": one.task.place_code,
        "lot_code": one.task.lot_code,
        "quantity": one.short,
        "reason": one.short_reason,
    }

"""Pick tasks: the walk through the warehouse."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.fulfilment.models import PickTask
from tradepost.domain.fulfilment.rules import Task
from tradepost.domain.inventory.models import Reserve

_TASK = """select t.id, t.line_id, l.order_line_id, l.item_id, t.place_code, t.lot_code, t.asked, t.picked,
                  t.done_at, coalesce(o.state, 'usable'), o.expires_on, l.weighed and l.weight_milli is null
           from fulfilment_pick_task t join fulfilment_shipment_line l on l.id = t.line_id
             left join inventory_lot o on o.id = t.lot_id"""


def pick_list(shipment_id: UUID) -> list[PickTask]:
    """The tasks in walking order, each with its line, the line's item and order line."""
    tasks = PickTask.objects.filter(shipment_id=shipment_id)
    tasks = tasks.select_related("line__item", "line__order_line")
    return list(tasks.order_by("pick_sequence", "place_code", "line__position", "lot_code", "id"))


def tasks_holding(by: By, item_id: UUID, lot_id: UUID) -> list[PickTask]:
    """The tasks for which some of a lot is set aside, with shipment and order, the oldest first."""
    held = Reserve.objects.filter(balance__item_id=item_id, balance__lot_id=lot_id)
    rows = PickTask.objects.filter(pk__in=held.values("id")).select_related("shipment__order", "line")
    rows = access_queries.scoped(
        rows,
        by,
        rep="shipment__order__rep_id",
        customer="shipment__order__customer_id",
        warehouse="shipment__warehouse_id",
    )
    return list(rows.order_by("shipment__made_at", "id"))


def tasks_of(shipment_id: UUID, ids: Sequence[UUID] | None = None) -> list[Task]:
    """The tasks as they stand, all or those with these ids, by id."""
    chosen = None if ids is None else list(ids)
    return sql.rows_as(
        Task,
        f"{_TASK} where t.shipment_id = %s and (%s::uuid[] is null or t.id = any(%s::uuid[])) order by t.id",
        [shipment_id, chosen, chosen],
    )

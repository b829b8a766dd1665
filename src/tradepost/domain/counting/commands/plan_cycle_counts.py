from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.counting import queries, rules
from tradepost.domain.counting.commands.plan_count import name_items
from tradepost.domain.counting.events import CountPlanned
from tradepost.domain.counting.models import Count
from tradepost.domain.counting.rules import Turn
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.rules.putting_away import turnover_classes

TURNOVER_DAYS = 90
_ALONE = 7_202_611
"""The advisory lock under which the day's counts are planned: two workers make them once."""


@command
def plan_cycle_counts(by: By) -> int:
    """The day's cycle count of every warehouse: items whose turn it is by their class, as a planned count.

    Once a day and warehouse, and none while the last one was not begun, so that at most one waits. Gives how many
    were planned.
    """
    most = settings.COUNT_CYCLE_LINES
    if not most:
        return 0
    sql.run("select pg_advisory_xact_lock(%s)", [_ALONE])
    today = by.now.date()
    done = set(
        Count.objects.filter(Q(planned_on=today) | Q(state="planned"), scope="cycle")
        .order_by("warehouse_id")
        .values_list("warehouse_id", flat=True)
    )
    planned = 0
    # What lies with a customer is told by their report, not walked to each day.
    for warehouse in inventory_queries.own_warehouses():
        if warehouse.pk not in done and (items := _due(by, warehouse.pk, most)):
            _plan(by, warehouse.pk, items, today)
            planned += 1
    return planned


def _due(by: By, warehouse_id: UUID, most: int) -> list[UUID]:
    found = queries.turnover(warehouse_id, by.now - timedelta(days=TURNOVER_DAYS))
    letters = turnover_classes([(item_id, value) for item_id, value, _ in found])
    last = queries.last_counted(warehouse_id)
    turns = [
        Turn(item_id, letters[item_id], lines, (by.now - at).days if (at := last.get(item_id)) else None)
        for item_id, _, lines in found
        # None in `last`: an open count is about it already.
        if item_id not in last or last[item_id] is not None
    ]
    return rules.whose_turn(turns, dict(zip("ABC", settings.COUNT_DAYS, strict=True)), most)


def _plan(by: By, warehouse_id: UUID, items: list[UUID], today: date) -> None:
    one = Count(
        id=new_id(by.now),
        number=cheap_numbers("count")[0],
        warehouse_id=warehouse_id,
        scope="cycle",
        planned_on=today,
        made_at=by.now,
    )
    one.save(force_insert=True)
    name_items(one, items)
    publish(by, CountPlanned(one.id, one.number, warehouse_id, "cycle"))

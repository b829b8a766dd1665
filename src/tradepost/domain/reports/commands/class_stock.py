from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.rules.putting_away import turnover_classes
from tradepost.domain.reports import queries, rules


@command
def class_stock(by: By) -> int:
    """Bring how items turned over to the beginning of today, in one warehouse more; 0 when all are.

    The worker says it until it gives 0, so that no transaction is long.
    """
    until = timezone.localtime(by.now).date()
    warehouse_id = queries.unclassed_warehouse(until)
    if warehouse_id is None:
        return 0
    return _write(warehouse_id, until - timedelta(days=rules.TURNOVER_DAYS), until)


def _write(warehouse_id: UUID, since: date, until: date) -> int:
    found = queries.turned_over(warehouse_id, _begins(since), _begins(until))
    letters = turnover_classes([(one.item_id, one.gone_value) for one in found])
    rows = [
        (
            one.position_id,
            one.gone,
            one.gone_value,
            timezone.localtime(one.gone_at).date() if one.gone_at else None,
            _idle(one, until),
            letters[one.item_id],
        )
        for one in found
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return sql.run(
        """insert into reports_turnover (position_id, since_on, until_on, gone, gone_value, gone_on, idle_days, letter,
             last_move_id)
           select t.*, coalesce((select max(id) from inventory_move), 0) from (
             select position_id, %s::date, %s::date, gone, gone_value, gone_on, idle_days, letter
             from unnest(%s::bigint[], %s::bigint[], %s::numeric[], %s::date[], %s::int[], %s::text[])
               as t(position_id, gone, gone_value, gone_on, idle_days, letter) order by position_id) t
           on conflict (position_id) do update set since_on = excluded.since_on, until_on = excluded.until_on,
             gone = excluded.gone, gone_value = excluded.gone_value, gone_on = excluded.gone_on,
             idle_days = excluded.idle_days, letter = excluded.letter, last_move_id = excluded.last_move_id""",
        [since, until, *columns],
    )


def _idle(one: queries.TurnedOver, until: date) -> int:
    """Days since some left last, or since it came first where none ever left."""
    at = one.gone_at or one.came_at
    return max((until - timezone.localtime(at).date()).days, 0) if at else 0


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

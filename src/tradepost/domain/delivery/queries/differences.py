"""Stored against derived: a change that the feed does not tell of (I15)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

_UNTOLD = """select t.name, t.what || ', event', 'one', 'none' from (
  select id, name, 'calendar' as what, 'delivery.calendar_kept' as event from delivery_calendar
  union all select id, name, 'carrier', 'delivery.carrier_kept' from delivery_carrier
  union all select w.warehouse_id, h.code, 'days of', 'delivery.warehouse_days_set'
    from delivery_warehouse_days w join inventory_warehouse h on h.id = w.warehouse_id
  union all select distinct t.carrier_id, s.name, 'transit of', 'delivery.transit_kept'
    from delivery_transit t join delivery_carrier s on s.id = t.carrier_id) t
where not exists (select from base_event e where e.subject_id = t.id and e.name = t.event)
order by 1, 2"""


def differences() -> Iterator[Difference]:
    """Every calendar, carrier, transit and warehouse's days of which no event tells."""
    for document, what, expected, found in sql.differing(_UNTOLD):
        yield Difference("I15", document, what, expected, found)

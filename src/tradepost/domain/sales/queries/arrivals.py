"""When the goods of confirmed orders arrive, as statements can ask it: for each way, and each day goods are there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, F, Func, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Leaving, Sent, journey_from
from tradepost.domain.delivery.rules import Journey, Way
from tradepost.domain.delivery.rules import journey as journey_of
from tradepost.domain.sales.models import Order, OrderLine

NOW, SOON = "now", "soon"
"""In the table of arrivals: of what lies there, and of what arrives today."""

# Nobody has to look through the orders where nothing is set up.
_USED = """select o.warehouse_id, o.carrier_id, o.transit_id,
  (select coalesce(jsonb_agg(distinct s.expected_on), '[]') from inventory_supply s
   where s.quantity > 0 and s.promised > 0)
from (select warehouse_id, carrier_id, transit_id from sales_order where state = 'confirmed'
      union
      select l.warehouse_id, l.carrier_id, l.transit_id from sales_order_line l join sales_order o on o.id = l.order_id
      where o.state = 'confirmed' and l.warehouse_id is not null) o
where exists (select from delivery_warehouse_days) or exists (select from delivery_carrier)"""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`ways`: the number of a way by `warehouse|carrier|transit`; `days`: the day of arrival by `number|day`.

    Both are JSON, and empty where goods arrive on the day they are there.
    """

    ways: str = "{}"
    days: str = "{}"

    @property
    def is_plain(self) -> bool:
        """Nothing is set up."""
        return self.ways == "{}"


def arrivals(by: By) -> Arrivals:
    """For all ways of open orders and all days of promised supply, by the one function; two statements at most."""
    used = sql.rows(_USED)
    ways = delivery_queries.ways_of([Sent(*row[:3]) for row in used])
    if all(way.is_plain for way in ways.values()):
        return Arrivals()
    numbers = {way: str(n) for n, way in enumerate(dict.fromkeys(ways.values()))}
    expected = [date.fromisoformat(day) for day in json.loads(used[0][3])]
    days: dict[str, str] = {}
    for way, n in numbers.items():
        days |= {f"{n}|{at}": day.isoformat() for at, day in _days(by, way, expected)}
    keyed = {"|".join(str(one or "") for one in sent): numbers[way] for sent, way in ways.items()}
    return Arrivals(json.dumps(keyed), json.dumps(days))


def _days(by: By, way: Way, expected: Sequence[date]) -> list[tuple[str, date]]:
    """What is overdue keeps the day it would have arrived on: nobody has said another yet."""
    today = by.now.date()
    found = [
        (NOW, journey_from(way, today, by.now).arrives_on),
        (SOON, journey_from(way, today, by.now, receives=True).arrives_on),
    ]
    for day in expected:
        late = day < today
        one = journey_of(way, day, receives=True) if late else journey_from(way, day, by.now, receives=True)
        found.append((day.isoformat(), one.arrives_on))
    return found


class _Looked(Func):
    """What a JSON object, which is read once, holds under a key."""

    template = "((select %(expressions)s)"
    arg_joiner = "::jsonb) ->> "
    output_field = TextField()


def arrival_of(found: Arrivals, day: Combinable | str) -> Combinable:
    """For rows of order lines: the day goods arrive that are there on `day`, which may be NOW or SOON."""
    bar, at = Value("|"), Value(day) if isinstance(day, str) else day
    own = _joined(F("order__warehouse_id"), bar, F("order__carrier_id"), bar, F("order__transit_id"))
    key = _joined(F("warehouse_id"), bar, F("carrier_id"), bar, F("transit_id"))
    way = _Looked(Value(found.ways), Case(When(warehouse=None, then=own), default=key))
    return Cast(_Looked(Value(found.days), _joined(way, bar, at)), DateField())


def _joined(*parts: Combinable) -> Func:
    return Func(*(Cast(part, TextField()) for part in parts), function="concat", output_field=TextField())


def sent_as(order: Order, line: OrderLine) -> Sent:
    """How a line of a confirmed order goes: from its own warehouse, where it has one, else as the order."""
    if line.warehouse_id is None:
        return Sent(order.warehouse_id, order.carrier_id, order.transit_id)
    return Sent(line.warehouse_id, line.carrier_id, line.transit_id)


def journeys_of_order(
    by: By, order: Order, lines: Sequence[OrderLine], ready: Mapping[UUID, tuple[date, bool]]
) -> dict[UUID, Journey]:
    """By line when it leaves and arrives as things stand, from the day its goods are there, and whether they come
    first; one statement.
    """
    asked = {line.pk: Leaving(sent_as(order, line), *ready[line.pk]) for line in lines if line.pk in ready}
    return _journeys(by, asked)


def journeys_of_lines(by: By, lines: Sequence[OrderLine]) -> dict[UUID, Journey]:
    """The same of lines as `moved_lines` gives them; one statement. A line without a day is not there."""
    rows: Sequence[Any] = lines
    asked = {
        row.pk: Leaving(sent_as(row.order, row), row.pegged_on, row.source_id is not None)
        for row in rows
        if row.new_on is not None
    }
    return _journeys(by, asked)


def _journeys(by: By, asked: Mapping[UUID, Leaving]) -> dict[UUID, Journey]:
    if not asked:
        return {}
    return dict(zip(asked, delivery_queries.journeys(list(asked.values()), by.now), strict=True))

"""From a warehouse to a destination: what is set up for it, as a Way that the rules can reckon with."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from tradepost.base import sql
from tradepost.base.errors import NotFound
from tradepost.domain.delivery.rules import EVERY_DAY, PLAIN, Closed, Journey, Way, WorkCalendar, journey
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import Available
from tradepost.domain.parties.queries import CustomerTerms


class Destination(NamedTuple):
    """Where goods go, from a warehouse (None: the oldest of our own), by a carrier (None: as the warehouse sends)."""

    warehouse_id: UUID | None
    country: str = ""
    postal_code: str = ""
    carrier_id: UUID | None = None


class Sent(NamedTuple):
    """How an order goes that is confirmed: its warehouse, its carrier, and the row of the transit table it took."""

    warehouse_id: UUID
    carrier_id: UUID | None = None
    transit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is set up for a destination, the ids by which an order keeps it, and the way itself."""

    sent: Sent
    way: Way


_CLOSED = """(select jsonb_agg(jsonb_build_array(x.name, x.first_on, x.last_on, x.yearly) order by x.first_on, x.id)
  from delivery_closed_days x where x.calendar_id = {}.id)"""
_WAY = f"""w.id, s.id, t.id, d.handling_days, d.receiving_days, d.cutoff_at, h.weekdays, h.name, {_CLOSED.format("h")},
  s.name, c.weekdays, c.name, {_CLOSED.format("c")}, t.days, t.country, t.postal_prefix"""
_HOUSE = """left join delivery_warehouse_days d on d.warehouse_id = w.id
  left join delivery_calendar h on h.id = d.calendar_id"""
# One is asked by its values: PostgreSQL would plan a list anew each time, which takes longer than its answer.
_ONE = """(values (%s::uuid, %s::text, %s::text, %s::uuid, 1))"""
_MANY = "unnest(%s::uuid[], %s::text[], %s::text[], %s::uuid[]) with ordinality"
# Of the rows that fit, the one that says most: the longest beginning of the postal code, the country, the warehouse.
_TO = f"""select a.n, {_WAY}
from {{asked}} as a(warehouse_id, country, postal, carrier_id, n)
join lateral (select id from inventory_warehouse where id = a.warehouse_id or a.warehouse_id is null and customer_id is null
  order by made_at, id limit 1) w on true
{_HOUSE}
left join delivery_carrier s on s.id = coalesce(a.carrier_id, d.carrier_id) and s.ended_at is null
left join delivery_calendar c on c.id = s.calendar_id
left join lateral (
  select id, days, country, postal_prefix from delivery_transit t
  where t.carrier_id = s.id and t.ended_at is null and (t.warehouse_id is null or t.warehouse_id = w.id)
    and (t.country = '' or t.country = a.country) and starts_with(a.postal, t.postal_prefix)
  order by length(t.postal_prefix) desc, t.country desc, t.warehouse_id nulls last limit 1) t on true"""  # noqa: S608, E501 constants only
_TO_ONE, _TO_MANY = _TO.format(asked=_ONE), _TO.format(asked=_MANY)
_OF = f"""select {_WAY}
from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) as a(warehouse_id, carrier_id, transit_id)
join inventory_warehouse w on w.id = a.warehouse_id
{_HOUSE}
left join delivery_carrier s on s.id = a.carrier_id
left join delivery_calendar c on c.id = s.calendar_id
left join delivery_transit t on t.id = a.transit_id"""  # noqa: S608 constants only


def ways_to(asked: Sequence[Destination]) -> dict[Destination, Found]:
    """The way to each destination; one statement. One from a warehouse that is not there is left out."""
    rows_asked = [(d.warehouse_id, d.country, plain_postal(d.postal_code), d.carrier_id) for d in asked]
    if len(rows_asked) == 1:
        rows = sql.rows(_TO_ONE, rows_asked[0])
    else:
        rows = sql.rows(_TO_MANY, [list(column) for column in zip(*rows_asked, strict=True)])
    return {asked[n - 1]: _found(tuple(row)) for n, *row in rows}


def ways_of(sent: Sequence[Sent]) -> dict[Sent, Way]:
    """The way of confirmed orders by what they keep of it, as it is set up now; one statement."""
    if not sent:
        return {}
    found = (_found(row) for row in sql.rows(_OF, sql.columns(list(set(sent)))))
    return {one.sent: one.way for one in found}


def destination(customer: CustomerTerms, warehouse_id: UUID | None, carrier_id: UUID | None) -> Destination:
    """Where goods for this customer go: to the country and postal code of their shipping address."""
    return Destination(warehouse_id, customer.country, customer.postal_code, carrier_id)


def way_to(customer: CustomerTerms, warehouse_id: UUID | None, carrier_id: UUID | None = None) -> Found:
    """How goods get to this customer, from the oldest warehouse when none is named; one statement. Raises NotFound."""
    asked = destination(customer, warehouse_id, carrier_id)
    found = ways_to([asked]).get(asked)
    if found is None:
        return Found(Sent(warehouse_id or inventory_queries.default_warehouse_id(), carrier_id), PLAIN)
    if carrier_id is not None and has_ended(carrier_id, found):
        raise carrier_has_ended()
    return found


def way_from(warehouse_id: UUID, customer: CustomerTerms | None) -> Way:
    """How goods leave a warehouse, and get to a customer where one is named; one statement."""
    if customer is not None:
        return way_to(customer, warehouse_id).way
    found = ways_to([Destination(warehouse_id)])
    return next((one.way for one in found.values()), PLAIN)


def has_ended(carrier_id: UUID, found: Found | None) -> bool:
    """Whether a carrier that was named carries nothing any more."""
    return found is None or found.sent.carrier_id != carrier_id


def carrier_has_ended() -> NotFound:
    """The refusal of a carrier that is not there, or has ended."""
    return NotFound("There is no such carrier any more. Choose another.")


class Leaving(NamedTuple):
    """Goods that are there on a day (today: they lie there), and how they go; `receives`: they arrive first."""

    sent: Sent
    ready_on: date
    receives: bool = False


def journeys(leaving: Sequence[Leaving], now: datetime) -> list[Journey]:
    """When these leave and arrive, in order, as it is set up now; one statement for any number of them."""
    ways = ways_of([one.sent for one in leaving])
    made = {
        one: journey_from(ways[one.sent], one.ready_on, now, receives=one.receives) for one in set(leaving)
    }
    return [made[one] for one in leaving]


def journey_from(way: Way, ready_on: date, now: datetime, *, receives: bool = False) -> Journey:
    """The way of goods, which begins today at the earliest, and tomorrow once the cut-off has passed."""
    begins_on = way.begins_on(now.date(), localtime(now))
    return journey(way, max(ready_on, begins_on), receives=receives)


def journey_of(way: Way, row: Available, now: datetime) -> Journey | None:
    """When what would be promised leaves and arrives; None: part of it would wait for supply."""
    if row.promised_on is None:
        return None
    return journey_from(way, row.promised_on, now, receives=row.supply > 0)


def plain_postal(text: str) -> str:
    """A postal code as prefixes are compared: capitals and figures only."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _found(row: tuple[Any, ...]) -> Found:
    warehouse_id, carrier_id, transit_id, handling, receiving, cutoff = row[:6]
    weekdays, name, closed, carrier, c_weekdays, c_name, c_closed, days, country, prefix = row[6:]
    way = Way(
        handling or 0,
        receiving or 0,
        cutoff,
        _calendar(weekdays, name, closed),
        carrier or "",
        days or 0,
        _calendar(c_weekdays, c_name, c_closed),
        " ".join(part for part in (country, prefix) if part),
        transit_id is not None,
    )
    return Found(Sent(warehouse_id, carrier_id, transit_id), way)


def _calendar(weekdays: str | None, name: str, closed: str | None) -> WorkCalendar:
    if weekdays is None:
        return EVERY_DAY
    rows = json.loads(closed) if closed else ()
    return WorkCalendar(
        weekdays,
        tuple(
            Closed(called, date.fromisoformat(a), date.fromisoformat(b), yearly)
            for called, a, b, yearly in rows
        ),
        name,
    )

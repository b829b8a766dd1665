"""A new day is told: it is the told day from now on. Shared by telling by mail and by telling otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import Refusal
from tradepost.base.events import to_json
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import DatesTold
from tradepost.domain.sales.models import OrderLine

Days = Sequence[tuple[UUID, date | None]]
"""Lines with their new day as somebody saw it; None: no day is known."""


class NothingToTell(Refusal):
    """No day of these lines is another than the one told."""


class MovedAgain(Refusal):
    """The days are not the ones that were looked at."""


def tell(by: By, days: Days, *, mail_id: UUID | None = None, reason: str = "") -> None:
    """Set the told days, if they are still what was looked at; each order tells it. Raises NothingToTell, MovedAgain.

    The orders are locked, so that of two who tell at once the second finds nothing left. Six statements.
    """
    seen = dict(days)
    lines = queries.orders_of_lines(list(seen))
    queries.orders_for_update(sorted(set(lines.values())))
    moved = queries.moved_among(by, list(seen))
    if not moved:
        raise NothingToTell("There is nothing to tell: somebody told these dates, or they are as told again.")
    if {line.pk: _new_day(line) for line in moved} != seen:
        raise MovedAgain("The dates moved again meanwhile. Look at them once more, then tell them.")
    _write(moved, queries.journeys_of_lines(by, moved))
    by_order: dict[UUID, list[OrderLine]] = {}
    for line in moved:
        by_order.setdefault(line.order_id, []).append(line)
    for order_id, told in by_order.items():
        publish(by, DatesTold(order_id, {str(line.pk): _both(line) for line in told}, mail_id, reason))


def _write(moved: Sequence[OrderLine], journeys: Mapping[UUID, Journey]) -> None:
    ways = [journeys.get(line.pk) for line in moved]
    sql.run(
        """with t as (select * from rows from (unnest(%s::uuid[], %s::date[], %s::date[]),
               jsonb_array_elements(%s::jsonb)) as t(id, day, ships_on, trace)),
             told as (update sales_order_line l set promised_on = t.day, ships_on = t.ships_on, promise_trace = t.trace,
               way_changed = false from t where l.id = t.id returning l.order_id)
           update sales_order o set state = o.state where o.id in (select order_id from told)""",
        [
            [line.pk for line in moved],
            [_new_day(line) for line in moved],
            [way and way.ships_on for way in ways],
            to_json([way.trace() if way else {} for way in ways]),
        ],
    )


def _new_day(line: OrderLine) -> date | None:
    day: date | None = line.new_on  # type: ignore[attr-defined]  # moved_lines annotates it
    return day


def _both(line: OrderLine) -> list[str | None]:
    return [day.isoformat() if day else None for day in (line.promised_on, _new_day(line))]

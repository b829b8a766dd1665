"""How far the sums go, and what was not summed yet: nothing that is committed is ever missing from a figure.

One question needs several statements, each of which sees a later moment. It is right all the same. A day that is
not among the stale ones, which are looked for first, had its true sum then; later it can only be summed anew. A
stale day is read from the rows. So each day's figure is true at a moment after the question was asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from tradepost.base import feed, sql
from tradepost.domain.reports.queries._rows import CHANGED_BY, CHANGED_DAYS, bounds
from tradepost.domain.reports.rules import DAY, Days, Reading, reading

BASES = tuple(CHANGED_BY)


@dataclass(frozen=True, slots=True)
class Summed:
    """How far the sums of one basis go: see `Summing`. `known` are the days of any document at all."""

    cursor: str
    since: date | None
    known: Days | None


def summed(basis: str) -> Summed:
    """How far the sums go, and between which days there are documents; one statement."""
    found = sql.one(
        f"""select s.cursor, s.since, {bounds(basis)}
            from (select) one left join reports_summing s on true"""  # noqa: S608 constants only
    )
    assert found is not None
    cursor, since, first, last = found
    return Summed(cursor or feed.START, since, (first, last + DAY) if first else None)


def last_day_before(day: date) -> date | None:
    """The last day before another one that any document counts in; one statement."""
    found = sql.one(
        """select greatest(
             (select max(invoiced_on) from billing_invoice where invoiced_on < %(day)s::date),
             (select (max(placed_at) at time zone 'UTC')::date from sales_order where placed_at < %(moment)s),
             (select (max(shipped_at) at time zone 'UTC')::date from fulfilment_shipment
              where shipped_at < %(moment)s))""",
        {"day": day, "moment": datetime.combine(day, time(), UTC)},
    )
    return found[0] if found else None


def changed_days(basis: str, after: str, until: str | None = None) -> set[date]:
    """The days whose figures the facts between two cursors may have changed: one statement, or two."""
    found = feed.subjects(CHANGED_BY[basis], after, until)
    return days_of(basis, (subject for subjects in found.values() for subject in subjects))


def days_of(basis: str, subjects: Iterable[UUID]) -> set[date]:
    """The days that these documents count in."""
    wanted = list(subjects)
    if not wanted:
        return set()
    return {row[0] for row in sql.rows(CHANGED_DAYS[basis], {"subjects": wanted})}


def reading_of(basis: str, period: Days) -> Reading:
    """Where the figures of a period are to be read; two statements, or three when there is news."""
    state = summed(basis)
    stale = changed_days(basis, state.cursor) if state.since else ()
    return reading(period, state.since, stale, state.known)


def summed_months(basis: str, since: date) -> list[date]:
    """The first days of the months with a sum of sales, from a day on."""
    found = sql.rows(
        """select distinct date_trunc('month', starts_on)::date from reports_sales_sum
           where basis = %s and starts_on >= %s""",
        [basis, since],
    )
    return [month for (month,) in found]

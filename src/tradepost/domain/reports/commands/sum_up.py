from datetime import date

from tradepost.base import feed, sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.reports import queries
from tradepost.domain.reports.commands._write_sums import write_days, write_ranges
from tradepost.domain.reports.rules import Days, next_month

AT_ONCE = 20_000
MOST_DAYS = 100
"""So many facts are read, and so many days summed, in one transaction: a long one would hold up the feed."""


@command
def sum_up(by: By) -> int:
    """Bring the sums of sales and service one step further; 0 when they know all there is.

    First what happened since the last time; then, while they do not go back to the first document, one month
    more. Where more days changed than can be summed at once, they are all summed anew, the newest first: until
    then reports read the rows. Only one at a time does this; another gives 0.
    """
    sql.run(
        "insert into reports_summing (id, cursor, moved_at) values (1, %s, %s) on conflict do nothing",
        [feed.START, by.now],
    )
    held = sql.one("select cursor, since from reports_summing where id = 1 for update skip locked")
    if held is None:
        return 0
    cursor, since = held
    if since is None:
        return _begin(by)
    news = feed.further(cursor, AT_ONCE)
    if news != cursor:
        return _take_in(by, since, (cursor, news))
    return _one_month_more(by, since) if since != date.min else 0


def _begin(by: By) -> int:
    # First how far the feed is settled, then where the documents end: what comes between is in the news.
    cursor = feed.newest()
    last = queries.last_day_before(date.max)
    _keep(by, cursor, next_month(max(last or by.now.date(), by.now.date())))
    return 1


def _take_in(by: By, since: date, news: tuple[str, str]) -> int:
    changed = {basis: queries.changed_days(basis, *news) for basis in queries.SUMMED_BASES}
    if sum(len(days) for days in changed.values()) > MOST_DAYS:
        return _begin(by)
    for basis, days in changed.items():
        write_days(basis, (day for day in days if day >= since))
    _keep(by, news[1], since)
    return 1


def _one_month_more(by: By, since: date) -> int:
    last = queries.last_day_before(since)
    if last is None:
        return _keep(by, None, date.min)
    month: Days = (last.replace(day=1), since)
    for basis in queries.SUMMED_BASES:
        write_ranges(basis, [month])
    return _keep(by, None, month[0])


def _keep(by: By, cursor: str | None, since: date) -> int:
    return sql.run(
        "update reports_summing set cursor = coalesce(%s, cursor), since = %s, moved_at = %s where id = 1",
        [cursor, since, by.now],
    )

from tradepost.base import feed, sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.reports import queries
from tradepost.domain.reports.rules import ended_months

MONTHS = 24
AT_ONCE = 20_000
"""So many months are told; so many facts are read in one transaction."""


@command
def keep_levels(by: By) -> int:
    """Tell what was open when one more of the last months ended, the newest first; 0 when all are told.

    Whatever is entered late takes the ends of months from its day on away, and they are told again. Only one at a
    time does this; another gives 0.
    """
    sql.run(
        "insert into reports_levelling (id, cursor, moved_at) values (1, %s, %s) on conflict do nothing",
        [feed.newest(), by.now],
    )
    held = sql.one("select cursor from reports_levelling where id = 1 for update skip locked")
    if held is None:
        return 0
    news = feed.further(held[0], AT_ONCE)
    if news != held[0]:
        changed = queries.first_day_changed(held[0], news)
        if changed:
            sql.run("delete from reports_level where ends_on >= %s", [changed])
        sql.run("update reports_levelling set cursor = %s, moved_at = %s where id = 1", [news, by.now])
        return 1
    lacking = queries.lacking_month_end(ended_months(by.now.date(), MONTHS))
    if lacking is None:
        return 0
    told = queries.month_end(lacking)
    return sql.run(
        "insert into reports_level (ends_on, open_orders, overdue) values (%s, %s, %s)",
        [lacking, told.open_orders, told.overdue],
    )

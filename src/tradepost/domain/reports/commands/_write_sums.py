"""Write sums so that only what differs is touched: most of a day's sums stay as they are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tradepost.base import sql
from tradepost.domain.reports.queries import fresh
from tradepost.domain.reports.rules import Days, next_month, ranges_of


def write_days(basis: str, days: Iterable[date]) -> None:
    """Sum these days anew from the rows, and the months they lie in; two statements."""
    wanted = sorted(set(days))
    if wanted:
        write_ranges(basis, ranges_of(wanted))


def write_ranges(basis: str, ranges: list[Days]) -> None:
    """Sum all days of these ranges anew from the rows, and the months they lie in; two statements."""
    params: dict[str, Any] = {
        "since": [since for since, _ in ranges],
        "until": [until for _, until in ranges],
    }
    there = "exists (select from unnest(%(since)s::date[], %(until)s::date[]) as r(a, b) where {0} >= a and {0} < b)"
    if basis == "shipped":
        made = fresh.service_days(ranges, params)
        _write("reports_service_sum", fresh.SERVICE_KEY, fresh.SERVICE_FIGURES, made, there, params)
        return
    kept = f"old.basis = '{basis}' and old.span = 'day' and {there}"
    made = fresh.sales_days(basis, ranges, params)
    _write("reports_sales_sum", fresh.SALES_KEY, fresh.SALES_FIGURES, made, kept, params)
    months = sorted({month for since, until in ranges for month in _months(since, until)})
    kept = f"old.basis = '{basis}' and old.span = 'month' and {{0}} = any(%(months)s::date[])"
    made = fresh.sales_months(basis)
    _write("reports_sales_sum", fresh.SALES_KEY, fresh.SALES_FIGURES, made, kept, {"months": months})


def _months(since: date, until: date) -> Iterable[date]:
    month = since.replace(day=1)
    while month < until:
        yield month
        month = next_month(month)


def _write(
    table: str, key: tuple[str, ...], figures: tuple[str, ...], made: str, kept: str, params: dict[str, Any]
) -> None:
    """Replace the sums that `kept` names by those that `made` gives, in one statement."""
    columns = ", ".join((*key, *figures))
    same = " and ".join(f"f.{name} = old.{name}" for name in key)
    new = ", ".join(f"{name} = excluded.{name}" for name in figures)
    were = ", ".join(f"old.{name}" for name in figures)
    are = ", ".join(f"excluded.{name}" for name in figures)
    sql.run(
        f"""with fresh as materialized ({made}),
            gone as (delete from {table} old where {kept.format("old.starts_on")}
                     and not exists (select from fresh f where {same}))
            insert into {table} as old ({columns}) select {columns} from fresh
            on conflict ({", ".join(key)}) do update set {new} where ({were}) is distinct from ({are})""",  # noqa: S608
        params,
    )

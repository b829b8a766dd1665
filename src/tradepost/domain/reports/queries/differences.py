"""The sums by day and month against the rows that they are made from."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from tradepost.base import sql
from tradepost.base.record import Difference
from tradepost.domain.reports.queries import fresh
from tradepost.domain.reports.queries.ended import kept_month_ends, month_end
from tradepost.domain.reports.queries.sums import BASES, changed_days, summed, summed_months

INVARIANT = "I7"


def differences() -> Iterator[Difference]:
    """Sums that are not what the rows say, of all days that are summed and not changed since; then turnover.

    Of the ends of months the last three: each is worked out from all that was open then.
    """
    yield from _sums()
    yield from _levels()
    for document, what, expected, found in sql.differing(_TURNOVER, {"zone": settings.TIME_ZONE}):
        yield Difference(INVARIANT, document, what, expected, found)


_TURNOVER = """
  with t as (select p.item_id, p.warehouse_id, t.* from reports_turnover t
               join inventory_position p on p.id = t.position_id),
       m as (select m.id, m.item_id, m.at, m.quantity, m.value, c.warehouse_id from inventory_move m
               join inventory_place c on c.id = m.to_place_id and c.kind = 'customer'
             where m.at >= (select min(since_on) - 1 from reports_turnover))
  select i.sku || ' in ' || w.code, 'went to customers', coalesce(sum(m.quantity), 0)::text, max(t.gone)::text
  from t join catalog_item i on i.id = t.item_id join inventory_warehouse w on w.id = t.warehouse_id
    left join m on m.item_id = t.item_id and m.warehouse_id = t.warehouse_id and m.id <= t.last_move_id
      and m.at >= t.since_on::timestamp at time zone %(zone)s and m.at < t.until_on::timestamp at time zone %(zone)s
  group by i.id, w.id having coalesce(sum(m.quantity), 0) <> max(t.gone)"""


def _levels() -> Iterator[Difference]:
    for day, kept in kept_month_ends(3):
        told = month_end(day)
        for what in ("open_orders", "overdue"):
            expected, found = getattr(told, what), getattr(kept, what)
            if expected != found:
                about = f"end of the day {day:%Y-%m-%d}"
                yield Difference(INVARIANT, about, what.replace("_", " "), _plain(expected), _plain(found))


def _sums() -> Iterator[Difference]:
    for basis in BASES:
        state = summed(basis)
        if state.since is None or state.known is None:
            continue
        params: dict[str, Any] = {
            "since": state.since,
            "stale": list(changed_days(basis, state.cursor)),
        }
        period = (max(state.since, state.known[0]), max(state.since, state.known[1]))
        if basis == "shipped":
            made, table = fresh.service_days([period], params), "reports_service_sum"
            yield from _unlike(made, table, "true", (fresh.SERVICE_KEY, fresh.SERVICE_FIGURES), params)
            continue
        made, table = fresh.sales_days(basis, [period], params), "reports_sales_sum"
        shape = (fresh.SALES_KEY, fresh.SALES_FIGURES)
        yield from _unlike(made, table, f"basis = '{basis}' and span = 'day'", shape, params)
        params = {"since": state.since, "stale": [], "months": summed_months(basis, state.since)}
        kept = f"basis = '{basis}' and span = 'month'"
        yield from _unlike(fresh.sales_months(basis), table, kept, shape, params)


def _unlike(
    made: str,
    table: str,
    kept: str,
    shape: tuple[tuple[str, ...], tuple[str, ...]],
    params: dict[str, Any],
) -> Iterator[Difference]:
    key, figures = shape
    # How a shipment was shipped is looked up one by one, by index: only sums of lines are compared as a whole.
    found = sql.differing(
        f"""with made as materialized ({made}),
              kept as (select * from {table} where {kept} and starts_on >= %(since)s::date)
            select {", ".join(key)}, {", ".join(f"m.{name}, k.{name}" for name in figures)}
            from (select * from made where not starts_on = any(%(stale)s::date[])) m
            full join (select * from kept where not starts_on = any(%(stale)s::date[])) k
            using ({", ".join(key)})
            where ({", ".join(f"m.{name}" for name in figures)})
              is distinct from ({", ".join(f"k.{name}" for name in figures)})""",  # noqa: S608 constants only
        params,
        by_index=table == "reports_service_sum",
    )
    for row in found:
        about = _words(table, dict(zip(key, row, strict=False)))
        pairs = row[len(key) :]
        for number, name in enumerate(figures):
            expected, there = pairs[2 * number], pairs[2 * number + 1]
            if expected != there:
                yield Difference(INVARIANT, about, name, _plain(expected), _plain(there))


def _plain(figure: Decimal | int | None) -> str:
    return format(Decimal(figure or 0).normalize(), "f")


def _words(table: str, key: dict[str, Any]) -> str:
    """Which sum it is: "sum of sales, invoiced, customer 018f... of the day 2026-03-16"."""
    if table == "reports_service_sum":
        return f"sum of shipping, warehouse {key['warehouse_id']} of the day {key['starts_on']:%Y-%m-%d}"
    day: date = key["starts_on"]
    whose = "all" if key["kind"] == "all" else f"{key['kind']} {key['subject_id']}"
    return f"sum of sales, {key['basis']}, {whose} of the {key['span']} {day:%Y-%m-%d}"

"""Sums over a whole filter, by currency, in one statement. Above a number of rows only when asked for by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F

from tradepost.base.by import By
from tradepost.base.listing import Listing
from tradepost.base.money import ZERO

ROWS_AT_ONCE = 100_000
"""A sum of so many rows comes at once, whatever the filter; more are added up when somebody says so."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many rows there are, and their sums by name and currency. `rows` is None: more than are added up."""

    rows: int | None
    by_name: Mapping[str, list[tuple[str, Decimal]]]


def sums_of(
    listing: Listing[Any],
    by: By,
    filters: Mapping[str, list[str]],
    search: str = "",
    *,
    names: tuple[str, ...] = (),
    everything: bool = False,
) -> Sums:
    """The listing's `sums`, or those of `names`, over all rows of the filter."""
    chosen = {name: listing.sums[name] for name in names or listing.sums}
    currencies = sorted({one.currency for one in chosen.values()} - {""})
    wanted: list[Any] = [*(F(path) for path in currencies)]
    wanted += [F(one.amount) if isinstance(one.amount, str) else one.amount for one in chosen.values()]
    # Annotated, so that a column has one name whatever joins the filter brings.
    names_in = [f"tp_c{number}" for number in range(len(wanted))]
    found = listing.narrowed(by, filters, search).order_by()
    inner = found.annotate(**dict(zip(names_in, wanted, strict=True))).values_list(*names_in)
    if not everything:
        inner = inner[: ROWS_AT_ONCE + 1]
    try:
        statement, values = inner.query.sql_with_params()
    except EmptyResultSet:
        return Sums(0, {name: [] for name in chosen})
    groups = names_in[: len(currencies)]
    columns, grouped = ", ".join(names_in), ", ".join(groups)
    added = [
        f"count(distinct {name})" if one.distinct else f"sum({name})"
        for name, one in zip(names_in[len(groups) :], chosen.values(), strict=True)
    ]
    picked = ", ".join(["count(*)", *groups, *added])
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {picked} from ({statement}) t({columns})"  # noqa: S608 - our own names
            + (f" group by {grouped} order by {grouped}" if groups else ""),
            values,
        )
        rows = cursor.fetchall()
    count = sum(int(row[0]) for row in rows)
    if not everything and count > ROWS_AT_ONCE:
        return Sums(None, {})
    by_name: dict[str, dict[str, Decimal]] = {name: {} for name in chosen}
    for row in rows:
        for number, (name, one) in enumerate(chosen.items()):
            amount = row[1 + len(groups) + number]
            if amount is not None:
                currency = str(row[1 + currencies.index(one.currency)]) if one.currency else ""
                by_name[name][currency] = by_name[name].get(currency, ZERO) + Decimal(amount)
    return Sums(count, {name: list(amounts.items()) for name, amounts in by_name.items()})

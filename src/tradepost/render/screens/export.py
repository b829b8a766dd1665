"""A list as CSV: all rows of its filter, streamed page by page, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tradepost.base.by import By
from tradepost.base.listing import MAX_PAGE
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import ListScreen
from tradepost.render.screens.parameters import ListParameters

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Wide forms too: some spreadsheets read them as the narrow ones. Blanks and line feeds before do not help."""


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def safe_text(value: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection)."""
    return "'" + value if value.lstrip(" \n").startswith(RISKY) else value


def plain(value: Any) -> str:
    """Numbers and dates as machines read them, text neutralised."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return safe_text(str(value))


def _headings(columns: tuple[Column, ...]) -> list[str]:
    out: list[str] = []
    for column in columns:
        out.append(safe_text(str(column.label)))
        if column.kind in {"money", "price"}:
            out.append(safe_text(f"{column.label} (currency)"))
    return out


def _record(columns: tuple[Column, ...], row: Any) -> list[str]:
    out: list[str] = []
    for column in columns:
        out.append(plain(column.raw(row)))
        if column.kind in {"money", "price"}:
            out.append(column.aside(row, column.currency))
    return out


def csv_lines(screen: ListScreen, by: By, parameters: ListParameters) -> Iterator[str]:
    """The file line by line; a million rows never stand in memory."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(_headings(screen.columns))
    cursor: str | None = None
    while True:
        page = screen.listing.page(
            by,
            filters=parameters.asked(),
            search=parameters.search,
            sort=parameters.sort,
            after=cursor,
            limit=MAX_PAGE,
        )
        rows = screen.decorate(by, page.rows) if screen.decorate else page.rows
        for row in rows:
            yield writer.writerow(_record(screen.columns, row))
        cursor = page.next_cursor
        if cursor is None:
            return

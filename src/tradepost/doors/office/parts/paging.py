"""A table that was worked out whole, shown page by page: reports and ages."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from tradepost.render.screens.document import Pages

SHOWN = 200
"""Rows on a page; sums and files are of all."""


def page_asked(request: HttpRequest) -> int:
    """The number of `?page=`, from 1."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def last_page(count: int) -> int:
    return max(1, -(-count // SHOWN))


def page_of(
    request: HttpRequest, rows: Sequence[Any], count: int | None = None
) -> tuple[Sequence[Any], Pages | None]:
    """The rows of `?page=` (from 1; what is no such page is the nearest), and the way to the others.

    With `count`, how many there are in all, `rows` are those of that page already.
    """
    whole = len(rows) if count is None else count
    last = last_page(whole)
    if last == 1:
        return rows, None
    number = min(page_asked(request), last)
    begin = (number - 1) * SHOWN
    shown = rows[begin : begin + SHOWN] if count is None else rows

    def url(other: int) -> str:
        query = request.GET.copy()
        query["page"] = str(other)
        return f"?{query.urlencode()}" if 1 <= other <= last else ""

    return shown, Pages(begin + 1, begin + len(shown), whole, url(number - 1), url(number + 1))

"""A table that was worked out whole, shown page by page: reports and ages."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from tradepost.render.screens.document import Pages

SHOWN = 200
"""Rows on a page; sums and files are of all."""


def page_of(request: HttpRequest, rows: Sequence[Any]) -> tuple[Sequence[Any], Pages | None]:
    """The rows of `?page=` (from 1; what is no such page is the nearest), and the way to the others."""
    last = max(1, -(-len(rows) // SHOWN))
    if last == 1:
        return rows, None
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    begin = (number - 1) * SHOWN
    shown = rows[begin : begin + SHOWN]

    def url(other: int) -> str:
        query = request.GET.copy()
        query["page"] = str(other)
        return f"?{query.urlencode()}" if 1 <= other <= last else ""

    return shown, Pages(begin + 1, begin + len(shown), len(rows), url(number - 1), url(number + 1))

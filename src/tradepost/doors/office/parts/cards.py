"""A card of a page that has room for some rows of a list: how many there are, and where all of them are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.listing import COUNT_CAP

MOST_KNOWN = 100
"""What a page asks for of who waits and what comes."""


@dataclass(frozen=True, slots=True)
class Card:
    """`count` is how many there are; `url` the list of them, "" for who may not read it."""

    rows: Sequence[Any]
    count: int
    url: str

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


def listed(
    by: By,
    listing: Listing[Any],
    page: str,
    filters: Mapping[str, Sequence[str]],
    limit: int,
    *,
    sort: str = "",
) -> Card:
    """The first rows of a list that stands at `page`. Counts only where there are more, at one statement."""
    found = listing.page(
        by, filters={name: list(values) for name, values in filters.items()}, sort=sort, limit=limit
    )
    url = _at(page, {**filters, **({"sort": [sort]} if sort else {})})
    if found.next_cursor is None:
        return Card(found.rows, len(found.rows), url)
    asked = {name: list(values) for name, values in filters.items()}
    return Card(found.rows, listing.narrowed(by, asked).order_by().values("pk")[:COUNT_CAP].count(), url)


def first_of(
    by: By,
    rows: Sequence[Any],
    limit: int,
    page: str,
    *,
    item: UUID,
    may: str = "inventory.read",
    listing: Listing[Any] | None = None,
) -> Card:
    """The first of an item's rows that are known already, of which the list at `page` has all.

    Where as many are known as a page asks for at most, `listing` counts them, at one statement.
    """
    if not access_queries.may(by, may):
        return Card(rows[:limit], len(rows), "")
    asked = {"item": [str(item)]}
    many = listing is not None and len(rows) >= MOST_KNOWN
    count = listing.narrowed(by, asked).order_by().values("pk")[:COUNT_CAP].count() if listing and many else 0
    return Card(rows[:limit], max(len(rows), count), _at(page, asked))


def _at(page: str, filters: Mapping[str, Sequence[str]]) -> str:
    return f"{address(page)}?{urlencode(filters, doseq=True)}"

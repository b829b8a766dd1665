"""A card of a page that has room for some rows of a list: how many there are, and where all of them are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.listing import Listing, counted
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


@dataclass(frozen=True, slots=True)
class Asked:
    """The first rows of a list that stands at `page`."""

    listing: Listing[Any]
    page: str
    filters: Mapping[str, Sequence[str]]
    limit: int
    sort: str = ""

    @property
    def url(self) -> str:
        return _at(self.page, {**self.filters, **({"sort": [self.sort]} if self.sort else {})})

    @property
    def values(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self.filters.items()}


def listed(
    by: By, listing: Listing[Any], page: str, filters: Mapping[str, Sequence[str]], limit: int
) -> Card:
    """The first rows of a list that stands at `page`. Counts only where there are more, at one statement."""
    return all_listed(by, {page: Asked(listing, page, filters, limit)})[page]


def all_listed(by: By, asked: Mapping[str, Asked]) -> dict[str, Card]:
    """The same of several lists, by name: one statement for each, and one to count all that have more."""
    pages = {
        name: one.listing.page(by, filters=one.values, sort=one.sort, limit=one.limit)
        for name, one in asked.items()
    }
    cut = [name for name, found in pages.items() if found.next_cursor is not None]
    counts = counted([asked[name].listing.narrowed(by, asked[name].values) for name in cut], COUNT_CAP)
    known = dict(zip(cut, counts, strict=True))
    return {
        name: Card(found.rows, known.get(name, len(found.rows)), asked[name].url)
        for name, found in pages.items()
    }


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
    count = counted([listing.narrowed(by, asked)], COUNT_CAP)[0] if listing and many else 0
    return Card(rows[:limit], max(len(rows), count), _at(page, asked))


def _at(page: str, filters: Mapping[str, Sequence[str]]) -> str:
    return f"{address(page)}?{urlencode(filters, doseq=True)}"

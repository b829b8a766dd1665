"""What the address of a list says: filters, search, order and place. The address is the list's whole memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from tradepost.render.screens.days import range_of

RESERVED = frozenset({"q", "sort", "cols", "after", "limit", "view", "part", "export"})
FROM, TO = "-from", "-to"


@dataclass(frozen=True, slots=True)
class ListParameters:
    """Read from the query string, and written back to one. Days are inclusive here, half-open below.

    `view` is the saved view it began with, or "all": it chooses a tab, and narrows nothing. `moving` are the days of
    filters that say them by a word ("this month"), as of the day of reading; the address keeps the word.
    """

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    after: str = ""
    columns: tuple[str, ...] = ()
    view: str = ""
    moving: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, query: QueryDict, filter_kinds: Mapping[str, str], today: date) -> "ListParameters":
        found: dict[str, tuple[str, ...]] = {}
        for name, kind in filter_kinds.items():
            values = _days(query, name) if kind == "day_range" else tuple(v for v in query.getlist(name) if v)
            if values:
                found[name] = values
        columns = tuple(name for name in query.get("cols", "").split(",") if name)
        moving = {
            name: range_of(values[0], today)
            for name, values in found.items()
            if filter_kinds[name] == "day_range"
        }
        return cls(
            found,
            query.get("q", "").strip(),
            query.get("sort", ""),
            query.get("after", ""),
            columns,
            query.get("view", ""),
            moving,
        )

    def asked(self) -> dict[str, list[str]]:
        """The filters as a Listing takes them."""
        return {
            name: [self.moving[name]] if name in self.moving else list(values)
            for name, values in self.filters.items()
        }

    def address(self) -> str:
        """The shortest query string that says the same, with its question mark."""
        pairs: list[tuple[str, str]] = [("q", self.search)] if self.search else []
        for name, values in self.filters.items():
            pairs += [(name, value) for value in values]
        rest = (
            ("sort", self.sort), ("cols", ",".join(self.columns)), ("after", self.after), ("view", self.view)
        )  # fmt: skip
        pairs += [(name, value) for name, value in rest if value]
        return "?" + urlencode(pairs, safe=",:")

    def sorted_by(self, sort: str) -> "ListParameters":
        return replace(self, sort=sort, after="")

    @property
    def sorts(self) -> list[str]:
        return [name for name in self.sort.split(",") if name]

    def with_columns(self, columns: Sequence[str]) -> "ListParameters":
        return replace(self, columns=tuple(columns))

    def at(self, cursor: str | None) -> "ListParameters":
        return replace(self, after=cursor or "")

    def without(self, names: Sequence[str]) -> "ListParameters":
        kept = {name: values for name, values in self.filters.items() if name not in names}
        return replace(self, filters=kept, after="")

    @property
    def narrowed(self) -> bool:
        return bool(self.filters or self.search)


def _days(query: QueryDict, name: str) -> tuple[str, ...]:
    """`name=a..b` (half-open), or `name-from` and `name-to` as two inclusive days."""
    if whole := query.get(name):
        return (whole,)
    first, last = query.get(name + FROM, ""), query.get(name + TO, "")
    return (f"{first}..{_after(last)}",) if first or last else ()


def _after(day: str) -> str:
    return _moved(day, 1)


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat() if day else ""
    except (ValueError, OverflowError):
        return day


def days_shown(values: Sequence[str]) -> tuple[str, str]:
    """The two inclusive days of a half-open range, for the date fields."""
    if not values:
        return "", ""
    first, dots, last = values[0].partition("..")
    return (first, _moved(last, -1)) if dots else (first, first)

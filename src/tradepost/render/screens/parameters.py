"""What the address of a list says: filters, search, order and place. The address is the list's whole memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

RESERVED = frozenset({"q", "sort", "after", "limit"})
FROM, TO = "-from", "-to"


@dataclass(frozen=True, slots=True)
class ListParameters:
    """Read from the query string, and written back to one. Days are inclusive here, half-open below."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, filter_kinds: Mapping[str, str]) -> "ListParameters":
        found: dict[str, tuple[str, ...]] = {}
        for name, kind in filter_kinds.items():
            values = _days(query, name) if kind == "day_range" else tuple(v for v in query.getlist(name) if v)
            if values:
                found[name] = values
        return cls(found, query.get("q", "").strip(), query.get("sort", ""), query.get("after", ""))

    def asked(self) -> dict[str, list[str]]:
        """The filters as a Listing takes them."""
        return {name: list(values) for name, values in self.filters.items()}

    def address(self) -> str:
        """The shortest query string that says the same, with its question mark."""
        pairs: list[tuple[str, str]] = [("q", self.search)] if self.search else []
        for name, values in self.filters.items():
            pairs += [(name, value) for value in values]
        pairs += [(name, value) for name, value in (("sort", self.sort), ("after", self.after)) if value]
        return "?" + urlencode(pairs)

    def sorted_by(self, sort: str) -> "ListParameters":
        return replace(self, sort=sort, after="")

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

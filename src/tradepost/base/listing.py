"""Lists declared once: scope, filters, sorts and search, paged by key. Doors add columns and words.

A cursor holds the sort values of a row, so a page costs the same at the first and the millionth row.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.timezone import make_aware

from tradepost.base import finding, sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.models import EventRow

M = TypeVar("M", bound=Model)
Rows = QuerySet[Any]
MAX_PAGE = 500
MOST_SORTS = 4
NEWEST = 1000
"""So many rows are read in a few milliseconds, however many there are."""
NONE = "none"
"""In the filter of a reference: rows that name nobody."""


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list. `kind` tells doors how to draw and document it."""

    label: str
    apply: Callable[[Rows, list[str]], Rows]
    kind: str = "text"  # text | choice | day_range | flag | reference | moment
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sum:
    """What can be added up over a whole filter: an amount (a path, or an expression), and the path of its currency.

    `distinct` counts how many different ones there are instead.
    """

    label: str
    amount: str | Combinable
    currency: str = ""
    distinct: bool = False


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, and the cursors of the pages around them (None: there is none)."""

    rows: list[M]
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True)
class Listing(Generic[M]):
    """A list of one kind of row. Sort fields must not be null; `pk` is added to make order total.

    `rows(by)` is already scoped to what the actor may see. `sorts` maps a public name to model
    fields; a minus in front of the public name reverses all of them. Several names with commas sort by the
    first, then by the next. `sums` are what `base.sums` adds up. `subject` is the path to the id that the change
    feed knows a row by: with it the list has the filter `changed_since`.
    """

    name: str
    rows: Callable[[By], "QuerySet[M]"]
    sorts: Mapping[str, tuple[str, ...]]
    default_sort: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
    search: Callable[["QuerySet[M]", str], "QuerySet[M]"] | None = None
    sums: Mapping[str, Sum] = field(default_factory=dict)
    subject: str = ""

    def __post_init__(self) -> None:
        if self.subject:
            known = {**self.filters, "changed_since": _changed_since(self.subject)}
            object.__setattr__(self, "filters", known)

    def narrowed(self, by: By, filters: Mapping[str, list[str]], search: str = "") -> "QuerySet[M]":
        """All rows of the filter, unordered: for counts, totals and exports."""
        found = self.rows(by)
        for name, values in filters.items():
            if name not in self.filters:
                raise Invalid(f"There is no filter called {name}.", fields={name: "Unknown filter."})
            if values := [value for value in values if value != ""]:
                found = self.filters[name].apply(found, values)
        if search.strip() and self.search is not None:
            found = self.search(found, search.strip())
        return found

    def found(self, by: By, text: str) -> "QuerySet[M]":
        """The rows of a search, in the usual order: for a few of them beside those of other lists.

        Of a list that begins with the newest, a text that tells little is sought among the newest alone.
        """
        order = [f"{sign}{name}" for sign, name in self._keys(self.default_sort)]
        found = self.narrowed(by, {}, text)
        if order[0].startswith("-") and not finding.tells(text):
            found = found.filter(pk__among=self.rows(by).order_by(*order).values("pk")[:NEWEST])
        return found.order_by(*order)

    def called(self, by: By, path: str, text: str) -> "QuerySet[M]":
        """The rows of which the field at `path` is this text, whole: of a unique number one at most."""
        return self.rows(by).filter(**{path: text}).order_by("pk")

    def has(self, by: By, pk: UUID) -> bool:
        """Whether this row is one that the actor may see."""
        return self.rows(by).filter(pk=pk).exists()

    def held(self, by: By, pk: UUID) -> M | None:
        """The row of this id, locked, as far as the actor may see it."""
        seen = self.rows(by).order_by().filter(pk=pk)
        rows: QuerySet[M] = QuerySet(seen.model).filter(pk__in=seen.values("pk"))
        return rows.select_for_update(no_key=True).first()

    def page(
        self,
        by: By,
        *,
        filters: Mapping[str, list[str]] | None = None,
        search: str = "",
        sort: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[M]:
        """One page after a cursor (one that starts with `<` goes backwards)."""
        found = self.narrowed(by, filters or {}, search)
        keys = self._keys(sort or self.default_sort)
        limit = max(1, min(limit, MAX_PAGE))
        backwards = bool(after) and str(after).startswith("<")
        walked = _reversed(keys) if backwards else keys
        if after:
            found = _after(found, walked, str(after))
        rows = _fetched(found.order_by(*[f"{sign}{name}" for sign, name in walked])[: limit + 1], after)
        more = len(rows) > limit
        rows = rows[:limit]
        if backwards:
            rows.reverse()
        return self._page(rows, keys, more, backwards, bool(after))

    def _page(
        self, rows: list[M], keys: Sequence[tuple[str, str]], more: bool, backwards: bool, began: bool
    ) -> Page[M]:
        if not rows:
            return Page([], None, None)
        has_next = more if not backwards else True
        has_previous = began if not backwards else more
        return Page(
            rows,
            _encode(rows[-1], keys) if has_next else None,
            "<" + _encode(rows[0], keys) if has_previous else None,
        )

    def _keys(self, sort: str) -> list[tuple[str, str]]:
        """The fields to order by, each once: the first name that has it decides which way."""
        keys: dict[str, str] = {}
        for one in sort.split(",")[:MOST_SORTS]:
            for sign, path in self._fields_of(one):
                keys.setdefault(path, sign)
        if not keys.keys() & {"pk", "id"}:
            keys["pk"] = list(keys.values())[-1]
        return [(sign, path) for path, sign in keys.items()]

    def _fields_of(self, name: str) -> list[tuple[str, str]]:
        known = self.sorts.get(name.removeprefix("-"))
        if known is None:
            raise Invalid(
                f"There is no sort called {name.removeprefix('-')}.",
                fields={"sort": f"One of {', '.join(self.sorts)}."},
            )
        fields = [("-" if path.startswith("-") else "", path.removeprefix("-")) for path in known]
        return _reversed(fields) if name.startswith("-") else fields


def choice(label: str, path: str, choices: Sequence[str | tuple[str, str]]) -> Filter:
    """Any of some values of one field."""
    pairs = tuple(c if isinstance(c, tuple) else (c, c.capitalize()) for c in choices)
    return Filter(label, lambda rows, values: rows.filter(**{f"{path}__in": values}), "choice", pairs)


def reference(label: str, path: str) -> Filter:
    """The id of another record, or `none`: those that name none."""

    def apply(rows: Rows, values: list[str]) -> Rows:
        named = Q(**{f"{path}__in": uuids([value for value in values if value != NONE])})
        return rows.filter(named | Q(**{f"{path}__isnull": True}) if NONE in values else named)

    return Filter(label, apply, "reference")


def day_range(label: str, path: str, zone: tzinfo | None = None) -> Filter:
    """`2026-01-01..2026-02-01`, half-open; either end may be missing; a single day is itself.

    Days of a moment begin at the reader's midnight, or at that of `zone`.
    """

    def apply(rows: Rows, values: list[str]) -> Rows:
        first, last = (_edge(path, day, zone) for day in _days(values[0]))
        narrowed = rows.filter(**{f"{path}__gte": first}) if first else rows
        return narrowed.filter(**{f"{path}__lt": last}) if last else narrowed

    return Filter(label, apply, "day_range")


def standing(label: str, begins: str, ends: str) -> Filter:
    """What had begun, and had not ended, when a range of days was over; a range without an end: what has not ended.

    `begins` and `ends` are fields of moments or days; days are as in `day_range`.
    """

    def apply(rows: Rows, values: list[str]) -> Rows:
        last = _days(values[0])[1]
        if last is None:
            return rows.filter(**{f"{begins}__isnull": False, f"{ends}__isnull": True})
        later = {f"{ends}__gte": _edge(ends, last, None)}
        begun = rows.filter(**{f"{begins}__lt": _edge(begins, last, None)})
        return begun.filter(Q(**{f"{ends}__isnull": True}) | Q(**later))

    return Filter(label, apply, "day_range")


def flag(label: str, condition: Q) -> Filter:
    """`yes` or `no` to one condition."""

    def apply(rows: Rows, values: list[str]) -> Rows:
        return rows.filter(condition) if values[0] in ("yes", "true", "1") else rows.exclude(condition)

    return Filter(label, apply, "flag")


def _changed_since(path: str) -> Filter:
    """Rows that the change feed told of after a moment: `2026-01-31T09:00:00Z`, or `...!<user>`: by others."""

    def apply(rows: Rows, values: list[str]) -> Rows:
        moment, _, but_for = values[0].partition("!")
        try:
            told = EventRow.objects.filter(at__gt=_moment(moment))
        except (ValueError, OverflowError):
            raise Invalid(
                "Give a moment with its time zone, like 2026-01-31T09:00:00Z.",
                fields={"changed_since": "Not a moment."},
            ) from None
        if but_for:
            told = told.exclude(actor_id=uuids([but_for])[0])
        return rows.filter(**{f"{path}__in": told.values("subject_id")})

    return Filter("Changed since", apply, "moment")


def _edge(path: str, day: date | None, zone: tzinfo | None) -> date | None:
    """A day as it is for a day field; its midnight for a moment (`*_at`)."""
    if day is None or not (path == "at" or path.endswith("_at")):
        return day
    return make_aware(datetime.combine(day, time()), zone)


def uuids(values: list[str]) -> list[UUID]:
    try:
        return [UUID(value) for value in values]
    except ValueError:
        raise Invalid("This is not an id.", fields={"id": "Not a UUID."}) from None


def _days(text: str) -> tuple[date | None, date | None]:
    first, dots, last = text.partition("..")
    try:
        start = date.fromisoformat(first) if first else None
        if not dots:
            return start, start + timedelta(days=1) if start else None
        return start, date.fromisoformat(last) if last else None
    except (ValueError, OverflowError):
        raise Invalid(
            "Give days as 2026-01-31 or 2026-01-01..2026-02-01.", fields={"day": "Not a day."}
        ) from None


def counted(queries: Sequence[Rows], most: int) -> list[int]:
    """How many rows each of them has, `most` at most; one statement for all."""
    if not queries:
        return []
    told = [rows.order_by().values("pk")[:most].query.sql_with_params() for rows in queries]
    counts = ", ".join(f"(select count(*) from ({text}) as t)" for text, _ in told)  # noqa: S608 - Django's
    ((*found,),) = sql.rows(f"select {counts}", [value for _, values in told for value in values])
    return found


def _reversed(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("" if sign else "-", name) for sign, name in keys]


def _beyond(keys: Sequence[tuple[str, str]], values: Sequence[Any]) -> Q:
    """Rows strictly after `values` in the order of `keys` (each key may run either way)."""
    condition = Q()
    equal: dict[str, Any] = {}
    for (sign, name), value in zip(keys, values, strict=True):
        condition |= Q(**equal, **{f"{name}__{'lt' if sign else 'gt'}": value})
        equal[name] = value
    return condition


def _after(found: Rows, walked: Sequence[tuple[str, str]], cursor: str) -> Rows:
    """The rows beyond a cursor. One that was made up fails here in many ways, and is refused in one."""
    try:
        return found.filter(_beyond(walked, _decode(cursor.lstrip("<"), len(walked))))
    except _FORGED:
        raise _unknown_cursor() from None


def _fetched(rows: Rows, cursor: str | None) -> list[Any]:
    try:
        return list(rows)
    except _FORGED:
        if cursor:
            raise _unknown_cursor() from None
        raise


_FORGED = (ValidationError, DataError, ValueError, TypeError, AttributeError, ArithmeticError)


def _unknown_cursor() -> Invalid:
    return Invalid(
        "This cursor does not belong to this list. Start at its first page.",
        fields={"after": "Unknown cursor."},
    )


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return moment


_TAGS: dict[str, Callable[[str], Any]] = {
    "s": str,
    "i": int,
    "n": Decimal,
    "u": UUID,
    "t": _moment,
    "d": date.fromisoformat,
}
_KINDS: tuple[tuple[type, str], ...] = (
    (UUID, "u"),
    (datetime, "t"),
    (date, "d"),
    (Decimal, "n"),
    (int, "i"),
    (str, "s"),
)


def _encode(row: Any, keys: Sequence[tuple[str, str]]) -> str:
    tagged = []
    for _, path in keys:
        value = _value(row, path)
        tag = next(tag for kind, tag in _KINDS if isinstance(value, kind))
        tagged.append(tag + (value.isoformat() if isinstance(value, date) else str(value)))
    return base64.urlsafe_b64encode(json.dumps(tagged).encode()).decode().rstrip("=")


def _decode(cursor: str, count: int) -> list[Any]:
    try:
        tagged = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        values = [_TAGS[text[0]](text[1:]) for text in tagged]
    except (ValueError, KeyError, IndexError, TypeError, ArithmeticError):
        values = []
    if len(values) != count:
        raise _unknown_cursor()
    return values

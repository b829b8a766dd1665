"""Counts and their lines. What a blind count hides while it is counted is hidden here, from everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, DecimalField, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Abs, Coalesce

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, Sum, choice, day_range, flag, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count, CountEntry, CountLine
from tradepost.domain.counting.rules import LINE_STATES, SCOPES, SOURCES

Key = tuple[UUID, UUID, UUID | None]
"""A line of a count: place, item, lot."""
_MISSING = "There is no such count. Look for it in the list of counts."


def _counts(by: By) -> "QuerySet[Count]":
    rows = Count.objects.select_related("warehouse", "category", "in_zone")
    return access_queries.scoped(rows, by, warehouse="warehouse_id")


def count(by: By, count_id: UUID) -> Count:
    """One count with its warehouse. Raises NotFound, also when it is not theirs to see."""
    found = _counts(by).filter(pk=count_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def count_by_id(count_id: UUID) -> Count:
    """The count, whoever asks; for commands that were sent twice."""
    return Count.objects.select_related("warehouse", "category", "in_zone").get(pk=count_id)


def count_for_update(count_id: UUID) -> Count:
    """The locked count, with its warehouse. Raises NotFound."""
    rows = Count.objects.select_for_update(no_key=True, of=("self",)).select_related("warehouse")
    found = rows.filter(pk=count_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


COUNTS: Listing[Count] = Listing(
    name="counts",
    rows=_counts,
    sorts={
        "number": ("number",),
        "made": ("made_at",),
        "planned": ("planned_on", "made_at"),
        "state": ("state", "made_at"),
        "lines": ("lines_count", "made_at"),
    },
    default_sort="-made",
    filters={
        "state": choice("State", "state", COUNT.states),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "scope": choice("What is counted", "scope", SCOPES),
        "planned": day_range("Planned", "planned_on"),
        "posted": day_range("Posted", "posted_at"),
        "to_count": flag(
            "To count",
            Q(state="planned") | Q(state="counting", lines_count__gt=F("counted_count") + F("recount_count")),
        ),
        "recount": flag("To be counted again", Q(state="counting", recount_count__gt=0)),
        "to_review": flag(
            "To review", Q(state="review") | Q(state="counting", lines_count=F("counted_count"))
        ),
    },
    search=lambda rows, text: rows.filter(
        Q(number__icontains=text)
        | Q(zone__icontains=text)
        | Q(in_zone__code__iexact=text)
        | loosely(text, "note", "in_zone__name")
    ),
    sums={"lines": Sum("Lines", "lines_count"), "counted": Sum("Counted", "counted_count")},
    subject="pk",
)

_HIDDEN = Q(count__is_blind=True, count__state="counting")


def _unless_hidden(name: str) -> Combinable:
    return Case(When(_HIDDEN, then=None), default=F(name))


def _lines(by: By) -> "QuerySet[CountLine]":
    rows = CountLine.objects.select_related("count__warehouse", "place", "item", "lot")
    rows = rows.annotate(
        shown_book=_unless_hidden("book"),
        shown_counted=_unless_hidden("counted"),
        shown_expected=_unless_hidden("expected"),
        shown_difference=_unless_hidden("difference"),
        shown_value=_unless_hidden("value"),
    )
    rows = rows.annotate(
        off_by=Coalesce(Abs("shown_difference"), 0),
        worth=Coalesce(
            Abs("shown_value"), Value(0, DecimalField(max_digits=18, decimal_places=4)),
        ),
    )  # fmt: skip
    return access_queries.scoped(rows, by, warehouse="count__warehouse_id")


LINES: Listing[CountLine] = Listing(
    name="count_lines",
    rows=_lines,
    sorts={
        "walk": ("position", "id"),
        "place": ("place__code", "position"),
        "item": ("item__sku", "position"),
        "difference": ("off_by", "position"),
        "value": ("worth", "position"),
    },
    default_sort="walk",
    filters={
        "count": reference("Count", "count_id"),
        "item": reference("Item", "item_id"),
        "place": reference("Place", "place_id"),
        "state": choice("State", "state", LINE_STATES),
        "differs": flag("Differs", Q(off_by__gt=0)),
        "added": flag("Found beside the sheet", Q(is_added=True)),
    },
    search=lambda rows, text: rows.filter(Q(place__code__icontains=text) | having(text, "item__found_by")),
)
"""The lines of counts; `shown_...` are their numbers, none where a blind count is still being counted."""


def _entries(by: By) -> "QuerySet[CountEntry]":
    """While a blind count is counted nobody is told what others found."""
    rows = CountEntry.objects.select_related("line__count", "line__place", "line__item", "line__lot")
    rows = rows.exclude(line__count__is_blind=True, line__count__state="counting")
    return access_queries.scoped(rows, by, warehouse="line__count__warehouse_id")


ENTRIES: Listing[CountEntry] = Listing(
    name="count_entries",
    rows=_entries,
    sorts={"made": ("id",), "place": ("line__place__code", "id"), "item": ("line__item__sku", "id")},
    default_sort="-made",
    filters={
        "count": reference("Count", "line__count_id"),
        "item": reference("Item", "line__item_id"),
        "source": choice("How", "source", SOURCES),
        "counted": day_range("Counted", "counted_at"),
    },
    search=lambda rows, text: rows.filter(
        Q(line__place__code__icontains=text) | having(text, "line__item__found_by") | loosely(text, "counter")
    ),
)
"""What was counted, every number that anybody said."""


def sheet_lines(
    by: By, count_id: UUID, *, states: Sequence[str], place: str = "", after: int = 0, limit: int = 100
) -> list[CountLine]:
    """The next lines of a sheet in the order of the walk: of these states, at places whose code begins so."""
    rows = _lines(by).filter(count_id=count_id, state__in=states, position__gt=after)
    if place:
        rows = rows.filter(place__code__istartswith=place)
    return list(rows.order_by("position", "id")[:limit])


def lines_of(by: By, count_id: UUID, line_ids: Sequence[int]) -> dict[int, CountLine]:
    """These lines of a count, as far as they are its own and the actor may see them."""
    rows = _lines(by).filter(count_id=count_id, pk__in=line_ids).order_by("position", "id")
    return {row.pk: row for row in rows}


def line_ids_of(count_id: UUID, keys: Sequence[Key]) -> dict[Key, int]:
    """The ids of the lines at these places, of these items and lots, as far as they stand on the sheet."""
    found = CountLine.objects.filter(count_id=count_id, place_id__in={key[0] for key in keys})
    rows = found.filter(item_id__in={key[1] for key in keys}).order_by("id")
    known = {row[:3]: row[3] for row in rows.values_list("place_id", "item_id", "lot_id", "id")}
    return {key: known[key] for key in keys if key in known}


@dataclass(frozen=True, slots=True)
class Aisle:
    """A part of the walk: places whose codes begin alike, and how far it is counted."""

    begins: str
    lines: int
    counted: int
    recount: int

    @property
    def left(self) -> int:
        """Lines that still want a number."""
        return self.lines - self.counted


MOST_AISLES = 200


def aisles_of(count_id: UUID) -> list[Aisle]:
    """How far each aisle of a count is, in the order of the walk; one statement.

    An aisle is what stands before the last sign of a code that is neither letter nor digit: A-01- of A-01-07.
    """
    return sql.rows_as(
        Aisle,
        r"""select a.begins, count(*), count(*) filter (where a.state = 'counted'),
                   count(*) filter (where a.state = 'recount')
            from (select substring(p.code from '^(.*[^[:alnum:]])[[:alnum:]]*$') as begins, l.state, l.position
                  from counting_line l join inventory_place p on p.id = l.place_id where l.count_id = %s) a
            where a.begins is not null group by a.begins order by min(a.position), a.begins limit %s""",
        [count_id, MOST_AISLES],
    )

"""A list declared once: columns and words over a `Listing`, which knows scope, filters, sorts and paging."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.listing import NONE, Filter, Listing, Page
from tradepost.render.screens.columns import IN_FILES, Column, cells_of
from tradepost.render.screens.days import WORDS, word_in
from tradepost.render.screens.parameters import ListParameters, days_shown
from tradepost.render.sentences import named
from tradepost.render.states import look_of

Text = str | Promise
COUNT_CAP, SEARCH_CAP = 10_000, 1_000
"""Above this the page says "more than": a count that nobody reads must not cost a scan. Who searched and found more
types another word."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """One filter, as words of a sentence: "Placed · between 1 Mar and 31 Mar". `name` is the Listing's.

    `choices` overrides the Listing's; `url` is the look-up of a reference filter; `text_of` turns the chosen
    ids of a reference into words.
    """

    name: str
    label: Text = ""
    choices: Sequence[tuple[str, Text]] = ()
    url: str = ""
    text_of: Callable[[By, Sequence[str]], dict[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list says when nothing was ever there: what it is for, and what to do first."""

    title: Text
    text: Text = ""
    action: Text = ""
    url: str = ""
    icon: str = "inbox"


@dataclass(frozen=True, slots=True)
class ListVerb:
    """A button over the list. `bulk` ones post the ids of the chosen rows as `id`, repeated."""

    label: Text
    url: str
    icon: str = ""
    strong: bool = False
    bulk: bool = False
    may: str = ""
    confirm: Text = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SumField:
    """A sum under the list, over the whole filter. `name` is the Listing's; `kind` money or quantity.

    `currency` is for amounts that have none of their own.
    """

    name: str
    label: Text
    kind: str = "money"
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What opens under a row: a table of its own."""

    columns: tuple[Column, ...]
    rows: Callable[[By, UUID], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Preset:
    """A filter worth one click: a tab over the list."""

    label: Text
    query: str


@dataclass(frozen=True)
class ListScreen:
    """Everything a list page shows. `name` is its URL name and its file name."""

    name: str
    title: Text
    listing: Listing[Any]
    columns: tuple[Column, ...]
    filters: tuple[FilterField, ...] = ()
    empty: Empty = field(default_factory=lambda: Empty(_("Nothing here yet")))
    verbs: tuple[ListVerb, ...] = ()
    presets: tuple[Preset, ...] = ()
    search_hint: Text = ""
    noun: Text = ""
    limit: int = 50
    may: str = ""
    decorate: Callable[[By, list[Any]], list[Any]] | None = None
    sums: tuple[SumField, ...] = ()
    expands: Expansion | None = None
    is_kept: bool = True
    """Whether people's views, columns and looks are kept; not for made-up rows."""

    def filter_of(self, name: str) -> Filter:
        return self.listing.filters[name]

    def kinds(self) -> dict[str, str]:
        return {f.name: self.filter_of(f.name).kind for f in self.shown_filters}

    @property
    def shown_filters(self) -> tuple[FilterField, ...]:
        """The declared ones, and what the change feed tells where it knows the rows."""
        told = (FilterField("changed_since", _("Changed")),) if self.listing.subject else ()
        return (*self.filters, *told)

    def columns_at(self, names: Sequence[str]) -> tuple[Column, ...]:
        """The columns of these names in this order; all of the declared ones without names.

        The column that leads to the row is always there. Who names columns sees them on any screen but a phone's.
        """
        known = {column.key: column for column in self.columns}
        chosen = [
            replace(known[name], priority=min(known[name].priority, 2)) for name in names if name in known
        ]
        if not chosen:
            return self.columns
        head = next((column for column in self.columns if column.link), None)
        if head is not None and head.key not in names:
            chosen.insert(0, head)
        return tuple(chosen)

    @property
    def searchable(self) -> bool:
        return self.listing.search is not None


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter with its present value, ready for the form."""

    name: str
    label: Text
    kind: str
    choices: list[tuple[str, Text, bool]]
    values: tuple[str, ...]
    words: str
    first: str = ""
    last: str = ""
    url: str = ""
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def is_drawn(self) -> bool:
        """What nobody can choose here is drawn only when an address chose it."""
        return bool(self.values) or not (self.kind == "moment" or (self.kind == "reference" and not self.url))

    @property
    def day_word(self) -> tuple[str, Text] | None:
        """The days that move along, if they are chosen; the others come when somebody opens the filter."""
        word = word_in(self.values)
        return (word, WORDS[word][0]) if word else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: its words and where a click leads. `place`: which of several sorts it is, from 1."""

    column: Column
    url: str = ""
    direction: str = ""
    place: int = 0


@dataclass
class ListPage:
    """A list at one address, for one actor."""

    screen: ListScreen
    by: By
    parameters: ListParameters
    now: datetime
    own_columns: tuple[str, ...] = ()
    marked: frozenset[UUID] = frozenset()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """As the address says, else as this person likes them, else as declared."""
        found = self.screen.columns_at(self.parameters.columns or self.own_columns)
        if found is not self.screen.columns:
            return found
        return tuple(column for column in found if column.priority < IN_FILES)

    @cached_property
    def page(self) -> Page[Any]:
        p = self.parameters
        page = self.screen.listing.page(
            self.by,
            filters=p.asked(),
            search=p.search,
            sort=p.sort,
            after=p.after or None,
            limit=self.screen.limit,
        )
        if self.screen.decorate:
            return Page(self.screen.decorate(self.by, page.rows), page.next_cursor, page.previous_cursor)
        return page

    @property
    def rows(self) -> Iterator[tuple[str, SafeString, bool]]:
        """Each row's id, its cells, and whether it changed since this person looked."""
        for row in self.page.rows:
            pk = getattr(row, "pk", None) or getattr(row, "id", "")
            cells = cells_of(self.columns, row, self.now)
            # Where the row leads to its own page, the id is in the address already (js/lists.js).
            yield "" if f"/{pk}/" in cells else str(pk), cells, pk in self.marked

    @cached_property
    def count(self) -> int:
        """How many rows the filter has, counted up to the cap; free when all of them are on this page."""
        p, page = self.parameters, self.page
        if not p.after and page.next_cursor is None:
            return len(page.rows)
        found = self.screen.listing.narrowed(self.by, p.asked(), p.search)
        return found.order_by().values("pk")[: self.cap + 1].count()

    @property
    def cap(self) -> int:
        return SEARCH_CAP if self.parameters.search else COUNT_CAP

    @property
    def next_url(self) -> str:
        return self.parameters.at(self.page.next_cursor).address() if self.page.next_cursor else ""

    @property
    def previous_url(self) -> str:
        return self.parameters.at(self.page.previous_cursor).address() if self.page.previous_cursor else ""

    @property
    def first_url(self) -> str:
        return self.parameters.at(None).address() if self.parameters.after else ""

    @property
    def here(self) -> str:
        return self.parameters.address()

    @property
    def clear_url(self) -> str:
        return ListParameters(sort=self.parameters.sort, view="all").address()

    def part_url(self, **more: str) -> str:
        """This filter and order, asked for as something else: its sums, a file."""
        return f"{self.whole_url}{'&' if len(self.whole_url) > 1 else ''}{urlencode(more)}"

    @property
    def whole_url(self) -> str:
        """The address that shows anybody this very list, columns included."""
        names = self.parameters.columns or self.own_columns
        return replace(self.parameters, columns=tuple(names), after="", view="").address()

    @property
    def sums_url(self) -> str:
        return self.part_url(part="sums")

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the form of the filters takes along."""
        p = self.parameters
        pairs = (("sort", p.sort), ("cols", ",".join(p.columns)), ("view", p.view))
        return [(name, value) for name, value in pairs if value]

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """The columns that stand here in their order, then the others, as declared."""
        here = [column.key for column in self.columns]
        others = [column for column in self.screen.columns if column.key not in here]
        return [*((column, True) for column in self.columns), *((column, False) for column in others)]

    @property
    def day_words(self) -> list[tuple[str, Text]]:
        """Days that move along, for every filter of days."""
        return [(word, text) for word, (text, _days) in WORDS.items()]

    @property
    def present_sort(self) -> str:
        return self.parameters.sort or self.screen.listing.default_sort

    @cached_property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        if not column.sort:
            return Heading(column)
        present = self.present_sort.split(",")
        name = column.sort.removeprefix("-")
        place = next((n for n, one in enumerate(present) if one.removeprefix("-") == name), None)
        if place is None:
            return Heading(column, self._sorted_by(column.sort))
        turned = name if present[place].startswith("-") else f"-{name}"
        direction = _direction(self.screen, present[place])
        return Heading(column, self._sorted_by(turned), direction, place + 1 if len(present) > 1 else 0)

    def _sorted_by(self, sort: str) -> str:
        return self.parameters.sorted_by(sort).address()

    @cached_property
    def filters(self) -> list[ShownFilter]:
        return [self._shown(f) for f in self.screen.shown_filters]

    def _shown(self, field_: FilterField) -> ShownFilter:
        known = self.screen.filter_of(field_.name)
        values = self.parameters.filters.get(field_.name, ())
        label = field_.label or gettext(known.label)
        choices = [(v, _word(v, t), v in values) for v, t in (field_.choices or _choices(known))]
        first, last = days_shown(values) if known.kind == "day_range" and not word_in(values) else ("", "")
        chosen: tuple[tuple[str, str], ...] = ()
        if known.kind == "reference" and values:
            known_ids = [value for value in values if value != NONE]
            names = field_.text_of(self.by, known_ids) if field_.text_of and known_ids else {}
            names[NONE] = gettext("none")
            chosen = tuple((value, names.get(value, value)) for value in values)
        if known.kind == "moment":
            chosen = tuple((value, _since(value)) for value in values[:1])
        words = _words(known.kind, values, choices, first, last, chosen)
        return ShownFilter(
            field_.name, label, known.kind, choices, values, words, first, last, field_.url, chosen
        )


def _since(value: str) -> str:
    """ "since 31 Jan, 09:00", and whether what this person did is left out. A wrong moment is refused elsewhere."""
    text, _bang, but_for = value.partition("!")
    try:
        shown = localtime(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return text
    said = date_format(shown, "SHORT_DATETIME_FORMAT")
    words = gettext("by others since %s") if but_for else gettext("since %s")
    return words % said


def _choices(known: Filter) -> Sequence[tuple[str, Text]]:
    if known.kind == "flag":
        return (("yes", _("yes")), ("no", _("no")))
    return [(value, named(text)) for value, text in known.choices]


def _word(value: str, text: Text) -> Text:
    """The Listing gives choices a plain word; a state has a better one."""
    return look_of(value).label if str(text) == value.capitalize() else text


def _direction(screen: ListScreen, sort: str) -> str:
    """What `aria-sort` says: the direction of the first field, not of the name."""
    fields = screen.listing.sorts[sort.removeprefix("-")]
    down = fields[0].startswith("-") != sort.startswith("-")
    return "descending" if down else "ascending"


def _words(
    kind: str,
    values: Sequence[str],
    choices: list[tuple[str, Text, bool]],
    first: str,
    last: str,
    chosen: Sequence[tuple[str, str]],
) -> str:
    """The present value in words, as the end of the sentence that the label begins."""
    if not values:
        return ""
    if kind == "day_range" and (moving := word_in(values)):
        return str(WORDS[moving][0])
    if kind == "day_range":
        if first and last:
            return (
                first if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
            )
        return gettext("from %s") % first if first else gettext("until %s") % last
    names = [name for _, name in chosen] or [str(text) for _, text, on in choices if on] or list(values)
    if len(names) > 2:
        return gettext("%(first)s or %(count)s more") % {"first": names[0], "count": len(names) - 1}
    return gettext(" or ").join(names)

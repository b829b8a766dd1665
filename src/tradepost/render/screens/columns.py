"""A column of a list or a lines table: where its value comes from and how it looks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from tradepost.render.marks import NOTHING, NUMERIC, mark_of

Text = str | Promise
DAYS = format_lazy("={}", gettext_lazy("days"))
"""The unit of a column that counts days."""
_FIGURE = '<span class="tp-num">'
_TONED = re.compile(
    rf'(<span data-tone="\w+" class="tp-toned">){_FIGURE}([^<]*(?:<small>[^<]*</small>)?)</span></span>'
)
_QUIET = re.compile(r'<span data-tone="quiet" class="tp-toned">([^<]*)</span>')
"""Nothing there, said quietly: the cell says it by its class, where it is all that the cell holds."""
_LINKED = re.compile(rf'(<a href="[^"]*">){_FIGURE}([^<]*(?:<small>[^<]*</small>)?)</span></a>')
IN_FILES = 4
"""The priority of a column that stands in files, and on the page where somebody chose it."""
STYLED = frozenset({"text", "code", "day", "moment", "state", "progress"})
"""Kinds whose cells the style sheet knows."""
PLACES = 20
"""So many columns of a table have their looks by place; cells of further ones say theirs by class."""


def value_at(row: Any, path: str) -> Any:
    """Follow a dotted path over attributes and keys; anything missing on the way is None."""
    for part in path.split("."):
        if row is None:
            return None
        row = row.get(part) if isinstance(row, Mapping) else getattr(row, part, None)
    return row() if callable(row) else row


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `kind`: text, code, money, price (up to four decimals), quantity, number, percent, rate (percent, up to four
    decimals), progress, day, moment, state, flag, html. `key` is a dotted path into the row unless `value` is given.
    `currency` and `unit` are dotted paths too, or a literal after "=" ("=EUR"). `link` gives the address a row's value
    leads to; the first column with a link is what the keyboard walks. A number leads to the rows it is made of,
    nothing to nowhere.
    `note` is a muted second line. `priority` 1 always shows, 2 from a tablet on, 3 on a wide screen, 4 in files and
    where somebody chose it.
    """

    key: str
    label: Text
    kind: str = "text"
    value: Callable[[Any], Any] | None = None
    link: Callable[[Any], str | None] | None = None
    sort: str = ""
    align: str = ""
    currency: str = "currency"
    unit: Text = ""
    note: Callable[[Any], Any] | None = None
    why: Callable[[Any], Any] | None = None
    priority: int = 1
    tone: Callable[[Any], str] | None = None

    @property
    def looks(self) -> tuple[str, ...]:
        """The classes of its cells."""
        classes = [f"tp-c-{self.kind}"] if self.kind in STYLED else []
        classes += [f"tp-p{self.priority}"] if self.priority > 1 else []
        if (self.align or ("end" if self.kind in NUMERIC else "")) == "end":
            classes.append("tp-end")
        return tuple(classes)

    @property
    def css(self) -> str:
        return " ".join(self.looks)

    def raw(self, row: Any) -> Any:
        return self.value(row) if self.value else value_at(row, self.key)

    def aside(self, row: Any, path: str) -> str:
        if path.startswith("="):
            return path[1:]
        return str(value_at(row, path) or "") if path else ""

    def context(self, row: Any, now: Any) -> dict[str, Any]:
        money = self.kind in {"money", "price"}
        return {
            "now": now,
            "currency": self.aside(row, self.currency) if money else "",
            "unit": self.aside(row, self.unit) if self.unit else "",
        }

    def cell(self, row: Any, now: Any = None) -> SafeString:
        """The inside of the table cell."""
        # The cell itself has the look of a code.
        kind = "text" if self.kind == "code" else self.kind
        value = self.raw(row)
        shown = mark_of(kind, value, self.context(row, now))
        address = self.link(row) if self.link and (value or kind not in NUMERIC) else None
        if address:
            shown = format_html('<a href="{}">{}</a>', address, shown)
        tone = self.tone(row) if self.tone else ""
        if tone:
            shown = format_html('<span data-tone="{}" class="tp-toned">{}</span>', tone, shown)
        why = self.why(row) if self.why else None
        if why:
            shown = format_html('{}<button type="button" class="tp-why" data-why="{}">?</button>', shown, why)
        note = self.note(row) if self.note else None
        if note:
            shown = format_html('{}<span class="tp-note">{}</span>', shown, note)
        return shown


def _light(shown: str) -> str:
    """A cell says by its class what a span would say around its figure; the style sheet draws the dash of nothing.

    A page of fifty rows is a fifth lighter for it.
    """
    if shown == NOTHING:
        return ""
    shown = _LINKED.sub(r"\1\2</a>", _TONED.sub(r"\1\2</span>", shown))
    if shown.startswith(_FIGURE) and shown.endswith("</span>") and shown.count("<span") == 1:
        return shown[len(_FIGURE) : -len("</span>")]
    return shown


def _head_of(columns: tuple[Column, ...]) -> Column | None:
    """The column that names the row: the first that leads somewhere."""
    return next((column for column in columns if column.link), columns[0] if columns else None)


def cells_of(columns: tuple[Column, ...], row: Any, now: Any = None) -> SafeString:
    """All cells of a row; the first linked column is the row's heading. Their looks stand at the table (`looks_of`)."""
    out: list[str] = []
    head = _head_of(columns)
    for place, column in enumerate(columns, 1):
        shown, classes = column.cell(row, now), column.looks if place > PLACES else ()
        if column is head:
            out.append(f'<th scope="row">{shown}</th>')
            continue
        shown = _light(shown)
        if quiet := _QUIET.fullmatch(shown):
            shown, classes = quiet[1], (*classes, "is-quiet")
        # A cell ends where the next one begins (HTML, 13.1.2.4): two thousand bytes of a page.
        css = f' class="{" ".join(classes)}"' if classes else ""
        out.append(f"<td{css}>{shown}")
    return mark_safe("".join(out))  # noqa: S308 - kinds and priorities are ours, the cells are escaped


def looks_of(columns: tuple[Column, ...]) -> SafeString:
    """How the cells of a table look, said once for each column by its place: `data-end="4 5" data-p2="5"`.

    A page of fifty rows is a fifth lighter for it. The style sheet finds the cells by `:column()`
    (scripts/build_assets.mjs).
    """
    head, places = _head_of(columns), dict[str, list[str]]()
    for place, column in enumerate(columns[:PLACES], 1):
        for look in column.looks:
            name = look.removeprefix("tp-").removeprefix("c-")
            places.setdefault("head" if column is head else name, []).append(
                name if column is head else str(place)
            )
    return mark_safe("".join(f' data-{name}="{" ".join(found)}"' for name, found in places.items()))  # noqa: S308 - ours

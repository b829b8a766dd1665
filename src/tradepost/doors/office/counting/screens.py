"""The lists of counts and of their lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.models import Count
from tradepost.doors.office.counting.words import SCOPES, SOURCES
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import known_ids
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

BASE = f"={settings.BASE_CURRENCY}"


def scope_text(row: Count) -> str:
    """What a count is about, in a few words."""
    if row.in_zone:
        return f"{row.in_zone.code} {row.in_zone.name}"
    about = row.zone or (row.category.name if row.category else "")
    return about or str(SCOPES.get(row.scope, row.scope))


def count_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The numbers of the counts chosen in a filter."""
    found = counting_queries.COUNTS.rows(by).in_bulk(known_ids(values))
    return {str(pk): row.number for pk, row in found.items()}


COUNTS = ListScreen(
    name="counts",
    title=_("Counts"),
    noun=_("counts"),
    listing=counting_queries.COUNTS,
    may="counting.read",
    search_hint=_("Number, places, note"),
    columns=(
        Column("number", _("Number"), "code", link=lambda row: address("count", row.pk), sort="number"),
        Column("scope", _("What is counted"), value=scope_text, note=lambda row: row.note),
        Column("state", _("State"), "state", sort="state"),
        Column("warehouse.code", _("Warehouse"), "code", priority=3),
        Column("planned_on", _("Planned"), "day", sort="planned", priority=2),
        Column("lines_count", _("Lines"), "number", sort="lines"),
        Column("counted_count", _("Counted"), "number", priority=2),
        Column(
            "recount_count", _("Count again"), "number", tone=lambda row: "warn" if row.recount_count else "",
            priority=2,
        ),
        Column(
            "differing_count", _("Differ"), "number",
            value=lambda row: None if row.is_hidden else row.differing_count, priority=3,
        ),
    ),
    filters=(
        FilterField("state"),
        FilterField("scope", choices=tuple(SCOPES.items())),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("planned"),
        FilterField("posted"),
        FilterField("to_count"),
        FilterField("recount"),
        FilterField("to_review"),
    ),
    sums=(SumField("lines", _("Lines"), "quantity"), SumField("counted", _("Counted"), "quantity")),
    presets=(
        Preset(_("To count"), "to_count=yes"),
        Preset(_("Count again"), "recount=yes"),
        Preset(_("To review"), "to_review=yes"),
        Preset(_("Posted"), "state=posted"),
    ),
    verbs=(
        ListVerb(_("New count"), later("count_new"), "plus", strong=True, may="counting.plan_count"),
        ListVerb(_("Lines"), later("count_lines"), "list"),
        ListVerb(_("Stock"), later("stock"), "warehouse"),
    ),
    empty=Empty(
        _("No counts yet"),
        _("Count a warehouse, some places or some items while the goods keep moving."),
        _("Plan a count"),
        later("count_new"),
        "clipboard-list",
    ),
)  # fmt: skip


def _item_and_lot(row: Any) -> str:
    line = row.line if hasattr(row, "line") else row
    return " · ".join(part for part in (line.item.name, line.lot.code if line.lot else "") if part)


def _typed_by(row: Any) -> str:
    return gettext("typed by %s") % row.actor if row.actor != row.counter else ""


def _difference_tone(row: Any) -> str:
    return "bad" if row.shown_difference else ""


PLACED = (
    Column("place.code", _("Place"), "code", link=lambda row: address("place", row.place_id), sort="place"),
    Column(
        "item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="item",
        note=_item_and_lot,
    ),
    Column("state", _("State"), "state"),
    Column("shown_counted", _("Counted"), "quantity", unit="item.base_unit"),
    Column("shown_expected", _("Expected"), "quantity", priority=2),
    Column("shown_difference", _("Difference"), "quantity", tone=_difference_tone, sort="difference"),
)  # fmt: skip
TO_COUNT = (*PLACED[:3], Column("shown_book", _("When it began"), "quantity", unit="item.base_unit"))
"""Of lines without a number."""
WORTH = Column("shown_value", _("Worth"), "money", currency=BASE, sort="value")
LINES = ListScreen(
    name="count_lines",
    title=_("Count lines"),
    noun=_("lines"),
    listing=counting_queries.LINES,
    may="counting.read",
    search_hint=_("Place, SKU, name"),
    columns=(
        Column("count.number", _("Count"), "code", link=lambda row: address("count", row.count_id)),
        *PLACED,
        Column("shown_book", _("When it began"), "quantity", priority=3),
        Column("counted_at", _("Counted at"), "moment", priority=3),
    ),
    filters=(
        FilterField("count", text_of=count_names),
        FilterField("state"),
        FilterField("differs"),
        FilterField("added"),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    presets=(
        Preset(_("Differ"), "differs=yes&sort=-difference"),
        Preset(_("Count again"), "state=recount"),
        Preset(_("Not counted"), "state=open"),
    ),
    verbs=(ListVerb(_("Counts"), later("counts"), "clipboard-list"),),
    empty=Empty(
        _("Nothing is counted yet"),
        _("The lines of a count stand here as soon as counting begins."),
        _("Plan a count"),
        later("count_new"),
        "clipboard-list",
    ),
)
LINES_WITH_VALUE = replace(LINES, columns=(*LINES.columns[:7], WORTH, *LINES.columns[7:]))

ENTRIES = ListScreen(
    name="count_entries",
    title=_("Who counted what"),
    noun=_("entries"),
    listing=counting_queries.ENTRIES,
    may="counting.read",
    search_hint=_("Place, SKU, name, person"),
    columns=(
        Column("line.count.number", _("Count"), "code", link=lambda row: address("count", row.line.count_id)),
        Column("line.place.code", _("Place"), "code", sort="place"),
        Column("line.item.sku", _("Item"), "code", sort="item", note=_item_and_lot),
        Column("quantity", _("Counted"), "quantity", unit="line.item.base_unit"),
        Column("counter", _("Counted by"), note=_typed_by),
        Column("counted_at", _("Counted at"), "moment"),
        Column("source", _("How"), value=lambda row: SOURCES.get(row.source, row.source), priority=2),
    ),
    filters=(
        FilterField("count", text_of=count_names),
        FilterField("source", choices=tuple(SOURCES.items())),
        FilterField("counted"),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    verbs=(ListVerb(_("Counts"), later("counts"), "clipboard-list"),),
    empty=Empty(
        _("Nobody counted yet"),
        _("Every number that somebody counted is kept here; of a blind count only when counting ended."),
        icon="clipboard-list",
    ),
)

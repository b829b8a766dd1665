"""The lists of corrections and of their lines; worth is shown only to those who may read costs."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.doors.office.inventory.screens import item_names, lot_codes, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.correcting import KINDS
from tradepost.doors.office.parts.filters import known_ids
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField
from tradepost.render.sentences import named

BASE = settings.BASE_CURRENCY
MONEY = f"={BASE}"


def correction_numbers(by: By, values: Sequence[str]) -> dict[str, str]:
    """The numbers of the corrections chosen in a filter."""
    found = corrections_queries.CORRECTIONS.rows(by).in_bulk(known_ids(values))
    return {str(pk): row.number for pk, row in found.items()}


_KIND = FilterField("kind", choices=tuple(KINDS.items()))
_WAREHOUSE = FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names)
_DONE = (
    ListVerb(_("Scrap"), later("stock_scrap"), "trash-2", may="corrections.correct_stock"),
    ListVerb(_("Give away"), later("stock_give_away"), "gift", may="corrections.correct_stock"),
    ListVerb(_("Found"), later("stock_find"), "package-plus", may="corrections.correct_stock"),
    ListVerb(_("Reasons"), later("correction_reasons"), "tags"),
)
_EMPTY = Empty(
    _("Nothing was corrected yet"),
    _("Damaged, expired, given away, found: each correction stands here with its reason, account and photo."),
    icon="clipboard-check",
)
_CORRECTION = (
    Column("number", _("Number"), "code", link=lambda row: address("correction", row.pk), sort="number"),
    Column(
        "reason_name", _("Reason"), value=lambda row: named(row.reason_name), note=lambda row: row.note
    ),
    Column("kind", _("Kind"), value=lambda row: KINDS.get(row.kind, row.kind), priority=3),
    Column("state", _("State"), "state", sort="state"),
    Column("warehouse.code", _("Warehouse"), "code", priority=3),
    Column(
        "lines_count", _("Lines"), "number", sort="lines",
        link=lambda row: f"{address('correction_lines')}?correction={row.pk}",
    ),
    Column("asked_at", _("Asked"), "moment", sort="asked"),
    Column("asked_by", _("Asked by"), priority=2),
    Column("settled_by", _("Decided by"), priority=2),
)  # fmt: skip
CORRECTIONS = ListScreen(
    name="corrections",
    title=_("Corrections"),
    noun=_("corrections"),
    listing=corrections_queries.CORRECTIONS,
    may="corrections.read",
    search_hint=_("Number, reason, note"),
    columns=_CORRECTION,
    filters=(
        FilterField("state"),
        _KIND,
        FilterField("reason", _("Code of the reason")),
        _WAREHOUSE,
        FilterField("asked", _("Asked")),
        FilterField("settled", _("Decided")),
    ),
    sums=(SumField("lines", _("Lines"), "quantity"),),
    presets=(
        Preset(_("Waiting"), "state=waiting"),
        Preset(_("Scrapped or lost"), "kind=scrap&state=posted"),
        Preset(_("Given away"), "kind=give_away&state=posted"),
        Preset(_("Found"), "kind=find&state=posted"),
    ),
    verbs=(*_DONE, ListVerb(_("Lines"), later("correction_lines"), "list")),
    empty=_EMPTY,
)
WITH_VALUE = replace(
    CORRECTIONS,
    columns=(*_CORRECTION, Column("worth", _("Worth"), "money", currency=MONEY)),
    sums=(
        *CORRECTIONS.sums,
        SumField("found", _("Worth found"), currency=BASE),
        SumField("lost", _("Worth gone"), currency=BASE),
        SumField("value", _("Posted"), currency=BASE),
    ),
)

ITEM = Column(
    "item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="item",
    note=lambda row: row.item.name,
)  # fmt: skip
PLACED = (
    Column("place.code", _("Place"), "code", link=lambda row: address("place", row.place_id), sort="place"),
    Column(
        "lot.code", _("Lot"), "code", link=lambda row: address("lot", row.lot_id) if row.lot_id else "",
        priority=2,
    ),
    Column("quantity", _("Quantity"), "quantity", unit="item.base_unit"),
)  # fmt: skip
WORTH = Column("value", _("Worth"), "money", currency=MONEY)
LINES = ListScreen(
    name="correction_lines",
    title=_("Lines of corrections"),
    noun=_("lines"),
    listing=corrections_queries.LINES,
    may="corrections.read",
    search_hint=_("Place, SKU, name"),
    columns=(
        Column(
            "correction.number", _("Correction"), "code",
            link=lambda row: address("correction", row.correction_id),
        ),
        Column("correction.reason_name", _("Reason"), value=lambda row: named(row.correction.reason_name)),
        Column("correction.state", _("State"), "state"),
        ITEM,
        *PLACED,
        Column("correction.settled_at", _("Decided"), "moment", priority=3),
    ),
    filters=(
        FilterField("state"),
        _KIND,
        FilterField("reason", _("Code of the reason")),
        FilterField("settled", _("Decided")),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("lot", text_of=lot_codes),
        _WAREHOUSE,
        FilterField("correction", text_of=correction_numbers),
    ),
    sums=(SumField("quantity", _("Quantity"), "quantity"),),
    presets=(
        Preset(_("Scrapped or lost"), "kind=scrap&state=posted"),
        Preset(_("Given away"), "kind=give_away&state=posted"),
    ),
    verbs=(ListVerb(_("Corrections"), later("corrections"), "clipboard-check"),),
    empty=_EMPTY,
)  # fmt: skip
LINES_WITH_VALUE = replace(
    LINES, columns=(*LINES.columns, WORTH), sums=(*LINES.sums, SumField("value", _("Worth"), currency=BASE))
)


def corrections_for(by: By) -> ListScreen:
    return WITH_VALUE if access_queries.may(by, "catalog.read_cost") else CORRECTIONS


def lines_for(by: By) -> ListScreen:
    return LINES_WITH_VALUE if access_queries.may(by, "catalog.read_cost") else LINES


def line_columns(by: By) -> tuple[Column, ...]:
    """The columns of the lines on the page of a correction."""
    return (ITEM, *PLACED, WORTH) if access_queries.may(by, "catalog.read_cost") else (ITEM, *PLACED)

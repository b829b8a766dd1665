"""How goods turn over: classes, what goes slowly, what does not go at all; what they cost only for who may know."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.catalog.screens import category_names
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.stocked import position_url, rows_behind
from tradepost.render.screens.columns import DAYS, Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

BASE = settings.BASE_CURRENCY


def _went(row: Any) -> str:
    """The shipments of the days that are looked at."""
    return rows_behind("moves", kind="shipment", day=f"{row.since_on}..{row.until_on}")(row)


_COLUMNS = (
    Column("position.item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="sku",
           note=lambda row: row.position.item.name),
    Column("position.warehouse.code", _("Warehouse"), "code", priority=3),
    Column("letter", _("Class"), "code", sort="letter"),
    Column("gone", _("Went to customers"), "quantity", unit="position.item.base_unit", sort="gone", link=_went),
    Column("gone_on", _("Last went"), "day", priority=2),
    Column("idle_days", _("Days without"), "number", sort="idle"),
    Column("lying", _("On hand"), "quantity", sort="on_hand", link=position_url),
    Column("lasts_days", _("Lasts"), "quantity", unit=DAYS, priority=2),
)  # fmt: skip
TURNOVER = ListScreen(
    name="turnover",
    title=_("Turnover"),
    noun=_("positions"),
    listing=reports_queries.TURNOVER,
    may="reports.read",
    search_hint=_("SKU, name"),
    columns=_COLUMNS,
    filters=(
        FilterField("letter"),
        FilterField("slow", _("No sale in 90 days")),
        FilterField("dead", _("No sale in 180 days")),
        FilterField("lying"),
        FilterField("gone"),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    sums=(
        SumField("items", _("Items"), "quantity"),
        SumField("gone", _("Went to customers"), "quantity"),
        SumField("on_hand", _("On hand"), "quantity"),
    ),
    presets=(
        Preset("A", "letter=A"),
        Preset("B", "letter=B"),
        Preset("C", "letter=C"),
        Preset(_("Slow"), "slow=yes&sort=-idle"),
        Preset(_("Dead"), "dead=yes&sort=-idle"),
    ),
    verbs=(
        ListVerb(_("Stock-outs"), later("stock_outs"), "circle-x"),
        ListVerb(_("Stock"), later("stock"), "warehouse"),
    ),
    empty=Empty(
        _("Nothing turned over yet"),
        _("Once a day the worker looks at what left for customers in the last 90 days: A makes up the first 80 percent"
          " of its worth, B the next 15, C the rest."),
        icon="chart-column",
    ),
)  # fmt: skip
WITH_COST = replace(
    TURNOVER,
    columns=(
        *_COLUMNS[:4],
        Column("gone_value", _("Worth of that"), "money", currency=f"={BASE}", sort="gone_value"),
        *_COLUMNS[4:],
        Column("position.value", _("Tied up"), "money", currency=f"={BASE}", sort="tied"),
    ),
    sums=(
        *TURNOVER.sums,
        SumField("gone_value", _("Worth of that"), currency=BASE),
        SumField("tied", _("Tied up"), currency=BASE),
    ),
)


def turnover(by: By) -> ListScreen:
    return WITH_COST if access_queries.may(by, "catalog.read_cost") else TURNOVER

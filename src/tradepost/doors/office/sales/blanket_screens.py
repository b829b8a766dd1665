"""The list of blanket orders, and the tables of their page."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER, REP
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

BLANKETS = ListScreen(
    name="blankets",
    title=_("Blanket orders"),
    noun=_("blanket orders"),
    listing=sales_queries.BLANKETS,
    may="sales.read",
    search_hint=_("Number, customer, PO"),
    sums=(SumField("blankets", _("Blanket orders"), "number"),),
    columns=(
        Column("number", _("Number"), "code", link=lambda b: address("blanket", b.pk), sort="number"),
        Column("customer_name", _("Customer"), sort="customer", note=lambda b: b.customer_po),
        Column("state", _("State"), "state", sort="state"),
        Column("valid_from", _("From"), "day", priority=2),
        Column("valid_until", _("Until"), "day", sort="valid_until"),
        Column("lines_count", _("Lines"), "number", priority=3),
        Column("made_at", _("Made"), "moment", sort="made_at", priority=3),
    ),
    filters=(
        FilterField("state"),
        CUSTOMER,
        FilterField("valid_from"),
        FilterField("valid_until"),
        REP,
    ),
    presets=(Preset(_("Open"), "state=open"), Preset(_("Over"), "state=closed&state=expired")),
    verbs=(
        ListVerb(_("New blanket order"), later("blanket_new"), "plus", strong=True, may="sales.make_blanket", key="c"),
    ),
    empty=Empty(
        _("No blanket orders yet"),
        _("What a customer agrees to take over months. Orders call it off, and what is left is counted."),
        _("Write the first blanket order"),
        later("blanket_new"),
        "clipboard-list",
    ),
)  # fmt: skip

LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", _("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("agreed", _("Agreed"), "quantity", unit="unit"),
    Column("called", _("Called off"), "quantity", link=lambda row: row["orders"]),
    Column("left", _("Left"), "quantity", unit="unit"),
    Column("share", _("Done"), "progress", priority=2),
    Column("price", _("Price"), "price", note=lambda row: row["priced"], priority=2),
)
CALLS = (
    Column("number", _("Order"), "code", link=lambda row: row["url"]),
    Column("placed_at", _("Placed"), "moment", priority=2),
    Column("state", _("State"), "state"),
    Column("sku", _("Item"), "code", priority=2),
    Column("ordered", _("Ordered"), "quantity", unit="unit", priority=2),
    Column("counts", _("Counts"), "quantity", unit="unit"),
    Column("net", _("Net"), "money", priority=2),
)

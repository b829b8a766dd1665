"""The lists of buying. Prices and values stand there only for those who may read costs."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, bulk, later
from tradepost.doors.office.parts.filters import SUPPLIER
from tradepost.doors.office.parts.row_lines import PURCHASE_LINES, PURCHASE_LINES_WITH_COST
from tradepost.doors.office.purchasing.words import VARIANCE_KINDS
from tradepost.render.screens.columns import DAYS, Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

AT_SUPPLIER = ("sent", "acknowledged")


def with_lateness(by: By, rows: list[Any]) -> list[Any]:
    """Marks what should have come."""
    today = timezone.localtime(by.now).date()
    for row in rows:
        row.late = row.state in AT_SUPPLIER and row.open_quantity > 0 and row.expected_on < today
    return rows


def _share(row: Any) -> Any:
    wanted = row.received_quantity + row.open_quantity
    return row.received_quantity / wanted if wanted else None


def _late(row: Any) -> str:
    return "bad" if row.late else ""


_WAREHOUSE_FILTER = FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names)
_ORDER = (
    Column("number", _("Number"), "code", link=lambda row: address("purchase_order", row.pk), sort="number"),
    Column("supplier_name", _("Supplier"), sort="supplier"),
    Column("state", _("State"), "state"),
    Column("expected_on", _("Expected"), "day", sort="expected", tone=_late),
    Column("lines_count", _("Lines"), "number", priority=3),
    Column("received", _("Received"), "progress", value=_share, priority=2),
    Column("made_at", _("Entered"), "moment", sort="made", priority=3),
    Column("warehouse.code", _("Warehouse"), "code", priority=3),
)
PURCHASE_ORDERS = ListScreen(
    name="purchase_orders",
    title=_("Purchase orders"),
    noun=_("purchase orders"),
    listing=purchasing_queries.PURCHASE_ORDERS,
    may="purchasing.read",
    search_hint=_("Number, supplier, their reference"),
    decorate=with_lateness,
    sums=(SumField("open", _("Pieces to come"), "quantity"),),
    expands=PURCHASE_LINES,
    columns=_ORDER,
    filters=(
        FilterField("state"),
        FilterField("to_come", _("Something to come")),
        FilterField("expected"),
        SUPPLIER,
        _WAREHOUSE_FILTER,
    ),
    presets=(
        Preset(_("To send"), "state=draft&state=approved"),
        Preset(_("To receive"), "to_come=yes"),
    ),
    verbs=(
        ListVerb(
            _("New purchase order"),
            later("purchase_order_new"),
            "plus",
            strong=True,
            may="purchasing.order_from_supplier",
        ),
        ListVerb(_("Approve"), bulk("purchases.approve"), bulk=True, may="purchasing.approve"),
        ListVerb(_("Send"), bulk("purchases.send"), strong=True, bulk=True, may="purchasing.send"),
        ListVerb(_("What to reorder"), later("reorder"), "refresh-cw", may="planning.read"),
    ),
    empty=Empty(
        _("No purchase orders yet"),
        _("Order from a supplier, and customers can be promised what is on its way."),
        _("Enter the first purchase order"),
        later("purchase_order_new"),
        "clipboard-list",
    ),
)


def purchase_orders_on(day: date, *, with_cost: bool) -> ListScreen:
    """The list as of a day: what should have come before it is late."""
    late = Preset(_("Late"), late_query(day))
    screen = replace(PURCHASE_ORDERS, presets=(*PURCHASE_ORDERS.presets, late))
    if not with_cost:
        return screen
    return replace(
        screen,
        columns=(*_ORDER, Column("total", _("Total"), "money", sort="total")),
        sums=(SumField("total", _("Total")), *PURCHASE_ORDERS.sums),
        expands=PURCHASE_LINES_WITH_COST,
    )


def late_query(day: date) -> str:
    """The filter that shows what should have come before a day."""
    return f"to_come=yes&expected=..{day}"


_RECEIPT = (
    Column("number", _("Number"), "code", link=lambda row: address("receipt", row.pk), sort="number"),
    Column("purchase_order.supplier_name", _("Supplier")),
    Column(
        "purchase_order.number",
        _("Purchase order"),
        "code",
        link=lambda row: address("purchase_order", row.purchase_order_id),
    ),
    Column("received_at", _("Received"), "moment", sort="received"),
    Column("delivery_note", _("Delivery note"), "code", priority=3),
    Column("counted_quantity", _("Counted"), "quantity", priority=2),
    Column(
        "damaged_quantity",
        _("Damaged"),
        "quantity",
        priority=2,
        tone=lambda row: "bad" if row.damaged_quantity else "",
    ),
    Column("purchase_order.warehouse.code", _("Warehouse"), "code", priority=3),
)
RECEIPTS = ListScreen(
    name="receipts",
    title=_("Receipts"),
    noun=_("receipts"),
    listing=purchasing_queries.RECEIPTS,
    may="purchasing.read",
    search_hint=_("Number, delivery note, supplier"),
    columns=_RECEIPT,
    filters=(
        FilterField("received"),
        FilterField("damaged", _("With damage")),
        SUPPLIER,
        _WAREHOUSE_FILTER,
    ),
    presets=(Preset(_("With damage"), "damaged=yes"),),
    verbs=(
        ListVerb(_("Expected deliveries"), later("to_receive"), "package-open", strong=True),
        ListVerb(_("Differences"), later("variances"), "triangle-alert"),
    ),
    empty=Empty(
        _("Nothing was received yet"),
        _("Deliveries are counted in from their purchase order."),
        icon="package-check",
    ),
)
RECEIPTS_WITH_COST = replace(
    RECEIPTS,
    columns=(
        *_RECEIPT,
        Column("value", _("Value"), "money", sort="value", currency=f"={settings.BASE_CURRENCY}"),
    ),
    verbs=(*RECEIPTS.verbs, ListVerb(_("Landed costs"), later("landed_costs"), "truck")),
)

VARIANCES = ListScreen(
    name="variances",
    title=_("Differences"),
    noun=_("differences"),
    listing=purchasing_queries.VARIANCES,
    may="purchasing.read",
    search_hint=_("Item, receipt, purchase order, supplier"),
    columns=(
        Column("receipt_line.line.sku", _("Item"), "code", link=lambda row: address("variance", row.pk)),
        Column("receipt_line.line.name", _("Name"), priority=2),
        Column(
            "kind",
            _("Difference"),
            value=lambda row: VARIANCE_KINDS.get(row.kind, row.kind),
            note=lambda row: row.reason,
        ),
        Column("quantity", _("Quantity"), "quantity", sort="quantity"),
        Column("state", _("State"), "state"),
        Column("receipt_line.receipt.purchase_order.supplier_name", _("Supplier")),
        Column(
            "receipt_line.receipt.number",
            _("Receipt"),
            "code",
            link=lambda row: address("receipt", row.receipt_line.receipt_id),
            priority=2,
        ),
        Column("made_at", _("Found"), "moment", sort="made", priority=2),
        Column("sent_back", _("Sent back"), "flag", value=lambda row: row.sent_back or None, priority=3),
        Column("note", _("Settled by"), priority=3),
    ),
    filters=(
        FilterField("state"),
        FilterField("kind", choices=tuple(VARIANCE_KINDS.items())),
        SUPPLIER,
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("sent_back"),
    ),
    presets=(Preset(_("Open"), "state=open"), Preset(_("Damaged"), "kind=damaged")),
    empty=Empty(
        _("No differences"),
        _("When a delivery is short, over or damaged, it stands here until it is settled."),
        icon="circle-check",
    ),
)

SUPPLIERS = ListScreen(
    name="suppliers",
    title=_("Suppliers"),
    noun=_("suppliers"),
    listing=parties_queries.SUPPLIERS,
    may="parties.read",
    search_hint=_("Number, name, e-mail"),
    columns=(
        Column("number", _("Number"), "code", link=lambda row: address("supplier", row.pk), sort="number"),
        Column("party.name", _("Name"), sort="name"),
        Column("state", _("State"), "state"),
        Column("currency", _("Currency"), priority=2),
        Column("lead_days", _("Lead time"), "quantity", unit=DAYS, priority=2),
        Column("terms_days", _("Pay within"), "quantity", unit=DAYS, priority=3),
        Column("minimum_order", _("Least order"), "money", priority=3),
        Column("party.email", _("E-mail"), priority=3),
    ),
    filters=(FilterField("state"), FilterField("currency"), FilterField("made")),
    presets=(Preset(_("Active"), "state=active"), Preset(_("Blocked"), "state=blocked")),
    verbs=(
        ListVerb(
            _("New supplier"), later("supplier_new"), "plus", strong=True, may="parties.create_supplier"
        ),
    ),
    empty=Empty(
        _("No suppliers yet"),
        _("Suppliers are who you buy from: their terms, lead times and offers."),
        _("Enter the first supplier"),
        later("supplier_new"),
        "factory",
    ),
)

SUPPLIER_ITEMS = ListScreen(
    name="supplier_items",
    title=_("Offers of suppliers"),
    noun=_("offers"),
    listing=purchasing_queries.SUPPLIER_ITEMS,
    may="catalog.read_cost",
    search_hint=_("Item, their number"),
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="item"),
        Column("item.name", _("Name")),
        Column(
            "supplier.party.name",
            _("Supplier"),
            link=lambda row: address("supplier", row.supplier_id),
            sort="supplier",
        ),
        Column("supplier_sku", _("Their number"), "code", priority=2),
        Column("price", _("Price"), "price", currency="supplier.currency", sort="price"),
        Column("unit", _("Per"), value=lambda row: row.unit or row.item.base_unit),
        Column("pack", _("Holds"), "quantity", priority=3),
        Column("minimum_quantity", _("At least"), "quantity", priority=3),
        Column("lead_days", _("Lead time"), "quantity", unit=DAYS, priority=3),
        Column("preferred", _("First choice"), "flag", priority=2),
    ),
    filters=(
        SUPPLIER,
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("preferred", _("First choice")),
    ),
    empty=Empty(
        _("No offers yet"),
        _(
            "An offer says what a supplier asks for an item. Enter it on the supplier’s page, or import a list."
        ),
        icon="tags",
    ),
)

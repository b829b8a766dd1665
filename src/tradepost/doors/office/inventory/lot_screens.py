"""The lists of lots and serials, and of who got them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.inventory.screens import item_names, lot_codes, warehouse_names
from tradepost.doors.office.inventory.words import STANDINGS
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER
from tradepost.render.screens.columns import IN_FILES, Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

SOON_DAYS = 30


def _standing(row: Any) -> str:
    return str(row.standing(timezone.localdate()))


def _last_day_tone(row: Any) -> str:
    return "bad" if row.on_hand and row.expires_on and row.expires_on < timezone.localdate() else ""


def _parcels(row: Any) -> str:
    """What the carrier calls the shipment, and each of its parcels."""
    return " · ".join(part for part in (row.shipment.tracking_number, row.parcels) if part)


LOTS = ListScreen(
    name="lots",
    title=_("Lots"),
    noun=_("lots"),
    listing=inventory_queries.LOTS,
    may="inventory.read",
    search_hint=_("Lot, serial, supplier’s lot"),
    columns=(
        Column("code", _("Lot"), "code", link=lambda row: address("lot", row.pk), sort="code"),
        Column(
            "item.sku",
            _("Item"),
            "code",
            link=lambda row: address("item", row.item_id),
            note=lambda row: row.item.name,
            sort="sku",
        ),
        Column("standing", _("State"), "state", value=_standing),
        Column("expires_on", _("Last day"), "day", tone=_last_day_tone),
        Column("best_before_on", _("Best before"), "day", priority=3),
        Column("on_hand", _("On hand"), "quantity", unit="item.base_unit"),
        Column("supplier_code", _("Supplier’s lot"), "code", priority=3),
        Column(
            "made_at", _("Known since"), "day", value=lambda row: row.made_at.date(), sort="made", priority=3
        ),
    ),
    filters=(
        FilterField("in_stock"),
        FilterField("standing", choices=tuple(STANDINGS.items())),
        FilterField("expires"),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("tracking", choices=(("lot", _("Lot")), ("serial", _("Serial number")))),
    ),
    presets=(
        Preset(_("In stock"), "in_stock=yes"),
        Preset(_("Stopped"), "standing=quarantine&standing=recalled"),
    ),
    verbs=(
        ListVerb(_("Who got what"), later("lot_deliveries"), "truck", may="sales.read"),
        ListVerb(_("Stock"), later("stock"), "warehouse"),
    ),
    empty=Empty(
        _("No lots yet"),
        _("Lots and serial numbers appear with the first delivery of an item that is tracked by them."),
        icon="layers",
    ),
)


def lots_on(by: By) -> ListScreen:
    """The list as of a day: what lies there and is past its last day within a month."""
    until: date = timezone.localtime(by.now).date() + timedelta(days=SOON_DAYS + 1)
    soon = Preset(_("Expires within 30 days"), f"in_stock=yes&expires=..{until}")
    return replace(LOTS, presets=(*LOTS.presets, soon))


_CUSTOMER = Column(
    "shipment.order.customer_name",
    _("Customer"),
    link=lambda row: address("customer", row.shipment.order.customer_id),
    sort="customer",
)
_ORDER = Column(
    "shipment.order.number", _("Order"), "code", link=lambda row: address("order", row.shipment.order_id)
)
_SHIPMENT = Column(
    "shipment.number", _("Shipment"), "code", link=lambda row: address("shipment", row.shipment_id)
)
_SHIPPED = Column("shipment.shipped_at", _("Shipped"), "moment", sort="day", priority=2)
_FIGURES = (
    Column("shipped", _("Quantity"), "quantity", unit="lot.item.base_unit"),
    Column("returned", _("Came back"), "quantity"),
    Column("kept", _("Still there"), "quantity"),
)
GONE = (_CUSTOMER, _ORDER, _SHIPMENT, _SHIPPED, *_FIGURES)
"""Who got a lot, on its page."""

LOT_DELIVERIES = ListScreen(
    name="lot_deliveries",
    title=_("Who got which lot"),
    noun=_("deliveries"),
    listing=reports_queries.LOT_DELIVERIES,
    may="sales.read",
    search_hint=_("Lot or serial number"),
    columns=(
        replace(_CUSTOMER, note=lambda row: row.contact or row.shipment.order.customer.party.email),
        Column("shipment.order.customer.party.email", _("E-mail"), priority=IN_FILES),
        Column("contact", _("Contact"), priority=IN_FILES),
        Column("lot_code", _("Lot"), "code", link=lambda row: address("lot", row.lot_id)),
        # The lot leads on to its item.
        Column("lot.item.sku", _("Item"), "code", note=lambda row: row.lot.item.name, priority=2),
        Column("lot.item.name", _("Name"), priority=IN_FILES),
        replace(_ORDER, note=lambda row: row.shipment.order.customer_po),
        Column("shipment.order.customer_po", _("Customer's PO"), "code", priority=IN_FILES),
        replace(_SHIPMENT, note=_parcels),
        _SHIPPED,
        Column("parcels", _("Parcels"), "code", value=_parcels, priority=IN_FILES),
        # Who is told is named beside the customer; where it went is for letters, which are made from the file.
        Column("shipment.shipping_address", _("Ship to"), priority=IN_FILES),
        *_FIGURES,
    ),
    filters=(
        FilterField("kept"),
        FilterField("lot", text_of=lot_codes),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        CUSTOMER,
        FilterField("day", _("Shipped")),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
    ),
    sums=(
        SumField("customers", _("Customers"), "quantity"),
        SumField("shipments", _("Shipments"), "quantity"),
        SumField("shipped", _("Quantity"), "quantity"),
        SumField("returned", _("Came back"), "quantity"),
        SumField("kept", _("Still there"), "quantity"),
    ),
    presets=(Preset(_("Still there"), "kept=yes"),),
    verbs=(ListVerb(_("Lots"), later("lots"), "layers"),),
    empty=Empty(
        _("Nothing of a lot was shipped yet"),
        _("Each lot in each shipment stands here: fetch the list as a file to tell customers of a recall."),
        icon="layers",
    ),
)

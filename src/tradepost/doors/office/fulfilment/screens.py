"""The lists of the warehouse: shipments, and orders that can be released."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import Shipment
from tradepost.doors.office.parts.addresses import address, bulk, later
from tradepost.doors.office.parts.figures import share_of
from tradepost.doors.office.parts.filters import CUSTOMER, ORDER
from tradepost.doors.office.parts.row_lines import ORDER_LINES, SHIPMENT_LINES
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField


def carried(shipment: Shipment) -> str:
    """Carrier and tracking number, as far as known."""
    return " · ".join(part for part in (shipment.carrier, shipment.tracking_number) if part)


SHIPMENTS = ListScreen(
    name="shipments",
    title=_("Shipments"),
    noun=_("shipments"),
    listing=fulfilment_queries.SHIPMENTS,
    may="fulfilment.read",
    search_hint=_("Number, order, customer, tracking"),
    sums=(SumField("asked", _("Pieces"), "quantity"), SumField("picked", _("Picked"), "quantity")),
    expands=SHIPMENT_LINES,
    columns=(
        Column("number", _("Number"), "code", link=lambda s: address("shipment", s.pk), sort="number"),
        Column("order.customer_name", _("Customer"), sort="customer", note=lambda s: s.order.number),
        Column("state", _("State"), "state", sort="state"),
        Column(
            "picked",
            _("Picked"),
            "progress",
            value=lambda s: share_of(s.picked_total, s.asked_total - s.short_total),
        ),
        Column("lines_count", _("Lines"), "number", priority=3),
        Column("warehouse.code", _("From"), "code", priority=3),
        Column("made_at", _("Released"), "moment", sort="made", priority=2),
        Column("shipped_at", _("Shipped"), "moment", priority=2),
        Column("tracking", _("Carrier"), value=carried, priority=3),
    ),
    filters=(FilterField("state"), CUSTOMER, FilterField("made"), FilterField("shipped"), ORDER),
    presets=(
        Preset(_("To pick"), "state=planned&state=picking"),
        Preset(_("To ship"), "state=packed"),
        Preset(_("On the way"), "state=dispatched"),
    ),
    verbs=(
        ListVerb(_("Orders to release"), later("to_release"), "package", may="fulfilment.release_order"),
        ListVerb(_("Ship"), bulk("shipments.ship"), strong=True, bulk=True, may="fulfilment.ship_shipment"),
        ListVerb(_("Delivered"), bulk("shipments.deliver"), bulk=True, may="fulfilment.deliver_shipment"),
    ),
    empty=Empty(
        _("No shipments yet"),
        _("A shipment begins when a confirmed order is released to the warehouse."),
        _("See orders to release"),
        later("to_release"),
        "truck",
    ),
)

TO_RELEASE = ListScreen(
    name="to_release",
    title=_("Orders to release"),
    noun=_("orders"),
    listing=fulfilment_queries.TO_RELEASE,
    may="fulfilment.release_order",
    search_hint=_("Number, customer"),
    expands=ORDER_LINES,
    columns=(
        Column("number", _("Number"), "code", link=lambda o: address("order", o.pk), sort="number"),
        Column("customer_name", _("Customer"), sort="customer"),
        Column("ready", _("In stock for it"), "number"),
        Column("open", _("Open"), "number", priority=2),
        Column("share", _("Could leave"), "progress", value=lambda o: share_of(o.ready, o.open)),
        Column("requested_on", _("Wanted"), "day", priority=2),
        Column("placed_at", _("Placed"), "moment", sort="placed", priority=3),
    ),
    filters=(CUSTOMER, FilterField("placed")),
    verbs=(
        ListVerb(_("Release to warehouse"), bulk("orders.release"), "package", strong=True, bulk=True,
                 may="fulfilment.release_order"),
    ),
    empty=Empty(
        _("Nothing to release"),
        _("Confirmed orders without a hold stand here as soon as stock is promised to them."),
        icon="package",
    ),
)  # fmt: skip

"""The list of returns."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.returns import queries as returns_queries
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER, ORDER
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, Preset, SumField

RETURNS = ListScreen(
    name="returns",
    title=_("Returns"),
    noun=_("returns"),
    sums=(SumField("quantity", _("Pieces"), "quantity"),),
    listing=returns_queries.RETURNS,
    may="returns.read",
    search_hint=_("Number, order, customer, reason"),
    columns=(
        Column("number", _("Number"), "code", link=lambda r: address("return", r.pk), sort="number"),
        Column("order.customer_name", _("Customer"), sort="customer", note=lambda r: r.order.number),
        Column("state", _("State"), "state", sort="state"),
        Column("reason", _("Reason"), priority=2),
        Column("quantity_total", _("Quantity"), "number", sort="quantity", priority=2),
        Column(
            "received_total", _("Came back"), "number", value=lambda r: r.received_total or None, priority=3
        ),
        Column("made_at", _("Requested"), "moment", sort="made", priority=2),
    ),
    filters=(FilterField("state"), CUSTOMER, FilterField("made"), FilterField("received"), ORDER),
    presets=(
        Preset(_("To decide"), "state=requested"),
        Preset(_("Expected"), "state=authorised"),
        Preset(_("To inspect"), "state=received"),
        Preset(_("To settle"), "state=inspected"),
    ),
    empty=Empty(
        _("No returns yet"),
        _("A return begins at the order or the shipment whose goods come back."),
        _("See shipments"),
        later("shipments"),
        "undo-2",
    ),
)

"""The page of a shipment."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.gs1 import in_groups
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Package, Shipment, ShipmentLine
from tradepost.doors.office.fulfilment.forms import CancelForm, PackForm, ShipForm
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import in_unit, share_of, unit_text, worth_of
from tradepost.doors.office.parts.lots import why_lots
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.promised import why_journey
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import timeline
from tradepost.doors.office.parts.trail import trail
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Paper,
    Section,
    Total,
    Verb,
)


def shipment_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    shipment = fulfilment_queries.shipment(by, pk)
    lines = fulfilment_queries.shipment_lines(pk)
    around = trail(by, order=shipment.order, here=pk)
    return DocumentPage(
        kind=_("Shipment"),
        title=shipment.number,
        subtitle=shipment.order.customer_name,
        subtitle_url=address("customer", shipment.order.customer_id),
        state=shipment.state,
        badges=[*_badges(shipment), *around.badges],
        verbs=_verbs(by, shipment, lines),
        notices=_notices(shipment),
        facts=_facts(shipment),
        sections=_sections(by, shipment, lines, fulfilment_queries.packages(pk)),
        related=around.stages,
        timeline=timeline(around.subjects),
        papers=_papers(by, shipment),
        mail_url=mail_url(
            by, "shipment", pk, ready=bool(shipment.picked_total) and shipment.state != "cancelled"
        ),
        back_url=address("shipments"),
        back_label=_("Shipments"),
        version=shipment.version,
        subject=("shipment", shipment.pk),
    )


def _badges(shipment: Shipment) -> list[Badge]:
    return [Badge("short")] if shipment.short_total and shipment.state != "cancelled" else []


def _papers(by: By, shipment: Shipment) -> list[Paper]:
    papers = []
    if shipment.state in ("planned", "picking") and access_queries.may(by, "fulfilment.read"):
        papers.append(Paper(_("Pick list"), address("pick_list_pdf", shipment.pk)))
    if shipment.picked_total:
        papers.append(Paper(_("Packing slip"), address("packing_slip_pdf", shipment.pk)))
        papers.append(Paper(_("Delivery note"), address("delivery_note_pdf", shipment.pk)))
    if shipment.packed_at:
        papers.append(Paper(_("Parcel labels"), address("parcel_labels_pdf", shipment.pk)))
    return papers


def _verbs(by: By, shipment: Shipment, lines: list[ShipmentLine]) -> list[Verb]:
    allowed = SHIPMENT.allowed(shipment.state)
    may = {name: access_queries.may(by, f"fulfilment.{name}") for name in _VERBS}
    left = shipment.asked_total - shipment.picked_total - shipment.short_total
    pk, state = shipment.pk, shipment.state
    pick = "pick" in allowed and left > 0 and may["record_picks"]
    pack = "pack" in allowed and not left and shipment.picked_total > 0 and may["pack_shipment"]
    weighed = (
        [line for line in lines if line.weighed and line.picked] if state in ("picking", "packed") else []
    )
    weigh = bool(weighed) and may["weigh_shipment"]
    missing = any(line.weight_milli is None for line in weighed)
    found = [
        Verb("pick", _("Pick"), address("shipment_pick", pk), method="get", strong=True, icon="package", key="p")
        if pick else None,
        Verb("weigh", _("Weigh"), address("shipment_weigh", pk), method="get", strong=missing, icon="scale", key="w")
        if weigh else None,
        Verb("pack", _("Pack"), address("shipment_pack", pk), form=PackForm(auto_id="id_pack_%s"), strong=True,
             icon="package-check", key="p") if pack else None,
        Verb("ship", _("Ship"), address("shipment_ship", pk), form=_ship_form(shipment), strong=True, icon="truck",
             key="s") if "ship" in allowed and may["ship_shipment"] else None,
        *_invoices(by, shipment),
        Verb("deliver", _("Delivered"), address("shipment_deliver", pk), icon="house")
        if "deliver" in allowed and may["deliver_shipment"] else None,
        Verb("pick_all", _("Everything picked"), address("shipment_pick_all", pk), icon="check-check",
             confirm=_("Every task that is still open counts as wholly found.")) if pick else None,
        Verb("tracking", _("Tracking number"), address("shipment_tracking", pk), icon="scan-barcode",
             form=_ship_form(shipment, "tracking"))
        if state in ("dispatched", "delivered") and may["change_tracking"] else None,
        Verb("dispute", _("Open a dispute"), address("shipment_dispute", pk), method="get",
             icon="message-square-warning")
        if shipment.shipped_total and access_queries.may(by, "service.open_dispute") else None,
        Verb("cancel", _("Cancel shipment"), address("shipment_cancel", pk), form=CancelForm(auto_id="id_cancel_%s"),
             confirm=_("The goods stay promised to the order, and can be released again."), danger=True, icon="ban")
        if "cancel" in allowed and may["cancel_shipment"] else None,
    ]  # fmt: skip
    return [verb for verb in found if verb is not None]


_VERBS = (
    "record_picks",
    "weigh_shipment",
    "pack_shipment",
    "ship_shipment",
    "deliver_shipment",
    "change_tracking",
    "cancel_shipment",
)


def _ship_form(shipment: Shipment, name: str = "ship") -> ShipForm:
    initial = {"carrier": shipment.carrier, "tracking_number": shipment.tracking_number}
    return ShipForm(initial=initial, auto_id=f"id_{name}_%s")


def _invoices(by: By, shipment: Shipment) -> list[Verb]:
    """Invoice it, wholly or in part, as long as something of it is not billed."""
    if not shipment.shipped_total or not access_queries.may(by, "billing.invoice_shipment"):
        return []
    if shipment.pk not in billing_queries.worth_of([shipment.pk]):
        return []
    hidden = {"invoice_id": new_id(by.now)}
    url, part = address("shipment_invoice", shipment.pk), address("shipment_invoice_lines", shipment.pk)
    return [
        Verb("invoice", _("Invoice"), url, strong=True, icon="receipt-text", hidden=hidden, key="i"),
        Verb("invoice_some", _("Invoice some lines"), part, method="get", icon="list-checks"),
    ]


def _notices(shipment: Shipment) -> list[Notice]:
    if not shipment.short_total or shipment.state == "cancelled":
        return []
    text = _(
        "What was not found stays promised to the order and can be released again. Count the places first."
    )
    return [Notice(text, "warn", _("Picked short."))]


def _facts(shipment: Shipment) -> list[FactGroup]:
    order = shipment.order
    found = shipment.asked_total - shipment.short_total
    return [
        FactGroup(
            _("Order"),
            [
                Fact(_("Order"), order.number, "code", link=address("order", order.pk)),
                Fact(_("Customer's PO"), order.customer_po, "code"),
                Fact(_("Wanted"), order.requested_on, "day"),
                *([Fact(_("Ships"), _("only when complete"))] if order.ship_complete else []),
            ],
        ),
        FactGroup(
            _("Delivery"),
            [
                Fact(_("Carrier"), shipment.carrier, edit="carrier"),
                Fact(_("Tracking number"), shipment.tracking_number, "code", edit="tracking_number"),
                Fact(_("Ship to"), shipment.shipping_address or None),
            ],
        ),
        FactGroup(
            _("Progress"),
            [
                Fact(_("From"), shipment.warehouse.name),
                Fact(_("Picked"), share_of(shipment.picked_total, found), "progress"),
                Fact(_("Released"), shipment.made_at, "moment"),
                Fact(_("Shipped"), shipment.shipped_at, "moment"),
                Fact(_("Delivered"), shipment.delivered_at, "moment"),
            ],
        ),
    ]  # fmt: skip


def _sections(
    by: By, shipment: Shipment, lines: list[ShipmentLine], packages: list[Package]
) -> list[Section]:
    sells = access_queries.may(by, "sales.read")
    rows = [_row(line, shipment, today_of(by)) for line in lines]
    shown = [
        column
        for column in LINES
        if (column.key != "net" or sells)
        and (column.key != "weight" or any(line.weighed for line in lines))
        and (column.key != "told" or any(row["told"] for row in rows))
    ]
    totals = [_worth(shipment, rows)] if sells and rows else []
    sections = [Section(_("Lines"), tuple(shown), rows, totals=totals, name="lines")]
    lots = fulfilment_queries.lots_in(shipment.pk) if lines else []
    if lots:
        sections.append(Section(_("Lots"), LOTS, lots, name="lots"))
    if packages:
        rows = [_package(one) for one in packages]
        shown = [column for column in PACKAGES if column.key != "sscc" or any(one.sscc for one in packages)]
        sections.append(Section(_("Packages"), shown, rows, name="packages"))
    return sections


def _worth(shipment: Shipment, rows: list[dict[str, Any]]) -> Total:
    """What the goods in it are sold for; tax and freight stand on the invoice."""
    net = sum((row["net"] for row in rows), ZERO)
    return Total(
        _("Goods, net"), net, shipment.order.currency, strong=True, note=_("without tax and freight")
    )


def _package(one: Package) -> dict[str, Any]:
    weight = None if one.weight_g is None else share_of(one.weight_g, 1000)
    return {
        "number": one.number, "weight": weight, "tracking": one.tracking_number, "sscc": in_groups(one.sscc),
    }  # fmt: skip


def _row(line: ShipmentLine, shipment: Shipment, today: date) -> dict[str, Any]:
    order_line, currency = line.order_line, shipment.order.currency
    factor = UnitFactor(order_line.unit_numerator, order_line.unit_denominator)

    def shown(quantity: int) -> Any:
        return in_unit(quantity, factor) if quantity else None

    return {
        "position": line.position,
        "sku": order_line.sku,
        "name": order_line.name,
        "url": address("item", line.item_id),
        "unit": order_line.unit or line.item.base_unit,
        "asked": in_unit(line.asked, factor),
        "why_lots": why_lots(line.lot_trace, None),
        "picked": shown(line.picked),
        "short": shown(line.short),
        "shipped": shown(line.shipped),
        "returned": shown(line.returned),
        "weight": line.weight,
        "weigh_unit": order_line.unit if line.weighed else "",
        "pieces": unit_text(line.picked or line.asked, UnitFactor(), line.item.base_unit, "")
        if line.weighed
        else "",
        "told": order_line.promised_on,
        "why_told": why_journey(order_line.promise_trace, today),
        "net": worth_of(order_line, line.shipped or line.asked - line.short, currency, line.weight),
        "currency": currency,
    }


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column(
        "asked",
        gettext_lazy("Asked"),
        "quantity",
        unit="unit",
        why=lambda row: row["why_lots"],
        note=lambda row: row["pieces"],
    ),
    Column("picked", gettext_lazy("Picked"), "quantity"),
    Column("short", gettext_lazy("Short"), "quantity", tone=lambda row: "warn" if row["short"] else ""),
    Column("shipped", gettext_lazy("Shipped"), "quantity", priority=2),
    Column("returned", gettext_lazy("Returned"), "quantity", priority=3),
    Column("weight", gettext_lazy("Weighed"), "quantity", unit="weigh_unit"),
    Column("told", gettext_lazy("Promised"), "day", priority=2, why=lambda row: row["why_told"]),
    Column("net", gettext_lazy("Net"), "money", priority=2),
)
LOTS = (
    Column("code", gettext_lazy("Lot"), "code", link=lambda row: address("lot", row.lot_id)),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id)),
    Column("expires_on", gettext_lazy("Last day"), "day", priority=2),
    Column("state", gettext_lazy("State"), "state"),
    Column("quantity", gettext_lazy("Quantity"), "quantity"),
)
PACKAGES = (
    Column("number", gettext_lazy("Package"), "number"),
    Column("sscc", gettext_lazy("SSCC"), "code"),
    Column("weight", gettext_lazy("Weight"), "quantity", unit="=kg"),
    Column("tracking", gettext_lazy("Tracking number"), "code"),
)

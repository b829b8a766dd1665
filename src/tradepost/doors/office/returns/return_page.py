"""The page of a return."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return, ReturnLine
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import in_unit, worth_of
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.timeline import timeline
from tradepost.doors.office.parts.trail import trail
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Paper, Section, Total, Verb
from tradepost.render.screens.form import ScreenForm

DISPOSITIONS = {
    "restock": gettext_lazy("Back on the shelf"),
    "scrap": gettext_lazy("Scrapped"),
}


class RejectForm(ScreenForm):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, help_text=gettext_lazy("The customer will ask.")
    )


def return_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    found = returns_queries.customer_return(by, pk)
    lines = returns_queries.return_lines(pk)
    around = trail(by, order=found.order, here=pk)
    return DocumentPage(
        kind=_("Return"),
        title=found.number,
        subtitle=found.order.customer_name,
        subtitle_url=address("customer", found.customer_id),
        state=found.state,
        verbs=_verbs(by, found),
        facts=_facts(by, found),
        sections=[_lines(by, found, lines)],
        related=around.stages,
        timeline=timeline(around.subjects),
        papers=[Paper(_("Return slip"), address("return_pdf", pk))],
        mail_url=mail_url(by, "return", pk, ready=found.state != "rejected"),
        back_url=address("returns"),
        back_label=_("Returns"),
        version=found.version,
        subject=("return", found.pk),
    )


def _verbs(by: By, found: Return) -> list[Verb]:
    allowed, pk = RETURN.allowed(found.state), found.pk

    def may(verb: str, name: str) -> bool:
        return verb in allowed and access_queries.may(by, f"returns.{name}")

    verbs = [
        Verb("authorise", _("Authorise"), address("return_authorise", pk), strong=True, icon="check", key="a")
        if may("authorise", "authorise_return") else None,
        Verb("receive", _("Receive"), address("return_receive", pk), method="get", strong=True, icon="package-check",
             key="r") if may("receive", "receive_return") else None,
        Verb("inspect", _("Inspect"), address("return_inspect", pk), method="get", strong=True, icon="search-check")
        if may("inspect", "inspect_return") else None,
        Verb("settle", _("Settle"), address("return_settle", pk), strong=True, icon="receipt-text",
             confirm=_("What was invoiced of it is credited."), hidden={"credit_note_id": new_id(by.now)})
        if may("settle", "settle_return") else None,
        Verb("reject", _("Reject"), address("return_reject", pk), form=RejectForm(auto_id="id_reject_%s"), danger=True,
             icon="x") if may("reject", "reject_return") else None,
    ]  # fmt: skip
    return [verb for verb in verbs if verb is not None]


def _facts(by: By, found: Return) -> list[FactGroup]:
    order = found.order
    progress = [
        Fact(_("Requested"), found.made_at, "moment"),
        *([Fact(_("Authorised"), found.authorised_at, "moment")] if found.authorised_at else []),
        *([Fact(_("Received"), found.received_at, "moment")] if found.received_at else []),
        *([Fact(_("Settled"), found.settled_at, "moment")] if found.settled_at else []),
        *([Fact(_("Rejected"), found.rejected_reason)] if found.rejected_at else []),
    ]
    if found.value and access_queries.may(by, "catalog.read_cost"):
        progress.append(
            Fact(_("Cost of what came back"), found.value, "money", currency=settings.BASE_CURRENCY)
        )
    return [
        FactGroup(
            _("Why"),
            [Fact(_("Reason"), found.reason), *([Fact(_("Note"), found.note)] if found.note else [])],
        ),
        FactGroup(
            _("Order"),
            [
                Fact(_("Order"), order.number, "code", link=address("order", order.pk)),
                Fact(_("Customer's PO"), order.customer_po, "code"),
            ],
        ),
        FactGroup(_("Progress"), progress),
    ]


def _lines(by: By, found: Return, lines: list[ReturnLine]) -> Section:
    """With what the goods were sold for, for those who may read it: as announced, then as they came back."""
    is_back = found.received_at is not None
    rows = [_row(line, found.order.currency, is_back) for line in lines]
    if not access_queries.may(by, "sales.read"):
        return Section(_("Lines"), LINES[:-1], rows, name="lines")
    note = _("as it came back") if is_back else _("as announced")
    net = sum((row["net"] for row in rows), ZERO)
    worth = Total(_("Sold for, net"), net, found.order.currency, strong=True, note=note)
    return Section(_("Lines"), LINES, rows, totals=[worth], name="lines")


def _row(line: ReturnLine, currency: str, is_back: bool) -> dict[str, Any]:
    order_line = line.order_line
    factor = UnitFactor(order_line.unit_numerator, order_line.unit_denominator)
    shipment = line.shipment_line.shipment
    return {
        "position": line.position,
        "sku": order_line.sku,
        "name": " · ".join(
            part for part in (order_line.name, line.lot.code if line.lot else "", line.reason) if part
        ),
        "url": address("item", line.item_id),
        "shipment": shipment.number,
        "shipment_url": address("shipment", shipment.pk),
        "unit": order_line.unit or line.item.base_unit,
        "quantity": in_unit(line.quantity, factor),
        "received": line.weight or (in_unit(line.received, factor) if line.received else None),
        "disposition": DISPOSITIONS.get(line.disposition, _("In quarantine") if line.received else ""),
        "credited": in_unit(line.credited, factor) if line.credited else None,
        "net": worth_of(order_line, line.received if is_back else line.quantity, currency, line.weight),
        "currency": currency,
    }


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("quantity", gettext_lazy("Announced"), "quantity", unit="unit"),
    Column("received", gettext_lazy("Came back"), "quantity"),
    Column("disposition", gettext_lazy("What became of it")),
    Column("credited", gettext_lazy("Credited"), "quantity", priority=2),
    Column("shipment", gettext_lazy("Shipment"), "code", link=lambda row: row["shipment_url"], priority=3),
    Column("net", gettext_lazy("Sold for"), "money", priority=2),
)

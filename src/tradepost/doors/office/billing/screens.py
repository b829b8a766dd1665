"""The lists of billing: invoices, payments, and what waits to be invoiced."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice
from tradepost.doors.office.parts.addresses import address, bulk, later
from tradepost.doors.office.parts.filters import CUSTOMER, ORDER, order_numbers
from tradepost.doors.office.parts.row_lines import INVOICE_LINES, SHIPMENT_LINES
from tradepost.doors.office.parts.standing import invoice_standing, payment_standing, today_of
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField


def _overdue() -> str:
    """Open invoices due before today; the clock of the door."""
    return f"kind=invoice&open=yes&due_on=..{timezone.localdate().isoformat()}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with what was joined to it."""

    row: Any
    standing: str = ""
    worth: Any = None

    @property
    def pk(self) -> Any:
        return self.row.pk


def with_standing(by: By, rows: Sequence[Invoice]) -> list[Shown]:
    """Paid, open or overdue, as of today."""
    today = today_of(by)
    return [Shown(row, invoice_standing(row, today)) for row in rows]


def with_worth(by: By, rows: Sequence[Any]) -> list[Shown]:
    """What each shipment still has to bill; one statement."""
    worth = billing_queries.worth_of([row.pk for row in rows])
    return [Shown(row, worth=worth.get(row.pk)) for row in rows]


METHODS: dict[str, str | Promise] = {
    "transfer": _("Bank transfer"),
    "card": _("Card"),
    "cash": _("Cash"),
    "cheque": _("Cheque"),
    "direct_debit": _("Direct debit"),
    "other": _("Other"),
}

INVOICES = ListScreen(
    name="invoices",
    title=_("Invoices"),
    noun=_("invoices"),
    listing=billing_queries.INVOICES,
    may="billing.read",
    search_hint=_("Number, customer, PO"),
    decorate=with_standing,
    sums=(SumField("total", _("Total")), SumField("open", _("Open"))),
    expands=INVOICE_LINES,
    columns=(
        Column("row.number", _("Number"), "code", link=lambda i: address("invoice", i.pk), sort="number"),
        Column("row.customer_name", _("Customer"), sort="customer", note=lambda i: i.row.customer_po),
        Column("standing", _("State"), "state"),
        Column("row.invoiced_on", _("Invoiced"), "day", sort="invoiced_on", priority=2),
        Column(
            "row.due_on", _("Due"), "day", sort="due_on", priority=2,
            tone=lambda i: "bad" if i.standing == "overdue" else "",
        ),
        Column("open", _("Open"), "money", value=lambda i: i.row.open_amount or None, currency="row.currency"),
        Column(
            "total", _("Total"), "money", sort="total", currency="row.currency",
            value=lambda i: -i.row.total if i.row.kind == "credit_note" else i.row.total,
        ),
    ),
    filters=(
        FilterField("kind"),
        FilterField("open"),
        CUSTOMER,
        FilterField("invoiced_on"),
        FilterField("due_on"),
        ORDER,
    ),
    presets=(
        Preset(_("Open"), "kind=invoice&open=yes"),
        Preset(_("Overdue"), lazy(_overdue, str)()),
        Preset(_("Credit notes"), "kind=credit_note"),
    ),
    verbs=(
        ListVerb(_("New credit note"), later("credit_new"), "undo-2", may="billing.issue_credit"),
        ListVerb(_("Ageing"), later("ageing"), "hourglass", may="billing.read"),
        ListVerb(_("To invoice"), later("to_invoice"), "receipt-text", strong=True, may="billing.invoice_shipments"),
    ),
    empty=Empty(
        _("No invoices yet"),
        _("What was shipped is invoiced from the shipment, from the order, or many at once."),
        _("See what is to be invoiced"),
        later("to_invoice"),
        "receipt-text",
    ),
)  # fmt: skip

TO_INVOICE = ListScreen(
    name="to_invoice",
    title=_("To invoice"),
    noun=_("shipments"),
    listing=billing_queries.TO_INVOICE,
    may="billing.invoice_shipments",
    search_hint=_("Number, order, customer"),
    decorate=with_worth,
    expands=SHIPMENT_LINES,
    columns=(
        Column("row.number", _("Shipment"), "code", link=lambda s: address("shipment", s.pk), sort="number"),
        Column("row.order.customer_name", _("Customer"), sort="customer", note=lambda s: s.row.order.number),
        Column("row.shipped_at", _("Shipped"), "moment", sort="shipped"),
        Column("worth.quantity", _("Quantity"), "number", priority=2),
        Column("worth.net", _("Net"), "money", currency="worth.currency"),
    ),
    filters=(CUSTOMER, FilterField("shipped")),
    verbs=(
        ListVerb(
            _("Invoice"), bulk("shipments.invoice"), "receipt-text", strong=True, bulk=True,
            may="billing.invoice_shipments",
        ),
    ),
    empty=Empty(
        _("Everything is invoiced"),
        _("What leaves the house stands here until it is invoiced."),
        icon="circle-check",
    ),
)  # fmt: skip

PAYMENTS = ListScreen(
    name="payments",
    title=_("Payments"),
    noun=_("payments"),
    listing=billing_queries.PAYMENTS,
    may="billing.read",
    search_hint=_("Number, reference, customer"),
    sums=(SumField("amount", _("Amount")), SumField("open", _("Not matched"))),
    columns=(
        Column("number", _("Number"), "code", link=lambda p: address("payment", p.pk), sort="number"),
        Column("customer.party.name", _("Customer"), note=lambda p: p.reference),
        Column("state", _("State"), "state", value=payment_standing),
        Column("paid_on", _("Paid"), "day", sort="paid_on", priority=2),
        Column("method", _("Method"), priority=3, value=lambda p: METHODS.get(p.method, p.method)),
        Column("order.number", _("Deposit for"), "code", priority=3),
        Column("open", _("Not matched"), "money", value=lambda p: p.open_amount or None, priority=2),
        Column("amount", _("Amount"), "money", sort="amount"),
    ),
    filters=(
        CUSTOMER,
        FilterField("paid_on"),
        FilterField("unmatched"),
        FilterField("deposit"),
        FilterField("of_order", text_of=order_numbers),
    ),
    presets=(Preset(_("Not matched"), "unmatched=yes"), Preset(_("Deposits"), "deposit=yes")),
    verbs=(
        ListVerb(
            _("Record payment"),
            later("payment_new"),
            "plus",
            strong=True,
            may="billing.record_payment",
            key="c",
        ),
    ),
    empty=Empty(
        _("No payments yet"),
        _("Money that came in is recorded here and matched to the invoices it pays."),
        _("Record the first payment"),
        later("payment_new"),
        "banknote",
    ),
)

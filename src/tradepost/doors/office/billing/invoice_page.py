"""The page of an invoice or a credit note."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Allocation, Invoice, InvoiceLine, InvoiceTax
from tradepost.domain.parties.rules.terms import terms_of
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.billing.forms import CreditForm, MatchForm
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.charged import charge_totals
from tradepost.doors.office.parts.figures import tax_label
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.rounded import rounded_note
from tradepost.doors.office.parts.standing import invoice_standing, today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.trail import Trail, trail
from tradepost.doors.office.parts.weighed import pieces_text
from tradepost.doors.office.parts.with_tax import gross_price_text, gross_text
from tradepost.doors.office.sales.why import why_price
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Paper,
    Section,
    Total,
    Verb,
)


def invoice_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    invoice = billing_queries.invoice(by, pk)
    is_note = invoice.kind == "credit_note"
    # What names no invoice came from no order either: it stands alone.
    around = trail(by, order=invoice.order, here=pk) if invoice.order else Trail(pk, subjects={pk: Subject()})
    standing = invoice_standing(invoice, today_of(by))
    return DocumentPage(
        kind=_("Credit note") if is_note else _("Invoice"),
        title=invoice.number,
        subtitle=invoice.customer_name,
        subtitle_url=address("customer", invoice.customer_id),
        state=standing,
        badges=around.badges,
        verbs=_verbs(by, invoice),
        notices=_notices(invoice, standing),
        facts=_facts(invoice),
        sections=_sections(invoice),
        related=around.stages,
        timeline=timeline(around.subjects),
        papers=[Paper(_("Credit note") if is_note else _("Invoice"), address("invoice_pdf", pk))],
        mail_url=mail_url(by, str(invoice.kind), pk),
        back_url=address("invoices"),
        back_label=_("Invoices"),
        version=invoice.version,
        subject=("invoice", invoice.pk),
    )


def _verbs(by: By, invoice: Invoice) -> list[Verb]:
    may = access_queries.may
    found: list[Verb] = []
    if invoice.kind == "credit_note":
        if invoice.open_amount and may(by, "billing.allocate"):
            found.append(_match(by, invoice))
        return found
    if invoice.open_amount and may(by, "billing.record_payment"):
        url = f"{address('payment_new')}?customer={invoice.customer_id}&invoice={invoice.pk}"
        found.append(
            Verb("pay", _("Record payment"), url, method="get", strong=True, icon="banknote", key="p")
        )
    if may(by, "service.open_dispute"):
        dispute = address("invoice_dispute", invoice.pk)
        found.append(
            Verb("dispute", _("Open a dispute"), dispute, method="get", icon="message-square-warning")
        )
    if may(by, "billing.credit_lines"):
        note_id = {"credit_note_id": new_id(by.now)}
        credit = address("invoice_credit", invoice.pk)
        form = CreditForm(auto_id="id_credit_%s")
        found.append(
            Verb("credit_some", _("Credit lines"), address("invoice_credit_lines", invoice.pk), method="get",
                 icon="undo-2")
        )  # fmt: skip
        found.append(
            Verb("credit", _("Credit all"), credit, form=form, hidden=note_id, danger=True, icon="undo-2",
                 confirm=_("Everything that is left on this invoice is taken back by a credit note."))
        )  # fmt: skip
    return found


def _match(by: By, note: Invoice) -> Verb:
    invoices = [
        one for one in billing_queries.open_invoices(note.customer_id) if one.currency == note.currency
    ]
    form = MatchForm(invoices=invoices, left=note.open_amount, auto_id="id_match_%s")
    hidden = {"allocation_id": new_id(by.now)}
    return Verb("match", _("Match to invoices"), address("invoice_match", note.pk), form=form, hidden=hidden,
                strong=True, icon="link")  # fmt: skip


def _notices(invoice: Invoice, standing: str) -> list[Notice]:
    if standing == "overdue":
        return [
            Notice(
                _("It should have been paid by %s.")
                % day_text((invoice.next_due or invoice.dues[0]).on, None),
                "bad",
                _("Overdue."),
            )
        ]
    return []


def _facts(invoice: Invoice) -> list[FactGroup]:
    statement = address("statement", invoice.customer_id)
    money = [
        Fact(_("Total"), invoice.total, "money", currency=invoice.currency),
        Fact(_("Settled"), invoice.settled, "money", currency=invoice.currency),
        Fact(_("Open"), invoice.open_amount, "money", currency=invoice.currency),
    ]
    terms = [
        Fact(_("Date"), invoice.invoiced_on, "day"),
        *([] if invoice.kind == "credit_note" else _dues(invoice)),
        *([Fact(_("Reason"), invoice.reason)] if invoice.reason else []),
        *([Fact(_("Billed again"), _("yes"))] if invoice.bill_again else []),
    ]
    customer = [
        Fact(_("Customer's PO"), invoice.customer_po, "code"),
        Fact(_("Bill to"), invoice.billing_address or None),
    ]
    if invoice.credits_id and invoice.credits:
        terms.append(
            Fact(_("Against"), invoice.credits.number, "code", link=address("invoice", invoice.credits_id))
        )
    return [
        FactGroup(_("Customer"), customer, statement, _("Statement")),
        FactGroup(_("Terms"), terms),
        FactGroup(_("Money"), money),
    ]


def _dues(invoice: Invoice) -> list[Fact]:
    due, until = invoice.next_due, invoice.discount_until
    facts = [Fact(_("Due"), due.on if due else invoice.due_on, "day")]
    if invoice.parts and due:
        left = f"{money_text(due.amount, invoice.currency)} {invoice.currency}"
        facts = [Fact(_("Due"), due.on, "day", note=_("%s of it") % left)]
    if until and invoice.open_amount:
        words = {"percent": number_text(terms_of(invoice.terms_days, invoice.terms).discount_percent)}
        facts.append(Fact(_("Early payment"), until, "day", note=_("%(percent)s%% less until then") % words))
    return facts


def _parts(invoice: Invoice) -> list[Section]:
    """What is due when, where that is more than one day."""
    if not invoice.parts:
        return []
    rows, before = [], Decimal(0)
    for due in invoice.dues:
        paid = min(max(invoice.settled - before, Decimal(0)), due.amount)
        rows.append(
            {"on": due.on, "amount": due.amount, "open": due.amount - paid, "currency": invoice.currency}
        )
        before += due.amount
    return [Section(_("Due in parts"), PARTS, rows, name="parts")]


def _sections(invoice: Invoice) -> list[Section]:
    lines = billing_queries.lines_of(invoice.pk)
    ordered = [line.order_line_id for line in lines if line.order_line_id]
    traces = sales_queries.price_traces(ordered) if ordered else {}
    rows = [
        _row(line, invoice, traces.get(line.order_line_id, {}) if line.order_line_id else {})
        for line in lines
    ]
    taxes = billing_queries.taxes_of(invoice.pk)
    sections = [
        Section(_("Lines"), LINES, rows, totals=_totals(invoice, taxes), name="lines"),
        *_parts(invoice),
    ]
    matches = billing_queries.allocations_of(invoice.pk)
    if matches:
        title = _("Used for") if invoice.kind == "credit_note" else _("Paid by")
        sections.append(Section(title, MATCHES, match_rows(matches, invoice.pk), name="matches"))
    return sections


def _row(line: InvoiceLine, invoice: Invoice, trace: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "position": line.position,
        # What is no item stands there by its words.
        "sku": line.sku or line.name,
        "name": line.name if line.sku else "",
        "url": address("item", line.item_id) if line.item_id else "",
        "quantity": round(line.typed_quantity, 3),
        "unit": line.unit,
        "pieces": pieces_text(trace, line.quantity, billed=True) if line.weight_milli is not None else "",
        "price": line.unit_price,
        "gross_price": gross_price_text(line.gross_price, invoice.currency),
        "gross": gross_text(line.gross, invoice.currency),
        "why": why_price(trace, invoice.currency),
        "discount": line.discount_percent / 100 if line.discount_percent else None,
        "tax": line.tax_rate / 100,
        "credited": round(line.credited * line.typed_quantity / line.quantity, 3) if line.credited else None,
        "net": line.net,
        "currency": invoice.currency,
    }


def _totals(invoice: Invoice, taxes: list[InvoiceTax]) -> list[Total]:
    totals = [Total(_("Net"), invoice.net_total, invoice.currency)]
    totals += charge_totals(invoice.charges, invoice.freight, invoice.currency)
    note = rounded_note(invoice.tax_rounding)
    totals += [Total(tax_label(tax.code, tax.rate), tax.tax, invoice.currency, note=note) for tax in taxes]
    return [*totals, Total(_("Total"), invoice.total, invoice.currency, strong=True)]


def match_rows(matches: list[Allocation], here: UUID) -> list[dict[str, Any]]:
    """The other side of each match, with what it is worth; what was taken back stands there as minus."""
    return [_match_row(match, here) for match in matches]


def _match_row(match: Allocation, here: UUID) -> dict[str, Any]:
    source = match.payment or match.credit_note
    assert source is not None
    other = source if match.invoice_id == here else match.invoice
    page = "payment" if other is match.payment else "invoice"
    return {
        "pk": match.pk,
        "number": other.number,
        "url": address(page, other.pk),
        "day": match.allocated_on,
        "note": _("Taken back") if match.reverses_id else "",
        "amount": match.amount,
        "discount": match.discount or None,
        "currency": match.invoice.currency,
        "taken_back": match.reverses_id is not None,
    }


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="unit", note=lambda row: row["pieces"]),
    Column("credited", gettext_lazy("Credited"), "quantity", priority=2),
    Column(
        "price",
        gettext_lazy("Price"),
        "price",
        note=lambda row: row["gross_price"],
        why=lambda row: row["why"],
    ),
    Column("discount", gettext_lazy("Disc."), "percent", priority=3),
    Column("tax", gettext_lazy("Tax"), "rate", priority=3),
    Column("net", gettext_lazy("Net"), "money", note=lambda row: row["gross"]),
)
PARTS = (
    Column("on", gettext_lazy("Due"), "day"),
    Column("amount", gettext_lazy("Amount"), "money"),
    Column("open", gettext_lazy("Open"), "money"),
)
MATCHES = (
    Column(
        "number", gettext_lazy("Document"), "code", link=lambda row: row["url"], note=lambda row: row["note"]
    ),
    Column("day", gettext_lazy("Day"), "day"),
    Column("discount", gettext_lazy("Discount"), "money", priority=2),
    Column("amount", gettext_lazy("Amount"), "money"),
)

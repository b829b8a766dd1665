"""Invoices and payments: pages and verbs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.billing.forms import CreditForm, CustomerForm, MatchForm, MoneyForm, PaymentForm
from tradepost.doors.office.billing.invoice_page import invoice_page
from tradepost.doors.office.billing.payment_page import payment_page
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.form import FormPage


@page("billing.read")
def invoice(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, invoice_page(by, pk))


@page("billing.read")
def payment(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, payment_page(by, pk))


# ---- invoicing


@verb("billing.invoice_order", back="office:order")
def order_invoice(request: HttpRequest, by: By, pk: UUID) -> str:
    order = sales_queries.order(by, pk)
    made = billing.invoice_order(by, invoice_id=minted(request, "invoice_id"), order_id=order.pk)
    return done(request, _("Invoice %s posted.") % made.number, address("invoice", made.pk))


@verb("billing.invoice_shipment", back="office:shipment")
def shipment_invoice(request: HttpRequest, by: By, pk: UUID) -> str:
    shipment = fulfilment_queries.shipment(by, pk)
    made = billing.invoice_shipment(by, invoice_id=minted(request, "invoice_id"), shipment_id=shipment.pk)
    return done(request, _("Invoice %s posted.") % made.number, address("invoice", made.pk))


@verb("billing.credit_lines", back="office:invoice", form=CreditForm)
def invoice_credit(request: HttpRequest, by: By, form: CreditForm, pk: UUID) -> str:
    found = billing_queries.invoice(by, pk)
    made = billing.credit_lines(
        by, credit_note_id=minted(request, "credit_note_id"), invoice_id=found.pk, **form.cleaned_data
    )
    return done(request, _("Credit note %s posted.") % made.number, address("invoice", made.pk))


# ---- matching


def _match_form(data: Any, *, by: By, pk: UUID) -> MatchForm:
    """The open invoices of whoever the payment or credit note is from."""
    return MatchForm(data, invoices=billing_queries.open_invoices(_customer_of(by, pk)))


def _customer_of(by: By, pk: UUID) -> UUID:
    try:
        return billing_queries.payment(by, pk).customer_id
    except Refusal:
        return billing_queries.invoice(by, pk).customer_id


def _allocate(request: HttpRequest, by: By, form: MatchForm, pk: UUID) -> str:
    billing.allocate(
        by, allocation_id=minted(request, "allocation_id"), source_id=pk, allocations=form.allocations()
    )
    return done(request, _("Matched."))


@verb("billing.allocate", back="office:payment", form=_match_form)
def payment_match(request: HttpRequest, by: By, form: MatchForm, pk: UUID) -> str:
    return _allocate(request, by, form, billing_queries.payment(by, pk).pk)


@verb("billing.allocate", back="office:invoice", form=_match_form)
def invoice_match(request: HttpRequest, by: By, form: MatchForm, pk: UUID) -> str:
    return _allocate(request, by, form, billing_queries.invoice(by, pk).pk)


@verb("billing.reverse_allocation")
def allocation_reverse(request: HttpRequest, by: By, pk: UUID) -> str:
    match = billing_queries.allocation(by, pk)
    billing.reverse_allocation(by, reversal_id=minted(request, "reversal_id"), allocation_id=pk)
    source = match.payment_id or match.credit_note_id
    where = address("payment" if match.payment_id else "invoice", source)
    return done(request, _("Taken back: both are open again."), where)


# ---- payments

MOST = 100
"""Open invoices that a payment's form shows; matching to the oldest first reaches all of them."""


@page("billing.record_payment")
def payment_new(request: HttpRequest, by: By) -> HttpResponseBase:
    """First whose money it is, then how much and for which invoices."""
    chosen = request.POST.get("customer") or request.GET.get("customer") or ""
    if not chosen or (request.method == "POST" and "payment_id" not in request.POST):
        return _ask_customer(request)
    customer = parties_queries.customer(by, id_of(chosen))
    invoices = [
        one for one in billing_queries.open_invoices(customer.pk) if one.currency == customer.currency
    ][:MOST]
    form = PaymentForm(request.POST or None, invoices=invoices, initial=_initial(request, by, invoices))
    if request.method == "POST" and form.is_valid():
        try:
            made = _record(request, by, customer.pk, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Payment %s recorded.") % made.number)
            return redirect(address("payment", made.pk))
    hidden = {
        "payment_id": request.POST.get("payment_id") or str(new_id(by.now)),
        "customer": str(customer.pk),
    }
    shown = FormPage(
        _("Payment from %s") % customer.party.name,
        form,
        _("Record payment"),
        address("payments"),
        intro=_("In %s.") % customer.currency,
        hidden=hidden,
        back_url=address("payments"),
        back_label=_("Payments"),
    )
    return answer_form(request, shown)


def _ask_customer(request: HttpRequest) -> HttpResponseBase:
    form = CustomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{address('payment_new')}?customer={form.cleaned_data['customer']}")
    payments = address("payments")
    shown = FormPage(
        _("Record payment"), form, _("Continue"), payments, back_url=payments, back_label=_("Payments")
    )
    return answer_form(request, shown)


def _initial(request: HttpRequest, by: By, invoices: list[Any]) -> dict[str, Any]:
    """Today, by transfer; from an invoice's page that invoice, wholly."""
    initial: dict[str, Any] = {"paid_on": today_of(by), "method": "transfer"}
    wanted = request.GET.get("invoice", "")
    for one in invoices:
        if str(one.pk) == wanted:
            amount = plain(one.open_amount)
            initial |= {"amount": amount, "match": "hand", f"invoice_{one.pk.hex}": amount}
    return initial


def _record(request: HttpRequest, by: By, customer_id: UUID, form: PaymentForm) -> Any:
    asked = form.cleaned_data
    allocations: Any = {"oldest": "oldest first", "hand": form.allocations()}.get(asked["match"], ())
    return billing.record_payment(
        by,
        payment_id=minted(request, "payment_id"),
        customer_id=customer_id,
        amount=asked["amount"],
        paid_on=asked["paid_on"],
        method=asked["method"],
        reference=asked["reference"],
        allocations=allocations,
    )


@page("billing.record_deposit")
def deposit_new(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = sales_queries.order(by, pk)
    initial = {"paid_on": today_of(by), "method": "transfer"}
    form = MoneyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = billing.record_deposit(
                by, payment_id=minted(request, "payment_id"), order_id=order.pk, **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Deposit %s recorded.") % made.number)
            return redirect(address("order", pk))
    shown = FormPage(
        _("Deposit for %s") % order.number,
        form,
        _("Record deposit"),
        address("order", pk),
        intro=_("In %s. The order's next invoices are paid from it first.") % order.currency,
        hidden={"payment_id": request.POST.get("payment_id") or str(new_id(by.now))},
        back_url=address("order", pk),
        back_label=order.number,
    )
    return answer_form(request, shown)

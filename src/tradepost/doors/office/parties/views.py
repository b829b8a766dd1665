"""Customers: page, forms, verbs."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import AddressInput
from tradepost.domain.parties.models import Address
from tradepost.doors.office.pages import page
from tradepost.doors.office.parties.customer_page import customer_page
from tradepost.doors.office.parties.forms import (
    AddressForm,
    BlockForm,
    ChangeAddressForm,
    ContactForm,
    CustomerForm,
    NewCustomerForm,
    of_address,
    of_customer,
)
from tradepost.doors.office.parties.heads import CUSTOMER_HEAD
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.form import FormPage


@page("parties.read")
def customer(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = parties_queries.customer(by, pk)
    return answer_document(request, customer_page(by, found), CUSTOMER_HEAD.editing(request, by, found))


@page("parties.create_customer")
def customer_new(request: HttpRequest, by: By) -> HttpResponseBase:
    form = NewCustomerForm(
        request.POST or None, by=by, initial={"terms_days": 30, "currency": settings.BASE_CURRENCY}
    )
    if request.method == "POST" and form.is_valid():
        own = {"rep_id": by.scope["rep"]} if "rep" in by.scope else {}
        try:
            made = parties.create_customer(
                by,
                customer_id=minted(request, "customer_id"),
                addresses=form.addresses(),
                **form.typed(),
                **own,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%s is a customer now.") % made.party.name)
            return redirect(address("customer", made.pk))
    hidden = {"customer_id": request.POST.get("customer_id") or str(new_id(by.now))}
    back = address("customers")
    shown = FormPage(
        _("New customer"),
        form,
        _("Save customer"),
        back,
        hidden=hidden,
        back_url=back,
        back_label=_("Customers"),
    )
    return answer_form(request, shown)


@page("parties.change_customer")
def customer_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = parties_queries.customer(by, pk)
    form = CustomerForm(request.POST or None, by=by, initial=of_customer(found))
    if request.method == "POST" and form.is_valid():
        try:
            parties.change_customer(by, customer_id=pk, version=_version(request), **form.typed())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(address("customer", pk))
    shown = FormPage(
        found.party.name,
        form,
        _("Save customer"),
        address("customer", pk),
        hidden={"version": request.POST.get("version") or found.version},
        back_url=address("customer", pk),
        back_label=found.number,
    )
    return answer_form(request, shown)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    if not text.isdecimal():
        raise Invalid(_("This could not be read. Load the page again."))
    return int(text)


def _own(by: By, pk: UUID) -> UUID:
    """The customer's id, when it is theirs to see. Raises NotFound."""
    return parties_queries.customer(by, pk).pk


@verb("parties.block_customer", back="office:customer", form=BlockForm)
def customer_block(request: HttpRequest, by: By, form: BlockForm, pk: UUID) -> str:
    parties.block_customer(by, customer_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Blocked."))


@verb("parties.unblock_customer", back="office:customer")
def customer_unblock(request: HttpRequest, by: By, pk: UUID) -> str:
    parties.unblock_customer(by, customer_id=_own(by, pk))
    return done(request, _("Unblocked."))


@verb("parties.add_address", back="office:customer", form=AddressForm)
def customer_address_add(request: HttpRequest, by: By, form: AddressForm, pk: UUID) -> str:
    found = parties_queries.customer(by, pk)
    parties.add_address(
        by,
        address_id=minted(request, "address_id"),
        party_id=found.party_id,
        address=AddressInput(**form.cleaned_data),
    )
    return done(request, _("Address added."))


@verb("parties.add_contact", back="office:customer", form=ContactForm)
def customer_contact_add(request: HttpRequest, by: By, form: ContactForm, pk: UUID) -> str:
    found = parties_queries.customer(by, pk)
    parties.add_contact(
        by, contact_id=minted(request, "contact_id"), party_id=found.party_id, **form.cleaned_data
    )
    return done(request, _("Contact added."))


@page("parties.change_address")
def customer_address(request: HttpRequest, by: By, pk: UUID, address_id: UUID) -> HttpResponseBase:
    found = parties_queries.customer(by, pk)
    row = _address_of(found.party.addresses.all(), address_id)
    form = ChangeAddressForm(request.POST or None, initial=of_address(row))
    if row.is_default:
        form.fields["is_default"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            parties.change_address(by, address_id=address_id, version=_version(request), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. Documents that stand keep the old address."))
            return redirect(address("customer", pk))
    back = address("customer", pk)
    shown = FormPage(
        _("Address of %s") % found.party.name,
        form,
        _("Save address"),
        back,
        hidden={"version": request.POST.get("version") or row.version},
        back_url=back,
        back_label=found.number,
    )
    return answer_form(request, shown)


def _address_of(rows: Any, address_id: UUID) -> Address:
    found: Address | None = next((one for one in rows if one.pk == address_id), None)
    if found is None:
        raise NotFound(_("There is no such address."))
    return found

"""Suppliers: page, forms, verbs, look-up."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.purchasing.heads import SUPPLIER_HEAD
from tradepost.doors.office.purchasing.supplier_forms import (
    PARTY,
    TERMS,
    AddressForm,
    ContactForm,
    NewSupplierForm,
    OfferForm,
    SupplierForm,
)
from tradepost.doors.office.purchasing.supplier_page import supplier_page
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.form import FormPage


@page("parties.read")
def supplier(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = parties_queries.supplier(by, pk)
    return answer_document(request, supplier_page(by, found), SUPPLIER_HEAD.editing(request, by, found))


@page("parties.create_supplier")
def supplier_new(request: HttpRequest, by: By) -> HttpResponseBase:
    form = NewSupplierForm(request.POST or None, initial={"currency": settings.BASE_CURRENCY})
    supplier_id = request.POST.get("supplier_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        typed = form.address()
        addresses = [parties.AddressInput(**typed)] if any(typed.values()) else []
        try:
            made = parties.create_supplier(
                by, supplier_id=id_of(supplier_id), addresses=addresses, **form.given()
            )
            done(request, _("%s was entered.") % made.number)
            return redirect(address("supplier", made.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New supplier"), form, _("Save supplier"), address("suppliers"), hidden={"supplier_id": supplier_id},
        back_url=address("suppliers"), back_label=_("Suppliers"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("parties.change_supplier")
def supplier_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = parties_queries.supplier(by, pk)
    initial = {name: getattr(found.party, name) for name in PARTY} | {
        name: getattr(found, name) for name in TERMS
    }
    form = SupplierForm(request.POST or None, initial=initial)
    version = request.POST.get("version") or str(found.version)
    here = address("supplier", pk)
    if request.method == "POST" and form.is_valid():
        try:
            parties.change_supplier(
                by, supplier_id=pk, version=int(version) if version.isdigit() else None, **form.given()
            )
            done(request, _("Saved."))
            return redirect(here)
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        found.party.name, form, _("Save"), here, kind=_("Supplier"), hidden={"version": version},
        back_url=here, back_label=found.number,
    )  # fmt: skip
    return answer_form(request, shown)


@verb("parties.block_supplier", back="office:supplier")
def supplier_block(request: HttpRequest, by: By, pk: UUID) -> str:
    parties.block_supplier(by, supplier_id=pk)
    return done(request, _("Blocked: nothing new is ordered there."))


@verb("parties.unblock_supplier", back="office:supplier")
def supplier_unblock(request: HttpRequest, by: By, pk: UUID) -> str:
    parties.unblock_supplier(by, supplier_id=pk)
    return done(request, _("Unblocked."))


@verb("parties.add_address", back="office:supplier", form=AddressForm)
def supplier_address(request: HttpRequest, by: By, form: AddressForm, pk: UUID) -> str:
    found = parties_queries.supplier(by, pk)
    parties.add_address(
        by,
        address_id=minted(request, "address_id"),
        party_id=found.party_id,
        address=parties.AddressInput(**form.cleaned_data),
    )
    return done(request, _("Address added."))


@verb("parties.add_contact", back="office:supplier", form=ContactForm)
def supplier_contact(request: HttpRequest, by: By, form: ContactForm, pk: UUID) -> str:
    found = parties_queries.supplier(by, pk)
    parties.add_contact(
        by, contact_id=minted(request, "contact_id"), party_id=found.party_id, **form.cleaned_data
    )
    return done(request, _("Contact added."))


@verb("purchasing.set_supplier_items", back="office:supplier", form=OfferForm)
def supplier_offer(request: HttpRequest, by: By, form: OfferForm, pk: UUID) -> str:
    offer = purchasing.SupplierItemInput(supplier_id=pk, **form.cleaned_data)
    try:
        purchasing.set_supplier_items(by, offers=[offer])
    except Refusal as refusal:
        # One offer: its fields are those of the dialog.
        fields = refusal.facts.get("fields") or {}
        refusal.facts["fields"] = {name.rpartition(".")[2]: says for name, says in fields.items()}
        raise
    return done(request, _("The offer stands."))


@page("parties.read")
def supplier_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    found = parties_queries.find_suppliers(by, request.GET.get("q", ""), 12)
    return JsonResponse(
        {
            "items": [
                {
                    "id": str(one.id),
                    "label": one.name,
                    "detail": " · ".join(filter(None, (one.number, one.city))),
                }
                for one in found
                if one.state == "active" or request.GET.get("all")
            ]
        }
    )

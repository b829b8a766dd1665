"""Tax exemptions: their page, the form that makes and changes them, their removal."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import TaxExemptionInput
from tradepost.domain.pricing.models import TaxExemption
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.exemptions import GOODS, goods, standing, where
from tradepost.doors.office.parts.posted import id_of, version_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.pricing.discount_form import name_chosen, seen_customer
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Verb
from tradepost.render.screens.form import DayInput, FormPage, LookUp, ScreenForm


class TaxExemptionForm(ScreenForm):
    customer_id = forms.UUIDField(
        label=_("Customer"),
        widget=LookUp(later("customer_lookup")),
        error_messages={"required": _("Choose a customer."), "invalid": _("Choose a customer.")},
    )
    certificate = forms.CharField(
        label=_("Certificate"), max_length=80, help_text=_("Its number; stands in “why this tax?”.")
    )
    country = forms.CharField(
        label=_("Country"), required=False, max_length=60, help_text=_("Where goods go. Empty: anywhere.")
    )
    region = forms.CharField(
        label=_("Region"),
        required=False,
        max_length=80,
        help_text=_("As in addresses: CA. Empty: all of it."),
    )
    item_class = forms.ChoiceField(label=_("Goods"), required=False, choices=GOODS)
    valid_from = forms.DateField(label=_("From day"), widget=DayInput())
    valid_until = forms.DateField(
        label=_("Before day"), required=False, widget=DayInput(), help_text=_("Empty: it does not end.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    half = ("country", "region", "valid_from", "valid_until")

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        name_chosen(self, by)

    def clean_customer_id(self) -> Any:
        return seen_customer(self.by, self.cleaned_data["customer_id"])


@page("pricing.read")
def tax_exemption(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.tax_exemption(by, pk)
    shown = DocumentPage(
        kind=_t("Tax exemption"),
        title=found.certificate,
        back_url=address("tax_exemptions"),
        back_label=_t("Tax exemptions"),
        verbs=_verbs(by, found),
        notices=_notices(found),
        facts=(
            FactGroup(
                _t("Exempt"),
                (
                    Fact(
                        _t("Customer"), found.customer.party.name, link=address("customer", found.customer_id)
                    ),
                    Fact(_t("Goods go to"), where(found)),
                    Fact(_t("Goods"), goods(found)),
                    Fact(_t("From day"), found.valid_from, "day"),
                    Fact(_t("Before day"), found.valid_until, "day"),
                    Fact(_t("Note"), found.note),
                ),
            ),
        ),
        timeline=timeline({found.pk: Subject()}, 20),
        version=found.version,
    )
    return answer_document(request, shown)


def _notices(found: TaxExemption) -> list[Notice]:
    if not standing(found):
        return []
    text = _t("Orders are taxed while it does not hold. Enter the new certificate when it comes.")
    return [Notice(text, "warn", _t("It does not hold today."))]


def _verbs(by: By, found: TaxExemption) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "pricing.keep_tax_exemption"):
        change = address("tax_exemption_change", found.pk)
        verbs.append(Verb("change", _t("Change"), change, strong=True, method="get", icon="pencil"))
    if access_queries.may(by, "pricing.remove_tax_exemption"):
        remove = address("tax_exemption_remove", found.pk)
        asked = _t(
            "For what was entered by mistake. A certificate that runs out is given its last day instead."
        )
        verbs.append(Verb("remove", _t("Remove"), remove, danger=True, icon="trash-2", confirm=asked))
    return verbs


@page("pricing.keep_tax_exemption")
def tax_exemption_new(request: HttpRequest, by: By) -> HttpResponseBase:
    minted = request.POST.get("exemption_id") or str(new_id(by.now))
    first = {"customer_id": request.GET.get("customer") or None, "valid_from": today_of(by)}
    form = TaxExemptionForm(request.POST or None, by=by, initial=first)
    if request.method == "POST" and form.is_valid() and (made := _kept(by, form, id_of(minted), None)):
        done(request, _t("Entered. It counts for whatever is priced from now on."))
        return redirect(address("tax_exemption", made.pk))
    shown = FormPage(
        _t("New tax exemption"), form, _t("Enter it"), address("tax_exemptions"), hidden={"exemption_id": minted},
        back_url=address("tax_exemptions"), back_label=_t("Tax exemptions"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("pricing.keep_tax_exemption")
def tax_exemption_change(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.tax_exemption(by, pk)
    values = {name: getattr(found, name) for name in TaxExemptionInput.__dataclass_fields__}
    form = TaxExemptionForm(request.POST or None, by=by, initial=values)
    if request.method == "POST" and form.is_valid() and _kept(by, form, pk, version_of(request.POST)):
        done(request, _t("Saved. Orders, quotes and invoices keep what they were made with."))
        return redirect(address("tax_exemption", pk))
    shown = FormPage(
        found.certificate, form, _t("Save"), address("tax_exemption", pk), hidden={"version": found.version},
        back_url=address("tax_exemption", pk), back_label=found.certificate,
    )  # fmt: skip
    return answer_form(request, shown)


def _kept(by: By, form: TaxExemptionForm, exemption_id: UUID, version: int | None) -> TaxExemption | None:
    """The certificate as it was kept; None when it was refused, which the form then says."""
    try:
        return pricing.keep_tax_exemption(
            by,
            exemption_id=exemption_id,
            exemption=TaxExemptionInput(**form.cleaned_data),
            version=version,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None


@verb("pricing.remove_tax_exemption", back="office:tax_exemption")
def tax_exemption_remove(request: HttpRequest, by: By, pk: UUID) -> str:
    found = pricing_queries.tax_exemption(by, pk)
    pricing.remove_tax_exemption(by, exemption_id=found.pk)
    back = address("customer", found.customer_id)
    return done(request, _t("Certificate %s is removed.") % found.certificate, back)

"""Rules of what orders are charged: their page, the form that makes and changes them, their end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import ChargeInput
from tradepost.domain.pricing.models import ChargeRule
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, version_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.pricing.charge_form import BASES, ChargeForm
from tradepost.doors.office.pricing.charge_screens import amount_of, place_of
from tradepost.doors.office.pricing.forms import EndDiscountForm
from tradepost.doors.office.pricing.screens import buyer_of, goods_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.charged import CHARGE_NAMES
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Verb
from tradepost.render.screens.form import FormPage


@page("pricing.read")
def charge(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.charge(by, pk)
    shown = DocumentPage(
        kind=_("Charge rule"),
        title=found.name,
        back_url=address("charges"),
        back_label=_("Charges"),
        verbs=_verbs(by, found),
        history_url=address("charge_history", pk),
        facts=(
            FactGroup(_("When"), tuple(_asked(found))),
            FactGroup(_("What is charged"), tuple(_charged(found))),
        ),
        timeline=timeline({found.pk: Subject()}, 20),
        version=found.version,
    )  # fmt: skip
    return answer_document(request, shown)


def _charged(found: ChargeRule) -> list[Fact]:
    return [
        Fact(_("Kind"), CHARGE_NAMES[found.kind]),
        Fact(_("On papers"), found.label or CHARGE_NAMES[found.kind]),
        Fact(_("Charged"), amount_of(found)),
        Fact(_("Of"), dict(BASES)[found.basis]),
        Fact(_("Priority"), found.priority, "number"),
        Fact(_("From day"), found.valid_from, "day"),
        Fact(_("Before day"), found.valid_until, "day"),
    ]


def _asked(found: ChargeRule) -> list[Fact]:
    currency = found.currency
    return [
        Fact(_("Who"), buyer_of(found)),
        Fact(_("Where"), place_of(found)),
        Fact(_("Goods"), goods_of(found)),
        Fact(_("From a value of"), found.minimum_value or None, "money", currency=currency),
        Fact(_("Below a value of"), found.below_value, "money", currency=currency),
        Fact(_("Currency"), currency or _("any")),
    ]


def _verbs(by: By, found: ChargeRule) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "pricing.keep_charge"):
        change = address("charge_change", found.pk)
        verbs.append(Verb("change", _("Change"), change, strong=True, method="get", icon="pencil"))
    if access_queries.may(by, "pricing.end_charges"):
        form = EndDiscountForm(auto_id="id_end_%s")
        end = address("charge_end", found.pk)
        verbs.append(Verb("end", _("End"), end, form=form, danger=True, icon="calendar-x"))
    return verbs


@page("pricing.keep_charge")
def charge_new(request: HttpRequest, by: By) -> HttpResponseBase:
    minted = request.POST.get("charge_id") or str(new_id(by.now))
    form = ChargeForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid() and (made := _kept(by, form, id_of(minted), None)):
        done(request, _("Made. It counts for whatever is priced from now on."))
        return redirect(address("charge", made.pk))
    shown = FormPage(
        _("New charge"), form, _("Make charge"), address("charges"), hidden={"charge_id": minted},
        back_url=address("charges"), back_label=_("Charges"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("pricing.keep_charge")
def charge_change(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.charge(by, pk)
    form = ChargeForm(request.POST or None, by=by, initial=_values(found))
    if request.method == "POST" and form.is_valid() and _kept(by, form, pk, version_of(request.POST)):
        done(request, _("Saved. Orders, quotes and invoices keep what they were made with."))
        return redirect(address("charge", pk))
    shown = FormPage(
        found.name, form, _("Save"), address("charge", pk), hidden={"version": found.version},
        back_url=address("charge", pk), back_label=found.name,
    )  # fmt: skip
    return answer_form(request, shown)


def _values(found: ChargeRule) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in ChargeInput.__dataclass_fields__}
    return {**values, "minimum_value": found.minimum_value or None}


def _kept(by: By, form: ChargeForm, charge_id: UUID, version: int | None) -> ChargeRule | None:
    """The rule as it was kept; None when it was refused, which the form then says."""
    try:
        return pricing.keep_charge(
            by, charge_id=charge_id, charge=ChargeInput(**form.given()), version=version
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None


@verb("pricing.end_charges", back="office:charge", form=EndDiscountForm)
def charge_end(request: HttpRequest, by: By, form: EndDiscountForm, pk: UUID) -> str:
    found = pricing_queries.charge(by, pk)
    pricing.end_charges(by, charge_ids=[found.pk], ends_on=form.cleaned_data["ends_on"])
    return done(request, _("%s is ended.") % found.name, address("charges"))

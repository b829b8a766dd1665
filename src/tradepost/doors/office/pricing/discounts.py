"""Discount rules: their page, the form that makes and changes them, their end."""

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
from tradepost.domain.pricing.commands import DiscountInput
from tradepost.domain.pricing.models import DiscountRule
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, version_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.pricing.discount_form import DiscountForm
from tradepost.doors.office.pricing.forms import EndDiscountForm
from tradepost.doors.office.pricing.screens import buyer_of, goods_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Verb
from tradepost.render.screens.form import FormPage


@page("pricing.read")
def discount(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.discount(by, pk)
    whole = found.kind == "order"
    shown = DocumentPage(
        kind=_("Discount"),
        title=found.name,
        back_url=address("discounts"),
        back_label=_("Discounts"),
        verbs=_verbs(by, found),
        history_url=address("discount_history", pk),
        facts=(
            FactGroup(
                _("What is given"),
                (
                    Fact(_("Discount"), found.percent / 100, "percent"),
                    Fact(_("On"), _("the whole order") if whole else _("lines")),
                    *(
                        [Fact(_("From a value of"), found.minimum_value, "money", currency=found.currency)]
                        if found.minimum_value
                        else []
                    ),
                    Fact(_("Priority"), found.priority, "number"),
                ),
            ),
            FactGroup(
                _("To whom, for what"),
                (
                    Fact(_("Who"), buyer_of(found)),
                    *([] if whole else [Fact(_("Goods"), goods_of(found))]),
                    Fact(_("Currency"), found.currency or _("any")),
                    *([] if whole else [Fact(_("Also on agreed prices"), found.on_agreed, "flag")]),
                    Fact(_("From day"), found.valid_from, "day"),
                    Fact(_("Before day"), found.valid_until, "day"),
                ),
            ),
        ),
        timeline=timeline({found.pk: Subject()}, 20),
        version=found.version,
    )
    return answer_document(request, shown)


def _verbs(by: By, found: DiscountRule) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "pricing.keep_discount"):
        verbs.append(
            Verb(
                "change",
                _("Change"),
                address("discount_change", found.pk),
                strong=True,
                method="get",
                icon="pencil",
            )
        )
    if access_queries.may(by, "pricing.end_discounts"):
        form = EndDiscountForm(auto_id="id_end_%s")
        verbs.append(
            Verb(
                "end", _("End"), address("discount_end", found.pk), form=form, danger=True, icon="calendar-x"
            )
        )
    return verbs


@page("pricing.keep_discount")
def discount_new(request: HttpRequest, by: By) -> HttpResponseBase:
    minted = request.POST.get("discount_id") or str(new_id(by.now))
    form = DiscountForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid() and (made := _kept(by, form, id_of(minted), None)):
        done(request, _("Made. It counts for whatever is priced from now on."))
        return redirect(address("discount", made.pk))
    shown = FormPage(
        _("New discount"), form, _("Make discount"), address("discounts"), hidden={"discount_id": minted},
        back_url=address("discounts"), back_label=_("Discounts"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("pricing.keep_discount")
def discount_change(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.discount(by, pk)
    form = DiscountForm(request.POST or None, by=by, initial=_values(found))
    if request.method == "POST" and form.is_valid() and _kept(by, form, pk, version_of(request.POST)):
        done(request, _("Saved. Orders, quotes and invoices keep what they were made with."))
        return redirect(address("discount", pk))
    shown = FormPage(
        found.name, form, _("Save"), address("discount", pk), hidden={"version": found.version},
        back_url=address("discount", pk), back_label=found.name,
    )  # fmt: skip
    return answer_form(request, shown)


def _values(found: DiscountRule) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in DiscountInput.__dataclass_fields__}
    return {**values, "minimum_value": found.minimum_value or None}


def _kept(by: By, form: DiscountForm, discount_id: UUID, version: int | None) -> DiscountRule | None:
    """The discount as it was kept; None when it was refused, which the form then says."""
    try:
        return pricing.keep_discount(
            by, discount_id=discount_id, discount=DiscountInput(**form.given()), version=version
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None


@verb("pricing.end_discounts", back="office:discount", form=EndDiscountForm)
def discount_end(request: HttpRequest, by: By, form: EndDiscountForm, pk: UUID) -> str:
    found = pricing_queries.discount(by, pk)
    pricing.end_discounts(by, discount_ids=[found.pk], ends_on=form.cleaned_data["ends_on"])
    return done(request, _("%s is ended.") % found.name, address("discounts"))

"""Promotions: their page, the form that makes and changes them, their end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PromotionInput
from tradepost.domain.pricing.models import Promotion
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, version_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.pricing.forms import EndDiscountForm
from tradepost.doors.office.pricing.promotion_form import PromotionForm
from tradepost.doors.office.pricing.screens import buyer_of, goods_of, parts_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Verb
from tradepost.render.screens.form import FormPage


@page("pricing.read")
def promotion(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.promotion(by, pk)
    shown = DocumentPage(
        kind=_("Promotion"),
        title=found.name,
        back_url=address("promotions"),
        back_label=_("Promotions"),
        verbs=_verbs(by, found),
        history_url=address("promotion_history", pk),
        facts=(
            FactGroup(_("Who buys what"), tuple(_asked(found))),
            FactGroup(_("What comes free") if not found.is_bundle else _("What it costs"), tuple(_given(found))),
        ),
        timeline=timeline({found.pk: Subject()}, 20),
        version=found.version,
    )  # fmt: skip
    return answer_document(request, shown)


def _given(found: Promotion) -> list[Fact]:
    return [
        *(_free(found) if found.gift_item else _cost(found)),
        Fact(_("Priority"), found.priority, "number"),
        Fact(_("Given alone"), found.is_exclusive, "flag"),
        Fact(_("From day"), found.valid_from, "day"),
        Fact(_("Before day"), found.valid_until, "day"),
    ]


def _free(found: Promotion) -> list[Fact]:
    unit = found.gift_item.base_unit if found.gift_item else ""
    return [
        Fact(
            _("Item"),
            found.gift_item and found.gift_item.sku,
            "code",
            link=address("item", found.gift_item_id),
        ),
        Fact(_("Quantity"), found.gift_quantity, "quantity", unit=unit),
        *([Fact(_("At most"), found.most, "quantity", unit=unit)] if found.most else []),
    ]


def _cost(found: Promotion) -> list[Fact]:
    cost = (
        Fact(_("Percent off"), (found.bundle_percent or ZERO) / 100, "percent")
        if found.bundle_price is None
        else Fact(_("A set costs"), found.bundle_price, "money", currency=found.currency)
    )
    return [cost, *([Fact(_("At most, sets"), found.most, "number")] if found.most else [])]


def _asked(found: Promotion) -> list[Fact]:
    if found.is_bundle:
        parts = [
            Fact(part.item.sku, part.quantity, "quantity", unit=part.item.base_unit)
            for part in parts_of(found)
        ]
        return [Fact(_("Who"), buyer_of(found)), *parts]
    about = [Fact(_("Who"), buyer_of(found)), Fact(_("Goods"), goods_of(found))]
    if found.minimum_value:
        return [*about, Fact(_("From a value of"), found.minimum_value, "money", currency=found.currency)]
    return [
        *about,
        Fact(_("From base units"), found.buy_quantity, "quantity"),
        Fact(_("For each such quantity again"), found.repeats, "flag"),
    ]


def _verbs(by: By, found: Promotion) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "pricing.keep_promotion"):
        change = address("promotion_change", found.pk)
        verbs.append(Verb("change", _("Change"), change, strong=True, method="get", icon="pencil"))
    if access_queries.may(by, "pricing.end_promotions"):
        form = EndDiscountForm(auto_id="id_end_%s")
        end = address("promotion_end", found.pk)
        verbs.append(Verb("end", _("End"), end, form=form, danger=True, icon="calendar-x"))
    return verbs


@page("pricing.keep_promotion")
def promotion_new(request: HttpRequest, by: By) -> HttpResponseBase:
    minted = request.POST.get("promotion_id") or str(new_id(by.now))
    form = PromotionForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid() and (made := _kept(by, form, id_of(minted), None)):
        done(request, _("Made. It counts for whatever is priced from now on."))
        return redirect(address("promotion", made.pk))
    shown = FormPage(
        _("New promotion"), form, _("Make promotion"), address("promotions"), hidden={"promotion_id": minted},
        back_url=address("promotions"), back_label=_("Promotions"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("pricing.keep_promotion")
def promotion_change(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.promotion(by, pk)
    form = PromotionForm(request.POST or None, by=by, initial=_values(found))
    if request.method == "POST" and form.is_valid() and _kept(by, form, pk, version_of(request.POST)):
        done(request, _("Saved. Orders, quotes and invoices keep what they were made with."))
        return redirect(address("promotion", pk))
    shown = FormPage(
        found.name, form, _("Save"), address("promotion", pk), hidden={"version": found.version},
        back_url=address("promotion", pk), back_label=found.name,
    )  # fmt: skip
    return answer_form(request, shown)


def _values(found: Promotion) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in PromotionInput.__dataclass_fields__ if name != "parts"}
    return {
        **values,
        "minimum_value": found.minimum_value or None,
        "buy_quantity": found.buy_quantity or None,
        "gift_quantity": found.gift_quantity or 1,
        "parts": "\n".join(f"{part.item.sku} {part.quantity}" for part in parts_of(found)),
    }


def _kept(by: By, form: PromotionForm, promotion_id: UUID, version: int | None) -> Promotion | None:
    """The promotion as it was kept; None when it was refused, which the form then says."""
    try:
        return pricing.keep_promotion(
            by, promotion_id=promotion_id, promotion=PromotionInput(**form.given()), version=version
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None


@verb("pricing.end_promotions", back="office:promotion", form=EndDiscountForm)
def promotion_end(request: HttpRequest, by: By, form: EndDiscountForm, pk: UUID) -> str:
    found = pricing_queries.promotion(by, pk)
    pricing.end_promotions(by, promotion_ids=[found.pk], ends_on=form.cleaned_data["ends_on"])
    return done(request, _("%s is ended.") % found.name, address("promotions"))

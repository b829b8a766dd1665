"""Items: page, forms, verbs, look-ups, labels."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.reports.queries import Related
from tradepost.doors.office.catalog.forms import CodeForm, CostingForm, ItemForm, NewItemForm, UnitForm
from tradepost.doors.office.catalog.heads import ITEM_HEAD
from tradepost.doors.office.catalog.item_page import around_item, brand_of, item_page
from tradepost.doors.office.catalog.weighing import WeighingForm
from tradepost.doors.office.catalog.wishes import answer_to_wish
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.scanned import scanned_item
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.form import FormPage

FOUND = 12
EDITABLE = (
    "sku",
    "name",
    "category_id",
    "brand",
    "description",
    "tax_class",
    "weight_g",
    "volume_ml",
    "minimum_quantity",
    "increment",
    "sold_by",
    "round_to",
    "rounding",
    "most_quantity",
    "most_days",
)


@page("catalog.read")
def item(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = catalog_queries.item(by, pk)
    around = around_item(by, found, answers="wish" in request.GET)
    shown = item_page(by, found, around)
    if around.houses:
        stand_ins = catalog_queries.stand_ins_of(around.substitutes, pk, on=today_of(by))
        related = Related(around.kit.parts, stand_ins)
        answer = answer_to_wish(request, by, found, around.houses, related)
        shown = replace(shown, notices=[*shown.notices, *answer])
    return answer_document(request, shown, ITEM_HEAD.editing(request, by, found))


@page("catalog.create_item")
def item_new(request: HttpRequest, by: By) -> HttpResponseBase:
    form = NewItemForm(request.POST or None, initial={"tax_class": "standard"})
    minted = request.POST.get("item_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            made = catalog.create_item(by, item_id=id_of(minted), **_given(form))
            done(request, _("%s was entered.") % made.sku)
            return redirect(address("item", made.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New item"), form, _("Save item"), address("items"), hidden={"item_id": minted},
        back_url=address("items"), back_label=_("Items"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("catalog.change_item")
def item_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = catalog_queries.item(by, pk)
    form = ItemForm(
        request.POST or None,
        initial={name: getattr(found, name) for name in EDITABLE} | {"brand": brand_of(found)},
    )
    version = request.POST.get("version") or str(found.version)
    if request.method == "POST" and form.is_valid():
        try:
            catalog.change_item(by, item_id=pk, version=_whole(version), **_given(form))
            done(request, _("Saved."))
            return redirect(address("item", pk))
        except Refusal as refusal:
            form.refuse(refusal)
    here = address("item", pk)
    shown = FormPage(
        found.sku, form, _("Save"), here, kind=_("Item"), hidden={"version": version},
        back_url=here, back_label=found.sku,
    )  # fmt: skip
    return answer_form(request, shown)


def _given(form: ItemForm) -> dict[str, Any]:
    return dict(form.cleaned_data)


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def form_of_item(form: Any) -> Any:
    """A form whose choices depend on the item it is about."""

    def bound(data: Any, *, by: By, pk: UUID) -> Any:
        return form(data, item=catalog_queries.item(by, pk))

    return bound


@verb("catalog.add_unit", back="office:item", form=UnitForm)
def item_unit(request: HttpRequest, by: By, form: UnitForm, pk: UUID) -> str:
    catalog.add_unit(by, item_id=pk, unit=catalog.UnitInput(**form.cleaned_data))
    return done(request, _("Unit added."))


@verb("inventory.change_costing", back="office:item", form=CostingForm)
def item_costing(request: HttpRequest, by: By, form: CostingForm, pk: UUID) -> str:
    inventory.change_costing(
        by, item_id=catalog_queries.item(by, pk).pk, costing=form.cleaned_data["costing"]
    )
    return done(request, _("Saved."))


@verb("catalog.weigh_item", back="office:item", form=WeighingForm)
def item_weighing(request: HttpRequest, by: By, form: WeighingForm, pk: UUID) -> str:
    catalog.weigh_item(by, item_id=pk, **form.cleaned_data)
    return done(request, _("Saved."))


@verb("catalog.add_code", back="office:item", form=form_of_item(CodeForm))
def item_code(request: HttpRequest, by: By, form: CodeForm, pk: UUID) -> str:
    catalog.add_code(by, item_id=pk, **form.cleaned_data)
    return done(request, _("Code added."))


@verb("catalog.discontinue_item", back="office:item")
def item_discontinue(request: HttpRequest, by: By, pk: UUID) -> str:
    catalog.discontinue_item(by, item_id=pk)
    return done(request, _("Discontinued."))


@verb("catalog.reactivate_item", back="office:item")
def item_reactivate(request: HttpRequest, by: By, pk: UUID) -> str:
    catalog.reactivate_item(by, item_id=pk)
    return done(request, _("It is traded again."))


@page("catalog.read")
def item_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    """Items for fields, filters and grids: `label` for the ones, `code` and `name` for the others."""
    if code := request.GET.get("code", ""):
        return JsonResponse(scanned_item(by, code))
    text = request.GET.get("q", "")
    found = catalog_queries.find_items(text, FOUND)
    units = catalog_queries.units_of([one.item_id for one in found])
    names: dict[UUID, list[str]] = {}
    for unit in units:
        names.setdefault(unit.item_id, []).append(unit.name)
    return JsonResponse(
        {
            "items": [
                {
                    "id": str(one.item_id),
                    "label": f"{one.sku} {one.name}",
                    "code": one.sku,
                    "name": one.name,
                    "detail": "" if one.state == "active" else _("discontinued"),
                    "unit": one.unit or one.base_unit,
                    "units": [one.base_unit, *names.get(one.item_id, [])],
                }
                for one in found
            ]
        }
    )

"""Least margins: the form that sets one, changes it, or takes it away."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import FloorInput
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.figures import FigureField
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.pricing.discount_form import name_chosen
from tradepost.doors.office.verbs import done
from tradepost.render.screens.form import FormPage, LookUp, ScreenForm


class FloorForm(ScreenForm):
    """Of one item, a category, a brand, or all goods."""

    item_id = forms.UUIDField(label=_("Item"), required=False, widget=LookUp(later("stock_item_lookup")))
    category_id = forms.UUIDField(
        label=_("or category"),
        required=False,
        widget=LookUp(later("category_lookup"), text_of=category_name),
    )
    brand_id = brand_field(_("or brand"), _("None of them: all goods."))
    percent = FigureField(
        label=_("Least margin, %"), required=False, min_value=0, max_value=100,
        help_text=_("Of the net price. 0: not below cost. Empty: none of its own."),
    )  # fmt: skip
    third = ("item_id", "category_id", "brand_id")

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_chosen(self, by)


@page("pricing.set_floors")
def margin_floor_set(request: HttpRequest, by: By) -> HttpResponseBase:
    form = FloorForm(request.POST or None, by=by, initial=_standing(request, by))
    if request.method == "POST" and form.is_valid():
        try:
            pricing.set_floors(by, floors=[FloorInput(**form.cleaned_data)])
            done(request, _t("Saved. It counts for orders that are confirmed from now on."))
            return redirect(address("margin_floors"))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _t("Set a least margin"), form, _t("Save"), address("margin_floors"),
        back_url=address("margin_floors"), back_label=_t("Least margins"),
    )  # fmt: skip
    return answer_form(request, shown)


def _standing(request: HttpRequest, by: By) -> dict[str, Any]:
    """What stands for the goods that the address names."""
    asked = {name: request.GET.get(name, "") for name in ("item", "category", "brand")}
    rows = pricing_queries.FLOORS.narrowed(by, {name: [pk] for name, pk in asked.items() if pk})
    found = rows.first() if any(asked.values()) else rows.filter(item=None, category=None, brand=None).first()
    return {
        "item_id": asked["item"] or None,
        "category_id": asked["category"] or None,
        "brand_id": asked["brand"] or None,
        "percent": found.percent if found else None,
    }

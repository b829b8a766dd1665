"""History pages: of one customer, supplier, item, price list, user, warehouse, of the company; and of all."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models.company import COMPANY_ID
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.history.page import rows_of
from tradepost.doors.office.history.words import KINDS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.form import DayInput, ScreenForm

Named = Callable[[By, UUID], str]


def _history_of(subject: str, may: str, name_of: Named) -> Any:
    """The page of one subject; whoever may not see it finds nothing."""

    @page(may)
    def view(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
        name = name_of(by, pk)
        found = reports_queries.history_of(by, subject, pk, after=request.GET.get("after", ""))
        shown = {
            "title": name, "kind": KINDS[subject], "back_url": address(subject, pk), "back_label": name,
        }  # fmt: skip
        return _answer(request, found, shown)

    return view


customer = _history_of("customer", "parties.read", lambda by, pk: parties_queries.customer(by, pk).party.name)
supplier = _history_of("supplier", "parties.read", lambda by, pk: parties_queries.supplier(by, pk).party.name)
item = _history_of("item", "catalog.read", lambda by, pk: catalog_queries.item(by, pk).sku)
price_list = _history_of("price_list", "pricing.read", lambda by, pk: pricing_queries.price_list(by, pk).name)
discount = _history_of("discount", "pricing.read", lambda by, pk: pricing_queries.discount(by, pk).name)
charge = _history_of("charge", "pricing.read", lambda by, pk: pricing_queries.charge(by, pk).name)
promotion = _history_of("promotion", "pricing.read", lambda by, pk: pricing_queries.promotion(by, pk).name)
brand = _history_of("brand", "catalog.read", lambda by, pk: catalog_queries.brand(pk).name)
user = _history_of("user", "access.read", lambda by, pk: access_queries.user(by, pk).get_full_name())
warehouse = _history_of(
    "warehouse", "inventory.read", lambda by, pk: inventory_queries.visible_warehouse(by, pk).name
)

calendar = _history_of("calendar", "delivery.read", lambda by, pk: delivery_queries.calendar(pk).name)
carrier = _history_of("carrier", "delivery.read", lambda by, pk: delivery_queries.carrier(pk).name)


@page("parties.set_company")
def company(request: HttpRequest, by: By) -> HttpResponseBase:
    found = reports_queries.history_of(by, "company", COMPANY_ID, after=request.GET.get("after", ""))
    shown = {"title": _("Company"), "back_url": address("company"), "back_label": _("Company")}
    return _answer(request, found, shown)


class AskedForm(ScreenForm):
    """By whom, of what, when."""

    who = forms.ChoiceField(label=gettext_lazy("By whom"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Of what"), required=False)
    since = forms.DateField(label=gettext_lazy("From day"), required=False, widget=DayInput())
    until = forms.DateField(label=gettext_lazy("To day"), required=False, widget=DayInput())

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.get_full_name()) for one in access_queries.everybody(by)]
        self.fields["who"].choices = [("", _("anybody")), *people]  # type: ignore[attr-defined]
        kinds = [(kind, str(KINDS[kind])) for kind in reports_queries.kinds_with_history()]
        self.fields["kind"].choices = [("", _("everything")), *kinds]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        typed = self.cleaned_data
        last = typed["until"] and typed["until"] + timedelta(days=1)
        return {
            "actor_id": UUID(typed["who"]) if typed["who"] else None,
            "kinds": [typed["kind"]] if typed["kind"] else [],
            "since": make_aware(datetime.combine(typed["since"], time())) if typed["since"] else None,
            "until": make_aware(datetime.combine(last, time())) if last else None,
        }


@page("access.read_history")
def everything(request: HttpRequest, by: By) -> HttpResponseBase:
    """For the owner: who changed what, in all master data."""
    form = AskedForm(request.GET, by=by, auto_id="asked_%s")
    asked = form.asked() if form.is_valid() else {}
    found = reports_queries.history(by, after=request.GET.get("after", ""), **asked)
    shown = {
        "title": _("Changes of master data"), "form": form, "back_url": address("settings"),
        "back_label": _("Settings"), "everything": True,
    }  # fmt: skip
    return _answer(request, found, shown)


def _answer(request: HttpRequest, found: Any, shown: dict[str, Any]) -> HttpResponseBase:
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    older = f"?{urlencode({**kept, 'after': found.older})}" if found.older else ""
    newest = f"?{urlencode(kept)}" if request.GET.get("after") else ""
    context = {**shown, "rows": rows_of(found), "older": older, "newest": newest or "", "asked": bool(kept)}
    return render(request, "office/history.html", context)

"""The design page and the small made-up endpoints behind its parts."""

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.doors.office.design.document import document
from tradepost.doors.office.design.parts import parts
from tradepost.doors.office.design.rows import CUSTOMERS, ITEMS, TOWNS, orders
from tradepost.doors.office.design.screens import ORDERS, CustomerForm, GridHead, ShipForm, grid
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.views import answer_document, answer_form, answer_list
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.formats import day_text, money_text
from tradepost.render.screens.form import FormPage
from tradepost.render.screens.listing import ListPage
from tradepost.render.screens.parameters import ListParameters
from tradepost.render.states import SHAPES, STATES, TONES

CASE = 12


@page()
def overview(request: HttpRequest, by: By) -> HttpResponseBase:
    context = {
        "states": list(STATES),
        "tones": TONES,
        "shapes": SHAPES,
        "moments": [
            by.now + timedelta(seconds=s) for s in (-20, -400, -9000, -90_000, -400_000, -40_000_000, 200_000)
        ],
        "amounts": [Decimal("1234567.891"), Decimal("-12.5"), Decimal(0), None],
        "list": ListPage(ORDERS, by, ListParameters(search="no such row"), by.now),
        "rows": orders(by.now, 2),
        **parts(),
    }
    return render(request, "office/design.html", context)


@page()
def sample_list(request: HttpRequest, by: By) -> HttpResponseBase:
    return answer_list(request, by, ORDERS)


@page()
def sample_document(request: HttpRequest, by: By) -> HttpResponseBase:
    return answer_document(request, document(by.now))


@page()
def sample_form(request: HttpRequest, by: By) -> HttpResponseBase:
    form = CustomerForm(request.POST or None, initial={"terms_days": 30})
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Saved. (Nothing is kept: this is the design page.)")
        form = CustomerForm(form.cleaned_data)
    shown = FormPage(
        "New customer",
        form,
        "Save customer",
        reverse("office:design"),
        back_url=reverse("office:design"),
        back_label="Design",
    )
    return answer_form(request, shown)


@page()
def sample_grid(request: HttpRequest, by: By) -> HttpResponseBase:
    shown = grid(by.now, str(by.actor_id))
    context = {
        "grid": shown,
        "head": GridHead(auto_id="head_%s"),
        "title": "New order",
        "back_url": reverse("office:design"),
        "back_label": "Design",
    }
    return render(request, "office/grid.html", context)


@verb(form=ShipForm, back="office:design_document")
def sample_verb_form(request: HttpRequest, by: By, form: ShipForm) -> str:
    return _done(request, form.cleaned_data["tracking"])


@verb(back="office:design_document")
def sample_verb_plain(request: HttpRequest, by: By) -> str:
    return _done(request, "")


def sample_verb(request: HttpRequest) -> HttpResponseBase:
    """The sample document posts all its verbs here; the one with a form brings its fields."""
    return sample_verb_form(request) if "tracking" in request.POST else sample_verb_plain(request)


def _done(request: HttpRequest, tracking: str) -> str:
    if tracking.lower() == "refuse":
        raise Refusal("Nothing is reserved for this order. Release it to the warehouse first.")
    return done(request, "Done. (Nothing is changed: this is the design page.)")


@page()
def customers(request: HttpRequest, by: By) -> HttpResponseBase:
    words = request.GET.get("q", "").lower()
    found = [(name, town) for name, town in zip(CUSTOMERS, TOWNS, strict=True) if words in name.lower()]
    return JsonResponse({"items": [{"id": name, "label": name, "detail": town} for name, town in found]})


@page()
def items(request: HttpRequest, by: By) -> HttpResponseBase:
    words = request.GET.get("q", "").lower().split()
    found = [
        item for item in ITEMS if all(word in f"{item['code']} {item['name']}".lower() for word in words)
    ]
    shown = [{**item, "price": None, "detail": f"{item['stock']} in stock"} for item in found[:12]]
    return JsonResponse({"items": shown})


@grid_verb()
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    return _priced(by, asked)


@grid_verb()
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    priced = _priced(by, asked)
    wrong = {
        f"lines.{place}.{name}": text
        for place, line in enumerate(priced["lines"])
        for name, text in line["errors"].items()
    }
    if not asked.get("head", {}).get("customer"):
        wrong["customer"] = "Choose a customer."
    if wrong:
        raise Invalid("This order cannot be placed yet.", fields=wrong)
    messages.success(
        request,
        f"Order with {len(priced['lines'])} lines placed. (Nothing is kept: this is the design page.)",
    )
    return {"url": reverse("office:design_document")}


def _priced(by: By, asked: dict[str, Any]) -> dict[str, Any]:
    by_code = {item["code"].lower(): item for item in ITEMS}
    lines = [
        _line(by, line, by_code.get(str(line.get("item", "")).strip().lower()))
        for line in asked.get("lines", [])
    ]
    net = sum((line.pop("net") for line in lines), Decimal(0))
    tax = (net * 19 / 100).quantize(Decimal("0.01"))
    totals = [("Net", net, False), ("VAT 19 %", tax, False), ("Total EUR", net + tax, True)]
    return {
        "lines": lines,
        "totals": [
            {"label": label, "text": money_text(amount, "EUR"), "strong": strong}
            for label, amount, strong in totals
        ],
    }


def _figure(text: Any) -> Decimal | None:
    try:
        return Decimal(str(text).replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


def _line(by: By, line: dict[str, Any], item: dict[str, Any] | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": line.get("key"),
        "cells": {},
        "hints": {},
        "errors": {},
        "warnings": {},
        "why": {},
        "net": Decimal(0),
    }
    if item is None:
        told["errors"]["item"] = "No item has this code."
        return told
    quantity = _figure(line.get("quantity") or "1")
    if quantity is None or quantity <= 0:
        told["errors"]["quantity"] = "Give a quantity above zero."
        return told
    pieces = quantity * (CASE if line.get("unit") == "case" else 1)
    price = (
        _figure(line.get("price"))
        if line.get("price")
        else item["price"] * (CASE if line.get("unit") == "case" else 1)
    )
    discount = _figure(line.get("discount") or "0") or Decimal(0)
    if price is None:
        told["errors"]["price"] = "This is not a price."
        return told
    told["net"] = net = (quantity * price * (100 - discount) / 100).quantize(Decimal("0.01"))
    late = pieces > item["stock"]
    told["units"] = item["units"]
    told["hints"] = {"quantity": "1", "unit": item["unit"], "price": money_text(price, "EUR", finest=4)}
    promised = by.now.date() + timedelta(days=12 if late else 1)
    told["cells"] = {
        "name": item["name"],
        "stock": str(item["stock"]),
        "promise": day_text(promised, by.now.date()),
        "total": money_text(net, "EUR"),
    }
    told["why"] = {"promise": f"{item['stock']} in stock, the rest from PO-118."} if late else {}
    if late:
        told["warnings"]["stock"] = f"Only {item['stock']} in stock; the rest is promised from supply."
    return told

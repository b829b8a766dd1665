"""Prices typed or pasted into a grid, and the tax table edited as a whole."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceList
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import Posted, posted
from tradepost.doors.office.pricing.version_screens import called
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import money_text, number_text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 24, required=True, grow=True),
    GridColumn("price", gettext_lazy("Price"), "figure", 11, required=True),
    GridColumn("unit", gettext_lazy("Per"), "unit", 10),
    GridColumn(
        "minimum", gettext_lazy("From"), "figure", 9, help=gettext_lazy("Base units on one line; empty: 1")
    ),
    GridColumn(
        "together",
        gettext_lazy("Counted with"),
        "text",
        11,
        narrow=False,
        help=gettext_lazy(
            "Empty: one line. *: all lines of the item. A name: all items of that name in this list"
        ),
    ),
    GridColumn(
        "quota", gettext_lazy("Quota"), "figure", 9, narrow=False, help=gettext_lazy("Base units in all")
    ),
    GridColumn(
        "net", gettext_lazy("Net"), "text", 5, narrow=False, help=gettext_lazy("x: no discount comes off it")
    ),
    GridColumn("valid_from", gettext_lazy("From day"), "day", 11),
    GridColumn("valid_until", gettext_lazy("Before day"), "day", 11),
    GridColumn("listed", gettext_lazy("List price"), "shown_figure", 11, narrow=False),
)
FIELDS = {
    "item_id": "item", "amount": "price", "minimum_quantity": "minimum", "counted": "together", "mix": "together",
    "is_net": "net",
}  # fmt: skip
ALL_LINES = "*"
"""Typed in “Counted with”: all lines of the item count, not one."""


@page("pricing.set_prices")
def set_prices(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.price_list(by, pk)
    text = _("In %s. A price of the same item, unit, quantity and first day is replaced; the others stay.")
    notice = f"{text % found.currency}{_with_tax(found)}"
    return _page(request, by, "prices_set", pk, found.name, address("price_list", pk), notice)


@page("pricing.set_version_prices")
def version_prices(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The same, in a draft of a version."""
    found = pricing_queries.price_version(by, pk)
    PRICE_VERSION.next(found.state, "change")
    text = _("In %s. These prices hold once the version is activated; the others stay as they are.")
    notice = f"{text % found.price_list.currency}{_with_tax(found.price_list)}"
    title = f"{found.price_list.name}, {called(found)}"
    return _page(request, by, "version_prices", pk, title, address("price_version", pk), notice)


def _with_tax(found: PriceList) -> str:
    told = _("Give prices with tax: this list includes it.")
    return f" {told}" if found.includes_tax else ""


def _page(
    request: HttpRequest, by: By, name: str, pk: UUID, title: str, back: str, notice: str
) -> HttpResponseBase:
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Prices"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address(f"{name}_preview", pk),
        submit_url=address(f"{name}_submit", pk),
        draft_key=f"prices:{pk}:{by.actor_id}",
        submit=_("Set prices"),
        paste_columns=("item", "price", "unit", "minimum"),
    )
    context = {
        "grid": grid,
        "head": ScreenForm(auto_id="head_%s"),
        "title": title,
        "back_url": back,
        "back_label": title,
        "notices": [{"tone": "info", "text": notice}],
    }
    return render(request, "office/grid.html", context)


def day_of(text: str, wrong: dict[str, str], column: str) -> date | None:
    """A day as the grid sends it; its fault goes to `wrong`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong[column] = _("Give a day as 2026-01-31.")
        return None


Price = pricing.PriceInput | None


def _price(line: Mapping[str, str], item: CodeOf | None) -> tuple[Price, dict[str, str]]:
    wrong: dict[str, str] = {}
    amount = figure(line.get("price", ""))
    minimum = figure(line.get("minimum") or "1")
    if item is None:
        wrong["item"] = _("No item has this code.")
    if amount is None or amount < 0:
        wrong["price"] = _("Give a price, 0 or more.")
    if minimum is None or minimum < 1 or minimum % 1:
        wrong["minimum"] = _("Give a whole number above zero.")
    quota = figure(line["quota"]) if line.get("quota") else None
    if line.get("quota") and (quota is None or quota < 1 or quota % 1):
        wrong["quota"] = _("Give a whole number above zero.")
    first = day_of(line.get("valid_from", ""), wrong, "valid_from")
    last = day_of(line.get("valid_until", ""), wrong, "valid_until")
    if wrong or item is None or amount is None or minimum is None:
        return None, wrong
    together = line.get("together", "").strip()
    counted = "line" if not together else "item" if together == ALL_LINES else "mix"
    return pricing.PriceInput(
        amount,
        item.item_id,
        unit=line.get("unit") or item.unit,
        minimum_quantity=int(minimum),
        valid_from=first,
        valid_until=last,
        counted=counted,
        mix=together if counted == "mix" else "",
        is_net=bool(line.get("net", "").strip()),
        quota=None if quota is None else int(quota),
    ), {}


def _read(sent: Posted) -> tuple[list[Price], list[dict[str, str]], dict[str, CodeOf]]:
    items = catalog_queries.items_by_codes([line.get("item", "") for line in sent.lines])
    read = [_price(line, items.get(line.get("item", ""))) for line in sent.lines]
    return [price for price, _wrong in read], [wrong for _price, wrong in read], items


@grid_verb("pricing.set_prices")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    return _previewed(by, asked, pricing_queries.price_list(by, pk).currency)


@grid_verb("pricing.set_version_prices")
def version_preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    return _previewed(by, asked, pricing_queries.price_version(by, pk).price_list.currency)


def _previewed(by: By, asked: dict[str, Any], currency: str) -> dict[str, Any]:
    sent = posted(asked)
    _prices, faults, items = _read(sent)
    known = {one.pk: one for one in catalog_queries.items_of(by, [item.item_id for item in items.values()])}
    today = timezone.localtime(by.now).date()
    listed = pricing_queries.list_prices(list(known), currency, on=today)
    told = []
    for line, wrong in zip(sent.lines, faults, strict=True):
        shown: dict[str, Any] = {"key": line.get("key"), "cells": {}, "hints": {"minimum": "1"}}
        if item := items.get(line.get("item", "")):
            one = known[item.item_id]
            price = listed.get(one.pk)
            shown["cells"] = {
                "name": one.name,
                "listed": money_text(price.amount, price.currency, finest=4) if price else "",
            }
            shown["units"] = [one.base_unit, *(unit.name for unit in one.units.all())]
            shown["hints"]["unit"] = item.unit or one.base_unit
        shown["errors"] = {name: says for name, says in wrong.items() if line.get(name) or name == "item"}
        told.append(shown)
    return {"lines": told, "totals": []}


@grid_verb("pricing.set_prices")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    prices = _good(asked)
    try:
        changed = pricing.set_prices(by, price_list_id=pk, rows=prices)
    except Invalid as refusal:
        raise at_lines(refusal, "rows", FIELDS) from None
    messages.success(request, _("Saved: %s changed.") % number_text(changed))
    return {"url": address("price_list", pk)}


@grid_verb("pricing.set_version_prices")
def version_submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, prices = pricing_queries.price_version(by, pk), _good(asked)
    try:
        left = pricing.set_version_prices(by, version_id=found.pk, rows=prices)
    except Invalid as refusal:
        raise at_lines(refusal, "rows", FIELDS) from None
    messages.success(request, _("Saved. The version changes %s prices now.") % number_text(left))
    return {"url": address("price_version", pk)}


def _good(asked: dict[str, Any]) -> list[pricing.PriceInput]:
    """The prices, all of them good. Raises Invalid with each fault."""
    prices, faults, _items = _read(posted(asked))
    wrong = {
        f"lines.{place}.{name}": says for place, line in enumerate(faults) for name, says in line.items()
    }
    if wrong:
        raise Invalid(_("These prices cannot be set yet."), fields=wrong)
    return [price for price in prices if price is not None]


def at_lines(refusal: Invalid, before: str, names: Mapping[str, str]) -> Invalid:
    """The command's `rows.3.amount` as the grid's `lines.3.price`."""
    fields = {}
    for path, says in (refusal.facts.get("fields") or {}).items():
        first, _dot, rest = str(path).partition(".")
        number, _dot, name = rest.partition(".")
        fields[f"lines.{number}.{names.get(name, name)}" if first == before else path] = says
    return Invalid(refusal.message, **{**refusal.facts, "fields": fields})


def share_of(amount: Decimal) -> str:
    """A rate as a field shows it again."""
    return format(amount.normalize(), "f")

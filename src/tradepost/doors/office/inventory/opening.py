"""The stock with which the books begin, typed or pasted into a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.money import round_amount
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import day_typed, id_of, posted
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import money_text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
    GridColumn("quantity", gettext_lazy("Quantity"), "figure", 10, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 10),
    GridColumn("cost", gettext_lazy("Cost per unit"), "figure", 12, required=True),
    GridColumn("lot", gettext_lazy("Lot"), "text", 12),
    GridColumn("expires", gettext_lazy("Expires"), "day", 12),
    GridColumn("best_before", gettext_lazy("Best before"), "day", 12),
    GridColumn("worth", gettext_lazy("Worth"), "shown_figure", 12, narrow=False),
)


class OpeningHead(ScreenForm):
    warehouse = forms.ChoiceField(label=gettext_lazy("Warehouse"))
    half = ("warehouse",)

    def __init__(self, *args: Any, warehouses: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warehouse"].choices = [(str(one.pk), one.name) for one in warehouses]  # type: ignore[attr-defined]


@page("purchasing.take_opening_stock")
def opening(request: HttpRequest, by: By) -> HttpResponseBase:
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("What lies there"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("opening_stock_preview"),
        submit_url=address("opening_stock_submit"),
        draft_key=f"opening:{by.actor_id}",
        submit=_("Take it in"),
        paste_columns=("item", "quantity", "cost", "lot", "expires", "best_before"),
    )
    head = OpeningHead(auto_id="head_%s", warehouses=inventory_queries.warehouses_of_ours(by))
    context = {
        "grid": grid,
        "head": head,
        "title": _("Opening stock"),
        "back_url": address("stock"),
        "back_label": _("Stock"),
        "notices": [
            {
                "tone": "info",
                "text": _(
                    "Goods that lay there when the books began. Deliveries are received on their purchase order."
                ),
            }
        ],
    }
    return render(request, "office/grid.html", context)


@dataclass(frozen=True, slots=True)
class Read:
    """A line as read: the item, what it means, or what is wrong by column."""

    item: Item | None
    quantity: int
    worth: Decimal
    lot: str
    expires: date | None
    best_before: date | None
    wrong: Mapping[str, str]


def _read(by: By, lines: Sequence[Mapping[str, str]]) -> list[Read]:
    codes = [line.get("item", "") for line in lines]
    found = catalog_queries.items_by_codes(codes)
    items = {one.pk: one for one in catalog_queries.items_of(by, [one.item_id for one in found.values()])}
    return [
        _line(line, items.get(found[code].item_id) if code in found else None)
        for line, code in zip(lines, codes, strict=True)
    ]


def _line(line: Mapping[str, str], item: Item | None) -> Read:
    wrong: dict[str, str] = {}
    quantity, cost = figure(line.get("quantity", "")), figure(line.get("cost", ""))
    if item is None:
        wrong["item"] = _("No item has this code.")
    if quantity is None or quantity < 1 or quantity != int(quantity):
        wrong["quantity"] = _("Give a whole number above zero.")
    if cost is None or cost < 0:
        wrong["cost"] = _("Give what one of it cost, or 0.")
    expires, best = (day_typed(line, name, wrong) for name in ("expires", "best_before"))
    if item is not None and item.is_traced != bool(line.get("lot")):
        wrong["lot"] = _("Say the lot.") if item.is_traced else _("This item has no lots.")
    if item is not None and item.tracking == "serial" and (quantity or 0) > 1:
        wrong["quantity"] = _("One piece for each serial number.")
    worth = round_amount((quantity or 0) * (cost or 0) + Decimal(0), settings.BASE_CURRENCY)
    return Read(item, int(quantity or 0), worth, line.get("lot", ""), expires, best, wrong)


@grid_verb("purchasing.take_opening_stock")
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    told = []
    total = Decimal(0)
    for line, read in zip(sent.lines, _read(by, sent.lines), strict=True):
        total += read.worth
        cells = {"worth": money_text(read.worth, settings.BASE_CURRENCY)}
        if read.item is not None:
            cells |= {"name": read.item.name, "unit": read.item.base_unit}
        shown = {name: says for name, says in read.wrong.items() if line.get(name) or name in ("item", "lot")}
        told.append({"key": line.get("key"), "cells": cells, "errors": shown})
    text = f"{money_text(total, settings.BASE_CURRENCY)} {settings.BASE_CURRENCY}"
    return {"lines": told, "totals": [{"label": _("Worth"), "text": text, "strong": True}]}


@grid_verb("purchasing.take_opening_stock")
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    warehouse = inventory_queries.visible_warehouse(by, id_of(sent.head.get("warehouse", "")))
    read = _read(by, sent.lines)
    wrong = {
        f"lines.{place}.{column}": says
        for place, line in enumerate(read)
        for column, says in line.wrong.items()
    }
    if wrong:
        raise Invalid(_("This stock cannot be taken in yet."), fields=wrong)
    purchasing.take_opening_stock(
        by,
        posting_id=sent.id,
        warehouse_id=warehouse.pk,
        lines=[_input(line, line.item.pk) for line in read if line.item is not None],
    )
    messages.success(request, _("The opening stock was taken in."))
    return {"url": address("stock")}


def _input(line: Read, item_id: UUID) -> purchasing.OpeningInput:
    return purchasing.OpeningInput(
        item_id,
        line.quantity,
        line.worth,
        lot_code=line.lot,
        expires_on=line.expires,
        best_before_on=line.best_before,
    )

"""Goods of a supplier come into their store with us: typed, pasted or scanned, at the desk or by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import StoreInput
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import Posted, day_typed, posted
from tradepost.doors.office.parts.scanned import scanned_goods
from tradepost.doors.office.purchasing.forms import NOTE
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 24, required=True, grow=True,
               help=gettext_lazy("SKU or scanned barcode")),
    GridColumn("quantity", gettext_lazy("Counted"), "figure", 9, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 8, narrow=False),
    GridColumn("lot", gettext_lazy("Lot"), "text", 15),
    GridColumn("expires", gettext_lazy("Expires"), "day", 11),
    GridColumn("best_before", gettext_lazy("Best before"), "day", 11),
    GridColumn("place", gettext_lazy("Place"), "text", 10, help=gettext_lazy("Empty: where deliveries go")),
)  # fmt: skip
SETS = ("lot", "expires", "best_before", "place")


class FillHead(ScreenForm):
    """What a delivery says of itself."""

    delivery_note = forms.CharField(
        label=gettext_lazy("Delivery note"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"data-scans": "self"}),
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=500, widget=NOTE)
    half = ("delivery_note", "note")


def store_of(by: By, pk: UUID) -> Warehouse:
    """A store that this person may see, with its supplier. Raises NotFound, Invalid where it is none."""
    found = inventory_queries.visible_warehouse(by, pk)
    if found.supplier is None:
        raise Invalid(_("%s is no supplier’s store.") % found.name)
    return found


def supplier_name(store: Warehouse) -> str:
    """Whose store it is."""
    return store.supplier.party.name if store.supplier else ""


@page("purchasing.fill_store")
def fill(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    store = inventory_queries.visible_warehouse(by, pk)
    if store.supplier is None:
        messages.error(request, _("%s is no supplier’s store.") % store.name)
        return redirect(address("warehouse", pk))
    context = {
        "grid": filling_grid(by, store),
        "head": FillHead(auto_id="head_%s"),
        "title": _("Receive from %s") % supplier_name(store),
        "back_url": address("warehouse", pk),
        "back_label": store.code,
        "notices": [
            {
                "tone": "info",
                "text": _("These goods stay the supplier’s, and nothing is owed until they are taken over."),
            }
        ],
    }
    return render(request, "office/grid.html", context)


def filling_grid(by: By, store: Warehouse, *, hand: bool = False) -> OrderGrid:
    """What came, at the desk or by `hand`: the same columns and checks."""
    submit_url = address("store_fill_submit", store.pk)
    return OrderGrid(
        id=str(new_id(by.now)),
        label=_("What came"),
        columns=COLUMNS,
        lookup_url=address("store_fill_lookup", store.pk),
        preview_url=address("store_fill_preview", store.pk),
        submit_url=f"{submit_url}?hand=yes" if hand else submit_url,
        draft_key=f"fill:{store.pk}:{by.actor_id}",
        submit=_("Take it in"),
        blank_rows=0 if hand else 3,
        paste_columns=("item", "quantity", "lot", "expires", "best_before"),
        scans=True,
        scan_sets=SETS,
    )


@dataclass(frozen=True, slots=True)
class Came:
    """A line as read: None as input where nothing was counted or something is wrong."""

    item: Item | None
    given: StoreInput | None
    wrong: Mapping[str, str]


def _read(by: By, store: Warehouse, lines: Sequence[Mapping[str, str]]) -> list[Came]:
    codes = [line.get("item", "") for line in lines]
    party_id = store.supplier.party_id if store.supplier else None
    found = catalog_queries.items_by_codes(codes, party_id)
    items = {one.pk: one for one in catalog_queries.items_of(by, [one.item_id for one in found.values()])}
    places = {place.code.lower(): place.pk for place in inventory_queries.places(store.pk)}
    return [
        _line(line, items.get(found[code].item_id) if code in found else None, places)
        for line, code in zip(lines, codes, strict=True)
    ]


def _line(line: Mapping[str, str], item: Item | None, places: Mapping[str, UUID]) -> Came:
    if item is None:
        return Came(None, None, {"item": _("No item has this code.")})
    wrong: dict[str, str] = {}
    quantity, lot, place = figure(line.get("quantity", "")), line.get("lot", ""), line.get("place", "")
    if line.get("quantity") and (quantity is None or quantity < 1 or quantity != int(quantity)):
        wrong["quantity"] = _("Give a whole number above zero.")
    if quantity and item.is_traced != bool(lot):
        wrong["lot"] = _("Say the lot.") if item.is_traced else _("This item has no lots.")
    if item.tracking == "serial" and (quantity or 0) > 1:
        wrong["quantity"] = _("One piece for each serial number.")
    if place and place.lower() not in places:
        wrong["place"] = _("There is no such place. Known: %s.") % ", ".join(sorted(places)[:6]).upper()
    expires, best = (day_typed(line, name, wrong) for name in ("expires", "best_before"))
    if wrong or not quantity:
        return Came(item, None, wrong)
    where = places[place.lower()] if place else None
    return Came(item, StoreInput(item.pk, int(quantity), lot, expires, best, place_id=where), {})


@grid_verb("purchasing.fill_store")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    store, sent = store_of(by, pk), posted(asked)
    read = _read(by, store, sent.lines)
    offered = purchasing_queries.store_prices(_supplier_id(store), [one.item.pk for one in read if one.item])
    told = []
    for line, one in zip(sent.lines, read, strict=True):
        shown: dict[str, Any] = {
            "key": line.get("key"),
            "cells": {},
            "errors": dict(one.wrong),
            "warnings": {},
        }
        if one.item is not None:
            shown["cells"] = {
                "name": one.item.name,
                "unit": one.item.base_unit,
                "tracking": one.item.tracking,
            }
            if one.item.pk not in offered:
                shown["warnings"]["item"] = _("Without an offer of this supplier it cannot be taken over.")
        told.append(shown)
    propose(sent.lines, told)
    total = sum(one.given.quantity for one in read if one.given)
    return {"lines": told, "totals": [{"label": _("Counted"), "text": number_text(total), "strong": True}]}


def _supplier_id(store: Warehouse) -> UUID:
    assert store.supplier_id is not None
    return store.supplier_id


@grid_verb("purchasing.fill_store")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    store, sent = store_of(by, pk), posted(asked)
    head = FillHead(dict(sent.head))
    wrong = {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    given = _given(by, store, sent, wrong)
    made = purchasing.fill_store(by, delivery_id=sent.id, warehouse_id=pk, lines=given, **head.cleaned_data)
    if request.GET.get("hand"):
        return {"url": f"{address('hand_receive')}?warehouse={pk}&filled={made.pk}"}
    messages.success(request, _("%s: the delivery was taken in.") % made.number)
    return {"url": address("store_delivery", made.pk)}


def _given(by: By, store: Warehouse, sent: Posted, wrong: dict[str, str]) -> list[StoreInput]:
    """What came, or a refusal at the lines that are wrong."""
    read = _read(by, store, sent.lines)
    wrong |= {f"lines.{n}.{column}": says for n, one in enumerate(read) for column, says in one.wrong.items()}
    if wrong:
        raise Invalid(_("This delivery cannot be taken in yet."), fields=wrong)
    given = [one.given for one in read if one.given is not None]
    if not given:
        raise Invalid(_("Nothing was counted. Say of one item at least how much came."))
    return given


@page("purchasing.fill_store")
def lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Items for a line; `?code=` is a scanned code, of an item or of a place of the store."""
    store = store_of(by, pk)
    if code := request.GET.get("code", ""):
        party_id = store.supplier.party_id if store.supplier else None
        days = ("expires", "best_before")
        hit = scanned_goods(by, code, warehouse_id=pk, lot="lot", days=days, party_id=party_id)
        return JsonResponse(hit)
    return redirect(f"{address('stock_item_lookup')}?{request.GET.urlencode()}")

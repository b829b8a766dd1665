"""A new purchase order by grid: the supplier's own prices and units as it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import Totals
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing import rules
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.amounts import amount_of, spelled, units_by_item
from tradepost.doors.office.parts.figures import figure, plain
from tradepost.doors.office.parts.posted import id_of, posted
from tradepost.doors.office.parts.weighed import about_text
from tradepost.doors.office.purchasing.forms import EntryHead
from tradepost.doors.office.purchasing.short import short_of
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
    GridColumn("quantity", gettext_lazy("Quantity"), "figure", 9, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "unit", 9),
    GridColumn(
        "price", gettext_lazy("Price"), "figure", 10, help=gettext_lazy("Empty: the supplier’s offer")
    ),
    GridColumn("expected", gettext_lazy("Expected"), "day", 11, help=gettext_lazy("Empty: by the lead time")),
    GridColumn("stock", gettext_lazy("Available"), "shown_figure", 9, narrow=False),
    GridColumn("coming", gettext_lazy("Incoming"), "shown_figure", 9, narrow=False),
    GridColumn("total", gettext_lazy("Net"), "shown_figure", 11),
)
NOBODY = UUID(int=0)
FIELDS = {"item_id": "item", "unit_price": "price", "expected_on": "expected"}
"""The command's names of what a line says, and the grid's."""


@page("purchasing.order_from_supplier")
def entry(request: HttpRequest, by: By) -> HttpResponseBase:
    short = short_of(by, request.GET.get("order", ""))
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Lines of the purchase order"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("purchase_order_preview"),
        submit_url=address("purchase_order_submit"),
        draft_key=f"purchase:{by.actor_id}" + (f":{short.order.pk}" if short else ""),
        lines=short.lines if short else (),
        scans=True,
        submit=_("Order"),
    )
    sold_by = short.supplier_id if short else None
    chosen = _chosen(by, request.GET.get("supplier", "") or str(sold_by or ""))
    head = EntryHead(
        auto_id="head_%s",
        initial={"supplier": chosen.pk if chosen else None, "send": True},
        supplier_name=chosen.party.name if chosen else "",
        warehouses=inventory_queries.warehouses_of_ours(by),
        may_send=access_queries.may(by, "purchasing.send"),
    )
    context = {
        "grid": grid,
        "head": head,
        "title": _("New purchase order for %s") % short.order.number if short else _("New purchase order"),
        "back_url": address("purchase_orders"),
        "back_label": _("Purchase orders"),
    }
    return render(request, "office/grid.html", context)


def _chosen(by: By, text: str) -> Supplier | None:
    try:
        return parties_queries.supplier(by, id_of(text)) if text else None
    except (NotFound, Invalid):
        return None


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was typed: the item by its code, numbers where they are numbers."""

    item_id: UUID | None
    quantity: Decimal | None
    unit: str
    price: Decimal | None
    expected: date | None
    wrong: Mapping[str, str]


def typed_lines(lines: Sequence[Mapping[str, str]], supplier: Supplier | None) -> list[Typed]:
    codes = [line.get("item", "") for line in lines]
    known = catalog_queries.items_by_codes(codes, supplier.party_id if supplier else None)
    units = units_by_item(item.item_id for item in known.values())
    made = []
    for typed, code in zip(lines, codes, strict=True):
        item = known.get(code)
        line = spelled(typed, units.get(item.item_id, [])) if item else typed
        wrong: dict[str, str] = {}
        quantity = figure(line.get("quantity") or "1")
        price = figure(line["price"]) if line.get("price") else None
        if item is None:
            wrong["item"] = _("No item has this code.")
        if quantity is None or quantity <= 0:
            wrong["quantity"] = _("Give a quantity above zero.")
        if line.get("price") and (price is None or price < 0):
            wrong["price"] = _("This is not a price.")
        expected = day_of(line.get("expected", ""))
        if line.get("expected") and expected is None:
            wrong["expected"] = _("Give a day as 2026-01-31.")
        unit = line.get("unit") or (item.unit if item else "")
        made.append(Typed(item.item_id if item else None, quantity, unit, price, expected, wrong))
    return made


def day_of(text: str) -> date | None:
    """A day as a field sends it; nothing when it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def with_units(
    typed: Sequence[Typed], supplier: Supplier | None
) -> tuple[list[Typed], list[rules.Sold | None]]:
    """What is known of each line; where nobody typed a unit it is the one the supplier sells by."""
    pairs = [(line.item_id or NOBODY, line.unit) for line in typed]
    sold = purchasing_queries.sold_by(supplier.pk if supplier else NOBODY, pairs)
    with_units = [
        replace(line, unit=_usual_unit(item)) if item is not None and not line.unit else line
        for line, item in zip(typed, sold, strict=True)
    ]
    return with_units, sold


def _usual_unit(item: rules.Sold) -> str:
    """The supplier's; of what is offered by weight, pieces."""
    return item.base_unit if item.is_offered_by_weight else item.offer_unit or ""


@grid_verb("purchasing.order_from_supplier")
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    supplier = _chosen(by, sent.head.get("supplier", ""))
    typed = typed_lines(sent.lines, supplier)
    typed, sold = with_units(typed, supplier)
    ids = [line.item_id for line in typed if line.item_id]
    stock = inventory_queries.totals_of(by, ids)
    units: dict[UUID, list[str]] = {}
    for one in catalog_queries.units_of(ids):
        units.setdefault(one.item_id, []).append(one.name)
    today = timezone.localtime(by.now).date()
    wanted = day_of(sent.head.get("expected_on", ""))
    told, total = [], Decimal(0)
    for line, read, item in zip(sent.lines, typed, sold, strict=True):
        shown, net = _line(read, item, supplier, today, wanted)
        total += net
        if item is not None:
            shown["cells"] |= _stock(stock.get(item.item_id))
            shown["units"] = _units(item, units.get(item.item_id, []))
        told.append({"key": line.get("key"), **shown, **_spoken(line, read)})
    propose(sent.lines, told)
    currency = supplier.currency if supplier else ""
    text = f"{money_text(total, currency)} {currency}".strip()
    notices = _notices(supplier, total)
    return {
        "lines": told,
        "totals": [{"label": _("Total"), "text": text, "strong": True}],
        "notices": notices,
    }


def _line(
    read: Typed, item: rules.Sold | None, supplier: Supplier | None, today: date, wanted: date | None
) -> tuple[dict[str, Any], Decimal]:
    """What a line shows, and what it costs; the rule of the command says both."""
    shown: dict[str, Any] = {
        "cells": {},
        "hints": {"quantity": "1"},
        "errors": dict(read.wrong),
        "warnings": {},
    }
    if item is None or read.quantity is None:
        return shown, Decimal(0)
    shown["cells"]["name"] = item.name
    shown["hints"]["unit"] = read.unit or item.base_unit
    bought = rules.buy(item, read.quantity, read.unit, read.price)
    if isinstance(bought, rules.NotBought):
        column = FIELDS.get(bought.field, bought.field)
        # Without a supplier nobody can say a price; that is no fault of the line.
        if supplier is not None or column != "price":
            shown["errors"].setdefault(column, bought.says)
        return shown, Decimal(0)
    currency = supplier.currency if supplier else ""
    net = rules.line_net(bought.typed_quantity, bought.unit_price, currency)
    days = (
        item.offer_lead_days if item.offer_lead_days is not None else (supplier.lead_days if supplier else 0)
    )
    shown["hints"] |= {
        "price": plain(bought.unit_price),
        "expected": day_text(wanted or today + timedelta(days=days), today),
    }
    shown["cells"]["total"] = money_text(net, currency)
    if bought.weighed:
        shown["cells"]["detail"] = about_text(
            bought.quantity, item.base_unit, bought.typed_quantity, bought.unit
        )
    return shown, net


def _spoken(line: Mapping[str, str], read: Typed) -> dict[str, Any]:
    """What "2cs" was taken for, where somebody typed so."""
    spoken = amount_of(line.get("quantity", ""))[1] or line.get("unit", "") != read.unit
    if read.quantity is None or not line.get("quantity") or not line.get("unit", read.unit) or not spoken:
        return {}
    return {"typed": {"quantity": plain(read.quantity), "unit": read.unit}}


def _units(item: rules.Sold, names: Sequence[str]) -> list[str]:
    offered = [item.offer_unit] if item.offer_unit else []
    return list(dict.fromkeys([item.base_unit, *offered, *names]))


def _stock(totals: Totals | None) -> dict[str, str]:
    if totals is None:
        return {"stock": "0", "coming": "0"}
    return {"stock": number_text(totals.available), "coming": number_text(totals.incoming)}


def _notices(supplier: Supplier | None, total: Decimal) -> list[dict[str, str]]:
    if supplier is None or not 0 < total < supplier.minimum_order:
        return []
    missing = money_text(supplier.minimum_order - total, supplier.currency)
    text = _("%(missing)s %(currency)s are missing to the least order of this supplier.")
    return [{"tone": "warn", "text": text % {"missing": missing, "currency": supplier.currency}}]


@grid_verb("purchasing.order_from_supplier")
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    may_send = access_queries.may(by, "purchasing.send")
    head = EntryHead(dict(sent.head), warehouses=inventory_queries.warehouses_of_ours(by), may_send=may_send)
    wrong = faults_of(head)
    chosen = _chosen(by, sent.head.get("supplier", ""))
    typed = typed_lines(sent.lines, chosen)
    inputs = inputs_of(typed, chosen, wrong)
    given = head.cleaned_data
    try:
        made = purchasing.order_from_supplier(
            by,
            purchase_order_id=sent.id,
            supplier_id=given["supplier"],
            warehouse_id=given.get("warehouse") or None,
            expected_on=given["expected_on"],
            note=given["note"],
            lines=inputs,
            send=may_send and bool(given.get("send")),
        )
    except Invalid as refusal:
        raise in_grid_words(refusal) from None
    messages.success(request, _("%s was entered.") % made.number)
    return {"url": address("purchase_order", made.pk)}


def faults_of(head: EntryHead) -> dict[str, str]:
    """What is wrong over the lines, by field; empty when all can be read."""
    return {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}


def inputs_of(
    typed: Sequence[Typed], supplier: Supplier | None, wrong: Mapping[str, str]
) -> list[purchasing.PurchaseLineInput]:
    """The lines for the command, one for each. Raises Invalid with what is `wrong` over the lines and on them."""
    on_lines = {
        f"lines.{place}.{name}": says for place, line in enumerate(typed) for name, says in line.wrong.items()
    }
    if wrong or on_lines:
        raise Invalid(_("This order cannot be made yet."), fields={**wrong, **on_lines})
    named, _known = with_units(typed, supplier)
    return [_input(line, line.item_id) for line in named if line.item_id]


def _input(line: Typed, item_id: UUID) -> purchasing.PurchaseLineInput:
    return purchasing.PurchaseLineInput(
        item_id, line.quantity or Decimal(0), line.unit, line.price, line.expected
    )


def in_grid_words(refusal: Invalid) -> Invalid:
    """The same refusal at the grid's own columns."""
    fields = {}
    for path, says in (refusal.facts.get("fields") or {}).items():
        front, _dot, name = str(path).rpartition(".")
        fields[f"{front}.{FIELDS.get(name, name)}" if front else name] = says
    return Invalid(refusal.message, **{**refusal.facts, "fields": fields})

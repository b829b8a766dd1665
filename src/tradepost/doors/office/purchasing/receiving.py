"""Receiving: what was counted of a purchase order, once per lot or place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor, from_base, to_base
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure, unit_text
from tradepost.doors.office.parts.posted import day_typed, posted
from tradepost.doors.office.parts.weighed import WEIGHT, milli_typed
from tradepost.doors.office.purchasing.forms import ReceiveHead
from tradepost.doors.office.purchasing.receiving_scan import SETS, lines_by_item, scanned_line
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn(
        "item",
        gettext_lazy("Item"),
        "item",
        24,
        required=True,
        grow=True,
        help=gettext_lazy("SKU or scanned barcode"),
    ),
    GridColumn("open", gettext_lazy("To come"), "shown_figure", 11),
    GridColumn("counted", gettext_lazy("Counted"), "figure", 9, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "unit", 9),
    GridColumn(
        "damaged", gettext_lazy("Damaged"), "figure", 9, help=gettext_lazy("Part of what was counted")
    ),
    GridColumn("lot_code", gettext_lazy("Lot"), "text", 12),
    GridColumn("expires_on", gettext_lazy("Expires"), "day", 11),
    GridColumn("best_before_on", gettext_lazy("Best before"), "day", 11),
    GridColumn("place", gettext_lazy("Place"), "text", 10, help=gettext_lazy("Empty: where deliveries go")),
    GridColumn(
        "reason", gettext_lazy("Reason"), "text", 14, help=gettext_lazy("Of what differs or is damaged")
    ),
)


_DAMAGED = next(place for place, column in enumerate(COLUMNS) if column.key == "damaged")
WEIGHED_COLUMNS = (*COLUMNS[: _DAMAGED + 1], *WEIGHT, *COLUMNS[_DAMAGED + 1 :])
"""The same where some lines are paid by what they weigh."""


def unit_of(line: PurchaseOrderLine) -> str:
    """In what it is counted: the line's unit, or pieces, where that is a weight."""
    return line.item.base_unit if line.weighed else line.unit


def factor_of(line: PurchaseOrderLine) -> UnitFactor:
    return UnitFactor() if line.weighed else UnitFactor(line.unit_numerator, line.unit_denominator)


@page("purchasing.receive")
def receive(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = purchasing_queries.purchase_order(by, pk)
    lines = open_lines(order)
    filled = bool(request.GET.get("all"))
    context = {
        "grid": receiving_grid(by, order, lines, filled=filled),
        "head": ReceiveHead(auto_id="head_%s", weighs=weighs(lines)),
        "title": _("Receive %s") % order.number,
        "back_url": address("purchase_order", pk),
        "back_label": order.number,
        "notices": _notices(order, lines, filled),
    }
    return render(request, "office/grid.html", context)


def open_lines(order: PurchaseOrder) -> list[PurchaseOrderLine]:
    """Of which something is still to come."""
    return [line for line in purchasing_queries.lines_of(order.pk) if line.open]


def weighs(lines: Iterable[PurchaseOrderLine]) -> bool:
    """Whether some of them are paid by what they weigh."""
    return any(line.weighed for line in lines)


def receiving_grid(
    by: By,
    order: PurchaseOrder,
    lines: Sequence[PurchaseOrderLine],
    *,
    filled: bool = False,
    hand: bool = False,
) -> OrderGrid:
    """What is counted of an order, at the desk or by `hand`: the same columns, checks and kept drafts."""
    submit = address("purchase_order_receive_submit", order.pk)
    return OrderGrid(
        id=str(new_id(by.now)),
        label=_("What was counted"),
        columns=WEIGHED_COLUMNS if weighs(lines) else COLUMNS,
        lookup_url=address("purchase_order_receive_lookup", order.pk),
        preview_url=address("purchase_order_receive_preview", order.pk),
        submit_url=f"{submit}?hand=yes" if hand else submit,
        draft_key=f"receive:{order.pk}:{by.actor_id}",
        of_document=True,
        lines=[_loaded(line, filled) for line in lines],
        submit=_("Take it in"),
        blank_rows=0 if hand else 1,
        paste_columns=("item", "counted", "unit", "lot_code", "expires_on", "best_before_on"),
        scans=True,
        counts="counted",
        scan_sets=SETS,
    )


def _notices(order: PurchaseOrder, lines: Sequence[PurchaseOrderLine], filled: bool) -> list[dict[str, Any]]:
    if not lines:
        return [{"tone": "info", "text": _("Nothing is left to come of this order.")}]
    if filled:
        return [{"tone": "warn", "text": _("Filled in as ordered. Change what was counted otherwise.")}]
    return [
        {
            "tone": "info",
            "text": _("%s. Count each item. A second lot or place is one more line.") % order.supplier_name,
            "link": f"{address('purchase_order_receive', order.pk)}?all=1",
            "link_label": _("Everything came as ordered"),
        }
    ]  # fmt: skip


def _all_of(line: PurchaseOrderLine) -> tuple[str, str]:
    """What is to come, as somebody types it, and its unit: the line's, where it makes whole ones."""
    whole = from_base(line.open, factor_of(line))
    in_units = whole.denominator == 1
    return (
        str(whole.numerator) if in_units else str(line.open),
        unit_of(line) if in_units else line.item.base_unit,
    )


def _loaded(line: PurchaseOrderLine, filled: bool) -> dict[str, Any]:
    typed, unit = _all_of(line)
    return {
        "key": str(line.pk),
        "item": line.sku,
        "cells": _cells(line),
        "hints": {"unit": unit},
        "units": _units(line),
        **({"counted": typed, "unit": unit} if filled else {}),
    }


def _units(line: PurchaseOrderLine) -> list[str]:
    return list(dict.fromkeys([unit_of(line), line.item.base_unit]))


def _cells(line: PurchaseOrderLine) -> dict[str, str]:
    shown = unit_text(line.open, factor_of(line), unit_of(line), line.item.base_unit)
    all_of, unit = _all_of(line)
    return {
        "name": line.name, "open": shown, "all": all_of, "all_unit": unit, "tracking": line.item.tracking,
        "detail": line.supplier_sku, **({"weigh_unit": line.unit} if line.weighed else {}),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the grid as read: None as input when nothing was counted or something is wrong."""

    line: PurchaseOrderLine | None
    given: purchasing.ReceiptInput | None
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dock:
    """The order's lines, and the places goods may be put."""

    by_id: Mapping[str, PurchaseOrderLine]
    by_item: Mapping[UUID, PurchaseOrderLine]
    places: Mapping[str, UUID]

    @classmethod
    def of(cls, order: PurchaseOrder) -> "Dock":
        lines = purchasing_queries.lines_of(order.pk)
        places = {place.code.lower(): place.pk for place in inventory_queries.places(order.warehouse_id)}
        return cls({str(line.pk): line for line in lines}, lines_by_item(lines), places)

    def read(self, order: PurchaseOrder, asked: Sequence[Mapping[str, str]]) -> list[Count]:
        """Each line of the grid: by its own row, or by the SKU or barcode typed in a new one."""
        codes = [typed.get("item", "") for typed in asked]
        known = catalog_queries.items_by_codes(codes, order.supplier.party_id)
        counts = []
        for typed, code in zip(asked, codes, strict=True):
            line = self.by_id.get(typed.get("key", ""))
            found = known.get(code)
            if line is None or line.sku != code:
                line = self.by_item.get(found.item_id) if found else None
            if line is None:
                says = _("This item is not on the order.") if found else _("No item has this code.")
                counts.append(Count(None, None, {"item": says}))
            else:
                counts.append(self._count(line, typed, found.unit if found else ""))
        return counts

    def _count(self, line: PurchaseOrderLine, typed: Mapping[str, str], scanned: str) -> Count:
        wrong: dict[str, str] = {}
        counted = _pieces(line, typed, "counted", scanned, wrong)
        damaged = _pieces(line, typed, "damaged", scanned, wrong) or 0
        if damaged and damaged > (counted or 0):
            wrong["damaged"] = _("Damaged is part of what was counted.")
        place = typed.get("place", "")
        if place and place.lower() not in self.places:
            wrong["place"] = (
                _("There is no such place. Known: %s.") % ", ".join(sorted(self.places)[:6]).upper()
            )
        lot = typed.get("lot_code", "")
        if counted and line.item.is_traced != bool(lot):
            wrong["lot_code"] = _("Say the lot.") if line.item.is_traced else _("This item has no lots.")
        if line.item.tracking == "serial" and (counted or 0) > 1:
            wrong["counted"] = _("One piece for each serial number.")
        expires, best = (day_typed(typed, name, wrong) for name in ("expires_on", "best_before_on"))
        milli = _weight(line, typed.get("weight", ""), counted or 0, wrong)
        if wrong or counted is None:
            return Count(line, None, wrong)
        where = self.places[place.lower()] if place else None
        given = purchasing.ReceiptInput(
            line.pk,
            counted,
            damaged,
            where,
            lot,
            expires,
            best,
            reason=typed.get("reason", ""),
            weight_milli=milli,
        )
        return Count(line, given, {})


def _weight(line: PurchaseOrderLine, text: str, counted: int, wrong: dict[str, str]) -> int | None:
    """What all counted weighs, in thousandths of the line's unit. Its fault goes to `wrong`."""
    text = text.strip()
    if text and not line.weighed:
        wrong["weight"] = _("This is paid by the piece: leave its weight empty.")
    elif line.weighed and counted and not text:
        wrong["weight"] = _("Say what they weigh, in %s.") % line.unit
    elif text:
        try:
            return milli_typed(text, line.unit)
        except Invalid as refusal:
            wrong["weight"] = refusal.message
    return None


def _pieces(
    line: PurchaseOrderLine, typed: Mapping[str, str], column: str, scanned: str, wrong: dict[str, str]
) -> int | None:
    """What was typed, in base units; None: nothing. Its fault goes to `wrong`."""
    text = typed.get(column, "")
    if not text:
        return None
    quantity = figure(text)
    unit = typed.get("unit", "") or scanned or _loaded(line, True)["unit"]
    if quantity is None or quantity < 0:
        wrong[column] = _("Give a number, 0 or more.")
        return None
    if unit.lower() not in {one.lower() for one in _units(line)}:
        wrong["unit"] = _("Count it in %s.") % _(" or ").join(_units(line))
        return None
    if not quantity:
        return 0
    try:
        return to_base(quantity, factor_of(line) if unit.lower() == unit_of(line).lower() else UnitFactor())
    except Invalid as refusal:
        wrong[column] = refusal.message
        return None


@grid_verb("purchasing.receive")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    order = purchasing_queries.purchase_order(by, pk)
    sent = posted(asked)
    told = []
    counts = Dock.of(order).read(order, sent.lines)
    sums: dict[UUID, int] = {}
    for typed, count in zip(sent.lines, counts, strict=True):
        shown: dict[str, Any] = {"key": typed.get("key"), "errors": dict(count.wrong), "warnings": {}}
        if count.line is not None:
            loaded = _loaded(count.line, False)
            shown |= {"cells": loaded["cells"], "hints": loaded["hints"], "units": loaded["units"]}
            if count.given is not None:
                total = sums[count.line.pk] = sums.get(count.line.pk, 0) + count.given.counted
                over = total - count.line.open
                if over > 0:
                    text = f"{number_text(over)} {count.line.item.base_unit}"
                    shown["warnings"]["counted"] = _("%s more than is to come.") % text
        told.append(shown)
    return {"lines": told, "totals": _totals(counts)}


def _totals(counts: Sequence[Count]) -> list[dict[str, Any]]:
    """How much was counted, what of it is damaged, and how far that is from what is to come; base units."""
    counted: dict[UUID, int] = {}
    to_come = {count.line.pk: count.line.open for count in counts if count.line}
    for count in counts:
        if count.line and count.given:
            counted[count.line.pk] = counted.get(count.line.pk, 0) + count.given.counted
    figures = {
        _("Damaged"): sum(count.given.damaged for count in counts if count.given),
        _("Over"): sum(max(pieces - to_come[pk], 0) for pk, pieces in counted.items()),
        _("Still to come"): sum(max(wanted - counted.get(pk, 0), 0) for pk, wanted in to_come.items()),
    }
    told = [{"label": _("Counted"), "text": number_text(sum(counted.values())), "strong": True}]
    return told + [{"label": name, "text": number_text(pieces)} for name, pieces in figures.items() if pieces]


@grid_verb("purchasing.receive")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    order = purchasing_queries.purchase_order(by, pk)
    sent = posted(asked)
    dock = Dock.of(order)
    counts = dock.read(order, sent.lines)
    wrong = {
        f"lines.{place}.{name}": says
        for place, count in enumerate(counts)
        for name, says in count.wrong.items()
    }
    head = ReceiveHead(dict(sent.head), weighs=weighs(dock.by_id.values()))
    if wrong or not head.is_valid():
        raise Invalid(_("This delivery cannot be taken in yet."), fields=wrong)
    places = [place for place, count in enumerate(counts) if count.given is not None]
    given = [count.given for count in counts if count.given is not None]
    try:
        receipt = purchasing.receive(
            by, receipt_id=sent.id, purchase_order_id=pk, lines=given, **head.cleaned_data
        )
    except Invalid as refusal:
        raise _at_their_rows(refusal, places) from None
    if request.GET.get("hand"):
        return {"url": f"{address('hand_receive')}?warehouse={order.warehouse_id}&receipt={receipt.pk}"}
    messages.success(request, _("%s: the delivery was taken in.") % receipt.number)
    return {"url": address("receipt", receipt.pk)}


def _at_their_rows(refusal: Invalid, places: Sequence[int]) -> Invalid:
    """Lines nobody counted were not sent on: the command's row numbers back to the grid's."""
    fields = {}
    for path, says in (refusal.facts.get("fields") or {}).items():
        first, _dot, rest = str(path).partition(".")
        number, _dot, column = rest.partition(".")
        if first == "lines" and number.isdigit() and int(number) < len(places):
            fields[f"lines.{places[int(number)]}.{column}"] = says
        else:
            fields[path] = says
    return Invalid(refusal.message, **{**refusal.facts, "fields": fields})


@page("purchasing.receive")
def lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The items of this order, for a further line; `?code=` is a scanned code."""
    order = purchasing_queries.purchase_order(by, pk)
    if code := request.GET.get("code", ""):
        return JsonResponse(scanned_line(by, order, purchasing_queries.lines_of(pk), code))
    words = request.GET.get("q", "").lower().split()
    hits = [
        line
        for line in purchasing_queries.lines_of(order.pk)
        if all(word in f"{line.sku} {line.name} {line.supplier_sku}".lower() for word in words)
    ]
    found = {line.sku: line for line in hits}
    return JsonResponse(
        {
            "items": [
                {
                    "id": str(line.pk), "code": line.sku, "name": line.name, "label": line.name,
                    "detail": _cells(line)["open"], "unit": line.unit, "units": _units(line),
                }
                for line in list(found.values())[:12]
            ]
        }
    )  # fmt: skip

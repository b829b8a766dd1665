"""What the supplier confirmed, line by line: quantities and days."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrderLine
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import posted
from tradepost.doors.office.purchasing.forms import AcknowledgeHead
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("sku", gettext_lazy("Item"), "shown", 14),
    GridColumn("name", gettext_lazy("Name"), "shown", 24, grow=True, narrow=False),
    GridColumn("ordered", gettext_lazy("Ordered"), "shown_figure", 12),
    GridColumn("quantity", gettext_lazy("Confirmed"), "figure", 11),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 10, narrow=False),
    GridColumn("expected", gettext_lazy("Comes on"), "day", 12),
)


@page("purchasing.acknowledge")
def acknowledge(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = purchasing_queries.purchase_order(by, pk)
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("What the supplier confirmed"),
        columns=COLUMNS,
        preview_url=address("purchase_order_acknowledge_preview", pk),
        submit_url=address("purchase_order_acknowledge_submit", pk),
        lines=[_loaded(line) for line in purchasing_queries.lines_of(pk) if _standing(line)],
        submit=_("Confirm"),
        can_add=False,
    )
    context = {
        "grid": grid,
        "head": AcknowledgeHead(auto_id="head_%s", initial={"supplier_reference": order.supplier_reference}),
        "title": _("%s: what the supplier confirmed") % order.number,
        "back_url": address("purchase_order", pk),
        "back_label": order.number,
        "notices": [
            {
                "tone": "info",
                "text": _(
                    "Less than ordered cancels the rest of the line. A later day moves the customers’ dates."
                ),
            }
        ],
    }
    return render(request, "office/grid.html", context)


def _loaded(line: PurchaseOrderLine) -> dict[str, Any]:
    return {
        "key": str(line.pk),
        "cells": _cells(line),
        "hints": {"quantity": str(_standing(line))},
        "expected": line.expected_on.isoformat(),
    }


def _cells(line: PurchaseOrderLine) -> dict[str, str]:
    return {
        "sku": line.sku,
        "name": line.name,
        "ordered": number_text(_standing(line)),
        "unit": line.item.base_unit,
    }


def _standing(line: PurchaseOrderLine) -> int:
    """What is confirmed when nobody says otherwise, in base units."""
    return line.ordered - line.cancelled


def _read(
    line: PurchaseOrderLine | None, typed: Mapping[str, str]
) -> tuple[purchasing.AcknowledgedInput | None, dict[str, str]]:
    """What a line of the grid says, and what is wrong with it by column."""
    if line is None:
        return None, {"quantity": _("This line is not of the order. Load the page again.")}
    wrong: dict[str, str] = {}
    quantity = figure(typed["quantity"]) if typed.get("quantity") else None
    least, most = max(line.received - line.over, 0), _standing(line)
    if typed.get("quantity") and (quantity is None or quantity % 1 or not least <= quantity <= most):
        wrong["quantity"] = _("A whole number from %(least)s to %(most)s.") % {
            "least": number_text(least),
            "most": number_text(most),
        }
    expected: date | None = line.expected_on
    try:
        expected = date.fromisoformat(typed["expected"]) if typed.get("expected") else line.expected_on
    except ValueError:
        wrong["expected"] = _("Give a day as 2026-01-31.")
    if wrong:
        return None, wrong
    # Nothing typed is what stands: a line confirmed with less before stays with less.
    whole = int(quantity) if quantity is not None else _standing(line)
    return purchasing.AcknowledgedInput(line.pk, whole, expected), {}


@grid_verb("purchasing.acknowledge")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    order = purchasing_queries.purchase_order(by, pk)
    lines = {str(line.pk): line for line in purchasing_queries.lines_of(order.pk)}
    told = []
    for typed in posted(asked).lines:
        line = lines.get(typed.get("key", ""))
        read, wrong = _read(line, typed)
        warnings = {}
        if (
            line is not None
            and read is not None
            and read.quantity is not None
            and read.quantity < _standing(line)
        ):
            left = number_text(_standing(line) - read.quantity)
            warnings["quantity"] = _("%(left)s %(unit)s will not come.") % {
                "left": left,
                "unit": line.item.base_unit,
            }
        hints = {"quantity": str(_standing(line))} if line else {}
        cells = _cells(line) if line else {}
        told.append(
            {"key": typed.get("key"), "cells": cells, "hints": hints, "errors": wrong, "warnings": warnings}
        )
    return {"lines": told, "totals": []}


@grid_verb("purchasing.acknowledge")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    order = purchasing_queries.purchase_order(by, pk)
    lines = {str(line.pk): line for line in purchasing_queries.lines_of(order.pk)}
    sent = posted(asked)
    read = [_read(lines.get(typed.get("key", "")), typed) for typed in sent.lines]
    wrong = {
        f"lines.{place}.{name}": says
        for place, (_line, found) in enumerate(read)
        for name, says in found.items()
    }
    if wrong:
        raise Invalid(_("This cannot be confirmed yet."), fields=wrong)
    purchasing.acknowledge(
        by,
        purchase_order_id=pk,
        lines=[line for line, _wrong in read if line is not None],
        supplier_reference=sent.head.get("supplier_reference", "").strip()[:80],
    )
    messages.success(request, _("Confirmed: dates and quantities stand."))
    return {"url": address("purchase_order", pk)}

"""A draft of a purchase order in the grid it was entered with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.conflicts import telling_theirs
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.posted import posted, version_of
from tradepost.doors.office.purchasing.entry import (
    COLUMNS,
    faults_of,
    in_grid_words,
    inputs_of,
    typed_lines,
)
from tradepost.doors.office.purchasing.forms import EditHead
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.screens.grid import OrderGrid


@page("purchasing.change_purchase_order")
def edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = purchasing_queries.purchase_order(by, pk)
    if order.state != PURCHASE_ORDER.initial:
        messages.error(request, _("%s is no draft any more and cannot be rewritten.") % order.number)
        return redirect(address("purchase_order", pk))
    grid = OrderGrid(
        id=str(pk),
        label=_("Lines of the purchase order"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("purchase_order_preview"),
        submit_url=address("purchase_order_submit_edit", pk),
        lines=_shown(order),
        submit=_("Save order"),
        draft_key=f"purchase-edit:{by.actor_id}",
        scans=True,
        extra={"version": order.version},
    )
    context = {
        "grid": grid,
        "head": _head(
            by,
            auto_id="head_%s",
            initial={
                "supplier": order.supplier_id,
                "expected_on": order.expected_on,
                "warehouse": order.warehouse_id,
                "supplier_reference": order.supplier_reference,
                "note": order.note,
            },
        ),
        "title": f"{order.number} · {order.supplier_name}",
        "back_url": address("purchase_order", pk),
        "back_label": order.number,
    }
    return render(request, "office/grid.html", context)


def _head(by: By, *given: Any, **more: Any) -> EditHead:
    return EditHead(*given, warehouses=inventory_queries.warehouses_of_ours(by), may_send=False, **more)


def _shown(order: PurchaseOrder) -> Sequence[dict[str, Any]]:
    """The lines as the grid loads them: a price only where it is not the offer's, a day where it is not the order's."""
    lines = purchasing_queries.lines_of(order.pk)
    sold = purchasing_queries.sold_by(order.supplier_id, [(line.item_id, line.unit) for line in lines])
    shown = []
    for line, item in zip(lines, sold, strict=True):
        offered = item.price(UnitFactor(line.unit_numerator, line.unit_denominator)) if item else None
        shown.append(
            {
                "key": str(line.pk),
                "item": line.item.sku,
                "quantity": plain(line.typed_quantity),
                "unit": line.unit,
                "price": "" if line.unit_price == offered else plain(line.unit_price),
                "expected": "" if line.expected_on == order.expected_on else line.expected_on.isoformat(),
            }
        )
    return shown


@grid_verb("purchasing.change_purchase_order")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    order = purchasing_queries.purchase_order(by, pk)
    sent = posted(asked)
    head = _head(by, {**sent.head, "supplier": str(order.supplier_id)})
    typed = inputs_of(typed_lines(sent.lines, order.supplier), order.supplier, faults_of(head))
    lines = [
        replace(one, line_id=_line_id(line.get("key", "")))
        for one, line in zip(typed, sent.lines, strict=True)
    ]
    given = head.cleaned_data
    try:
        with telling_theirs(pk, lambda: _shown(order)):
            purchasing.change_purchase_order(
                by,
                purchase_order_id=pk,
                version=version_of(asked),
                lines=lines,
                warehouse_id=given.get("warehouse"),
                expected_on=given["expected_on"],
                supplier_reference=given["supplier_reference"],
                note=given["note"],
            )
    except Invalid as refusal:
        raise in_grid_words(refusal) from None
    messages.success(request, _("Saved."))
    return {"url": address("purchase_order", pk)}


def _line_id(key: str) -> UUID | None:
    """Lines that stand keep their id; new ones have a key of the grid's own."""
    try:
        return UUID(key)
    except ValueError:
        return None

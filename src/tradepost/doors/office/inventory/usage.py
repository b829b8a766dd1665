"""What a customer used of our goods that lie with them: told as used, or as what is still there."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment.commands import LessLiesThere, UsedInput
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.posted import Posted, posted
from tradepost.doors.office.parts.told import Key, Told, at_lines, told_lines
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid

FILLED = 200
"""So many items and lots that lie there stand in the grid at once; others are typed or scanned."""
COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
    GridColumn("lot", gettext_lazy("Lot"), "text", 12, help=gettext_lazy("Empty: what expires first")),
    GridColumn("lies", gettext_lazy("Lies there"), "shown_figure", 10),
    GridColumn(
        "quantity", gettext_lazy("Told"), "figure", 9, help=gettext_lazy("Empty: nothing was told of it")
    ),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 8, narrow=False),
    GridColumn("used", gettext_lazy("Used"), "shown_figure", 9, narrow=False),
)


class UsageHead(ScreenForm):
    """How it was told, and what the customer says about it."""

    told_as = forms.ChoiceField(
        label=gettext_lazy("They told us"),
        choices=(("used", gettext_lazy("what was used")), ("left", gettext_lazy("what is still there"))),
    )
    customer_po = forms.CharField(label=gettext_lazy("Customer's PO"), required=False, max_length=80)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=2000)
    third = ("told_as", "customer_po", "note")


@page("fulfilment.record_usage")
def usage(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = inventory_queries.visible_warehouse(by, pk)
    if found.customer is None:
        messages.error(request, _("%s stands with no customer.") % found.name)
        return redirect(address("warehouse", pk))
    asked = {"warehouse": [str(pk)]}
    lying = inventory_queries.BALANCES.page(by, filters=asked, sort="sku", limit=FILLED)
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("What lies there"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("usage_preview", pk),
        submit_url=address("usage_submit", pk),
        draft_key=f"usage:{pk}:{by.actor_id}",
        lines=_filled(lying.rows),
        blank_rows=1,
        submit=_("Sell what was used"),
        scans=True,
        scan_sets=("lot",),
        paste_columns=("item", "quantity", "lot"),
    )
    says = _("What was used becomes an order at today's prices, shipped and delivered, to be invoiced.")
    context = {
        "grid": grid,
        "head": UsageHead(auto_id="head_%s", initial={"told_as": "used"}),
        "title": _("Usage at %s") % found.customer.party.name,
        "back_url": address("warehouse", pk),
        "back_label": found.code,
        "notices": [{"tone": "info", "text": says}],
    }
    return render(request, "office/grid.html", context)


def _filled(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """A line for each item and lot that lies there."""
    lying: dict[Key, int] = defaultdict(int)
    items: dict[UUID, Item] = {}
    for row in rows:
        lying[row.item_id, row.lot.code if row.lot else ""] += row.on_hand
        items[row.item_id] = row.item
    return [
        {
            "key": f"{item_id}/{lot}",
            "item": items[item_id].sku,
            "lot": lot,
            "cells": {
                "name": items[item_id].name,
                "unit": items[item_id].base_unit,
                "lies": number_text(count),
            },
        }
        for (item_id, lot), count in lying.items()
    ]


def _read(by: By, warehouse_id: UUID, sent: Posted) -> list[Told]:
    return told_lines(by, warehouse_id, sent.lines, is_left=sent.head.get("told_as") == "left")


@grid_verb("fulfilment.record_usage")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    inventory_queries.visible_warehouse(by, pk)
    sent = posted(asked)
    told, total = [], 0
    for line, read in zip(sent.lines, _read(by, pk, sent), strict=True):
        used = 0 if read.wrong else read.gone or 0
        total += used
        shown: dict[str, Any] = {"key": line.get("key"), "cells": {}, "errors": dict(read.wrong)}
        if read.item is not None:
            shown["cells"] = {
                "name": read.item.name,
                "unit": read.item.base_unit,
                "lies": number_text(read.lies),
                "used": number_text(used) if used else "",
            }
        told.append(shown)
    propose(sent.lines, told)
    return {"lines": told, "totals": [{"label": _("Used"), "text": number_text(total), "strong": True}]}


@grid_verb("fulfilment.record_usage")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    inventory_queries.visible_warehouse(by, pk)
    sent = posted(asked)
    head = UsageHead(dict(sent.head))
    wrong = {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    read = _read(by, pk, sent)
    wrong |= {f"lines.{n}.{column}": says for n, one in enumerate(read) for column, says in one.wrong.items()}
    if wrong:
        raise Invalid(_("This cannot be sold yet."), fields=wrong)
    places = [n for n, one in enumerate(read) if one.gone]
    if not places:
        raise Invalid(_("Nothing was used. Say of one item at least how much."))
    lines = [
        UsedInput(one.item.pk, Decimal(one.gone), "", one.lot_id) for one in read if one.item and one.gone
    ]
    given = {name: head.cleaned_data[name] for name in ("customer_po", "note")}
    try:
        made = fulfilment.record_usage(by, order_id=sent.id, warehouse_id=pk, lines=lines, **given)
    except (Invalid, LessLiesThere) as refusal:
        raise at_lines(refusal, places) from None
    messages.success(request, _("What was used is sold. It waits to be invoiced."))
    return {"url": address("order", made.order_id)}

"""Sending: what was picked of what is set aside, place by place."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import SetAside
from tradepost.domain.transfers import commands as transfers
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import posted
from tradepost.doors.office.transfers.entry import own
from tradepost.doors.office.transfers.forms import DispatchHead
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("place", gettext_lazy("Place"), "shown", 12),
    GridColumn("item", gettext_lazy("Item"), "shown", 16),
    GridColumn("name", gettext_lazy("Name"), "shown", 24, grow=True, narrow=False),
    GridColumn("lot", gettext_lazy("Lot"), "shown", 12),
    GridColumn("asked", gettext_lazy("Set aside"), "shown_figure", 10),
    GridColumn("picked", gettext_lazy("Picked"), "figure", 10, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 8),
)


@page("transfers.dispatch_transfer")
def dispatch(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = own(by, pk)
    if found.state != "released":
        messages.error(request, _("%s is not waiting to be sent.") % found.number)
        return redirect(address("transfer", pk))
    parts = inventory_queries.set_aside_for(pk)
    grid = OrderGrid(
        id=str(pk),
        label=_("What was picked"),
        columns=COLUMNS,
        preview_url=address("transfer_dispatch_preview", pk),
        submit_url=address("transfer_dispatch_submit", pk),
        draft_key=f"transfer-send:{pk}:{by.actor_id}",
        lines=[
            {"key": str(part.reserve_id), "cells": _cells(part), "picked": str(part.quantity)}
            for part in parts
        ],
        submit=_("Send"),
        can_add=False,
    )
    context = {
        "grid": grid,
        "head": DispatchHead(auto_id="head_%s", initial={"expected_on": found.expected_on}),
        "title": _("Send %s") % found.number,
        "back_url": address("transfer", pk),
        "back_label": found.number,
        "notices": [
            {"tone": "info", "text": _("Where less was picked, say how much. What stays is free again.")}
        ],
    }
    return render(request, "office/grid.html", context)


def _cells(part: SetAside) -> dict[str, str]:
    return {
        "place": part.place_code,
        "item": part.sku,
        "name": part.item_name,
        "lot": part.lot_code,
        "asked": number_text(part.quantity),
        "unit": part.base_unit,
    }


def _read(
    lines: Sequence[Mapping[str, str]], parts: Mapping[str, SetAside]
) -> tuple[list[tuple[UUID, int]], dict[str, str]]:
    """What was picked by reserve, and what is wrong by the path of its cell."""
    picks, wrong = [], {}
    for number, line in enumerate(lines):
        part = parts.get(line.get("key", ""))
        typed = figure(line.get("picked") or "0")
        if part is None:
            wrong[f"lines.{number}.picked"] = _("This line is no longer there. Load the page again.")
        elif typed is None or typed != int(typed) or not 0 <= typed <= part.quantity:
            wrong[f"lines.{number}.picked"] = _("Between 0 and %s.") % number_text(part.quantity)
        else:
            picks.append((part.reserve_id, int(typed)))
    return picks, wrong


def _parts(pk: UUID) -> dict[str, SetAside]:
    return {str(part.reserve_id): part for part in inventory_queries.set_aside_for(pk)}


@grid_verb("transfers.dispatch_transfer")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    own(by, pk)
    sent, parts = posted(asked), _parts(pk)
    picks, wrong = _read(sent.lines, parts)
    told = []
    for number, line in enumerate(sent.lines):
        part = parts.get(line.get("key", ""))
        says = wrong.get(f"lines.{number}.picked")
        errors = {"picked": says} if says else {}
        told.append({"key": line.get("key"), "cells": _cells(part) if part else {}, "errors": errors})
    pieces = sum(quantity for _, quantity in picks)
    return {"lines": told, "totals": [{"label": _("Picked"), "text": number_text(pieces), "strong": True}]}


@grid_verb("transfers.dispatch_transfer")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = own(by, pk), posted(asked)
    picks, wrong = _read(sent.lines, _parts(pk))
    head = DispatchHead(dict(sent.head))
    wrong |= {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    if wrong:
        raise Invalid(_("This cannot be sent yet."), fields=wrong)
    transfers.dispatch_transfer(by, transfer_id=pk, picks=picks, **head.cleaned_data)
    messages.success(request, _("%s is on its way.") % found.number)
    return {"url": address("transfer", pk)}

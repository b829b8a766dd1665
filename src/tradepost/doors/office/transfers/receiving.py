"""Taking in: what arrived of a transfer, once per lot or place; what was not sent too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.commands import ArrivedInput, UnsentInput
from tradepost.domain.transfers.models import Transfer, TransferLoad
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import posted
from tradepost.doors.office.parts.scanned import scanned_goods
from tradepost.doors.office.transfers.forms import ReceiveHead
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 24, required=True, grow=True),
    GridColumn("lot", gettext_lazy("Lot"), "text", 12),
    GridColumn("open", gettext_lazy("To come"), "shown_figure", 10),
    GridColumn("counted", gettext_lazy("Counted"), "figure", 9, required=True),
    GridColumn(
        "damaged", gettext_lazy("Damaged"), "figure", 9, help=gettext_lazy("Part of what was counted")
    ),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 8, narrow=False),
    GridColumn("place", gettext_lazy("Place"), "text", 10, help=gettext_lazy("Empty: where deliveries go")),
)


def taking(by: By, pk: UUID) -> Transfer:
    """A transfer that comes to a warehouse of the actor's. Raises NotFound."""
    transfers_queries.refuse_elsewhere(by, pk, sending=False)
    return transfers_queries.transfer(by, pk)


@page("transfers.receive_transfer")
def receive(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = taking(by, pk)
    if found.state != "in_transit":
        messages.error(request, _("%s is not on its way.") % found.number)
        return redirect(address("transfer", pk))
    filled = bool(request.GET.get("all"))
    context = {
        "grid": taking_grid(by, found, filled=filled),
        "head": ReceiveHead(auto_id="head_%s"),
        "title": _("Take in %s") % found.number,
        "back_url": address("transfer", pk),
        "back_label": found.number,
        "notices": [_notice(pk, filled)],
    }
    return render(request, "office/grid.html", context)


def taking_grid(by: By, found: Transfer, *, filled: bool = False, hand: bool = False) -> OrderGrid:
    """What arrived of a transfer, counted at the desk or by `hand`."""
    submit = address("transfer_receive_submit", found.pk)
    return OrderGrid(
        id=str(new_id(by.now)),
        label=_("What arrived"),
        columns=COLUMNS,
        lookup_url=address("transfer_receive_lookup", found.pk),
        preview_url=address("transfer_receive_preview", found.pk),
        submit_url=f"{submit}?hand=yes" if hand else submit,
        draft_key=f"transfer-take:{found.pk}:{by.actor_id}",
        of_document=True,
        lines=[_loaded(load, filled) for load in transfers_queries.loads_of(found.pk) if load.to_come],
        submit=_("Take it in"),
        blank_rows=0 if hand else 1,
        paste_columns=("item", "lot", "counted", "damaged", "place"),
        scans=True,
        counts="counted",
        scan_sets=("lot", "place"),
    )


def _notice(pk: UUID, filled: bool) -> dict[str, Any]:
    if filled:
        return {"tone": "warn", "text": _("Filled in as sent. Change what was counted otherwise.")}
    return {
        "tone": "info",
        "text": _("Count each item. What was not sent is one more line, and becomes a difference."),
        "link": f"{address('transfer_receive', pk)}?all=1",
        "link_label": _("All came as sent"),
    }


def _loaded(load: TransferLoad, filled: bool) -> dict[str, Any]:
    return {
        "key": str(load.pk),
        "item": load.line.item.sku,
        "lot": load.lot.code if load.lot else "",
        "cells": _cells(load),
        **({"counted": str(load.to_come)} if filled else {}),
    }


def _cells(load: TransferLoad) -> dict[str, str]:
    return {
        "name": load.line.item.name,
        "open": number_text(load.to_come),
        "unit": load.line.item.base_unit,
        "all": str(load.to_come),
        "tracking": load.line.item.tracking,
    }


@dataclass(frozen=True, slots=True)
class Read:
    """A line of the grid as read: of a load, or of an item that was not sent."""

    load: TransferLoad | None
    item_id: UUID | None
    lot_id: UUID | None
    counted: int
    damaged: int
    place_id: UUID | None
    wrong: Mapping[str, str]


def _read(found: Transfer, lines: Sequence[Mapping[str, str]]) -> list[Read]:
    loads = transfers_queries.loads_of(found.pk)
    by_key = {str(load.pk): load for load in loads}
    by_goods = {(load.line.item_id, load.lot.code if load.lot else ""): load for load in reversed(loads)}
    known = catalog_queries.items_by_codes([line.get("item", "") for line in lines])
    places = inventory_queries.place_ids(found.to_warehouse_id, [line.get("place", "") for line in lines])
    lots = inventory_queries.lot_ids(list({one.item_id for one in known.values()})) if any(
        line.get("lot") for line in lines
    ) else {}  # fmt: skip
    told = []
    for line in lines:
        load = by_key.get(line.get("key", ""))
        one = known.get(line.get("item", ""))
        lot = line.get("lot", "")
        if (
            load is None
            or load.line.item.sku != line.get("item")
            or lot != (load.lot.code if load.lot else "")
        ):
            load = by_goods.get((one.item_id, lot)) if one else None
        item_id = load.line.item_id if load else one.item_id if one else None
        lot_id = load.lot_id if load else lots.get((item_id, lot)) if item_id and lot else None
        place = places.get(line.get("place", "").upper())
        told.append(_checked(line, load, item_id, lot_id, place))
    return told


def _checked(
    line: Mapping[str, str],
    load: TransferLoad | None,
    item_id: UUID | None,
    lot_id: UUID | None,
    place: UUID | None,
) -> Read:
    wrong: dict[str, str] = {}
    counted, damaged = (_pieces(line, name, wrong) for name in ("counted", "damaged"))
    if item_id is None:
        wrong["item"] = _("No item has this code.")
    if line.get("lot") and load is None and item_id is not None and lot_id is None:
        wrong["lot"] = _("This item has no such lot.")
    if damaged > counted:
        wrong["damaged"] = _("Damaged is part of what was counted.")
    if line.get("place") and place is None:
        wrong["place"] = _("No place of this warehouse has this code.")
    return Read(load, item_id, lot_id, counted, damaged, place, wrong)


def _pieces(line: Mapping[str, str], column: str, wrong: dict[str, str]) -> int:
    number = figure(line.get(column) or "0")
    if number is None or number < 0 or number != int(number):
        wrong[column] = _("Give a number, 0 or more.")
        return 0
    return int(number)


@grid_verb("transfers.receive_transfer")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = taking(by, pk), posted(asked)
    told, pieces = [], 0
    counted: dict[UUID, int] = {}
    for line, read in zip(sent.lines, _read(found, sent.lines), strict=True):
        warnings: dict[str, str] = {}
        pieces += read.counted
        if read.load is not None:
            total = counted[read.load.pk] = counted.get(read.load.pk, 0) + read.counted
            if total > read.load.to_come:
                warnings["counted"] = _("%s more than is to come.") % number_text(total - read.load.to_come)
        elif read.item_id is not None and read.counted:
            warnings["item"] = _("This was not sent with it: it becomes a difference.")
        cells = _cells(read.load) if read.load else {"open": "0"}
        told.append(
            {"key": line.get("key"), "cells": cells, "errors": dict(read.wrong), "warnings": warnings}
        )
    return {"lines": told, "totals": [{"label": _("Counted"), "text": number_text(pieces), "strong": True}]}


@grid_verb("transfers.receive_transfer")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = taking(by, pk), posted(asked)
    read = _read(found, sent.lines)
    wrong = {f"lines.{n}.{column}": says for n, one in enumerate(read) for column, says in one.wrong.items()}
    head = ReceiveHead(dict(sent.head))
    wrong |= {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    if wrong:
        raise Invalid(_("This cannot be taken in yet."), fields=wrong)
    transfers.receive_transfer(
        by,
        receipt_id=sent.id,
        transfer_id=pk,
        lines=[
            ArrivedInput(one.load.pk, one.counted, one.damaged, one.place_id)
            for one in read
            if one.load is not None and one.counted
        ],
        unsent=[
            UnsentInput(one.item_id, one.counted, one.lot_id, one.place_id)
            for one in read
            if one.load is None and one.item_id is not None and one.counted
        ],
        **head.cleaned_data,
    )
    if request.GET.get("hand"):
        return {"url": f"{address('hand_receive')}?warehouse={found.to_warehouse_id}&transfer={pk}"}
    messages.success(request, _("%s: what arrived was taken in.") % found.number)
    return {"url": address("transfer", pk)}


@page("transfers.receive_transfer")
def lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The items of this transfer for a further line; `?code=` is a scanned code, of any item or a place."""
    found = taking(by, pk)
    if code := request.GET.get("code", ""):
        # In pieces, as its lines are counted: a case's barcode counts what is in it.
        return JsonResponse(scanned_goods(by, code, warehouse_id=found.to_warehouse_id, lot="lot"))
    words = request.GET.get("q", "").lower().split()
    hits = {
        load.line.item.sku: load
        for load in transfers_queries.loads_of(pk)
        if all(word in f"{load.line.item.sku} {load.line.item.name}".lower() for word in words)
    }
    return JsonResponse(
        {
            "items": [
                {
                    "id": str(load.pk), "code": sku, "name": load.line.item.name, "label": load.line.item.name,
                    "detail": _cells(load)["open"], "unit": load.line.item.base_unit,
                    "units": [load.line.item.base_unit],
                }
                for sku, load in list(hits.items())[:12]
            ]
        }
    )  # fmt: skip

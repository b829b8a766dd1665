"""A transfer by grid: what is free in the sending warehouse stands beside each line as it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers import rules
from tradepost.domain.transfers.commands import TransferLineInput
from tradepost.domain.transfers.models import Transfer
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.amounts import amount_of, spelled, units_by_item
from tradepost.doors.office.parts.figures import figure, plain
from tradepost.doors.office.parts.posted import Posted, id_of, posted, version_of
from tradepost.doors.office.transfers.forms import EntryHead
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
    GridColumn("quantity", gettext_lazy("Quantity"), "figure", 9, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "unit", 9),
    GridColumn("lot", gettext_lazy("Lot"), "text", 12, help=gettext_lazy("Empty: what expires first")),
    GridColumn("free", gettext_lazy("Free there"), "shown_figure", 10),
    GridColumn("here", gettext_lazy("In the other"), "shown_figure", 10, narrow=False),
)
FIELDS = {"item_id": "item", "lot_id": "lot"}
PASTED = ("item", "quantity", "unit", "lot")


def _head(by: By, data: Mapping[str, str] | None = None, **kwargs: Any) -> EntryHead:
    return EntryHead(
        dict(data) if data is not None else None,
        warehouses=inventory_queries.warehouses_of_ours(by),
        **kwargs,
    )


@page("transfers.draft_transfer")
def entry(request: HttpRequest, by: By) -> HttpResponseBase:
    known = inventory_queries.warehouses_of_ours(by)
    if by.scope:
        messages.error(request, _("A transfer is entered by somebody who sees both warehouses."))
        return redirect(address("transfers"))
    if len(known) < 2:
        messages.info(request, _("A transfer goes from one warehouse to another: make a second one first."))
        return redirect(address("warehouses"))
    chosen = _ways([str(one.pk) for one in known], request.GET.get("from", ""), request.GET.get("to", ""))
    grid = _grid(str(new_id(by.now)), f"transfer:{by.actor_id}", [], address("transfer_submit"), _("Enter"))
    return _shown(
        request, grid, _head(by, auto_id="head_%s", initial=chosen), _("New transfer"), address("transfers")
    )


def _ways(known: Sequence[str], begin: str, end: str) -> dict[str, str]:
    """Both ends as the address names them; one that it does not name is the oldest of the others."""
    begin = begin if begin in known else next(one for one in known if one != end)
    end = end if end in known and end != begin else next(one for one in known if one != begin)
    return {"from_warehouse": begin, "to_warehouse": end}


def _grid(
    pk: str, draft: str, lines: list[dict[str, Any]], submit: str, label: str, **extra: Any
) -> OrderGrid:
    return OrderGrid(
        id=pk,
        label=_("Lines of the transfer"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("transfer_preview"),
        submit_url=submit,
        draft_key=draft,
        lines=lines,
        scans=True,
        paste_columns=PASTED,
        submit=label,
        extra=extra,
    )


def _shown(
    request: HttpRequest, grid: OrderGrid, head: EntryHead, title: str, back_url: str, back: str = ""
) -> HttpResponseBase:
    context = {
        "grid": grid,
        "head": head,
        "title": title,
        "back_url": back_url,
        "back_label": back or _("Transfers"),
    }
    return render(request, "office/grid.html", context)


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was typed: item and lot by their codes, the quantity where it is one."""

    item_id: UUID | None
    quantity: Decimal | None
    unit: str
    lot_id: UUID | None
    wrong: Mapping[str, str]


def typed_lines(lines: Sequence[Mapping[str, str]]) -> list[Typed]:
    """Four statements for any number of lines."""
    codes = [line.get("item", "") for line in lines]
    known = catalog_queries.items_by_codes(codes)
    ids = list({item.item_id for item in known.values()})
    units = units_by_item(ids)
    lots = inventory_queries.lot_ids(ids) if any(line.get("lot") for line in lines) else {}
    made = []
    for typed, code in zip(lines, codes, strict=True):
        item = known.get(code)
        line = spelled(typed, units.get(item.item_id, [])) if item else typed
        wrong: dict[str, str] = {}
        quantity = figure(line.get("quantity") or "1")
        if item is None:
            wrong["item"] = _("No item has this code.")
        if quantity is None or quantity <= 0:
            wrong["quantity"] = _("Give a quantity above zero.")
        lot_id = lots.get((item.item_id, line["lot"])) if item and line.get("lot") else None
        if item and line.get("lot") and lot_id is None:
            wrong["lot"] = _("This item has no such lot.")
        unit = line.get("unit") or (item.unit if item else "")
        made.append(Typed(item.item_id if item else None, quantity, unit, lot_id, wrong))
    return made


@grid_verb("transfers.draft_transfer")
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    typed = typed_lines(sent.lines)
    known = [line for line in typed if line.item_id]
    traded = iter(transfers_queries.traded([(line.item_id, line.unit) for line in known if line.item_id]))
    ids = list({line.item_id for line in known if line.item_id})
    units = units_by_item(ids)
    free, here = (_stock(sent.head.get(name, ""), ids, by) for name in ("from_warehouse", "to_warehouse"))
    told = []
    for line, read in zip(sent.lines, typed, strict=True):
        shown: dict[str, Any] = {
            "key": line.get("key"),
            "cells": {},
            "errors": dict(read.wrong),
            "warnings": {},
        }
        if read.item_id is not None:
            item = next(traded)
            there = free.get(read.item_id, 0)
            shown["cells"] = {
                "name": item.name if item else "",
                "free": number_text(there),
                "here": number_text(here.get(read.item_id, 0)),
            }
            shown["hints"] = {"quantity": "1", "unit": read.unit or (item.base_unit if item else "")}
            shown["units"] = units.get(read.item_id, [])
            shown |= _spoken(line, read)
            _judge(shown, rules.wanted(item, read.quantity or Decimal(1)), there)
        told.append(shown)
    propose(sent.lines, told)
    count = len(known)
    return {"lines": told, "totals": [{"label": _("Lines"), "text": number_text(count), "strong": True}]}


def _judge(shown: dict[str, Any], found: rules.Wanted | rules.Faulty, there: int) -> None:
    """What is wrong with a line, and where less is free than asked."""
    if isinstance(found, rules.Faulty):
        shown["errors"].setdefault(FIELDS.get(found.field, found.field), found.says)
    elif found.quantity > there:
        shown["warnings"]["quantity"] = _("Only %s are free there now.") % number_text(there)


def _spoken(line: Mapping[str, str], read: Typed) -> dict[str, Any]:
    """What "2cs" was taken for, where somebody typed so."""
    spoken = amount_of(line.get("quantity", ""))[1] or line.get("unit", "") != read.unit
    if read.quantity is None or not line.get("quantity") or not spoken:
        return {}
    return {"typed": {"quantity": plain(read.quantity), "unit": read.unit}}


def _stock(warehouse: str, ids: Sequence[UUID], by: By) -> dict[UUID, int]:
    """What nobody was promised there, of items; nothing where no warehouse of theirs is chosen."""
    try:
        warehouse_id = inventory_queries.visible_warehouse(by, id_of(warehouse)).pk
    except (Invalid, NotFound):
        return {}
    wanted = [(item_id, 1) for item_id in ids]
    found = inventory_queries.availability(warehouse_id, wanted=wanted, on=by.now.date()) if wanted else []
    return {one.item_id: one.available for one in found}


@grid_verb("transfers.draft_transfer")
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    given, lines = _read(by, sent)
    try:
        made = transfers.draft_transfer(by, transfer_id=sent.id, lines=lines, **given)
    except Invalid as refusal:
        raise in_grid_words(refusal) from None
    messages.success(request, _("%s was entered.") % made.number)
    return {"url": address("transfer", made.pk)}


def _read(by: By, sent: Posted) -> tuple[dict[str, Any], list[TransferLineInput]]:
    """What the head and the lines say. Raises Invalid with what is wrong with them."""
    head = _head(by, sent.head)
    wrong = {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    typed = typed_lines(sent.lines)
    for place, line in enumerate(typed):
        wrong |= {f"lines.{place}.{name}": says for name, says in line.wrong.items()}
    if wrong:
        raise Invalid(_("This transfer cannot be made yet."), fields=wrong)
    given = {
        "from_warehouse_id": id_of(head.cleaned_data["from_warehouse"]),
        "to_warehouse_id": id_of(head.cleaned_data["to_warehouse"]),
        "expected_on": head.cleaned_data["expected_on"],
        "note": head.cleaned_data["note"],
    }
    lines = [
        TransferLineInput(line.item_id, line.quantity or Decimal(0), line.unit, line.lot_id)
        for line in typed
        if line.item_id
    ]
    return given, lines


def in_grid_words(refusal: Invalid) -> Invalid:
    """The same refusal at the grid's own columns and fields."""
    fields = {}
    for path, says in (refusal.facts.get("fields") or {}).items():
        front, _dot, name = str(path).rpartition(".")
        fields[f"{front}.{FIELDS.get(name, name)}" if front else name.removesuffix("_id")] = says
    return Invalid(refusal.message, **{**refusal.facts, "fields": fields})


# ---- a draft again


def own(by: By, pk: UUID) -> Transfer:
    """A transfer that leaves a warehouse of the actor's. Raises NotFound."""
    transfers_queries.refuse_elsewhere(by, pk, sending=True)
    return transfers_queries.transfer(by, pk)


@page("transfers.change_transfer")
def edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = own(by, pk)
    if found.state != "draft":
        messages.error(request, _("%s is no draft any more and cannot be rewritten.") % found.number)
        return redirect(address("transfer", pk))
    lines = [
        {
            "key": str(line.pk),
            "item": line.item.sku,
            "quantity": plain(line.typed_quantity),
            "unit": line.unit,
            "lot": line.lot.code if line.lot else "",
            "cells": {"name": line.item.name},
        }
        for line in transfers_queries.lines_of(pk)
    ]
    head = _head(
        by,
        auto_id="head_%s",
        initial={
            "from_warehouse": str(found.from_warehouse_id),
            "to_warehouse": str(found.to_warehouse_id),
            "expected_on": found.expected_on,
            "note": found.note,
        },
    )
    submit_url = address("transfer_edit_submit", pk)
    draft = f"transfer-edit:{pk}:{by.actor_id}"
    grid = _grid(str(pk), draft, lines, submit_url, _("Save"), version=found.version)
    title = _("Edit %s") % found.number
    return _shown(request, grid, head, title, address("transfer", pk), found.number)


@grid_verb("transfers.change_transfer")
def edit_submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    own(by, pk)
    given, lines = _read(by, posted(asked))
    try:
        transfers.change_transfer(by, transfer_id=pk, version=version_of(asked), lines=lines, **given)
    except Invalid as refusal:
        raise in_grid_words(refusal) from None
    messages.success(request, _("Saved."))
    return {"url": address("transfer", pk)}

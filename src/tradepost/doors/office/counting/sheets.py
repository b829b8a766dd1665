"""Counting at the keyboard: the sheet in the order of the walk, and goods named by place and code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.counting.models import Count, CountLine
from tradepost.domain.counting.rules import LINE_STATES, MOST_PIECES
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.counting.forms import SheetHead
from tradepost.doors.office.counting.words import lines_text
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import Posted, day_typed, posted
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid
from tradepost.render.sentences import said

AT_ONCE = 100
"""Lines of one sheet on the screen; the next ones come when they are saved."""
_PLACE = GridColumn("place", gettext_lazy("Place"), "shown", 12)
_EXPECTED = GridColumn("expected", gettext_lazy("Expected"), "shown_figure", 10)
_REST = (
    GridColumn("item", gettext_lazy("Item"), "shown", 16),
    GridColumn("name", gettext_lazy("Name"), "shown", 24, grow=True, narrow=False),
    GridColumn("lot", gettext_lazy("Lot"), "shown", 12),
)
_COUNTED = (
    GridColumn("counted", gettext_lazy("Counted"), "figure", 10, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 8),
)
BY_CODE = (
    GridColumn("place", gettext_lazy("Place"), "text", 12, required=True),
    GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
    GridColumn("counted", gettext_lazy("Counted"), "figure", 10, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 8),
    GridColumn("lot", gettext_lazy("Lot"), "text", 12),
    GridColumn("expires", gettext_lazy("Expires"), "day", 12),
    GridColumn("best_before", gettext_lazy("Best before"), "day", 12),
)


# ---- the sheet


@page("counting.record_counts")
def count_sheet(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The next lines of the walk: those without a number, or with `again` all, for a second person."""
    found, asked = counting_queries.count(by, pk), _asked(request)
    lines = _next(by, found, asked)
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("What lies there"),
        columns=[_PLACE, *_REST, *([] if found.is_blind else [_EXPECTED]), *_COUNTED],
        preview_url=address("count_sheet_preview", pk),
        submit_url=f"{address('count_sheet_submit', pk)}?{urlencode(asked)}",
        lookup_url=address("count_sheet_lookup", pk),
        draft_key=f"count:{pk}:{asked['place']}:{asked['after']}:{by.actor_id}",
        lines=[loaded(found, line) for line in lines],
        submit=_("Save what was counted"),
        can_add=False,
        scans=True,
        counts="counted",
    )
    title = _("Count %s") % " ".join((found.number, asked["place"])).strip()
    return _shown(request, found, grid, title, _says(asked, lines), asked)


def _says(asked: Mapping[str, str], lines: Sequence[CountLine]) -> str:
    if not lines:
        return _("Nothing is left to count here.")
    empty = _("Empty: not counted. 0: nothing lies there.")
    paper = _("Scan the barcode of a line on the paper, type its number; or type down the column.")
    return f"{paper} {empty}" if asked["paper"] else empty


def loaded(found: Count, line: CountLine) -> dict[str, Any]:
    """A line as the grid gets it."""
    return {"key": str(line.pk), "cells": cells_of(found, line)}


def _asked(request: HttpRequest) -> dict[str, str]:
    """Which part of the sheet an address means."""
    after = request.GET.get("after", "")
    return {
        "place": request.GET.get("place", "")[:120],
        "after": after if after.isascii() and after.isdigit() and len(after) < 9 else "0",
        "again": "yes" if request.GET.get("again") == "yes" else "",
        "paper": "yes" if request.GET.get("paper") == "yes" else "",
        "counter": request.GET.get("counter", "")[:200],
        "counted_at": request.GET.get("counted_at", "")[:40],
    }


def _next(by: By, found: Count, asked: Mapping[str, str], limit: int = AT_ONCE) -> list[CountLine]:
    if found.state != "counting":
        return []
    states = ("open", "recount", "counted") if asked["again"] else ("open", "recount")
    return counting_queries.sheet_lines(
        by, found.pk, states=states, place=asked["place"], after=int(asked["after"]), limit=limit
    )


def cells_of(found: Count, line: CountLine) -> dict[str, str]:
    cells = {
        "place": line.place.code,
        "item": line.item.sku,
        "name": line.item.name,
        "lot": line.lot.code if line.lot else "",
        "unit": line.item.base_unit,
    }
    return cells if found.is_blind else {**cells, "expected": number_text(line.book)}


def _shown(
    request: HttpRequest,
    found: Count,
    grid: OrderGrid,
    title: str,
    says: str,
    asked: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    """`asked` may say that it is keyed from paper, by whom it was counted and when: the next lines of it too."""
    given = {name: (asked or {}).get(name, "") for name in ("counter", "counted_at")}
    initial = {**given, "source": "paper" if asked and asked["paper"] else "screen"}
    context = {
        "grid": grid,
        "head": SheetHead(auto_id="head_%s", initial=initial),
        "title": title,
        "back_url": address("count", found.pk),
        "back_label": found.number,
        "notices": [{"tone": "info", "text": says}],
    }
    return render(request, "office/grid.html", context)


@grid_verb("counting.record_counts")
def count_sheet_preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = counting_queries.count(by, pk), posted(asked)
    known = known_lines(by, found, sent)
    told = []
    for line in sent.lines:
        row = known.get(line.get("key", ""))
        errors = {"counted": says} if (says := fault_of(line)) else {}
        told.append({"key": line.get("key"), "cells": cells_of(found, row) if row else {}, "errors": errors})
    return {"lines": told, "totals": _totals(sent)}


@grid_verb("counting.record_counts")
def count_sheet_submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = counting_queries.count(by, pk), posted(asked)
    known = known_lines(by, found, sent)
    wrong, lines = {}, []
    for number, line in enumerate(sent.lines):
        row = known.get(line.get("key", ""))
        if not line.get("counted"):
            continue
        if row is None:
            wrong[f"lines.{number}.counted"] = _("This line is no longer there. Load the page again.")
        elif says := fault_of(line):
            wrong[f"lines.{number}.counted"] = says
        else:
            lines.append(CountedInput(row.place_id, row.item_id, quantity_of(line), row.lot_id))
    record_lines(request, by, found, sent, lines, wrong)
    shown = _asked(request)
    if sent.head.get("source") == "paper":
        shown |= {"paper": "yes", **{name: sent.head.get(name, "") for name in ("counter", "counted_at")}}
    else:  # from paper lines are scanned in any order, so none is passed by
        shown["after"] = str(max((row.position for row in known.values()), default=0))
    after = _next(by, counting_queries.count(by, pk), shown, 1)
    return {"url": f"{address('count_sheet', pk)}?{urlencode(shown)}" if after else address("count", pk)}


@page("counting.record_counts")
def count_sheet_lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Which line a scanned code means: that of its label on the paper; or by its bin or goods, where it is one only."""
    found = counting_queries.count(by, pk)
    scanned = reports_queries.scanned_one(by, request.GET.get("code", ""), warehouse_id=found.warehouse_id)
    own = next((fit for fit in scanned.fits if fit.kind == "count"), None)
    if own and own.id != pk:
        return _no_line(_("%s is another count.") % own.label)
    if own and not own.line:
        return _no_line(_("This is the sheet. Scan the barcode of a line on it."))
    if own:
        lines = counting_queries.sheet_lines(by, pk, states=LINE_STATES, after=own.line - 1, limit=1)
        lines = [line for line in lines if line.position == own.line]
    else:
        items = [str(fit.id) for fit in scanned.fits if fit.kind == "item"]
        where = {"item": items} if items else {"place": [str(scanned.place.id)]} if scanned.place else None
        if where is None:
            return _no_line(said(scanned.says) or _("Scan the barcode of a line on the paper."))
        lines = counting_queries.LINES.page(by, filters={"count": [str(pk)], **where}, limit=2).rows
    if len(lines) > 1:
        return _no_line(_("Several lines are about it. Scan the barcode of the line on the paper."))
    if not lines:
        return _no_line(_("This count has no such line. Count it by code, then it is added."))
    return JsonResponse({"items": [], "line": loaded(found, lines[0])})


def _no_line(says: str) -> HttpResponseBase:
    return JsonResponse({"items": [], "says": says})


def known_lines(by: By, found: Count, sent: Posted) -> dict[str, CountLine]:
    keys = [line.get("key", "") for line in sent.lines]
    ids = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
    return {str(pk): row for pk, row in counting_queries.lines_of(by, found.pk, ids).items()}


def fault_of(line: Mapping[str, str]) -> str:
    """What is wrong with what was typed as counted; empty: nothing, or nothing was typed."""
    typed = line.get("counted", "")
    number = figure(typed)
    if typed and (number is None or number < 0 or number != int(number) or number > MOST_PIECES):
        return _("Give what lies there, 0 or more.")
    return ""


def quantity_of(line: Mapping[str, str]) -> int:
    return int(figure(line.get("counted", "")) or 0)


def _totals(sent: Posted) -> list[dict[str, Any]]:
    count = sum(1 for line in sent.lines if line.get("counted"))
    return [{"label": _("Lines counted"), "text": number_text(count), "strong": True}]


def record_lines(
    request: HttpRequest,
    by: By,
    found: Count,
    sent: Posted,
    lines: Sequence[CountedInput],
    wrong: dict[str, str],
    source: str = "screen",
) -> None:
    """Say the one command, with who counted and when from the head. Raises Invalid with every fault."""
    head = SheetHead(dict(sent.head))
    if not head.is_valid():
        wrong |= {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    if wrong:
        raise Invalid(_("This cannot be taken in yet."), fields=wrong)
    if not lines:
        raise Invalid(_("Count at least one line."))
    given = head.cleaned_data
    counting.record_counts(
        by,
        batch_id=sent.id,
        count_id=found.pk,
        lines=lines,
        source=given["source"] or source,
        counter=given["counter"],
        counted_at=moment_of(found, given["counted_at"]),
    )
    messages.success(request, _("%s counted.") % lines_text(len(lines)))


def moment_of(found: Count, typed: datetime | None) -> datetime | None:
    """People write minutes: the minute in which counting began is not before it."""
    if typed and found.started_at and typed >= found.started_at.replace(second=0, microsecond=0):
        return max(typed, found.started_at)
    return typed


# ---- by place and code


@page("counting.record_counts")
def count_found(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Any goods by place and code: what was found beside the sheet too."""
    found = counting_queries.count(by, pk)
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("What lies there"),
        columns=BY_CODE,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("count_found_preview", pk),
        submit_url=address("count_found_submit", pk),
        draft_key=f"count-found:{pk}:{by.actor_id}",
        submit=_("Save what was counted"),
        paste_columns=("place", "item", "counted", "lot", "expires", "best_before"),
    )
    says = _("What does not stand on the sheet is added to it.")
    return _shown(request, found, grid, _("Count %s by code") % found.number, says)


@dataclass(frozen=True, slots=True)
class Read:
    """A line as read, and what is wrong with it by column."""

    item: Item | None
    place_id: UUID | None
    expires: date | None
    best_before: date | None
    wrong: Mapping[str, str]


def read_by_code(by: By, found: Count, lines: Sequence[Mapping[str, str]]) -> list[Read]:
    codes = [line.get("item", "") for line in lines]
    named = catalog_queries.items_by_codes(codes)
    items = {one.pk: one for one in catalog_queries.items_of(by, [one.item_id for one in named.values()])}
    places = inventory_queries.place_ids(found.warehouse_id, [line.get("place", "") for line in lines])
    return [
        _read_line(
            line,
            items.get(named[code].item_id) if code in named else None,
            places.get(line.get("place", "").upper()),
        )
        for line, code in zip(lines, codes, strict=True)
    ]


def _read_line(line: Mapping[str, str], item: Item | None, place_id: UUID | None) -> Read:
    wrong: dict[str, str] = {}
    if place_id is None:
        wrong["place"] = _("No place of this warehouse has this code.")
    if item is None:
        wrong["item"] = _("No item has this code.")
    if not line.get("counted") or fault_of(line):
        wrong["counted"] = _("Give what lies there, 0 or more.")
    expires, best = (day_typed(line, name, wrong) for name in ("expires", "best_before"))
    if item is not None and item.is_traced != bool(line.get("lot")):
        wrong["lot"] = _("Say the lot.") if item.is_traced else _("This item has no lots.")
    return Read(item, place_id, expires, best, wrong)


@grid_verb("counting.record_counts")
def count_found_preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = counting_queries.count(by, pk), posted(asked)
    told = []
    for line, read in zip(sent.lines, read_by_code(by, found, sent.lines), strict=True):
        cells = {"name": read.item.name, "unit": read.item.base_unit} if read.item else {}
        shown = {name: says for name, says in read.wrong.items() if line.get(name) or name == "lot"}
        told.append({"key": line.get("key"), "cells": cells, "errors": shown})
    return {"lines": told, "totals": _totals(sent)}


@grid_verb("counting.record_counts")
def count_found_submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found, sent = counting_queries.count(by, pk), posted(asked)
    read = read_by_code(by, found, sent.lines)
    wrong = {f"lines.{n}.{column}": says for n, one in enumerate(read) for column, says in one.wrong.items()}
    lines = [
        CountedInput(
            one.place_id,
            one.item.pk,
            quantity_of(line),
            lot_code=line.get("lot", ""),
            expires_on=one.expires,
            best_before_on=one.best_before,
        )
        for one, line in zip(read, sent.lines, strict=True)
        if one.item is not None and one.place_id is not None
    ]
    record_lines(request, by, found, sent, lines, wrong)
    return {"url": address("count", pk)}

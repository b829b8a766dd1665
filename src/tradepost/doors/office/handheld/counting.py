"""Counting by scan: which count, which aisle, then from bin to bin; each number keeps the moment of its scan."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.counting.models import Count, CountLine
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.reports.queries import Scanned
from tradepost.doors.office.counting import sheets
from tradepost.doors.office.counting.screens import scope_text
from tradepost.doors.office.handheld.choosing import Choice, Way, choose
from tradepost.doors.office.handheld.words import hand_words
from tradepost.doors.office.handheld.work import not_this
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, posted
from tradepost.doors.office.parts.scanned import scanned_goods
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

SHOWN = 40
DAYS = ("expires", "best_before")
"""The columns of a lot's last day and its best-before day."""
LONGEST_AGO = timedelta(days=14)
"""So long a phone keeps what was counted; who tells of more has a clock that jumped."""
_AISLE = re.compile(r"^(.*[^0-9A-Za-z])[0-9A-Za-z]*$")


# ---- which count


@page("counting.record_counts")
def count(request: HttpRequest, by: By) -> HttpResponseBase:
    """What is to be counted in this warehouse, the oldest first."""

    def asked(by: By, warehouse: Warehouse) -> Choice:
        saved, url = _saved(by, request)
        return Choice(
            title=_("Count"),
            here=address("hand_count"),
            back=f"{address('handheld')}?warehouse={warehouse.pk}",
            back_label=_("Handheld"),
            ask=_("Scan the sheet, or choose"),
            ways=[_way(one) for one in _open(by, warehouse)],
            nothing=_("Nothing is to be counted here."),
            done=saved,
            done_url=url,
        )

    return choose(request, by, asked, _found)


def _open(by: By, warehouse: Warehouse) -> Sequence[Count]:
    asked = {"warehouse": [str(warehouse.pk)], "state": ["planned", "counting"]}
    return counting_queries.COUNTS.page(by, filters=asked, sort="planned", limit=SHOWN).rows


def _way(one: Count) -> Way:
    left = one.lines_count - one.counted_count
    said = _("to be begun") if one.state == "planned" else _("%s left") % number_text(left)
    return Way(address("hand_count_of", one.pk), one.number, scope_text(one), said,
               "warn" if one.recount_count else "")  # fmt: skip


def _saved(by: By, request: HttpRequest) -> tuple[str, str]:
    if not (pk := request.GET.get("count")):
        return "", ""
    one = counting_queries.count(by, id_of(pk))
    return _("%s: everything on it is counted.") % one.number, address("count", one.pk)


def _found(by: By, warehouse: Warehouse, found: Scanned) -> Sequence[Way]:
    papers = [fit for fit in found.fits if fit.kind == "count"]
    if not papers:
        raise Invalid(not_this(found, _("Scan the sheet of a count.")))
    one = counting_queries.count(by, papers[0].id)
    if one.warehouse_id != warehouse.pk or one.state not in ("planned", "counting"):
        raise Invalid(_("%s: nothing of it is to be counted here.") % one.number)
    return [_way(one)]


# ---- which part of it


@page("counting.record_counts")
def count_of(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Its aisles, each with how far it is; a scanned bin begins in its aisle. One aisle alone needs no choice."""
    one = counting_queries.count(by, pk)
    if one.state == "planned":
        may = access_queries.may(by, "counting.start_count")
        back = f"{address('hand_count')}?warehouse={one.warehouse_id}"
        return render(request, "office/handheld/begin.html", {"count": one, "back": back, "may": may})
    aisles = counting_queries.aisles_of(pk)
    if request.method != "POST" and len(aisles) < 2:
        return redirect(address("hand_count_sheet", pk))

    def asked(by: By, warehouse: Warehouse) -> Choice:
        return Choice(
            title=one.number,
            here=address("hand_count_of", pk),
            back=f"{address('hand_count')}?warehouse={one.warehouse_id}",
            back_label=_("Count"),
            ask=_("Scan a bin, or choose an aisle"),
            ways=[_aisle(one, aisle) for aisle in aisles],
        )

    def found(by: By, warehouse: Warehouse, scanned: Scanned) -> Sequence[Way]:
        if scanned.place is None or scanned.place.warehouse_id != one.warehouse_id:
            raise Invalid(not_this(scanned, _("Scan the barcode of a bin.")))
        code = scanned.place.label
        begins = _AISLE.match(code)
        return [Way(_sheet_url(one, begins[1] if begins else "", scan=code), code)]

    return choose(request, by, asked, found)


def _aisle(one: Count, aisle: counting_queries.Aisle) -> Way:
    done = f"{number_text(aisle.counted)} / {number_text(aisle.lines)}"
    again = _("%s to be counted again") % number_text(aisle.recount) if aisle.recount else ""
    tone = "warn" if aisle.recount else "good" if not aisle.left else ""
    return Way(_sheet_url(one, aisle.begins), aisle.begins, again, done, tone)


def _sheet_url(one: Count, place: str, **more: str) -> str:
    asked = {**({"place": place} if place else {}), **more}
    return address("hand_count_sheet", one.pk) + (f"?{urlencode(asked)}" if asked else "")


@verb("counting.start_count", back="office:hand_count_of")
def begin(request: HttpRequest, by: By, pk: UUID) -> str:
    one = counting.start_count(by, count_id=counting_queries.count(by, pk).pk)
    return done(request, _("Counting began. Goods may go on moving."), address("hand_count_of", one.pk))


# ---- from bin to bin


@page("counting.record_counts")
def sheet(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    one, place = counting_queries.count(by, pk), request.GET.get("place", "")[:120]
    back = f"{address('hand_count')}?warehouse={one.warehouse_id}"
    if one.state != "counting":
        return redirect(address("hand_count_of", pk) if one.state == "planned" else back)
    lines = _lines(by, one, place)
    expected = [] if one.is_blind else [GridColumn("expected", _("Expected"), "shown_figure")]
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("What lies there"),
        columns=[*sheets.BY_CODE, *expected],
        lookup_url=address("hand_count_lookup", pk),
        preview_url=address("hand_count_preview", pk),
        submit_url=f"{address('hand_count_submit', pk)}?{urlencode({'place': place})}",
        draft_key=f"hand-count:{pk}:{place}:{by.actor_id}",
        of_document=True,
        lines=[_loaded(one, line) for line in lines],
        submit=_("Save what was counted"),
        blank_rows=0,
        scans=True,
        counts="counted",
        scan_sets=("lot", *DAYS),
    )
    context = {
        "grid": grid, "leads": "place", "title": " ".join(part for part in (one.number, place) if part),
        "subtitle": scope_text(one), "back": back, "back_label": _("Count"),
        "ask": _("Scan the bin, then the goods"), "finish": _("Look it over"),
        "end": _("Save what was counted?"), "hand_words": hand_words(),
    }  # fmt: skip
    return render(request, "office/handheld/sheet.html", context)


def _lines(by: By, one: Count, place: str, limit: int = sheets.AT_ONCE) -> list[CountLine]:
    return counting_queries.sheet_lines(by, one.pk, states=("open", "recount"), place=place, limit=limit)


def _loaded(one: Count, line: CountLine) -> dict[str, Any]:
    days = (line.lot.expires_on, line.lot.best_before_on) if line.lot else (None, None)
    return {
        "key": str(line.pk), "place": line.place.code, "item": line.item.sku,
        "lot": line.lot.code if line.lot else "",
        **{name: day.isoformat() if day else "" for name, day in zip(DAYS, days, strict=True)},
        "cells": _cells(one, line),
    }  # fmt: skip


def _cells(one: Count, line: CountLine) -> dict[str, str]:
    cells = {"name": line.item.name, "unit": line.item.base_unit, "tracking": line.item.tracking}
    return cells if one.is_blind else {**cells, "expected": number_text(line.book), "all": str(line.book)}


@page("counting.record_counts")
def lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What a scanned code counts, or where one is."""
    one = counting_queries.count(by, pk)
    code = request.GET.get("code", "")
    return JsonResponse(scanned_goods(by, code, warehouse_id=one.warehouse_id, lot="lot", days=DAYS))


@grid_verb("counting.record_counts")
def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    one, sent = counting_queries.count(by, pk), posted(asked)
    known = sheets.known_lines(by, one, sent)
    told = []
    for line, read in zip(sent.lines, sheets.read_by_code(by, one, sent.lines), strict=True):
        row = known.get(line.get("key", ""))
        item = read.item
        cells = (
            _cells(one, row)
            if row
            else {"name": item.name, "unit": item.base_unit, "tracking": item.tracking}
            if item
            else {}
        )
        told.append({"key": line.get("key"), "cells": cells, "errors": dict(read.wrong)})
    return {"lines": told, "totals": []}


@grid_verb("counting.record_counts")
def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    one, sent = counting_queries.count(by, pk), posted(asked)
    read = sheets.read_by_code(by, one, sent.lines)
    wrong = {f"lines.{n}.{column}": says for n, one in enumerate(read) for column, says in one.wrong.items()}
    lines = [
        CountedInput(
            found.place_id, found.item.pk, sheets.quantity_of(line), lot_code=line.get("lot", ""),
            expires_on=found.expires, best_before_on=found.best_before,
            counted_at=_moment(by, one, line, asked.get("now")),
        )
        for found, line in zip(read, sent.lines, strict=True)
        if found.item is not None and found.place_id is not None
    ]  # fmt: skip
    sheets.record_lines(request, by, one, sent, lines, wrong, "scan")
    place = request.GET.get("place", "")[:120]
    if _lines(by, one, place, 1):
        return {"url": _sheet_url(one, place)}
    left = counting_queries.count(by, pk)
    if left.lines_count > left.counted_count + left.recount_count:
        return {"url": address("hand_count_of", pk)}
    return {"url": f"{address('hand_count')}?warehouse={one.warehouse_id}&count={pk}"}


def _moment(by: By, one: Count, line: Mapping[str, str], now: Any) -> datetime:
    """When this number was counted: so long ago as the phone's own clock says, but not before counting began."""
    at = line.get("at", "")
    if not (at.isascii() and at.isdigit() and len(at) < 15 and isinstance(now, int) and now < 10**15):
        return by.now
    ago = min(max(timedelta(milliseconds=now - int(at)), timedelta(0)), LONGEST_AGO)
    return max(by.now - ago, one.started_at or by.now)

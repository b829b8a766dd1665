"""Changing a confirmed order: the grid on its lines, the page that shows what it would do, and the history."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import ChangeAsked, ChangedLine, LineInput
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import Effect
from tradepost.domain.sales.rules.changing import typed_of
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.posted import Posted, id_of, posted, version_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.change_forms import ChangeHead, WordForm
from tradepost.doors.office.sales.change_kept import packed, unpacked
from tradepost.doors.office.sales.change_page import change_page, preview_page
from tradepost.doors.office.sales.change_words import cover_text
from tradepost.doors.office.sales.entry import (
    Sheet,
    columns,
    faults_by_line,
    in_cells,
    shown_line,
    typed_lines,
    typed_sheet,
)
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.formats import day_text, money_text
from tradepost.render.screens.grid import GridColumn, OrderGrid
from tradepost.render.sentences import said

KEPT_AT_ONCE = 5
"""Changes that somebody is looking at the preview of, kept in their session."""
Asked = Mapping[str, Any]


def _columns(houses: int) -> list[GridColumn]:
    """Those of a new order that mean something here."""
    return [column for column in columns(houses=houses) if column.key != "stock"]


def _shown(line: OrderLine) -> dict[str, Any]:
    """A line as it stands, with the price it was confirmed at."""
    factor = UnitFactor(line.unit_numerator, line.unit_denominator)
    stands = line.typed_quantity if not line.cancelled else typed_of(line.quantity - line.cancelled, factor)
    return {
        **shown_line(line, offered=True),
        "quantity": plain(stands),
        "unit": line.unit or line.item.base_unit,
        "discount": plain(line.discount_percent) if line.discount_percent else "",
        "wanted": line.requested_on.isoformat() if line.requested_on else "",
        "from": line.warehouse.code if line.warehouse else "",
    }


def _standing(pk: UUID) -> list[OrderLine]:
    return [x for x in typed_lines(sales_queries.lines_with_items(pk)) if x.quantity > x.cancelled]


@page("sales.apply_change")
def order_change(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.order(by, pk)
    if found.state != "confirmed":
        sentence = _("%s is not confirmed, or is done: there is nothing to change.") % found.number
        messages.warning(request, sentence)
        return redirect(address("order", pk))
    initial: dict[str, Any] = {
        "requested_on": found.requested_on,
        "terms_days": found.terms_days,
        "shipping_address": found.shipping_address,
    }
    lines = [_shown(line) for line in _standing(pk)]
    if again := request.GET.get("again"):
        sent, _effect = _kept(request, found, id_of(again))
        initial, lines = dict(sent.head), [dict(line) for line in sent.lines]
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Lines of the order"),
        columns=_columns(len(inventory_queries.own_warehouses())),
        lookup_url=address("order_items"),
        preview_url=address("order_change_foresee", pk),
        submit_url=address("order_change_submit", pk),
        draft_key=f"order-change-{pk}:{by.actor_id}",
        of_document=True,
        scans=True,
        remembers=True,
        lines=lines,
        submit=_("See what it does"),
        extra={"version": found.version},
    )
    context = {
        "grid": grid,
        "head": ChangeHead(auto_id="head_%s", initial=initial),
        "title": _("Change %(order)s · %(customer)s")
        % {"order": found.number, "customer": found.customer_name},
        "back_url": address("order", pk),
        "back_label": found.number,
    }
    return render(request, "office/grid.html", context)


# ---- what was typed, against what stands


def _head(order: Order, sent: Posted, *, strict: bool) -> dict[str, Any]:
    """What is said over the lines; while it is typed, what cannot be read is left out."""
    form = ChangeHead(dict(sent.head))
    valid = form.is_valid()
    if not valid and strict:
        fields = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items()}
        raise Invalid(_("This cannot be sent yet."), fields=fields)
    kept = form.cleaned_data
    day = kept.get("requested_on")
    found: dict[str, Any] = {"reason": kept.get("reason", ""), "wants_word": bool(kept.get("wants_word"))}
    if "requested_on" in kept and day != order.requested_on:
        found |= {"requested_on": day, "no_day": day is None}
    if kept.get("terms_days") is not None:
        found["terms_days"] = kept["terms_days"]
    text = "\n".join(str(kept.get("shipping_address", "")).splitlines())
    if text and text != order.shipping_address:
        found["shipping_address"] = text
    return found


def asked_of(by: By, order: Order, sent: Posted, *, strict: bool = True) -> tuple[ChangeAsked, list[int]]:
    """What is to be other, and for each line of it its place in the grid (-1: taken out of it). Raises Invalid."""
    customer = {**sent.head, "customer": str(order.customer_id)}
    sheet = typed_sheet(by, Posted(sent.id, customer, sent.lines))
    typed = sheet.inputs()
    standing = {line.pk: line for line in _standing(order.pk)}
    lines: list[ChangedLine] = []
    places: list[int] = []
    kept: set[UUID] = set()
    for place, one in enumerate(typed):
        line = standing.get(one.line_id) if one.line_id else None
        if line is None or line.item_id != one.item_id:
            lines.append(_new(one))
            places.append(place)
            continue
        kept.add(line.pk)
        changed = _changed(line, one, sheet, place)
        if changed is not None:
            lines.append(changed)
            places.append(place)
    gone = [ChangedLine(pk, quantity=ZERO) for pk in standing if pk not in kept]
    return ChangeAsked([*lines, *gone], **_head(order, sent, strict=strict)), [*places, *[-1] * len(gone)]


def _new(one: LineInput) -> ChangedLine:
    return ChangedLine(
        None, one.item_id, one.quantity, one.unit, one.unit_price, one.discount_percent, one.requested_on,
        note=one.note, warehouse_id=one.warehouse_id,
    )  # fmt: skip


def _changed(line: OrderLine, one: LineInput, sheet: Sheet, place: int) -> ChangedLine | None:
    """What is other on a line; None: nothing. Another unit with the old price beside it is priced anew."""
    before = _shown(line)
    unit = one.unit if one.unit not in (line.unit, before["unit"]) else None
    price = one.unit_price if one.unit_price != line.unit_price else None
    discount = one.discount_percent if one.discount_percent != line.discount_percent else None
    same_day = one.requested_on == line.requested_on
    moved = sheet.house_of(sheet.lines[place])
    changed = ChangedLine(
        line.pk,
        quantity=one.quantity if unit or plain(one.quantity) != before["quantity"] else None,
        unit=unit,
        unit_price=price,
        discount_percent=discount,
        requested_on=None if same_day else one.requested_on,
        no_day=not same_day and one.requested_on is None,
        note=None if one.note == line.note else one.note,
        warehouse_id=moved if moved and moved != line.warehouse_id else None,
    )
    return None if changed == ChangedLine(line.pk) else changed


# ---- the grid's requests


@grid_verb("sales.apply_change")
def order_change_foresee(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    """While it is typed: the change is rehearsed, and its lines show what would be."""
    order = sales_queries.order(by, pk)
    sent = posted(asked)
    customer = {**sent.head, "customer": str(order.customer_id)}
    sheet = typed_sheet(by, Posted(sent.id, customer, sent.lines))
    standing = {str(line.pk): line for line in _standing(pk)}
    lines = [_told(sheet, place, standing, order.currency) for place in range(len(sheet.lines))]
    try:
        wanted, places = asked_of(by, order, sent, strict=False)
        effect = sales.preview_change(by, order_id=pk, asked=wanted)
    except sales.NothingChanged:
        return {"lines": lines, "totals": _totals(order, None), "notices": []}
    except Invalid as refusal:
        for at, told in faults_by_line(refusal).items():
            place = places[at] if at < len(places) else -1
            if place >= 0:
                lines[place]["errors"] |= told
        notice = {"tone": "warn", "text": said(refusal.message)}
        return {"lines": lines, "totals": _totals(order, None), "notices": [notice]}
    _fill(lines, sheet, effect)
    notices = [{"tone": "warn", "text": said(note)} for _kind, note in effect.holds]
    return {"lines": lines, "totals": _totals(order, effect), "notices": notices}


def _told(sheet: Sheet, place: int, standing: Mapping[str, OrderLine], currency: str) -> dict[str, Any]:
    """A line as it stands, until the rehearsal says otherwise."""
    typed = sheet.lines[place]
    hit = sheet.found.get(typed.get("item", ""))
    line = standing.get(typed.get("key", ""))
    shown = (
        {"net": money_text(line.net, currency), "promise": _day(line.promised_on, sheet.on)} if line else {}
    )
    return {
        "key": typed.get("key"),
        "cells": {"name": hit.name if hit else "", **shown},
        "hints": {},
        "units": sheet.units_of(typed),
        "errors": dict(sheet.faults.get(place, {})),
        "warnings": {},
        "why": {},
    }


def _fill(lines: Sequence[dict[str, Any]], sheet: Sheet, effect: Effect) -> None:
    """The net and the day of each line that is other; new lines stand in their order, behind all others."""
    known = {str(row.line_id): row for row in effect.lines}
    added = [row for row in effect.lines if not row.was and row.now]
    fresh = iter(added)
    for line in lines:
        row = known.get(str(line["key"]))
        if row is None and line["key"] and not _is_id(str(line["key"])):
            row = next(fresh, None)
        if row is None or not row.now:
            continue
        day = row.now["promised_on"]
        line["cells"] |= {
            "net": money_text(Decimal(row.now["net"]), effect.currency),
            "promise": _day(date.fromisoformat(day) if day else None, sheet.on),
        }
        line["why"]["promise"] = cover_text(row)


def _day(day: date | None, today: date) -> str:
    return day_text(day, today) if day else _("not yet")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _totals(order: Order, effect: Effect | None) -> list[dict[str, Any]]:
    net = effect.net if effect else (order.net_total, order.net_total)
    total = effect.total if effect else (order.total, order.total)
    rows = [(_("Net before"), net[0], False), (_("Net"), net[1], False), (_("Total before"), total[0], False)]
    rows.append((_("Total %s") % order.currency, total[1], True))
    return [
        {"label": label, "text": money_text(amount, order.currency), "strong": strong}
        for label, amount, strong in rows
    ]


@grid_verb("sales.apply_change")
def order_change_submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    """Rehearse it, keep what was typed with the session, and lead to the page that shows what it would do."""
    order = sales_queries.order(by, pk)
    sent = posted(asked)
    wanted, places = asked_of(by, order, sent)
    try:
        effect = sales.preview_change(by, order_id=pk, asked=wanted, version=version_of(asked))
    except Invalid as refusal:
        raise in_cells(_at_places(refusal, places)) from None
    _keep(request, sent, order, effect)
    return {"url": address("order_change_preview", pk, sent.id)}


def _keep(request: HttpRequest, sent: Posted, order: Order, effect: Effect) -> None:
    """With the session: what was typed, and what it would do as somebody sees it."""
    kept = dict(request.session.get("changes") or {})
    kept[str(sent.id)] = {
        "order": str(order.pk),
        "head": dict(sent.head),
        "lines": sent.lines,
        "effect": packed(effect),
    }
    request.session["changes"] = dict(list(kept.items())[-KEPT_AT_ONCE:])


def _at_places(refusal: Invalid, places: Sequence[int]) -> Invalid:
    """The same refusal with its lines at their places in the grid."""
    fields = {}
    for path, sentence in (refusal.facts.get("fields") or {}).items():
        word, _dot, rest = str(path).partition(".")
        at, _dot, name = rest.partition(".")
        if word == "lines" and at.isdecimal() and int(at) < len(places):
            at = str(places[int(at)])
        fields[f"{word}.{at}.{name}" if rest else word] = sentence
    return Invalid(refusal.message, fields=fields)


def _kept(request: HttpRequest, order: Order, change_id: UUID) -> tuple[Posted, Effect]:
    found = (request.session.get("changes") or {}).get(str(change_id))
    if not found or found["order"] != str(order.pk):
        raise NotFound(_("This change is not kept any more. Open the order and change it again."))
    return Posted(change_id, found["head"], found["lines"]), unpacked(found["effect"])


# ---- the pages


@page("sales.apply_change")
def order_change_preview(request: HttpRequest, by: By, pk: UUID, change_id: UUID) -> HttpResponseBase:
    """What it would do as it was rehearsed; making it says when that is no longer true."""
    order = sales_queries.order(by, pk)
    sent, effect = _kept(request, order, change_id)
    return answer_document(request, preview_page(by, order, change_id, sent.head, effect))


@verb("sales.apply_change", back=lambda pk, change_id: address("order_change_preview", pk, change_id))
def order_change_apply(request: HttpRequest, by: By, pk: UUID, change_id: UUID) -> str:
    order = sales_queries.order(by, pk)
    if any(made.pk == change_id for made in sales_queries.changes_of_order(pk)):
        return address("order_change_made", change_id)
    sent, _effect = _kept(request, order, change_id)
    wanted, _places = asked_of(by, order, sent)
    seen = str(request.POST.get("seen", "")) or "nothing"
    try:
        made = sales.apply_change(by, change_id=change_id, order_id=pk, asked=wanted, seen=seen)
    except ChangedMeanwhile:
        # Back on the page they see what it would do now.
        _keep(request, sent, order, sales.preview_change(by, order_id=pk, asked=wanted))
        raise
    kept = dict(request.session.get("changes") or {})
    kept.pop(str(change_id), None)
    request.session["changes"] = kept
    messages.success(
        request, _("Change %(n)s of %(order)s is made.") % {"n": made.number, "order": order.number}
    )
    return address("order_change_made", made.pk)


@page("sales.read")
def order_change_made(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    change = sales_queries.change_set(pk)
    order = sales_queries.order(by, change.order_id)
    may = access_queries.may(by, "sales.acknowledge_change")
    return answer_document(request, change_page(by, order, change, may_record=may))


@verb("sales.acknowledge_change", back="office:order_change_made", form=WordForm)
def order_change_word(request: HttpRequest, by: By, form: WordForm, pk: UUID) -> str:
    change = sales_queries.change_set(pk)
    sales_queries.order(by, change.order_id)
    asked = form.cleaned_data
    sales.acknowledge_change(
        by, change_id=pk, given_by=asked["given_by"], how=asked["how"], given_on=asked["given_on"]
    )
    return done(request, _("Written down."), address("order_change_made", pk))

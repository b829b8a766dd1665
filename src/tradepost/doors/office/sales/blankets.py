"""Blanket orders: their page with what remains, the grid that writes them, and what a call-off begins with."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import BLANKET
from tradepost.domain.sales.models import Blanket, BlanketLine, OrderLine
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.conflicts import telling_theirs
from tradepost.doors.office.parts.figures import in_unit, plain, share_of
from tradepost.doors.office.parts.posted import Posted, posted, version_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.blanket_screens import CALLS, LINES
from tradepost.doors.office.sales.entry import columns, customer_of, in_cells, typed_sheet
from tradepost.doors.office.sales.forms import BlanketDraftHead, BlanketHead, ReasonForm
from tradepost.doors.office.sales.preview import previewed
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.formats import day_text
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb
from tradepost.render.screens.grid import OrderGrid

MOST_CALLS = 50


@page("sales.read")
def blanket(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.blanket(by, pk)
    lines = sales_queries.blanket_lines(pk)
    calls = sales_queries.call_offs(by, pk, MOST_CALLS + 1)
    rows = [_row(found, line) for line in lines]
    empty = _("Nothing is called off yet.")
    if found.state == "open":
        empty = _("Nothing is called off yet. “Call off” opens an order of what is left.")
    facts = [
        Fact(_("Customer's PO"), found.customer_po, "code", hides=True),
        Fact(_("From"), found.valid_from, "day"),
        Fact(_("Until"), found.valid_until, "day"),
        Fact(_("Note"), found.note, hides=True),
        Fact(_("Closed"), found.closed_at, "moment", hides=True),
        Fact(_("Reason"), found.closed_for, hides=True),
    ]
    cut = len(calls) > MOST_CALLS
    count = sales_queries.count_call_offs(by, pk) if cut else 0
    shown = DocumentPage(
        kind=_("Blanket order"),
        title=found.number,
        subtitle=found.customer_name,
        subtitle_url=address("customer", found.customer_id),
        state=found.state,
        verbs=_verbs(by, found, lines),
        notices=_notices(by, found),
        facts=[FactGroup(_("Agreed"), facts)],
        sections=[
            Section(_("Lines"), LINES, rows, name="lines"),
            Section(
                _("Called off by"), CALLS, [_called(line) for line in calls[:MOST_CALLS]], empty=empty, name="calls",
                link=f"{address('orders')}?blanket={pk}" if cut else "",
                link_label=_("All orders") if cut else "", count=count,
            ),
        ],
        timeline=timeline({pk: Subject()}, 20),
        back_url=address("blankets"),
        back_label=_("Blanket orders"),
        version=found.version,
    )  # fmt: skip
    return answer_document(request, shown)


def _row(found: Blanket, line: BlanketLine) -> dict[str, Any]:
    factor = UnitFactor(line.unit_numerator, line.unit_denominator)
    orders = f"{address('orders')}?blanket={found.pk}&item={line.item_id}"
    return {
        "position": line.position,
        "sku": line.item.sku,
        "name": " · ".join(part for part in (line.item.name, line.note) if part),
        "url": address("item", line.item_id),
        "agreed": line.typed_quantity,
        "called": in_unit(line.called, factor),
        "orders": orders if line.called else "",
        "left": in_unit(line.left, factor),
        "share": share_of(line.called, line.quantity),
        "unit": line.unit or line.item.base_unit,
        "price": line.unit_price,
        "priced": "" if line.unit_price is not None else _("that of the list"),
        "currency": found.currency,
    }


def _called(line: OrderLine) -> dict[str, Any]:
    order = line.order
    factor = UnitFactor(line.unit_numerator, line.unit_denominator)
    counts = line.quantity - line.cancelled if order.confirmed_at else 0
    return {
        "number": order.number,
        "url": address("order", order.pk),
        "placed_at": order.placed_at,
        "state": order.state,
        "sku": line.sku,
        "ordered": line.typed_quantity,
        "counts": in_unit(counts, factor),
        "unit": line.unit or line.item.base_unit,
        "net": line.net,
        "currency": order.currency,
    }


def _notices(by: By, found: Blanket) -> list[Notice]:
    today = today_of(by)
    if found.state == "open" and today < found.valid_from:
        return [Notice(_("It may be called off from %s on.") % day_text(found.valid_from, today), "info")]
    if found.state == "open" and today > found.valid_until:
        return [Notice(_("Its last day has passed. Nothing is called off any more."), "info")]
    return []


def _verbs(by: By, found: Blanket, lines: Sequence[BlanketLine]) -> list[Verb]:
    pk, allowed = found.pk, BLANKET.allowed(found.state)
    current = found.state == "open" and found.valid_from <= today_of(by) <= found.valid_until
    verbs = []
    if current and any(line.left for line in lines) and access_queries.may(by, "sales.place_order"):
        url = f"{address('order_new')}?blanket={pk}"
        verbs.append(
            Verb("call", _("Call off"), url, strong=True, method="get", icon="shopping-basket", key="c")
        )
    if "change" in allowed and access_queries.may(by, "sales.change_blanket"):
        verbs.append(
            Verb("edit", _("Edit"), address("blanket_edit", pk), method="get", icon="pencil", key="l")
        )
    if "close" in allowed and access_queries.may(by, "sales.close_blanket"):
        told = _("Nothing is called off any more. Orders that called off stay as they are.")
        verbs.append(
            Verb("close", _("Close"), address("blanket_close", pk), danger=True, icon="archive", confirm=told,
                 form=ReasonForm(auto_id="id_close_%s"))
        )  # fmt: skip
    return verbs


@verb("sales.close_blanket", back="office:blanket", form=ReasonForm)
def blanket_close(request: HttpRequest, by: By, form: ReasonForm, pk: UUID) -> str:
    found = sales_queries.blanket(by, pk)
    sales.close_blanket(by, blanket_id=found.pk, reason=form.cleaned_data["reason"])
    return done(request, _("Closed. Nothing is called off any more."))


# ---- the grid


@page("sales.make_blanket")
def blanket_new(request: HttpRequest, by: By) -> HttpResponseBase:
    """An empty grid; `?customer=` chooses one."""
    chosen = customer_of(by, request.GET.get("customer", ""))
    initial: dict[str, Any] = {"valid_from": today_of(by)}
    if chosen is not None:
        initial["customer"] = chosen.customer_id
    head = BlanketHead(auto_id="head_%s", initial=initial, customer_name=chosen.name if chosen else "")
    return _grid(request, by, head, new_id(by.now), None)


@page("sales.change_blanket")
def blanket_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.blanket(by, pk)
    names = ("customer_po", "valid_from", "valid_until", "note")
    initial = {name: getattr(found, name) for name in names} | {"customer": found.customer_id}
    return _grid(request, by, BlanketDraftHead(auto_id="head_%s", initial=initial), pk, found)


def _shown(pk: UUID) -> list[dict[str, Any]]:
    return [
        {
            "key": str(line.pk),
            "item": line.item.sku,
            "quantity": plain(line.typed_quantity),
            "unit": line.unit,
            "price": plain(line.unit_price),
            "note": line.note,
        }
        for line in sales_queries.blanket_lines(pk)
    ]


def _grid(request: HttpRequest, by: By, head: Any, pk: UUID, found: Blanket | None) -> HttpResponseBase:
    left_out = ("wanted", "stock", "discount")
    grid = OrderGrid(
        id=str(pk),
        label=_("Lines of the blanket order"),
        columns=[one for one in columns(promises=False) if one.key not in left_out],
        lookup_url=address("order_items"),
        preview_url=address("blanket_preview"),
        submit_url=address("blanket_submit_edit", pk) if found else address("blanket_submit_new"),
        draft_key=f"blanket-{pk if found else 'new'}:{by.actor_id}",
        of_document=found is not None,
        scans=True,
        remembers=True,
        lines=_shown(pk) if found else [],
        submit=_("Save blanket order"),
        extra={"version": found.version} if found else {},
    )
    context = {
        "grid": grid,
        "head": head,
        "title": f"{found.number} · {found.customer_name}" if found else _("New blanket order"),
        "back_url": address("blanket", pk) if found else address("blankets"),
        "back_label": found.number if found else _("Blanket orders"),
    }
    return render(request, "office/grid.html", context)


@grid_verb("sales.read")
def blanket_preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    """Names, units, prices of today and what all of it would come to; stock is nothing that it asks for."""
    told = previewed(by, posted(asked), promises=False, delivers=False)
    return {**told, "notices": []}


def _head(form: BlanketHead | BlanketDraftHead) -> dict[str, Any]:
    if not form.is_valid():
        wrong = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items()}
        raise Invalid(_("This cannot be sent yet."), fields=wrong)
    return dict(form.cleaned_data)


@grid_verb("sales.make_blanket")
def blanket_submit_new(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    head = _head(BlanketHead(dict(sent.head)))
    lines = typed_sheet(by, sent).inputs()
    try:
        made = sales.make_blanket(
            by, blanket_id=sent.id, customer_id=head.pop("customer"), lines=lines, **head
        )
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Blanket order %s saved.") % made)
    return {"url": address("blanket", made.pk)}


@grid_verb("sales.change_blanket")
def blanket_submit_edit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found = sales_queries.blanket(by, pk)
    sent = posted(asked)
    own = {**sent.head, "customer": str(found.customer_id)}
    head = _head(BlanketDraftHead(own))
    head.pop("customer")
    lines = typed_sheet(by, Posted(sent.id, own, sent.lines)).inputs()
    try:
        with telling_theirs(pk, lambda: _shown(pk)):
            sales.change_blanket(by, blanket_id=pk, version=version_of(asked), lines=lines, **head)
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Saved."))
    return {"url": address("blanket", pk)}


# ---- calling off


def lines_to_call(by: By, blanket_id: UUID) -> tuple[Blanket, list[dict[str, Any]]]:
    """A blanket order, and what is left of it as the grid loads it. Raises NotFound.

    Prices stand empty: the agreed one is found by the line it calls off.
    """
    found = sales_queries.blanket(by, blanket_id)
    lines = []
    for line in sales_queries.blanket_lines(blanket_id):
        if line.left:
            left, unit = _in_whole(line)
            lines.append(
                {
                    "key": f"b{line.position}",
                    "item": line.item.sku,
                    "quantity": left,
                    "unit": unit,
                    "note": line.note,
                    "blanket": str(line.pk),
                }
            )
    return found, lines


def _in_whole(line: BlanketLine) -> tuple[str, str]:
    """What is left in the agreed unit; what makes no whole ones of it in the base unit, unless the price forbids it."""
    exact = from_base(line.left, UnitFactor(line.unit_numerator, line.unit_denominator))
    if exact.denominator == 1 or line.unit_price is not None:
        return str(max(exact.numerator // exact.denominator, 1)), line.unit
    return str(line.left), line.item.base_unit

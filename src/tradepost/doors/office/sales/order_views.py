"""Orders: the page, the grid for new ones and drafts, and the verbs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import OrderLine
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.charged import typed_figure
from tradepost.doors.office.parts.conflicts import telling_theirs
from tradepost.doors.office.parts.credit import held_for_credit
from tradepost.doors.office.parts.figures import typed
from tradepost.doors.office.parts.posted import Posted, id_of, minted, posted, version_of
from tradepost.doors.office.parts.timeline import HOLD_REASONS
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.blankets import lines_to_call
from tradepost.doors.office.sales.entry import (
    columns,
    customer_of,
    head_values,
    in_cells,
    shown_line,
    shown_lines,
    typed_lines,
    typed_sheet,
)
from tradepost.doors.office.sales.forms import (
    CancelForm,
    DraftHead,
    HoldForm,
    OrderHead,
    ReleaseHoldForm,
    reason_text,
)
from tradepost.doors.office.sales.heads import ORDER_HEAD
from tradepost.doors.office.sales.order_page import order_page
from tradepost.doors.office.sales.order_templates import lines_of_template
from tradepost.doors.office.sales.order_view import order_view
from tradepost.doors.office.sales.pasting import read_pasted
from tradepost.doors.office.sales.preview import previewed
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.screens.grid import OrderGrid


@page("sales.read")
def order(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    view = order_view(by, pk)
    return answer_document(request, order_page(view), ORDER_HEAD.editing(request, by, view.order))


# ---- the grid


@page("sales.place_order")
def order_new(request: HttpRequest, by: By) -> HttpResponseBase:
    """An empty grid; `?customer=` chooses one. `?copy=` takes over an order, `?template=` what is kept,
    `?blanket=` what is left to call off.
    """
    chosen, initial, lines = _begun(request, by)
    warehouses = inventory_queries.own_warehouses()
    head = OrderHead(
        auto_id="head_%s",
        initial=initial,
        customer_name=chosen.name if chosen else "",
        warehouses=warehouses,
        carriers=delivery_queries.carriers(),
        may_confirm=access_queries.may(by, "sales.confirm_order"),
    )
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Lines of the order"),
        columns=columns(
            margin=access_queries.may(by, "catalog.read_cost"),
            houses=len(warehouses),
            lots=inventory_queries.has_lots(),
        ),
        lookup_url=address("order_items"),
        preview_url=address("order_preview"),
        suggest_url=address("order_suggestions"),
        submit_url=address("order_submit_new"),
        draft_key=f"order:{by.actor_id}",
        scans=True,
        remembers=True,
        reads=True,
        lines=lines,
        submit=_("Place order"),
    )
    return _grid(request, grid, head, _("New order"), address("orders"), _("Orders"))


def _begun(request: HttpRequest, by: By) -> tuple[CustomerTerms | None, dict[str, Any], list[dict[str, Any]]]:
    """What a new order begins with: its customer, the fields over the lines, and the lines."""
    initial: dict[str, Any] = {"confirm": True}
    lines: list[dict[str, Any]] = []
    chosen = customer_of(by, request.GET.get("customer", ""))
    if copied := request.GET.get("copy"):
        before = sales_queries.order(by, id_of(copied))
        chosen = parties_queries.customer_terms(before.customer_id)
        shown = shown_lines(sales_queries.lines_of(before.pk))
        lines = [
            {**line, "key": f"c{place}", "wanted": "", "blanket": ""} for place, line in enumerate(shown)
        ]
    if template := request.GET.get("template"):
        kept, lines = lines_of_template(by, id_of(template))
        chosen = parties_queries.customer_terms(kept.customer_id)
        initial["note"] = kept.note
    if called := request.GET.get("blanket"):
        agreed, lines = lines_to_call(by, id_of(called))
        chosen = parties_queries.customer_terms(agreed.customer_id)
        initial["customer_po"] = agreed.customer_po
    if chosen is not None:
        initial["customer"] = chosen.customer_id
    return chosen, initial, lines


@page("sales.change_order")
def order_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The grid with the lines of a draft; `?suggest` asks at once what may be missing."""
    found = sales_queries.order(by, pk)
    initial = {
        "customer": found.customer_id,
        "customer_po": found.customer_po,
        "requested_on": found.requested_on,
        "order_discount_percent": typed(found.order_discount_percent),
        "freight": typed_figure(found),
        "note": found.note,
    }
    grid = OrderGrid(
        id=str(pk),
        label=_("Lines of the order"),
        columns=columns(
            margin=access_queries.may(by, "catalog.read_cost"),
            houses=len(inventory_queries.own_warehouses()),
            lots=inventory_queries.has_lots(),
        ),
        lookup_url=address("order_items"),
        preview_url=address("order_preview"),
        suggest_url=address("order_suggestions"),
        submit_url=address("order_submit_edit", pk),
        draft_key=f"order-edit:{by.actor_id}",
        scans=True,
        remembers=True,
        reads=True,
        lines=_shown(pk),
        submit=_("Save order"),
        suggests="suggest" in request.GET,
        extra={
            "warehouse": str(found.warehouse_id),
            "carrier": str(found.carrier_id or ""),
            "sourcing": found.sourcing,
            "version": found.version,
        },
    )
    title = f"{found.number} · {found.customer_name}"
    return _grid(
        request,
        grid,
        DraftHead(auto_id="head_%s", initial=initial),
        title,
        address("order", pk),
        found.number,
    )


def _shown(pk: UUID) -> list[dict[str, Any]]:
    lines = typed_lines(sales_queries.lines_with_items(pk))
    wished = {lot_id for line in lines for lot_id in sales_queries.wished_by(line)}
    codes = inventory_queries.lot_codes(sorted(wished)) if wished else {}
    return [shown_line(line) | _of_stock(line, codes) for line in lines]


def _of_stock(line: OrderLine, codes: Mapping[UUID, str]) -> dict[str, str]:
    """Where it comes from, and of which lots."""
    lots = ", ".join(codes[lot_id] for lot_id in sales_queries.wished_by(line) if lot_id in codes)
    return {"from": line.warehouse.code if line.warehouse else "", "lots": lots}


def _grid(
    request: HttpRequest, grid: OrderGrid, head: Any, title: str, back_url: str, back_label: str
) -> HttpResponseBase:
    context = {"grid": grid, "head": head, "title": title, "back_url": back_url, "back_label": back_label}
    return render(request, "office/grid.html", context)


@grid_verb("sales.read")
def order_preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent, read = read_pasted(by, asked, posted(asked))
    told = previewed(by, sent)
    return {**told, **read}


@grid_verb("sales.place_order")
def order_submit_new(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    warehouses = inventory_queries.own_warehouses()
    may_confirm = access_queries.may(by, "sales.confirm_order")
    carriers = delivery_queries.carriers()
    form = OrderHead(dict(sent.head), warehouses=warehouses, carriers=carriers, may_confirm=may_confirm)
    head = head_values(form)
    sheet = typed_sheet(by, sent)
    try:
        placed = sales.place_order(
            by,
            order_id=sent.id,
            customer_id=head.pop("customer"),
            warehouse_id=head.pop("warehouse", None),
            carrier_id=head.pop("carrier", None),
            confirm=bool(head.pop("confirm", False)),
            lines=sheet.inputs(),
            **head,
        )
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Order %s placed.") % placed.number)
    return {"url": address("order", placed.pk)}


@grid_verb("sales.change_order")
def order_submit_edit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found = sales_queries.order(by, pk)
    sent = posted(asked)
    head = head_values(DraftHead({**sent.head, "customer": str(found.customer_id)}))
    head.pop("customer")
    sheet = typed_sheet(by, Posted(sent.id, {**sent.head, "customer": str(found.customer_id)}, sent.lines))
    # A field that was emptied is told as empty; None would leave it as it was.
    texts = {name: head.pop(name, "") for name in ("customer_po", "note")}
    # Without a typed figure the rules decide.
    without = [] if "freight" in head else ["freight"]
    try:
        with telling_theirs(pk, lambda: _shown(pk)):
            sales.change_order(
                by,
                order_id=pk,
                version=version_of(asked),
                lines=sheet.inputs(),
                without=without,
                **texts,
                **head,
            )
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Saved."))
    return {"url": address("order", pk)}


# ---- verbs


def _own(by: By, pk: UUID) -> UUID:
    """The order's id, when it is theirs to see. Raises NotFound."""
    return sales_queries.order(by, pk).pk


@verb("sales.confirm_order", back="office:order")
def order_confirm(request: HttpRequest, by: By, pk: UUID) -> str:
    confirmed = sales.confirm_order(by, order_id=_own(by, pk))
    if not confirmed.held:
        return done(request, _("Confirmed."))
    kinds = [HOLD_REASONS[hold.reason] for hold in sales_queries.open_holds_of([pk])]
    return done(request, _("Confirmed, and held: %s.") % ", ".join(str(kind) for kind in kinds))


@verb("sales.submit_order", back="office:order")
def order_submit(request: HttpRequest, by: By, pk: UUID) -> str:
    sales.submit_order(by, order_id=_own(by, pk))
    return done(request, _("Submitted: somebody will confirm it."))


@verb("sales.cancel_order", back="office:order", form=CancelForm)
def order_cancel(request: HttpRequest, by: By, form: CancelForm, pk: UUID) -> str:
    sales.cancel_order(by, order_id=_own(by, pk), reason=reason_text(form.cleaned_data))
    return done(request, _("Cancelled."))


@verb("sales.close_order", back="office:order", form=CancelForm)
def order_close(request: HttpRequest, by: By, form: CancelForm, pk: UUID) -> str:
    sales.close_order(by, order_id=_own(by, pk), reason=reason_text(form.cleaned_data))
    return done(request, _("What was not shipped is cancelled."))


@verb("sales.hold_order", back="office:order", form=HoldForm)
def order_hold(request: HttpRequest, by: By, form: HoldForm, pk: UUID) -> str:
    asked = form.cleaned_data
    sales.hold_order(
        by,
        hold_id=minted(request, "hold_id"),
        order_id=_own(by, pk),
        note=asked["note"],
        reason=asked["reason"],
    )
    return done(request, _("Held. Nothing of it goes to the warehouse until somebody releases the hold."))


@verb("sales.release_hold", form=ReleaseHoldForm)
def hold_release(request: HttpRequest, by: By, form: ReleaseHoldForm, pk: UUID) -> str:
    order_id = _own(by, sales_queries.hold(pk).order_id)
    sales.release_hold(by, hold_id=pk, note=form.cleaned_data["note"])
    return done(request, _("Hold released."), address("order", order_id))


@verb("fulfilment.release_order", back="office:order")
def order_release(request: HttpRequest, by: By, pk: UUID) -> str:
    with held_for_credit(by):
        first = fulfilment.release_order(
            by,
            shipment_id=minted(request, "shipment_id"),
            order_id=_own(by, pk),
            warehouse_id=by.scope.get("warehouse"),
        )
    made = [one for one in fulfilment_queries.shipments_of(by, pk) if one.made_at == first.made_at]
    # Who picks goes on with the shipment; who sells, or has several, stays with the order.
    picks = access_queries.may(by, "fulfilment.record_picks") and len(made) == 1
    then = address("shipment", first.pk) if picks else address("order", pk)
    return done(request, _("Released: %s can be picked.") % ", ".join(one.number for one in made), then)

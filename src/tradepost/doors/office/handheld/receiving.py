"""Receiving by scan: the paper, the supplier's number or the goods say which delivery it is; then it is counted."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.reports.queries import Scanned
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.models import Transfer
from tradepost.doors.office.handheld.choosing import Choice, Way, choose
from tradepost.doors.office.handheld.packages import way_of_package
from tradepost.doors.office.handheld.words import hand_words
from tradepost.doors.office.handheld.work import not_this
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.purchasing.forms import ReceiveHead
from tradepost.doors.office.purchasing.receiving import open_lines, receiving_grid, weighs
from tradepost.doors.office.purchasing.store_filling import FillHead, filling_grid, store_of, supplier_name
from tradepost.doors.office.transfers.forms import ReceiveHead as TakeHead
from tradepost.doors.office.transfers.receiving import taking, taking_grid
from tradepost.render.formats import day_text, number_text

SHOWN = 40


@page("purchasing.receive")
def receive(request: HttpRequest, by: By) -> HttpResponseBase:
    """What the dock waits for, what is late first."""

    def asked(by: By, warehouse: Warehouse) -> Choice:
        done, url = _done(by, request)
        return Choice(
            title=_("Receive"),
            here=address("hand_receive"),
            back=f"{address('handheld')}?warehouse={warehouse.pk}",
            back_label=_("Handheld"),
            ask=_("Scan the paper, the pallet or the goods"),
            ways=_ways(by, warehouse),
            nothing=_("Nothing is expected here."),
            done=done,
            done_url=url,
        )

    return choose(request, by, asked, _found)


def _done(by: By, request: HttpRequest) -> tuple[str, str]:
    """What was just taken in, and its page."""
    if pk := request.GET.get("receipt"):
        receipt = purchasing_queries.receipt(by, id_of(pk))
        return _("%s: the delivery was taken in.") % receipt.number, address("receipt", receipt.pk)
    if pk := request.GET.get("transfer"):
        found = transfers_queries.transfer(by, id_of(pk))
        return _("%s: what arrived was taken in.") % found.number, address("transfer", found.pk)
    if pk := request.GET.get("filled"):
        filled = purchasing_queries.store_delivery(by, id_of(pk))
        return _("%s: the delivery was taken in.") % filled.number, address("store_delivery", filled.pk)
    return "", ""


def _ways(by: By, warehouse: Warehouse, *, scan: str = "", **only: Sequence[UUID]) -> list[Way]:
    """Purchase orders and transfers that are to come; of those that bring an item the scanned one counts at once."""
    query = f"?{urlencode({'scan': scan})}" if scan else ""
    if warehouse.supplier is not None:
        return [_of_store(warehouse, query)] if access_queries.may(by, "purchasing.fill_store") else []
    orders = purchasing_queries.to_receive(by, warehouse.pk, **only)[:SHOWN]
    ways = [_of_order(by, order, query) for order in orders]
    if access_queries.may(by, "transfers.receive_transfer"):
        found = transfers_queries.to_take_in(by, warehouse.pk, **only)[:SHOWN]
        ways += [_of_transfer(by, one, query) for one in found]
    return ways


def _of_store(store: Warehouse, query: str) -> Way:
    """Into a supplier's store goods come without an order."""
    name = store.supplier.party.name if store.supplier else ""
    return Way(address("hand_fill_store", store.pk) + query, _("New delivery"), name)


def _of_order(by: By, order: PurchaseOrder, query: str = "") -> Way:
    late = order.expected_on < timezone.localtime(by.now).date()
    return Way(
        address("hand_receive_order", order.pk) + query,
        order.number,
        f"{order.supplier_name} · {day_text(order.expected_on, None)}",
        number_text(order.open_quantity),
        "bad" if late else "",
    )


def _of_transfer(by: By, one: Transfer, query: str = "") -> Way:
    late = one.expected_on is not None and one.expected_on < timezone.localtime(by.now).date()
    parts = (one.from_warehouse.name, day_text(one.expected_on, None) if one.expected_on else "")
    return Way(
        address("hand_receive_transfer", one.pk) + query,
        one.number,
        " · ".join(part for part in parts if part),
        number_text(one.open_quantity),
        "bad" if late else "",
    )


def _found(by: By, warehouse: Warehouse, found: Scanned) -> Sequence[Way]:
    if announced := next((fit for fit in found.fits if fit.kind == "announced"), None):
        return [way_of_package(by, warehouse, announced.id)]
    if warehouse.supplier is not None:
        if any(fit.kind == "item" for fit in found.fits):
            return _ways(by, warehouse, scan=found.scan.text)
        raise Invalid(not_this(found, _("Scan goods that came into this store.")))
    papers = [fit for fit in found.fits if fit.kind in ("purchase_order", "transfer")]
    if papers:
        if named := _ways(by, warehouse, ids=[fit.id for fit in papers]):
            return named
        raise Invalid(_("%s: nothing of it is to come to this warehouse.") % papers[0].label)
    theirs = purchasing_queries.to_receive(by, warehouse.pk, reference=found.scan.text)[:SHOWN]
    if orders := [_of_order(by, order) for order in theirs]:
        return orders
    items = list(dict.fromkeys(fit.id for fit in found.fits if fit.kind == "item"))
    if not items:
        raise Invalid(not_this(found, _("Scan a purchase order, a transfer, or goods that are to come.")))
    if bringing := _ways(by, warehouse, item_ids=items, scan=found.scan.text):
        return bringing
    sku = next(fit.label for fit in found.fits if fit.kind == "item")
    raise Invalid(_("Nobody is to bring %s to this warehouse.") % sku)


# ---- the sheets


@page("purchasing.receive")
def receive_order(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = purchasing_queries.purchase_order(by, pk)
    lines = open_lines(order)
    back = f"{address('hand_receive')}?warehouse={order.warehouse_id}"
    if not lines:
        messages.info(request, _("Nothing is left to come of this order."))
        return redirect(back)
    context = {
        "grid": receiving_grid(by, order, lines, hand=True),
        "head": ReceiveHead(auto_id="head_%s", weighs=weighs(lines)),
        "title": order.number,
        "subtitle": order.supplier_name,
        "wrong": "damaged reason",
    }
    return render(request, "office/handheld/sheet.html", {**context, **_shell(back)})


@page("transfers.receive_transfer")
def receive_transfer(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = taking(by, pk)
    back = f"{address('hand_receive')}?warehouse={found.to_warehouse_id}"
    if found.state != "in_transit":
        messages.error(request, _("%s is not on its way.") % found.number)
        return redirect(back)
    context = {
        "grid": taking_grid(by, found, hand=True),
        "head": TakeHead(auto_id="head_%s"),
        "title": found.number,
        "subtitle": found.from_warehouse.name,
        "wrong": "damaged",
    }
    return render(request, "office/handheld/sheet.html", {**context, **_shell(back)})


@page("purchasing.fill_store")
def fill_store(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    store = store_of(by, pk)
    context = {
        "grid": filling_grid(by, store, hand=True),
        "head": FillHead(auto_id="head_%s"),
        "title": store.code,
        "subtitle": supplier_name(store),
    }
    back = f"{address('hand_receive')}?warehouse={pk}"
    return render(request, "office/handheld/sheet.html", {**context, **_shell(back)})


def _shell(back: str) -> dict[str, object]:
    return {
        "back": back,
        "back_label": _("Receive"),
        "ask": _("Scan the goods"),
        "finish": _("Look it over"),
        "end": _("Is this all of the delivery?"),
        "hand_words": hand_words(),
    }

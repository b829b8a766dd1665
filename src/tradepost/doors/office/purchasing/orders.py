"""Purchase orders: list, page, and the verbs that need no lines."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.views import answer_document, list_view
from tradepost.doors.office.purchasing.heads import PURCHASE_ORDER_HEAD
from tradepost.doors.office.purchasing.order_page import purchase_order_page
from tradepost.doors.office.purchasing.screens import purchase_orders_on
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.purchasing import purchase_order_paper, receiving_sheet
from tradepost.render.papers import render_pdf
from tradepost.render.screens.listing import ListScreen


def _list(by: By) -> ListScreen:
    today = timezone.localtime(by.now).date()
    return purchase_orders_on(today, with_cost=access_queries.may(by, "catalog.read_cost"))


purchase_orders = list_view(_list, "purchasing.read")


@page("purchasing.read")
def purchase_order(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = purchasing_queries.purchase_order(by, pk)
    editing = PURCHASE_ORDER_HEAD.editing(request, by, found)
    return answer_document(request, purchase_order_page(by, found), editing)


def _seen(by: By, pk: UUID) -> UUID:
    """The order's id once it is sure that this person may see it."""
    return purchasing_queries.purchase_order(by, pk).pk


@verb("purchasing.approve", back="office:purchase_order")
def approve(request: HttpRequest, by: By, pk: UUID) -> str:
    purchasing.approve(by, purchase_order_id=_seen(by, pk))
    return done(request, _("Approved. Send it to the supplier now."))


@verb("purchasing.send", back="office:purchase_order")
def send(request: HttpRequest, by: By, pk: UUID) -> str:
    purchasing.send(by, purchase_order_id=_seen(by, pk))
    return done(request, _("Sent: stock expects these goods."))


@verb("purchasing.cancel", back="office:purchase_order")
def cancel(request: HttpRequest, by: By, pk: UUID) -> str:
    purchasing.cancel(by, purchase_order_id=_seen(by, pk))
    return done(request, _("Cancelled."))


@page("catalog.read_cost")
def purchase_order_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = purchasing_queries.purchase_order(by, pk)
    return answer_pdf(render_pdf(purchase_order_paper(order)), order.number)


@page("purchasing.read")
def receiving_sheet_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = purchasing_queries.purchase_order(by, pk)
    return answer_pdf(render_pdf(receiving_sheet(order)), f"{order.number}-receiving")

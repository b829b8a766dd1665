"""Quotes and order confirmations as PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from tradepost.base.by import By
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.render.documents.sales import order_confirmation, quote_paper
from tradepost.render.papers import render_pdf


@page("sales.read")
def quote_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    quote = sales_queries.quote(by, pk)
    return answer_pdf(render_pdf(quote_paper(quote)), str(quote).replace("/", "-"))


@page("sales.read")
def order_confirmation_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    order = sales_queries.order(by, pk)
    return answer_pdf(render_pdf(order_confirmation(order)), order.number)

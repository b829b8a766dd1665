"""Invoices, credit notes and statements as PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from tradepost.base.by import By
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.billing.statements import period_of
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.standing import today_of
from tradepost.render.documents.billing import invoice_paper, statement_paper
from tradepost.render.papers import render_pdf


@page("billing.read")
def invoice_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    invoice = billing_queries.invoice(by, pk)
    return answer_pdf(render_pdf(invoice_paper(invoice)), invoice.number)


@page("billing.read")
def statement_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    customer = parties_queries.customer(by, pk)
    today = today_of(by)
    since, until = period_of(request, today)
    found = billing_queries.statement(customer.pk, since, until)
    paper = statement_paper(found, billing_queries.ageing(today, customer.pk, by=by))
    return answer_pdf(render_pdf(paper), f"{found.customer_number} {since.isoformat()}")

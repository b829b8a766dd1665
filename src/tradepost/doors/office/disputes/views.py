"""Disputes: page, verbs, and who may care for one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.service import commands as service
from tradepost.domain.service import queries as service_queries
from tradepost.doors.office.disputes.dispute_page import dispute_page
from tradepost.doors.office.disputes.forms import AskForm, ReopenForm, SettleForm, TakeUpForm, settling
from tradepost.doors.office.disputes.heads import DISPUTE_HEAD
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.disputes import dispute_paper
from tradepost.render.papers import render_pdf

MOST = 8


@page("service.read")
def dispute(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = service_queries.dispute(by, pk)
    return answer_document(request, dispute_page(by, pk), DISPUTE_HEAD.editing(request, by, found))


@page("service.read")
def dispute_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = service_queries.dispute(by, pk)
    return answer_pdf(render_pdf(dispute_paper(found)), f"{found.number} dispute")


@page("service.read")
def carer_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    words = request.GET.get("q", "").lower().split()
    found = [
        one
        for one in service_queries.carers()
        if all(word in f"{one.name} {one.email}".lower() for word in words)
    ]
    items = [{"id": str(one.pk), "label": one.get_full_name(), "detail": one.email} for one in found[:MOST]]
    return JsonResponse({"items": items})


def _own(by: By, pk: UUID) -> UUID:
    """The dispute's id, when it is theirs to see. Raises NotFound."""
    return service_queries.dispute(by, pk).pk


@verb("service.ask_customer", back="office:dispute", form=AskForm)
def dispute_ask(request: HttpRequest, by: By, form: AskForm, pk: UUID) -> str:
    service.ask_customer(by, dispute_id=_own(by, pk), question=form.cleaned_data["question"])
    return done(request, _("It is the customer’s turn."))


@verb("service.take_up", back="office:dispute", form=TakeUpForm)
def dispute_take_up(request: HttpRequest, by: By, form: TakeUpForm, pk: UUID) -> str:
    service.take_up(by, dispute_id=_own(by, pk), answer=form.cleaned_data["answer"])
    return done(request, _("Taken up again."))


@verb("service.settle_dispute", back="office:dispute", form=settling)
def dispute_settle(request: HttpRequest, by: By, form: SettleForm, pk: UUID) -> str:
    found, said = service_queries.dispute(by, pk), form.cleaned_data
    reference = reports_queries.led_to(by, found, said["led_to"]) if said["led_to"] else None
    service.settle_dispute(
        by, dispute_id=pk, outcome=said["outcome"], explanation=said["explanation"], led_to=reference
    )
    return done(request, _("Settled."))


@verb("service.reopen_dispute", back="office:dispute", form=ReopenForm)
def dispute_reopen(request: HttpRequest, by: By, form: ReopenForm, pk: UUID) -> str:
    service.reopen_dispute(by, dispute_id=_own(by, pk), why=form.cleaned_data["why"])
    return done(request, _("Reopened."))

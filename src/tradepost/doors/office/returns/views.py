"""Returns: page and verbs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.returns.return_page import RejectForm, return_page
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.returns import return_slip
from tradepost.render.papers import render_pdf


@page("returns.read")
def customer_return(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, return_page(by, pk))


@page("returns.read")
def return_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = returns_queries.customer_return(by, pk)
    return answer_pdf(render_pdf(return_slip(found)), f"{found.number} return slip")


def _own(by: By, pk: UUID) -> UUID:
    """The return's id, when it is theirs to see. Raises NotFound."""
    return returns_queries.customer_return(by, pk).pk


@verb("returns.authorise_return", back="office:return")
def return_authorise(request: HttpRequest, by: By, pk: UUID) -> str:
    returns.authorise_return(by, return_id=_own(by, pk))
    return done(request, _("Authorised: the goods may come."))


@verb("returns.reject_return", back="office:return", form=RejectForm)
def return_reject(request: HttpRequest, by: By, form: RejectForm, pk: UUID) -> str:
    returns.reject_return(by, return_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Rejected."))


@verb("returns.settle_return", back="office:return")
def return_settle(request: HttpRequest, by: By, pk: UUID) -> str:
    returns.settle_return(by, return_id=_own(by, pk), credit_note_id=minted(request, "credit_note_id"))
    return done(request, _("Settled: what was invoiced of it is credited."))

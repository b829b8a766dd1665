"""Transfers: the lists, the pages, their verbs and papers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers import rules
from tradepost.domain.transfers.models import Discrepancy
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.views import answer_document, list_view
from tradepost.doors.office.transfers.discrepancy_page import discrepancy_page, settle_form
from tradepost.doors.office.transfers.entry import own
from tradepost.doors.office.transfers.forms import DelayForm, ReasonForm, ReleaseForm, SettleForm
from tradepost.doors.office.transfers.receiving import taking
from tradepost.doors.office.transfers.screens import TRANSFERS, TRANSFERS_WITH_VALUE
from tradepost.doors.office.transfers.transfer_page import transfer_page
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.transfers import transfer_note, transfer_pick_list
from tradepost.render.papers import render_pdf
from tradepost.render.screens.listing import ListScreen


def _transfers(by: By) -> ListScreen:
    return TRANSFERS_WITH_VALUE if access_queries.may(by, "catalog.read_cost") else TRANSFERS


listed = list_view(_transfers, "transfers.read")


@page("transfers.read")
def transfer(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, transfer_page(by, pk))


@page("transfers.read")
def pick_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What is set aside, in the order of the walk."""
    found = transfers_queries.transfer(by, pk)
    paper = transfer_pick_list(found, inventory_queries.set_aside_for(pk))
    return answer_pdf(render_pdf(paper), f"{found.number}-pick-list")


@page("transfers.read")
def note_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What travels with the goods, to be signed where they arrive."""
    found = transfers_queries.transfer(by, pk)
    return answer_pdf(render_pdf(transfer_note(found, transfers_queries.loads_of(pk))), found.number)


@verb("transfers.release_transfer", back="office:transfer", form=ReleaseForm)
def release(request: HttpRequest, by: By, form: ReleaseForm, pk: UUID) -> str:
    transfers.release_transfer(
        by, transfer_id=own(by, pk).pk, send_what_is_free=form.cleaned_data["send_what_is_free"]
    )
    return done(request, _("Set aside: nobody else is promised these goods. Print the pick list."))


@verb("transfers.finish_transfer", back="office:transfer")
def finish(request: HttpRequest, by: By, pk: UUID) -> str:
    transfers.finish_transfer(by, transfer_id=taking(by, pk).pk)
    return done(request, _("Nothing more is expected of it."))


@verb("transfers.delay_transfer", back="office:transfer", form=DelayForm)
def delay(request: HttpRequest, by: By, form: DelayForm, pk: UUID) -> str:
    transfers_queries.transfer(by, pk)
    transfers.delay_transfer(by, transfer_id=pk, **form.cleaned_data)
    return done(request, _("Who was promised these goods has a new day, or other goods."))


@verb("transfers.cancel_transfer", back="office:transfer", form=ReasonForm)
def cancel(request: HttpRequest, by: By, form: ReasonForm, pk: UUID) -> str:
    transfers.cancel_transfer(by, transfer_id=own(by, pk).pk, reason=form.cleaned_data["reason"])
    return done(request, _("Cancelled: nothing is set aside for it any more."))


@page("transfers.read")
def discrepancy(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, discrepancy_page(by, pk))


def _settle_form(data: QueryDict, *, by: By, pk: UUID) -> SettleForm:
    return settle_form(data.get("outcome", ""))(data)


@verb("transfers.settle_discrepancy", back="office:transfer_discrepancy", form=_settle_form)
def settle(request: HttpRequest, by: By, form: SettleForm, pk: UUID) -> str:
    one = transfers_queries.discrepancy(by, pk)
    outcome = request.POST.get("outcome", "")
    if outcome not in rules.OUTCOMES[one.kind]:
        raise NotFound("There is no such discrepancy.")
    given = form.cleaned_data
    transfers.settle_discrepancy(
        by,
        discrepancy_id=pk,
        outcome=outcome,
        reason=given["reason"],
        quantity=given["quantity"],
        place_id=_place(one, outcome, given.get("place") or ""),
    )
    return done(request, _("Settled."), address("transfer_discrepancy", pk))


def _place(one: Discrepancy, outcome: str, code: str) -> UUID | None:
    """The place of a code, in the warehouse where the goods lie. Raises Invalid."""
    if not code:
        return None
    found = one.transfer
    where = found.from_warehouse_id if outcome == "stayed" else found.to_warehouse_id
    known = inventory_queries.place_ids(where, [code])
    if code.upper() not in known:
        says = _("No place of this warehouse has this code.")
        raise Invalid(says, fields={"place": says})
    return known[code.upper()]

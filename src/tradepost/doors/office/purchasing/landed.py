"""Landed costs: entered from a receipt or a purchase order, their shares looked at first; their page and list."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.command import fingerprint
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import LandedCost
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.landed import LANDED_BASES, LANDED_KINDS
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.purchasing.forms import LandedCostForm, TakeBackForm
from tradepost.doors.office.purchasing.landed_screens import SHARES, SHARES_BEFORE, totals_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Notice,
    Section,
    Stage,
    Verb,
)
from tradepost.render.screens.form import FormPage

BASE = settings.BASE_CURRENCY


@page("purchasing.add_landed_cost")
def receipt_landed(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = purchasing_queries.receipt(by, pk)
    return _add(request, by, [found.pk], address("receipt", pk), found.number)


@page("purchasing.add_landed_cost")
def order_landed(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = purchasing_queries.purchase_order(by, pk)
    receipts = [one.pk for one in purchasing_queries.receipts_of(found.pk)]
    return _add(request, by, receipts, address("purchase_order", pk), found.number)


def _add(
    request: HttpRequest, by: By, receipt_ids: Sequence[UUID], back: str, number: str
) -> HttpResponseBase:
    """First the shares are shown; the same figures sent once more post them."""
    form = LandedCostForm(request.POST or None, initial={"currency": BASE, "basis": "value"})
    hidden = {"landed_cost_id": request.POST.get("landed_cost_id") or str(new_id(by.now)), "seen": ""}
    sections: list[Section] = []
    if request.method == "POST" and form.is_valid():
        typed = form.given()
        figures = fingerprint([receipt_ids, {name: typed[name] for name in FIGURES}])
        try:
            if request.POST.get("seen") == figures:
                made = purchasing.add_landed_cost(
                    by, landed_cost_id=id_of(hidden["landed_cost_id"]), receipt_ids=receipt_ids, **typed
                )
                done(request, _("Posted: stock and cost of goods bear it."))
                return redirect(address("landed_cost", made.pk))
            sections = [_preview(by, receipt_ids, typed)]
            hidden["seen"] = figures
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("Landed cost of %s") % number,
        form,
        _("Post this cost") if hidden["seen"] else _("Show the shares"),
        back,
        intro=_("What goods cost on their way here: split over them, now, whenever they came."),
        hidden=hidden,
        back_url=back,
        back_label=number,
        sections=sections,
    )
    return answer_form(request, shown)


FIGURES = ("kind", "basis", "amount", "currency")
"""What the shares depend on, or what they are called by."""


def _preview(by: By, receipt_ids: Sequence[UUID], typed: Mapping[str, Any]) -> Section:
    found = purchasing_queries.landed_preview(
        by, receipt_ids=receipt_ids, **{name: typed[name] for name in FIGURES}
    )
    return Section(
        _("How it would be split"),
        SHARES_BEFORE,
        found,
        note=_("Nothing is posted yet."),
        totals=totals_of(
            sum(one.share for one in found),
            sum(one.to_stock for one in found),
            sum(one.to_cost for one in found),
        ),
    )


@page("catalog.read_cost")
def landed_cost(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    access_queries.require(by, "purchasing.read")
    return answer_document(request, landed_page(by, purchasing_queries.landed_cost(by, pk)))


def landed_page(by: By, found: LandedCost) -> DocumentPage:
    lines = purchasing_queries.landed_lines_of(found.pk)
    back = _taken_back_by(found)
    receipts = {line.receipt_line.receipt_id: line.receipt_line.receipt.number for line in lines}
    return DocumentPage(
        kind=_("Landed cost"),
        title=found.number,
        subtitle=found.supplier_name,
        subtitle_url=address("supplier", found.supplier_id) if found.supplier_id else "",
        badges=[Badge("cancelled", _("Taken back"))] if back else [],
        back_url=address("landed_costs"),
        back_label=_("Landed costs"),
        verbs=_verbs(by, found, back),
        notices=_notices(found, back),
        facts=_facts(found),
        related=(
            Stage(_("Receipts"), [Node(number, address("receipt", pk)) for pk, number in receipts.items()]),
            Stage(_("Landed cost"), (Node(found.number, current=True),)),
        ),
        sections=[
            Section(_("Shares"), SHARES, lines, totals=totals_of(found.value, found.to_stock, found.to_cost))
        ],
        timeline=timeline({found.pk: Subject()}, 10),
    )


def _taken_back_by(found: LandedCost) -> LandedCost | None:
    return getattr(found, "reversed_by", None)


def _verbs(by: By, found: LandedCost, back: LandedCost | None) -> list[Verb]:
    if back or found.reverses_id or not access_queries.may(by, "purchasing.cancel_landed_cost"):
        return []
    url, hidden = address("landed_cost_cancel", found.pk), {"reversal_id": new_id(by.now)}
    form = TakeBackForm(auto_id="id_back_%s")
    return [Verb("cancel", _("Take back"), url, form=form, icon="undo-2", danger=True, hidden=hidden)]


def _notices(found: LandedCost, back: LandedCost | None) -> list[Notice]:
    if back:
        link = address("landed_cost", back.pk)
        text = _("It was taken back by a document of its own; both stand in the books.")
        return [Notice(text, "warn", _("Taken back."), link=link, link_label=back.number)]
    if first := found.reverses:
        link = address("landed_cost", first.pk)
        text = _("It takes back what another document added, as far as goods still lie there.")
        return [Notice(text, "info", _("The way back."), link=link, link_label=first.number)]
    return []


def _facts(found: LandedCost) -> tuple[FactGroup, ...]:
    foreign = [
        Fact(_("Rate"), found.rate, "number"),
        Fact(_("In base currency"), found.value, "money", currency=BASE),
    ]
    return (
        FactGroup(
            _("The bill"),
            (
                Fact(_("What for"), LANDED_KINDS.get(found.kind, found.kind)),
                Fact(_("Amount"), found.amount, "money", currency=found.currency),
                *(foreign if found.currency != BASE else ()),
                Fact(_("Bill number"), found.reference, "code"),
                *((Fact(_("Note"), found.note),) if found.note else ()),
            ),
        ),
        FactGroup(
            _("How it was split"),
            (
                Fact(_("By"), LANDED_BASES.get(found.basis, found.basis)),
                Fact(_("Lines"), found.lines_count, "quantity"),
                Fact(_("Posted"), found.made_at, "moment"),
            ),
        ),
    )


@verb("purchasing.cancel_landed_cost", back="office:landed_cost", form=TakeBackForm)
def landed_cost_cancel(request: HttpRequest, by: By, form: TakeBackForm, pk: UUID) -> str:
    made = purchasing.cancel_landed_cost(
        by,
        reversal_id=minted(request, "reversal_id"),
        landed_cost_id=purchasing_queries.landed_cost(by, pk).pk,
        note=form.cleaned_data["note"],
    )
    return done(request, _("Taken back by %s.") % made.number, address("landed_cost", made.pk))

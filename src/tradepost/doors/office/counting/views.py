"""Counts: planning, the page, its verbs and its paper."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.counting.count_page import count_page
from tradepost.doors.office.counting.forms import (
    FinishForm,
    MaybeReasonForm,
    PlanForm,
    PostForm,
    ReasonForm,
)
from tradepost.doors.office.counting.screens import LINES, LINES_WITH_VALUE
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.views import answer_document, answer_form, list_view
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.counting import sheet_of
from tradepost.render.papers import render_pdf
from tradepost.render.screens.form import FormPage
from tradepost.render.screens.listing import ListScreen

ZONES_TO_CHOOSE = 200


def _lines(by: By) -> ListScreen:
    return LINES_WITH_VALUE if access_queries.may(by, "catalog.read_cost") else LINES


count_lines = list_view(_lines, "counting.read")


@page("counting.plan_count")
def count_new(request: HttpRequest, by: By) -> HttpResponseBase:
    form = PlanForm(
        request.POST or None,
        warehouses=inventory_queries.warehouses_of_ours(by),
        zones=inventory_queries.ZONES.page(by, limit=ZONES_TO_CHOOSE).rows,
    )
    minted = request.POST.get("count_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            made = _plan(by, id_of(minted), form.cleaned_data)
            done(request, _("Planned. Nothing is on its sheet until you begin to count."))
            return redirect(address("count", made))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New count"), form, _("Plan"), address("counts"), hidden={"count_id": minted},
        back_url=address("counts"), back_label=_("Counts"),
    )  # fmt: skip
    return answer_form(request, shown)


_FIELDS = {"category_id": "category", "item_ids": "items", "warehouse_id": "warehouse"}


def _plan(by: By, count_id: UUID, typed: dict[str, Any]) -> UUID:
    warehouse = inventory_queries.visible_warehouse(by, id_of(typed["warehouse"]))
    try:
        made = counting.plan_count(
            by,
            count_id=count_id,
            warehouse_id=warehouse.pk,
            scope=typed["scope"],
            zone=typed["zone"] if typed["scope"] == "zone" else "",
            zone_id=id_of(typed["zone_id"]) if typed["scope"] == "zone" and typed["zone_id"] else None,
            category_id=typed["category"] if typed["scope"] == "category" else None,
            item_ids=_items(typed["items"]) if typed["scope"] == "items" else [],
            is_blind=typed["is_blind"],
            planned_on=typed["planned_on"],
            note=typed["note"],
        )
    except Invalid as wrong:
        told = {_FIELDS.get(name, name): says for name, says in (wrong.facts.get("fields") or {}).items()}
        raise Invalid(wrong.message, fields=told) from None
    return made.pk


def _items(text: str) -> list[UUID]:
    codes = [code.strip() for code in text.splitlines() if code.strip()]
    found = catalog_queries.items_by_codes(codes)
    if unknown := [code for code in codes if code not in found]:
        says = _("No item has this code: %s.") % ", ".join(unknown[:5])
        raise Invalid(says, fields={"items": says})
    return list(dict.fromkeys(found[code].item_id for code in codes))


@page("counting.read")
def count(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, count_page(by, pk))


@page("counting.read")
def count_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What is still to be counted, of all or of an aisle, as a sheet to write on."""
    found = counting_queries.count(by, pk)
    return answer_pdf(
        render_pdf(sheet_of(by, found, request.GET.get("place", "")[:120])), f"{found.number}-sheet"
    )


def _own(by: By, pk: UUID) -> UUID:
    """The count's id, when it is theirs to see. Raises NotFound."""
    return counting_queries.count(by, pk).pk


@verb("counting.start_count", back="office:count")
def count_start(request: HttpRequest, by: By, pk: UUID) -> str:
    counting.start_count(by, count_id=_own(by, pk))
    return done(request, _("Counting began. Goods may go on moving."))


@verb("counting.finish_count", back="office:count", form=FinishForm)
def count_finish(request: HttpRequest, by: By, form: FinishForm, pk: UUID) -> str:
    counting.finish_count(by, count_id=_own(by, pk), leave_uncounted=form.cleaned_data["leave_uncounted"])
    return done(request, _("Counting ended: look at the differences."))


@verb("counting.reopen_count", back="office:count", form=MaybeReasonForm)
def count_reopen(request: HttpRequest, by: By, form: MaybeReasonForm, pk: UUID) -> str:
    counting.reopen_count(by, count_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Back to counting."))


@verb("counting.post_count", back="office:count", form=PostForm)
def count_post(request: HttpRequest, by: By, form: PostForm, pk: UUID) -> str:
    counting.post_count(by, count_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Posted: stock and books say what was counted."))


@verb("counting.cancel_count", back="office:count", form=ReasonForm)
def count_cancel(request: HttpRequest, by: By, form: ReasonForm, pk: UUID) -> str:
    counting.cancel_count(by, count_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Cancelled: nothing was corrected."))

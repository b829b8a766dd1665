"""Standing orders: their page with the days to come, the form of their calendar, and what is said about a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingDate, StandingOrder
from tradepost.domain.sales.queries import ToCome
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted, version_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.sales.forms import SkipDateForm, StandingForm
from tradepost.doors.office.sales.standing_screens import DATES, TO_COME, rhythm_text
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import day_text
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb
from tradepost.render.screens.form import FormPage
from tradepost.render.sentences import said

MOST_DATES = 50


@page("sales.read")
def standing_order(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.standing_order(by, pk)
    dates = sales_queries.standing_dates(pk, MOST_DATES)
    count = sales_queries.count_standing_dates(pk) if len(dates) >= MOST_DATES else 0
    to_come = sales_queries.days_to_come(found)
    customer = found.customer.party.name
    template = address("order_template", found.template_id) if found.template_id else ""
    facts = [
        Fact(_("Template"), found.name, link=template),
        Fact(_("Calendar"), rhythm_text(found)),
        Fact(_("From"), found.first_on, "day"),
        Fact(_("Until"), found.last_on, "day", hides=True),
        Fact(_("Made before, days"), found.lead_days, "number"),
        Fact(_("Made as"), _("a confirmed order") if found.confirm else _("a draft")),
        Fact(_("Warehouse"), found.warehouse and found.warehouse.name, hides=True),
    ]
    empty = _("No day is left.") if found.state == "ended" else _("Nothing is made while it is paused.")
    coming = [_coming(one) for one in to_come] if found.state == "active" else []
    shown = DocumentPage(
        kind=_("Standing order"),
        title=found.name,
        subtitle=customer,
        subtitle_url=address("customer", found.customer_id),
        state=found.state,
        verbs=_verbs(by, found, dates, to_come),
        notices=_notices(by, dates),
        facts=[FactGroup(_("Order"), facts)],
        sections=[
            Section(_("Next days"), TO_COME, coming, empty=empty, name="next"),
            Section(_("Days so far"), DATES, [_date(one) for one in dates], name="dates",
                    empty=_("No day has come yet."), count=count,
                    link=f"{address('orders')}?standing={pk}" if count else "",
                    link_label=_("All orders") if count else ""),
        ],
        timeline=timeline({pk: Subject()}, 20),
        back_url=address("standing_orders"),
        back_label=_("Standing orders"),
        version=found.version,
    )  # fmt: skip
    return answer_document(request, shown)


def _coming(one: ToCome) -> dict[str, Any]:
    return {
        "due_on": one.due_on,
        "wanted_on": one.wanted_on,
        "make_on": None if one.skipped else one.make_on,
        "state": "skipped" if one.skipped else "planned",
    }


def _date(one: StandingDate) -> dict[str, Any]:
    return {
        "due_on": one.due_on,
        "state": "failed" if one.state == "failed" else one.order.state if one.order else "skipped",
        "number": one.order.number if one.order else "",
        "url": address("order", one.order_id) if one.order_id else None,
        "reason": said(one.reason),
        "at": one.at,
    }


def _notices(by: By, dates: Sequence[StandingDate]) -> list[Notice]:
    return [
        Notice(f"{day_text(one.due_on, today_of(by))}: {said(one.reason)}", "warn")
        for one in sales_queries.failed_dates(dates)[:3]
    ]


def _verbs(
    by: By, found: StandingOrder, dates: Sequence[StandingDate], to_come: Sequence[ToCome]
) -> list[Verb]:
    pk, allowed, today = found.pk, STANDING.allowed(found.state), today_of(by)
    failed = sales_queries.failed_dates(dates)
    open_days = [one.due_on for one in failed] + [
        one.due_on for one in to_come if not one.skipped and found.state == "active"
    ]

    def may(name: str) -> bool:
        return access_queries.may(by, f"sales.{name}")

    verbs = [
        Verb("retry", _("Make %s now") % day_text(failed[0].due_on, today), address("standing_retry", pk), strong=True,
             icon="refresh-cw", hidden={"due_on": failed[0].due_on.isoformat()})
        if failed and found.template_id and may("retry_standing_date") else None,
        Verb("skip", _("Leave a day out"), address("standing_skip", pk), icon="scissors",
             form=SkipDateForm(days=open_days, today=today, auto_id="id_skip_%s"))
        if open_days and may("skip_standing_date") else None,
        Verb("edit", _("Edit"), address("standing_edit", pk), method="get", icon="pencil", key="l")
        if "change" in allowed and may("keep_standing_order") else None,
        Verb("pause", _("Pause"), address("standing_pause", pk), icon="octagon-pause")
        if "pause" in allowed and may("pause_standing_order") else None,
        Verb("resume", _("Go on"), address("standing_resume", pk), strong=True, icon="circle-play")
        if "resume" in allowed and may("resume_standing_order") else None,
        Verb("end", _("End"), address("standing_end", pk), danger=True, icon="archive",
             confirm=_("Nothing is made any more. Orders that were made stay."))
        if "end" in allowed and may("end_standing_order") else None,
    ]  # fmt: skip
    return [one for one in verbs if one is not None]


# ---- the form


@page("sales.keep_standing_order")
def standing_new(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """`pk` is the template that is ordered."""
    template = sales_queries.order_template(by, pk)
    form = StandingForm(request.POST or None, initial={"first_on": today_of(by), "lead_days": 2, "every": 1})
    hidden = {"standing_id": request.POST.get("standing_id") or str(new_id(by.now))}
    title = _("Standing order of %s") % template.name
    back = address("order_template", pk)
    standing_id = minted(request, "standing_id") if request.method == "POST" else None
    return _form(request, by, form, pk, standing_id, FormPage(
        title, form, _("Save standing order"), back, hidden=hidden, back_url=back, back_label=template.name,
    ))  # fmt: skip


@page("sales.keep_standing_order")
def standing_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.standing_order(by, pk)
    names = ("kind", "every", "weekday", "day", "first_on", "last_on", "lead_days", "confirm")
    initial = {name: getattr(found, name) for name in names} | {"warehouse": found.warehouse_id}
    form = StandingForm(request.POST or None, initial=initial)
    back = address("standing_order", pk)
    shown = FormPage(
        found.name, form, _("Save standing order"), back, back_url=back, back_label=found.name,
        hidden={"version": request.POST.get("version") or found.version},
    )  # fmt: skip
    if found.template_id is None:
        messages.error(request, _("Its template was removed. End the standing order."))
        return redirect(back)
    return _form(request, by, form, found.template_id, pk, shown)


def _form(
    request: HttpRequest,
    by: By,
    form: StandingForm,
    template_id: UUID,
    standing_id: UUID | None,
    shown: FormPage,
) -> HttpResponseBase:
    if request.method == "POST" and standing_id and form.is_valid():
        typed = dict(form.cleaned_data)
        try:
            kept = sales.keep_standing_order(
                by,
                standing_id=standing_id,
                template_id=template_id,
                warehouse_id=typed.pop("warehouse", None),
                version=version_of(request.POST.dict()),
                **typed,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Standing order %s saved.") % kept)
            return redirect(address("standing_order", kept.pk))
    return answer_form(request, shown)


# ---- verbs


def _own(by: By, pk: UUID) -> UUID:
    """Its id, when it is theirs to see. Raises NotFound."""
    return sales_queries.standing_order(by, pk).pk


@verb("sales.pause_standing_order", back="office:standing_order")
def standing_pause(request: HttpRequest, by: By, pk: UUID) -> str:
    sales.pause_standing_order(by, standing_id=_own(by, pk))
    return done(request, _("Paused: nothing is made until it goes on."))


@verb("sales.resume_standing_order", back="office:standing_order")
def standing_resume(request: HttpRequest, by: By, pk: UUID) -> str:
    sales.resume_standing_order(by, standing_id=_own(by, pk))
    return done(request, _("It goes on with the next day."))


@verb("sales.end_standing_order", back="office:standing_order")
def standing_end(request: HttpRequest, by: By, pk: UUID) -> str:
    sales.end_standing_order(by, standing_id=_own(by, pk))
    return done(request, _("Ended. Nothing is made any more."))


def _skip_form(data: Any, *, by: By, pk: UUID) -> forms.Form:
    found = sales_queries.standing_order(by, pk)
    failed = sales_queries.failed_dates(sales_queries.standing_dates(pk))
    days = [one.due_on for one in (*failed, *sales_queries.days_to_come(found))]
    return SkipDateForm(data, days=days, today=today_of(by), auto_id="id_skip_%s")


@verb("sales.skip_standing_date", back="office:standing_order", form=_skip_form)
def standing_skip(request: HttpRequest, by: By, form: SkipDateForm, pk: UUID) -> str:
    day = form.cleaned_data["due_on"]
    sales.skip_standing_date(by, standing_id=_own(by, pk), due_on=day, reason=form.cleaned_data["reason"])
    return done(request, _("%s is left out.") % day_text(day, today_of(by)))


@verb("sales.retry_standing_date", back="office:standing_order")
def standing_retry(request: HttpRequest, by: By, pk: UUID) -> str:
    day = _day(request.POST.get("due_on", ""))
    made = sales.retry_standing_date(by, standing_id=_own(by, pk), due_on=day)
    assert made.order is not None
    return done(request, _("Order %s placed.") % made.order.number, address("order", made.order.pk))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min

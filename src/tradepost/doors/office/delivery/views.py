"""Calendars with their closed days, carriers with their transit days, and the days of a warehouse."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.listing import MAX_PAGE
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.models import Calendar, Carrier, ClosedDays, Transit
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.delivery.forms import (
    CalendarForm,
    CarrierForm,
    ClosedDaysForm,
    TransitForm,
    WarehouseDaysForm,
)
from tradepost.doors.office.delivery.screens import CALENDARS, CARRIERS, TRANSIT, calendar_of, rows_of
from tradepost.doors.office.delivery.words import closed_text, place_text, weekdays_text
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.filters import known_ids
from tradepost.doors.office.parts.posted import minted, version_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb

SHOWN = 50
"""Destinations on the page of a carrier; the list has all."""


def _to(name: str) -> Callable[..., str]:
    """Back to a page, whatever the verb was about."""
    return lambda **_about: address(name)


def _at(name: str) -> Callable[..., str]:
    """Back to the page of what the verb's address begins with."""
    return lambda pk, **_about: address(name, pk)


def _closed_columns(by: By, may: bool) -> tuple[Column, ...]:
    today = today_of(by)
    return (
        Column("name", gettext_lazy("Name"), link=_days_url if may else None),
        Column(
            "first_on", gettext_lazy("Days"), value=lambda row: closed_text(row.first_on, row.last_on, today)
        ),
        Column("yearly", gettext_lazy("Every year"), "flag"),
    )


def _days_url(row: ClosedDays) -> str:
    return f"{address('calendar', row.calendar_id)}?days={row.pk}"


# ---- calendars


@page("delivery.read")
def calendars(request: HttpRequest, by: By) -> HttpResponseBase:
    rows, verbs = delivery_queries.CALENDARS.page(by, limit=MAX_PAGE).rows, []
    if access_queries.may(by, "delivery.keep_calendar"):
        form = CalendarForm(auto_id="id_calendar_%s")
        verbs.append(
            Verb("calendar", _("New calendar"), address("calendar_keep", new_id(by.now)), strong=True, form=form,
                 icon="plus")
        )  # fmt: skip
    verbs.append(Verb("carriers", _("Carriers"), address("carriers"), method="get", icon="truck"))
    empty = _("Every day counts until you make a calendar and give it to a warehouse or a carrier.")
    shown = DocumentPage(
        title=_("Calendars"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=verbs,
        sections=[Section(_("All calendars"), CALENDARS, rows, empty)],
    )
    return answer_document(request, shown)


@page("delivery.read")
def calendar(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found, closed = delivery_queries.calendar(pk), delivery_queries.closed_days_of(pk)
    may = access_queries.may(by, "delivery.open_days")
    chosen = next((one for one in closed if may and str(one.pk) == request.GET.get("days")), None)
    users = delivery_queries.users_of_calendar(pk, by)
    shown = DocumentPage(
        kind=_("Calendar"),
        title=found.name,
        back_url=address("calendars"),
        back_label=_("Calendars"),
        verbs=_calendar_verbs(by, found, chosen, in_use=bool(users)),
        facts=(
            FactGroup(
                _("Work"),
                (
                    Fact(_("Works on"), weekdays_text(found.weekdays)),
                    Fact(_("Kept by"), ", ".join(users) or _("nobody yet")),
                ),
            ),
        ),
        sections=[
            Section(
                _("Closed days"), _closed_columns(by, may), closed,
                _("Every weekday above is worked. Close holidays and the days of stock takes here."),
            )
        ],
        timeline=timeline({found.pk: Subject()}, 10),
        version=found.version,
        history_url=address("calendar_history", pk),
    )  # fmt: skip
    return answer_document(request, shown)


def _calendar_verbs(by: By, found: Calendar, chosen: ClosedDays | None, *, in_use: bool) -> list[Verb]:
    pk, verbs = found.pk, []
    if chosen is not None:
        days = {"name": chosen.name, "day": closed_text(chosen.first_on, chosen.last_on, today_of(by))}
        verbs.append(
            Verb("open", _("Work on them again"), address("calendar_open", pk, chosen.pk), strong=True,
                 confirm=_("%(name)s, %(day)s: will these days be worked again?") % days, icon="calendar-check")
        )  # fmt: skip
    if access_queries.may(by, "delivery.close_days"):
        form = ClosedDaysForm(auto_id="id_closed_%s")
        verbs.append(
            Verb("close", _("Close days"), address("calendar_close", pk), strong=chosen is None, form=form,
                 hidden={"closed_id": new_id(by.now)}, icon="calendar-x")
        )  # fmt: skip
    if access_queries.may(by, "delivery.keep_calendar"):
        edit = CalendarForm(initial={"name": found.name}, weekdays=found.weekdays, auto_id="id_calendar_%s")
        verbs.append(
            Verb("edit", _("Edit"), address("calendar_keep", pk), form=edit, hidden={"version": found.version},
                 icon="pencil")
        )  # fmt: skip
    if not in_use and access_queries.may(by, "delivery.remove_calendar"):
        verbs.append(
            Verb("remove", _("Remove"), address("calendar_remove", pk), danger=True, icon="trash-2",
                 confirm=_("Nobody works by this calendar. Remove it?"))
        )  # fmt: skip
    return verbs


@verb("delivery.keep_calendar", back=_to("calendars"), form=CalendarForm)
def calendar_keep(request: HttpRequest, by: By, form: CalendarForm, pk: UUID) -> str:
    kept = delivery.keep_calendar(by, calendar_id=pk, version=version_of(request.POST), **form.given())
    return done(request, _("Saved."), address("calendar", kept.pk))


@verb("delivery.close_days", back="office:calendar", form=ClosedDaysForm)
def calendar_close(request: HttpRequest, by: By, form: ClosedDaysForm, pk: UUID) -> str:
    delivery.close_days(by, closed_id=minted(request, "closed_id"), calendar_id=pk, **form.cleaned_data)
    return done(request, _("Nobody works then. Days that moved by it stand among the dates that moved."))


@verb("delivery.open_days", back=_at("calendar"))
def calendar_open(request: HttpRequest, by: By, pk: UUID, closed_id: UUID) -> str:
    delivery.open_days(by, closed_id=closed_id)
    return done(request, _("These days are worked again."), address("calendar", pk))


@verb("delivery.remove_calendar", back="office:calendar")
def calendar_remove(request: HttpRequest, by: By, pk: UUID) -> str:
    delivery.remove_calendar(by, calendar_id=pk)
    return done(request, _("Removed."), address("calendars"))


# ---- carriers


@page("delivery.read")
def carriers(request: HttpRequest, by: By) -> HttpResponseBase:
    rows, verbs = delivery_queries.CARRIERS.page(by, limit=MAX_PAGE).rows, []
    if access_queries.may(by, "delivery.keep_carrier"):
        form = CarrierForm(auto_id="id_carrier_%s")
        verbs.append(
            Verb("carrier", _("New carrier"), address("carrier_keep", new_id(by.now)), strong=True, form=form,
                 icon="plus")
        )  # fmt: skip
    verbs.append(Verb("transits", _("Transit days"), address("transits"), method="get", icon="route"))
    verbs.append(Verb("calendars", _("Calendars"), address("calendars"), method="get", icon="calendar-days"))
    empty = _("Make one for each way you send: a carrier, your own van. Then say how long it takes to where.")
    shown = DocumentPage(
        title=_("Carriers"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=verbs,
        sections=[Section(_("All carriers"), CARRIERS, rows, empty)],
    )
    return answer_document(request, shown)


@page("delivery.read")
def carrier(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = delivery_queries.carrier(pk)
    rows = rows_of(by, found, SHOWN)
    shown = DocumentPage(
        kind=_("Carrier"),
        title=found.name,
        state="ended" if found.ended_at else "",
        back_url=address("carriers"),
        back_label=_("Carriers"),
        verbs=_carrier_verbs(by, found, _chosen(by, found, request.GET.get("transit", ""))),
        facts=(FactGroup(_("Work"), (Fact(_("Carries"), calendar_of(found)),)),),
        sections=[
            Section(
                _("Transit days"), TRANSIT, rows,
                _("How long does it take, and to where? Until then goods arrive on the day they leave."),
                link=f"{address('transits')}?carrier={pk}", link_label=_("All destinations"),
            )
        ],
        timeline=timeline({found.pk: Subject()}, 10),
        version=found.version,
        history_url=address("carrier_history", pk),
    )  # fmt: skip
    return answer_document(request, shown)


def _chosen(by: By, found: Carrier, asked: str) -> Transit | None:
    """The destination that a row of the table led to."""
    if not access_queries.may(by, "delivery.keep_transit"):
        return None
    return next(
        iter(delivery_queries.TRANSITS.rows(by).filter(carrier=found, pk__in=known_ids([asked]))), None
    )


def _carrier_verbs(by: By, found: Carrier, chosen: Transit | None) -> list[Verb]:
    pk, verbs = found.pk, []
    if found.ended_at is None and access_queries.may(by, "delivery.keep_transit"):
        verbs += _transit_verbs(by, pk, chosen)
    if access_queries.may(by, "delivery.keep_carrier"):
        edit = CarrierForm(
            initial={"name": found.name, "calendar_id": found.calendar_id}, auto_id="id_carrier_%s"
        )
        label = _("Edit") if found.ended_at is None else _("Take up again")
        verbs.append(
            Verb(
                "edit",
                label,
                address("carrier_keep", pk),
                form=edit,
                hidden={"version": found.version},
                icon="pencil",
            )
        )
    if found.ended_at is None and access_queries.may(by, "delivery.end_carrier"):
        verbs.append(
            Verb("end", _("End"), address("carrier_end", pk), danger=True, icon="ban",
                 confirm=_("No new order goes by it; confirmed ones still do. End it?"))
        )  # fmt: skip
    return verbs


def _transit_verbs(by: By, pk: UUID, chosen: Transit | None) -> list[Verb]:
    """A destination to add, and the one that was chosen to change or remove."""
    warehouses, url = inventory_queries.warehouses_of_ours(by), address("transit_keep", pk)
    new = TransitForm(warehouses=warehouses, auto_id="id_transit_%s")
    verbs = [Verb("transit", _("Add destination"), url, strong=chosen is None, form=new, icon="plus")]
    if chosen is None:
        return verbs
    initial = {name: getattr(chosen, name) for name in ("country", "postal_prefix", "warehouse_id", "days")}
    change = TransitForm(initial=initial, warehouses=warehouses, auto_id="id_change_%s")
    place = place_text(chosen.country, chosen.postal_prefix)
    return [
        Verb("change", _("Change %s") % place, url, strong=True, form=change, icon="pencil"),
        Verb("unsay", _("Remove %s") % place, address("transit_end", pk, chosen.pk), danger=True, icon="trash-2",
             confirm=_("Orders that are confirmed keep it. Remove it for new ones?")),
        *verbs,
    ]  # fmt: skip


@verb("delivery.keep_carrier", back=_to("carriers"), form=CarrierForm)
def carrier_keep(request: HttpRequest, by: By, form: CarrierForm, pk: UUID) -> str:
    kept = delivery.keep_carrier(by, carrier_id=pk, version=version_of(request.POST), **form.cleaned_data)
    return done(request, _("Saved."), address("carrier", kept.pk))


@verb("delivery.end_carrier", back="office:carrier")
def carrier_end(request: HttpRequest, by: By, pk: UUID) -> str:
    delivery.end_carrier(by, carrier_id=pk)
    return done(request, _("Ended: no new order goes by it."))


def _transit_form(data: Any, *, by: By, pk: UUID) -> TransitForm:
    return TransitForm(data, warehouses=inventory_queries.warehouses_of_ours(by))


@verb("delivery.keep_transit", back="office:carrier", form=_transit_form)
def transit_keep(request: HttpRequest, by: By, form: TransitForm, pk: UUID) -> str:
    delivery.keep_transit(by, carrier_id=pk, **form.cleaned_data)
    return done(request, _("Saved."), address("carrier", pk))


@verb("delivery.end_transit", back=_at("carrier"))
def transit_end(request: HttpRequest, by: By, pk: UUID, transit_id: UUID) -> str:
    delivery.end_transit(by, transit_id=transit_id)
    return done(request, _("Removed."), address("carrier", pk))


# ---- a warehouse


@verb("delivery.set_warehouse_days", back="office:warehouse", form=WarehouseDaysForm)
def warehouse_days(request: HttpRequest, by: By, form: WarehouseDaysForm, pk: UUID) -> str:
    home = inventory_queries.visible_warehouse(by, pk)
    delivery.set_warehouse_days(
        by, warehouse_id=home.pk, version=version_of(request.POST), **form.cleaned_data
    )
    return done(request, _("Saved. Days that moved by it stand among the dates that moved."))

"""Weekdays, days and the facts of deliveries in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.doors.office.parts.promised import days_text
from tradepost.doors.office.parts.timeline import WORDS, Data, Words
from tradepost.render.formats import day_text
from tradepost.render.sentences import named

WEEK = tuple((str(n + 1), WEEKDAYS[n]) for n in range(7))
"""The weekdays by their ISO numbers."""


def weekdays_text(weekdays: str) -> str:
    """Mon–Fri; Mon, Wed, Fri; every day."""
    if len(weekdays) == 7:
        return _("every day")
    short = [str(WEEKDAYS_ABBR[int(n) - 1]) for n in weekdays]
    if len(weekdays) > 2 and int(weekdays[-1]) - int(weekdays[0]) == len(weekdays) - 1:
        return f"{short[0]}–{short[-1]}"
    return ", ".join(short)


def closed_text(first_on: date, last_on: date, today: date) -> str:
    """A day, or the first and the last."""
    if first_on == last_on:
        return day_text(first_on, today)
    return f"{day_text(first_on, today)} – {day_text(last_on, today)}"


def place_text(country: str, prefix: str) -> str:
    """SE; DE 80…; anywhere."""
    if not country:
        return _("anywhere")
    return f"{country} {prefix}…" if prefix else country


def _called(data: Data) -> str:
    return named(str(data.get("called") or ""))


def _transit(data: Mapping[str, Any]) -> str:
    place = place_text(str(data["country"]), str(data["postal_prefix"]))
    return f"{place}: {days_text(int(data['days']))}" if "days" in data else place


WORDS.update(
    {
        "delivery.calendar_kept": Words(
            gettext_lazy("Weekdays set"), "calendar-days", lambda data: weekdays_text(str(data["weekdays"]))
        ),
        "delivery.calendar_removed": Words(gettext_lazy("Removed"), "trash-2"),
        "delivery.days_closed": Words(gettext_lazy("Days closed"), "calendar-x", _called),
        "delivery.days_opened": Words(gettext_lazy("Days worked again"), "calendar-check", _called),
        "delivery.carrier_kept": Words(gettext_lazy("Carrier set"), "truck"),
        "delivery.carrier_ended": Words(gettext_lazy("Carrier ended"), "ban"),
        "delivery.transit_kept": Words(gettext_lazy("Transit days set"), "route", _transit),
        "delivery.transit_ended": Words(gettext_lazy("Transit days removed"), "route-off", _transit),
        "delivery.warehouse_days_set": Words(gettext_lazy("Days of the warehouse set"), "calendar-days"),
    }
)

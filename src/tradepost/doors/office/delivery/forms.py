"""Forms of calendars, carriers, transit days and the days of a warehouse."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.rules import MOST_DAYS
from tradepost.doors.office.delivery.words import WEEK
from tradepost.render.screens.form import FieldSet, ScreenForm

_DAYS = {"min_value": 0, "max_value": MOST_DAYS}


def _day_field(number: str) -> str:
    return f"works_{number}"


class CalendarForm(ScreenForm):
    """A name, and a box for each weekday."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As people say it: Germany, Monday to Friday.")
    )

    def __init__(self, *args: Any, weekdays: str = "12345", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, label in WEEK:
            self.fields[_day_field(number)] = forms.BooleanField(
                label=label, required=False, initial=number in weekdays,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )  # fmt: skip
            self.fields[_day_field(number)].width = "third"  # type: ignore[attr-defined]
        self.fieldsets = (
            FieldSet("", ("name",)),
            FieldSet(_("Works on"), [_day_field(number) for number, _label in WEEK]),
        )

    def given(self) -> dict[str, str]:
        """What the command takes."""
        chosen = [number for number, _label in WEEK if self.cleaned_data.get(_day_field(number))]
        return {"name": self.cleaned_data["name"], "weekdays": "".join(chosen)}


class ClosedDaysForm(ScreenForm):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Christmas; works outing; stock take.")
    )
    first_on = forms.DateField(label=_("First day"))
    last_on = forms.DateField(label=_("Last day"), required=False, help_text=_("Empty: one day."))
    yearly = forms.BooleanField(label=_("Every year on these days"), required=False)
    half = ("first_on", "last_on")


def _calendar_choices(none: Any) -> list[tuple[str, Any]]:
    return [("", none), *((str(one.pk), one.name) for one in delivery_queries.calendars())]


class _OrNone(forms.TypedChoiceField):
    """One of some rows, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, empty_value=None, coerce=_uuid, **kwargs)


def _uuid(text: str) -> Any:
    return forms.UUIDField().clean(text)


class CarrierForm(ScreenForm):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As people say it: DHL Paket, own van.")
    )
    calendar_id = _OrNone(label=_("Carries on the days of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["calendar_id"].choices = _calendar_choices(_("every day"))  # type: ignore[attr-defined]


class TransitForm(ScreenForm):
    """How long it takes to where. Typed again for the same destination, the days are the new ones."""

    country = forms.CharField(
        label=_("Country"), max_length=60, required=False, help_text=_("SE, or Sweden. Empty: anywhere else.")
    )
    postal_prefix = forms.CharField(
        label=_("Postal codes beginning with"),
        max_length=10,
        required=False,
        help_text=_("Empty: the whole country."),
    )
    warehouse_id = _OrNone(label=_("From"))
    days = forms.IntegerField(label=_("Working days"), **_DAYS)
    half = ("country", "postal_prefix", "warehouse_id", "days")

    def __init__(self, *args: Any, warehouses: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(warehouses) < 2:
            del self.fields["warehouse_id"]
            return
        choices = [("", _("any warehouse")), *((str(one.pk), one.name) for one in warehouses)]
        self.fields["warehouse_id"].choices = choices  # type: ignore[attr-defined]


class WarehouseDaysForm(ScreenForm):
    calendar_id = _OrNone(label=_("Works on the days of"))
    handling_days = forms.IntegerField(
        label=_("Handling, working days"), help_text=_("From the order until goods of stock leave."), **_DAYS
    )
    receiving_days = forms.IntegerField(
        label=_("Receiving, working days"), help_text=_("More, for goods that have to arrive first."), **_DAYS
    )
    cutoff_at = forms.TimeField(
        label=_("Cut-off"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M"),
        help_text=_("What is ordered from then on counts from the next day. Empty: none."),
    )
    carrier_id = _OrNone(label=_("Sends by"))
    half = ("handling_days", "receiving_days", "cutoff_at", "carrier_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carriers = [(str(one.pk), one.name) for one in delivery_queries.carriers()]
        self.fields["calendar_id"].choices = _calendar_choices(_("every day"))  # type: ignore[attr-defined]
        self.fields["carrier_id"].choices = [("", _("nothing in particular")), *carriers]  # type: ignore[attr-defined]

"""Forms of transfers: what stands over their lines, and what is said with their verbs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.render.screens.form import DayInput, ScreenForm

NOTE = forms.Textarea(attrs={"rows": 2})


class EntryHead(ScreenForm):
    """What a transfer has over its lines."""

    from_warehouse = forms.ChoiceField(label=_("From"))
    to_warehouse = forms.ChoiceField(label=_("To"))
    expected_on = forms.DateField(
        label=_("Arrives on"), required=False, widget=DayInput(), help_text=_("Empty: today.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    third = ("from_warehouse", "to_warehouse", "expected_on", "note")

    def __init__(self, *args: Any, warehouses: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in warehouses]
        self.fields["from_warehouse"].choices = choices  # type: ignore[attr-defined]
        self.fields["to_warehouse"].choices = choices  # type: ignore[attr-defined]


class DispatchHead(ScreenForm):
    """What is said of the goods that leave."""

    carrier = forms.CharField(label=_("Carrier"), required=False, max_length=80)
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"data-scans": "self"}),
    )
    expected_on = forms.DateField(label=_("Arrives on"), required=False, widget=DayInput())
    third = ("carrier", "tracking_number", "expected_on")


class ReceiveHead(ScreenForm):
    """What is said of the goods that arrived."""

    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    is_last = forms.BooleanField(label=_("Nothing more will come: the rest is missing"), required=False)
    half = ("note", "is_last")


class ReleaseForm(ScreenForm):
    send_what_is_free = forms.BooleanField(
        label=_("Where less is free than asked, send what is free"), required=False
    )


class ReasonForm(ScreenForm):
    reason = forms.CharField(label=_("Why"), max_length=500)


class DelayForm(ScreenForm):
    expected_on = forms.DateField(label=_("Arrives on"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), required=False, max_length=500)


class SettleForm(ScreenForm):
    """What became of it."""

    quantity = forms.IntegerField(
        label=_("Quantity"), required=False, min_value=1, help_text=_("Empty: all of it.")
    )
    reason = forms.CharField(label=_("Why"), max_length=500, widget=NOTE)


class ArrivedForm(SettleForm):
    """The same of goods that are there; nobody needs to say why."""

    place = forms.CharField(
        label=_("Place"), required=False, max_length=40, help_text=_("Empty: where deliveries go")
    )
    reason = forms.CharField(label=_("Note"), required=False, max_length=500, widget=NOTE)


class PlacedForm(SettleForm):
    place = forms.CharField(
        label=_("Place"), required=False, max_length=40, help_text=_("Empty: where deliveries go")
    )

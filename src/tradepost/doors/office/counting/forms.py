"""Forms of counting: what to count, and what is said with its verbs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.domain.counting.rules import CHOSEN_SCOPES
from tradepost.doors.office.catalog.forms import category_name
from tradepost.doors.office.counting.words import SCOPES, SOURCES
from tradepost.doors.office.parts.addresses import later
from tradepost.render.screens.form import DayInput, FieldSet, LookUp, ScreenForm


class PlanForm(ScreenForm):
    """A count to be planned. Only the field of the chosen scope is read."""

    warehouse = forms.ChoiceField(label=_("Warehouse"))
    scope = forms.ChoiceField(
        label=_("What is counted"), choices=[(name, SCOPES[name]) for name in CHOSEN_SCOPES]
    )
    zone_id = forms.ChoiceField(
        label=_("A zone"), required=False, help_text=_("All places that stand in it when counting begins.")
    )
    zone = forms.CharField(
        label=_("Some places"),
        required=False,
        max_length=120,
        help_text=_("The beginning of their codes: A-01. Or the first and the last: A-01-01 .. A-03-40."),
    )
    category = forms.UUIDField(
        label=_("A category"),
        required=False,
        widget=LookUp(later("category_lookup"), text_of=category_name),
        help_text=_("With the categories under it."),
    )
    items = forms.CharField(
        label=_("Some items"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("SKUs or barcodes, one on each line."),
    )
    is_blind = forms.BooleanField(
        label=_("Blind: who counts is not told what the books say"), required=False, initial=True
    )
    planned_on = forms.DateField(label=_("Planned for"), required=False, widget=DayInput())
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    half = ("warehouse", "scope", "zone_id", "zone", "category", "planned_on", "note")
    fieldsets = (
        FieldSet(_("What"), ("warehouse", "scope")),
        FieldSet(_("Which"), ("zone_id", "zone", "category", "items"), _("Fill in the one that fits.")),
        FieldSet(_("How"), ("is_blind", "planned_on", "note")),
    )

    def __init__(self, *args: Any, warehouses: Sequence[Any], zones: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warehouse"].choices = [(str(one.pk), one.name) for one in warehouses]  # type: ignore[attr-defined]
        named = [(str(one.pk), f"{one.warehouse.code} · {one.code} {one.name}") for one in zones]
        self.fields["zone_id"].choices = [("", "–"), *named]  # type: ignore[attr-defined]


class FinishForm(ScreenForm):
    leave_uncounted = forms.BooleanField(
        label=_("Leave lines that nobody counted as they are"), required=False
    )


class ReasonForm(ScreenForm):
    reason = forms.CharField(label=_("Why"), max_length=500)


class MaybeReasonForm(ScreenForm):
    reason = forms.CharField(label=_("Note"), max_length=500, required=False)


class PostForm(ScreenForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Stands in the stock ledger beside the number of the count."),
    )


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class SheetHead(ScreenForm):
    """Who counted, when, and how it came here."""

    source = forms.ChoiceField(label=_("How"), choices=tuple(SOURCES.items()), required=False)
    counter = forms.CharField(
        label=_("Counted by"), max_length=200, required=False, help_text=_("Empty: you.")
    )
    counted_at = forms.DateTimeField(
        label=_("Counted at"),
        required=False,
        widget=MomentInput(),
        help_text=_("Empty: now. Of a paper sheet, what stands on it."),
    )
    third = ("source", "counter", "counted_at")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("source") == "paper" and not given.get("counted_at") and "counted_at" not in self.errors:
            self.add_error("counted_at", _("Say when it was counted: goods moved since."))
        return given

"""Forms of purchase orders, deliveries and differences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField
from tradepost.doors.office.parts.landed import LANDED_BASES, LANDED_KINDS
from tradepost.render.screens.form import LookUp, ScreenForm

NOTE = forms.Textarea(attrs={"rows": 2})


class EntryHead(ScreenForm):
    """What a purchase order has over its lines."""

    supplier = forms.UUIDField(
        label=_("Supplier"),
        widget=LookUp(later("supplier_lookup")),
        error_messages={"required": _("Choose a supplier."), "invalid": _("Choose a supplier.")},
    )
    expected_on = forms.DateField(label=_("Wanted on"), required=False)
    warehouse = forms.UUIDField(label=_("To"), required=False)
    note = forms.CharField(label=_("Note on the order"), required=False, max_length=2000)
    send = forms.BooleanField(label=_("Approve and send at once"), required=False)
    third = ("supplier", "expected_on", "warehouse", "note", "send")

    def __init__(
        self, *args: Any, supplier_name: str = "", warehouses: Any = (), may_send: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplier"].widget.text_of = lambda _value: supplier_name  # type: ignore[attr-defined]
        if not may_send:
            del self.fields["send"]
        if len(warehouses) > 1:
            choices = [(str(one.pk), one.name) for one in warehouses]
            self.fields["warehouse"].widget = forms.Select(choices=choices, attrs={"class": "form-select"})
        else:
            del self.fields["warehouse"]


class EditHead(EntryHead):
    """A draft keeps its supplier."""

    supplier = forms.UUIDField(widget=forms.HiddenInput)
    supplier_reference = forms.CharField(label=_("Their reference"), required=False, max_length=80)
    third = ("expected_on", "warehouse", "supplier_reference", "note")
    field_order = third


class AcknowledgeHead(ScreenForm):
    supplier_reference = forms.CharField(
        label=_("Their order number"), required=False, max_length=80, help_text=_("As on their confirmation.")
    )
    half = ("supplier_reference",)


class TakeInForm(ScreenForm):
    """An announced package is taken in as a whole."""

    delivery_note = forms.CharField(label=_("Their delivery note"), required=False, max_length=80)


class WithdrawForm(ScreenForm):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500, widget=NOTE)


class ReceiveHead(ScreenForm):
    delivery_note = forms.CharField(
        label=_("Delivery note"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"data-scans": "self"}),
    )
    last = forms.BooleanField(label=_("Nothing more will come: the rest is short"), required=False)
    allow_over = forms.BooleanField(label=_("Take in what is more than ordered"), required=False)
    as_weighed = forms.BooleanField(label=_("The weights are right, though unusual"), required=False)
    third = ("delivery_note", "last", "allow_over", "as_weighed")

    def __init__(self, *args: Any, weighs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not weighs:
            del self.fields["as_weighed"]


class SettleForm(ScreenForm):
    note = forms.CharField(
        label=_("How it was settled"),
        max_length=500,
        widget=NOTE,
        help_text=_("Credit note, new delivery, nothing."),
    )


class SendBackForm(ScreenForm):
    note = forms.CharField(
        label=_("What was said to the supplier"),
        required=False,
        max_length=500,
        widget=NOTE,
        help_text=_("The goods leave quarantine and are not owed."),
    )


class LandedCostForm(ScreenForm):
    """A bill for bringing goods here, which may come long after them."""

    kind = forms.ChoiceField(label=_("What for"), choices=tuple(LANDED_KINDS.items()))
    amount = FigureField(label=_("Amount"), min_value=0)
    currency = forms.CharField(label=_("Currency"), max_length=3)
    basis = forms.ChoiceField(label=_("Split by"), choices=tuple(LANDED_BASES.items()))
    supplier_id = forms.UUIDField(
        label=_("Who sent the bill"), required=False, widget=LookUp(later("supplier_lookup"))
    )
    reference = forms.CharField(label=_("Bill number"), required=False, max_length=80)
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=NOTE)
    half = ("supplier_id", "reference", "kind", "basis", "amount", "currency")

    def given(self) -> dict[str, Any]:
        """The fields as the command takes them."""
        return {**self.cleaned_data, "currency": self.cleaned_data["currency"].strip().upper()}


class TakeBackForm(ScreenForm):
    note = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        widget=NOTE,
        help_text=_("A document of the opposite amount is posted now; what was posted stays."),
    )

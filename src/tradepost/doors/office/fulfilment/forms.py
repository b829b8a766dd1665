"""What the warehouse is asked: how many boxes, who carries them, why something is missing."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.figures import figure
from tradepost.render.screens.form import ScreenForm


class PackForm(ScreenForm):
    weights = forms.CharField(
        label=_("Packages, weight in kg"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "decimal"}),
        help_text=_(
            "One line per package, for example 12.5. A dash for one that was not weighed. Empty: not counted."
        ),
    )

    def clean_weights(self) -> Sequence[int | None]:
        """Grams of each package; None for one that was not weighed."""
        found: list[int | None] = []
        for typed in self.cleaned_data["weights"].replace(";", "\n").splitlines():
            text = typed.strip().lower().removesuffix("kg").strip()
            if not text:
                continue
            weight = None if text in ("-", "–", "?") else figure(text)
            if weight is None and text not in ("-", "–", "?"):
                raise forms.ValidationError(_("“%s” is not a weight.") % typed.strip())
            found.append(None if weight is None else int(weight * 1000))
        return found


class ShipForm(ScreenForm):
    carrier = forms.CharField(label=_("Carrier"), required=False, max_length=80)
    tracking_number = forms.CharField(
        label=_("Tracking number"), required=False, max_length=120, help_text=_("The customer sees it.")
    )
    half = ("carrier", "tracking_number")


class CancelForm(ScreenForm):
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

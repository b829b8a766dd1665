"""What is asked over the grid of a change, and when a buyer's word is written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.render.screens.form import ScreenForm


class ChangeHead(ScreenForm):
    """What may be other on a confirmed order, beside its lines; and why."""

    requested_on = forms.DateField(label=_("Wanted on"), required=False)
    terms_days = forms.IntegerField(label=_("Days to pay"), min_value=0, max_value=3650)
    wants_word = forms.BooleanField(label=_("The buyer is to say yes"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stands in the order's history."))
    shipping_address = forms.CharField(
        label=_("Ship to"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    third = ("requested_on", "terms_days", "wants_word")


class WordForm(ScreenForm):
    """Who said yes, when, and how it reached us."""

    given_by = forms.CharField(label=_("Who said yes"), max_length=120)
    given_on = forms.DateField(label=_("On"), required=False, help_text=_("Empty: today."))
    how = forms.CharField(
        label=_("How it reached us"),
        required=False,
        max_length=300,
        help_text=_("By phone, by mail, signed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_word_%s")
        super().__init__(*args, **kwargs)

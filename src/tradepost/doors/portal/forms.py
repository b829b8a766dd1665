"""What a buyer types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.render.screens.form import ScreenForm

NAME = forms.TextInput(attrs={"autocomplete": "name"})
WORDS = forms.Textarea(attrs={"rows": 2, "dir": "auto"})


class AskForm(ScreenForm):
    """About a line, or about all of it."""

    ask_id = forms.UUIDField(widget=forms.HiddenInput)
    line = forms.UUIDField(required=False, widget=forms.HiddenInput)
    quantity = forms.DecimalField(
        label=_("Quantity you want"), required=False, min_value=0, max_digits=15, decimal_places=6, localize=True,
        help_text=_("0 strikes the line."),
    )  # fmt: skip
    unit_price = forms.DecimalField(
        label=_("Price you ask for"),
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=6,
        localize=True,
    )
    text = forms.CharField(label=_("Comment"), required=False, max_length=2000, widget=WORDS)
    name = forms.CharField(label=_("Your name"), max_length=200, widget=NAME)
    half = ("quantity", "unit_price")


class SignForm(ScreenForm):
    quote = forms.UUIDField(widget=forms.HiddenInput)
    order_id = forms.UUIDField(widget=forms.HiddenInput)
    total = forms.DecimalField(widget=forms.HiddenInput)
    signed_by = forms.CharField(label=_("Your name"), max_length=200, widget=NAME)
    customer_po = forms.CharField(label=_("Your order number"), required=False, max_length=80)
    half = ("signed_by", "customer_po")


class DeclineForm(ScreenForm):
    quote = forms.UUIDField(widget=forms.HiddenInput)
    declined_by = forms.CharField(label=_("Your name"), max_length=200, widget=NAME)
    reason = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=WORDS)

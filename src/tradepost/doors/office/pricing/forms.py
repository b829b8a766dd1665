"""Forms of price lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField
from tradepost.render.screens.form import LookUp, ScreenForm

COUNTED_FOR_CATEGORY = (
    ("line", _("one line")),
    ("item", _("all lines of the item")),
    ("mix", _("all lines of these goods")),
)


class PriceListForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    currency = forms.CharField(label=_("Currency"), max_length=3, initial=settings.BASE_CURRENCY)
    is_base = forms.BooleanField(
        label=_("These are the list prices of the currency"), required=False,
        help_text=_("Everybody pays them who has no better price. One list per currency."),
    )  # fmt: skip
    includes_tax = forms.BooleanField(
        label=_("Its prices include tax"), required=False,
        help_text=_("What buyers pay who owe tax. List prices are net."),
    )  # fmt: skip
    half = ("name", "currency")

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()


class RenameForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=200)


class IncludeTaxForm(ScreenForm):
    includes_tax = forms.BooleanField(
        label=_("Its prices include tax"), required=False,
        help_text=_("It is said before the first price is set."),
    )  # fmt: skip


class EndPricesForm(ScreenForm):
    ends_on = forms.DateField(
        label=_("They hold no more from"), required=False, help_text=_("Empty: from today.")
    )
    version = forms.ChoiceField(
        label=_("or with a version"), required=False, help_text=_("Then they end when it is activated.")
    )

    def __init__(self, *args: Any, drafts: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if drafts:
            self.fields["version"].choices = [("", "–"), *drafts]  # type: ignore[attr-defined]
        else:
            del self.fields["version"]


class EndDiscountForm(ScreenForm):
    ends_on = forms.DateField(
        label=_("It is given no more from"), required=False, help_text=_("Empty: from today.")
    )


class AssignForm(ScreenForm):
    customer = forms.UUIDField(label=_("Customer"), required=False, widget=LookUp(later("customer_lookup")))
    group = forms.ChoiceField(label=_("or group"), required=False)
    rank = forms.IntegerField(
        label=_("Rank"), initial=1, min_value=0, max_value=9999, help_text=_("The lowest is asked first.")
    )
    half = ("customer", "group")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(str(one.pk), one.name) for one in parties_queries.groups()]
        self.fields["group"].choices = [("", "–"), *groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("customer")) == bool(typed.get("group")):
            self.add_error("customer", _("Choose a customer or a group."))
        return typed


class CategoryPriceForm(ScreenForm):
    """A percentage off the list price of everything in a category, or of a brand."""

    category_id = forms.UUIDField(
        label=_("Category"),
        required=False,
        widget=LookUp(later("category_lookup"), text_of=category_name),
        error_messages={"invalid": _("Choose a category.")},
    )
    brand_id = brand_field(_("or brand"))
    amount = FigureField(label=_("Percent off"), min_value=0, max_value=100)
    minimum_quantity = forms.IntegerField(label=_("From base units"), initial=1, min_value=1)
    counted = forms.TypedChoiceField(
        label=_("Reached by"), choices=COUNTED_FOR_CATEGORY, required=False, empty_value="line"
    )
    quota = forms.IntegerField(
        label=_("Quota"),
        required=False,
        min_value=1,
        help_text=_("So many base units in all; empty: any number."),
    )
    valid_from = forms.DateField(label=_("From day"), required=False)
    valid_until = forms.DateField(label=_("Before day"), required=False)
    is_net = forms.BooleanField(
        label=_("Net price"), required=False, help_text=_("No discount comes off it any more.")
    )
    half = (
        "category_id", "brand_id", "amount", "minimum_quantity", "counted", "quota", "valid_from", "valid_until",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("category_id")) == bool(typed.get("brand_id")) and not self.errors:
            self.add_error("category_id", _("Choose a category or a brand."))
        return typed

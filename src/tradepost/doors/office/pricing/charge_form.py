"""The form of a rule of what orders are charged."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.rules import CHARGE_KINDS, USUAL_PRIORITY
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.pricing.discount_form import name_chosen, seen_customer
from tradepost.render.screens.charged import CHARGE_NAMES
from tradepost.render.screens.form import LookUp, ScreenForm

BASES = (
    ("amount", _("an order")),
    ("unit", _("a base unit of the goods")),
    ("kilogram", _("a kilogram of the goods")),
    ("percent_goods", _("per cent of the goods")),
    ("percent_freight", _("per cent of the freight")),
)
KINDS = tuple((kind, CHARGE_NAMES[kind]) for kind in CHARGE_KINDS)


class ChargeForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Stands in “why this charge?”."))
    label = forms.CharField(
        label=_("On papers"),
        required=False,
        max_length=80,
        help_text=_("Empty: the kind, in the customer's language."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, help_text=_("Of one kind, one is charged."))
    amount = FigureField(label=_("Charged"), min_value=0, help_text=_("0: nothing is charged."))
    basis = forms.ChoiceField(label=_("Of"), choices=BASES)
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        help_text=_("Empty: any. Money and values need one."),
    )
    minimum_value = FigureField(
        label=_("From a value of"),
        required=False,
        min_value=0,
        help_text=_("Of these goods, after discounts."),
    )
    below_value = FigureField(
        label=_("Below a value of"),
        required=False,
        min_value=0,
        help_text=_("From there on nothing. Empty: any value."),
    )
    customer_id = forms.UUIDField(
        label=_("Customer"), required=False, widget=LookUp(later("customer_lookup"))
    )
    group_id = forms.TypedChoiceField(
        label=_("or group"), required=False, empty_value=None, help_text=_("Neither: everybody.")
    )
    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=2,
        help_text=_("Where goods go, such as DE. Empty: anywhere."),
    )
    region = forms.CharField(label=_("Region"), required=False, max_length=20)
    item_id = forms.UUIDField(label=_("Item"), required=False, widget=LookUp(later("stock_item_lookup")))
    category_id = forms.UUIDField(
        label=_("or category"),
        required=False,
        widget=LookUp(later("category_lookup"), text_of=category_name),
    )
    brand_id = brand_field(_("or brand"), _("None of them: all goods."))
    valid_from = forms.DateField(label=_("From day"), required=False)
    valid_until = forms.DateField(label=_("Before day"), required=False)
    priority = forms.IntegerField(
        label=_("Priority"), initial=USUAL_PRIORITY, min_value=0, max_value=9999,
        help_text=_("The lowest is asked first."),
    )  # fmt: skip
    half = (
        "name", "label", "amount", "basis", "minimum_value", "below_value", "customer_id", "group_id", "country",
        "region", "valid_from", "valid_until", "kind", "currency",
    )  # fmt: skip
    third = ("item_id", "category_id", "brand_id")

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        groups = [(str(one.pk), one.name) for one in parties_queries.groups()]
        offer(self, "group_id", [("", "–"), *groups])
        name_chosen(self, by)

    def clean_customer_id(self) -> Any:
        return seen_customer(self.by, self.cleaned_data["customer_id"])

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).strip().upper()

    def given(self) -> dict[str, Any]:
        """As the command takes it."""
        return {**self.cleaned_data, "minimum_value": self.cleaned_data["minimum_value"] or ZERO}

"""The form of a promotion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.rules import USUAL_PRIORITY
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.pricing.discount_form import name_chosen, seen_customer
from tradepost.render.screens.form import LookUp, ScreenForm


class PromotionForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Stands in “why this price?”."))
    item_id = forms.UUIDField(
        label=_("Whoever buys item"), required=False, widget=LookUp(later("stock_item_lookup"))
    )
    category_id = forms.UUIDField(
        label=_("or category"),
        required=False,
        widget=LookUp(later("category_lookup"), text_of=category_name),
    )
    brand_id = brand_field(_("or brand"), _("None of them: all goods."))
    buy_quantity = forms.IntegerField(
        label=_("From base units"), required=False, min_value=1, help_text=_("Of these goods together.")
    )
    repeats = forms.BooleanField(label=_("For each such quantity again"), required=False)
    minimum_value = FigureField(
        label=_("or from a value of"),
        required=False,
        min_value=0,
        help_text=_("Of these goods, after discounts."),
    )
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Empty: any. A value needs one.")
    )
    gift_item_id = forms.UUIDField(
        label=_("Gets free item"),
        widget=LookUp(later("stock_item_lookup")),
        error_messages={"required": _("Choose an item."), "invalid": _("Choose an item.")},
    )
    gift_quantity = forms.IntegerField(label=_("Base units"), initial=1, min_value=1)
    most = forms.IntegerField(
        label=_("At most"), required=False, min_value=1, help_text=_("Free base units in one order.")
    )
    customer_id = forms.UUIDField(
        label=_("Customer"), required=False, widget=LookUp(later("customer_lookup"))
    )
    group_id = forms.TypedChoiceField(
        label=_("or group"), required=False, empty_value=None, help_text=_("Neither: everybody.")
    )
    valid_from = forms.DateField(label=_("From day"), required=False)
    valid_until = forms.DateField(label=_("Before day"), required=False)
    priority = forms.IntegerField(
        label=_("Priority"), initial=USUAL_PRIORITY, min_value=0, max_value=9999,
        help_text=_("The lowest is given first."),
    )  # fmt: skip
    is_exclusive = forms.BooleanField(
        label=_("Given alone"), required=False, help_text=_("No other promotion beside it in one order.")
    )
    half = (
        "minimum_value", "currency", "gift_item_id", "gift_quantity", "customer_id",
        "group_id", "valid_from", "valid_until",
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

    def given(self) -> dict[str, Any]:
        """As the command takes it."""
        typed = self.cleaned_data
        return {
            **typed,
            "minimum_value": typed["minimum_value"] or ZERO,
            "buy_quantity": typed["buy_quantity"] or 0,
        }

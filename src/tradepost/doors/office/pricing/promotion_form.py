"""The form of a promotion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.commands import BundlePart
from tradepost.domain.pricing.rules import USUAL_PRIORITY
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.pricing.discount_form import name_chosen, seen_customer
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm


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
        label=_("Gets free item"), required=False,
        widget=LookUp(later("stock_item_lookup")),
        error_messages={"invalid": _("Choose an item.")},
    )  # fmt: skip
    gift_quantity = forms.IntegerField(label=_("Base units"), required=False, initial=1, min_value=1)
    parts = forms.CharField(
        label=_("Whoever buys the set"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("An item a line: its SKU, and how many base units of it. TEA 2"),
    )  # fmt: skip
    bundle_price = FigureField(
        label=_("pays for it"), required=False, min_value=0, help_text=_("Before tax, in the currency above.")
    )
    bundle_percent = FigureField(label=_("or per cent less"), required=False, min_value=0, max_value=100)
    most = forms.IntegerField(
        label=_("At most"),
        required=False,
        min_value=1,
        help_text=_("Free base units, or sets, in one order."),
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
        "name", "currency", "buy_quantity", "minimum_value", "most", "priority", "gift_item_id", "gift_quantity",
        "customer_id", "group_id", "valid_from", "valid_until", "bundle_price", "bundle_percent",
    )  # fmt: skip
    third = ("item_id", "category_id", "brand_id")
    fieldsets = (
        FieldSet("", ("name", "currency")),
        FieldSet(
            _("Goods that come free"),
            (
                "item_id", "category_id", "brand_id", "buy_quantity", "minimum_value", "repeats", "gift_item_id",
                "gift_quantity",
            ),
        ),
        FieldSet(_("or a set that costs less"), ("parts", "bundle_price", "bundle_percent")),
        FieldSet(
            _("To whom, and when"),
            ("customer_id", "group_id", "most", "priority", "valid_from", "valid_until", "is_exclusive"),
        ),
    )  # fmt: skip

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

    def clean_parts(self) -> list[BundlePart]:
        """The items of a set, each with its base units."""
        told = [line.split() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        found = catalog_queries.items_by_codes([words[0] for words in told]) if told else {}
        parts = []
        for code, *rest in told:
            count = rest[0] if rest else "1"
            if code not in found:
                raise forms.ValidationError(_("No item has this code: %s.") % code)
            if len(rest) > 1 or not (count.isascii() and count.isdigit()):
                raise forms.ValidationError(_("Write the SKU and a whole number of base units: %s.") % code)
            parts.append(BundlePart(found[code].item_id, int(count)))
        return parts

    def given(self) -> dict[str, Any]:
        """As the command takes it."""
        typed = self.cleaned_data
        return {
            **typed,
            "minimum_value": typed["minimum_value"] or ZERO,
            "buy_quantity": typed["buy_quantity"] or 0,
            "gift_quantity": typed["gift_quantity"] or 1,
        }

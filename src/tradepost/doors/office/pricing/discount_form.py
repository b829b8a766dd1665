"""The form of a discount rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.rules import USUAL_PRIORITY
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.parts.filters import customer_names
from tradepost.render.screens.form import LookUp, ScreenForm

KINDS = (("line", _("lines")), ("order", _("the whole order")))


def name_chosen(form: forms.Form, by: By) -> None:
    """Show what was chosen in the look-ups by its name."""
    for name, names in (
        ("customer_id", customer_names),
        ("item_id", item_names),
        ("gift_item_id", item_names),
    ):
        if name in form.fields:
            widget = form.fields[name].widget
            assert isinstance(widget, LookUp)
            widget.text_of = lambda value, names=names: names(by, [str(value)]).get(str(value), "")


def seen_customer(by: By, chosen: Any) -> Any:
    """The chosen customer, when it is one this person may see."""
    if chosen and not customer_names(by, [str(chosen)]):
        raise forms.ValidationError(_("Choose a customer."))
    return chosen


class DiscountForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Stands in “why this price?”."))
    percent = FigureField(label=_("Percent off"), min_value=0, max_value=100)
    kind = forms.ChoiceField(label=_("On"), choices=KINDS)
    customer_id = forms.UUIDField(
        label=_("Customer"), required=False, widget=LookUp(later("customer_lookup"))
    )
    group_id = forms.TypedChoiceField(
        label=_("or group"), required=False, empty_value=None, help_text=_("Neither: everybody.")
    )
    item_id = forms.UUIDField(label=_("Item"), required=False, widget=LookUp(later("stock_item_lookup")))
    category_id = forms.UUIDField(
        label=_("or category"),
        required=False,
        widget=LookUp(later("category_lookup"), text_of=category_name),
    )
    brand_id = brand_field(_("or brand"), _("None of them: all goods."))
    minimum_value = FigureField(
        label=_("From a value of"), required=False, min_value=0,
        help_text=_("Of all goods of the order; for a discount on the whole order."),
    )  # fmt: skip
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Empty: any. A value needs one.")
    )
    valid_from = forms.DateField(label=_("From day"), required=False)
    valid_until = forms.DateField(label=_("Before day"), required=False)
    priority = forms.IntegerField(
        label=_("Priority"), initial=USUAL_PRIORITY, min_value=0, max_value=9999,
        help_text=_("The lowest is given; of equal ones the largest discount."),
    )  # fmt: skip
    on_agreed = forms.BooleanField(
        label=_("Also on agreed prices"), required=False,
        help_text=_("Otherwise on list prices only. A net price is never discounted."),
    )  # fmt: skip
    half = (
        "percent", "kind", "customer_id", "group_id", "minimum_value", "currency",
        "valid_from", "valid_until",
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
        return {**self.cleaned_data, "minimum_value": self.cleaned_data["minimum_value"] or ZERO}

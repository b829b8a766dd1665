"""Forms of suppliers and what they sell."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm

PARTY = ("name", "tax_number", "email", "phone", "website", "language")
TERMS = ("number", "currency", "terms_days", "lead_days", "minimum_order")
ADDRESS = ("line1", "line2", "postal_code", "city", "region", "country")


class SupplierForm(ScreenForm):
    """Who it is, and how it sells."""

    name = forms.CharField(label=_("Name"), max_length=200)
    tax_number = forms.CharField(
        label=_("Tax number"), required=False, max_length=40, help_text=_("With its country: DE123456789.")
    )
    language = forms.CharField(
        label=_("Language"), required=False, max_length=12, help_text=_("Of our orders to them: en, de, es.")
    )
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    website = forms.CharField(label=_("Web address"), required=False, max_length=200)
    number = forms.CharField(
        label=_("Number"), required=False, max_length=40, help_text=_("Empty: the next free one.")
    )
    currency = forms.CharField(label=_("Currency"), max_length=3)
    terms_days = forms.IntegerField(label=_("We pay within days"), min_value=0, initial=30)
    lead_days = forms.IntegerField(label=_("They deliver within days"), min_value=0, initial=7)
    minimum_order = FigureField(
        label=_("Least order"), required=False, min_value=0, help_text=_("In their currency; empty: none.")
    )
    fieldsets = (
        FieldSet(_("Who"), PARTY),
        FieldSet(_("Terms"), TERMS),
    )
    half = ("tax_number", "language", "email", "phone", "minimum_order")
    third = ("number", "currency", "terms_days", "lead_days")

    def given(self) -> dict[str, Any]:
        """The fields as the command takes them."""
        typed = {name: self.cleaned_data[name] for name in (*PARTY, *TERMS)}
        return {**typed, "minimum_order": typed["minimum_order"] or 0}


class NewSupplierForm(SupplierForm):
    line1 = forms.CharField(label=_("Street"), required=False, max_length=200)
    line2 = forms.CharField(label=_("Addition"), required=False, max_length=200)
    postal_code = forms.CharField(label=_("Postal code"), required=False, max_length=20)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    region = forms.CharField(label=_("Region"), required=False, max_length=100)
    country = forms.CharField(
        label=_("Country"), required=False, max_length=60, help_text=_("Its name or two letters.")
    )
    fieldsets = (*SupplierForm.fieldsets[:1], FieldSet(_("Address"), ADDRESS), *SupplierForm.fieldsets[1:])
    half = (*SupplierForm.half, "line1", "line2", "region", "country")
    third = (*SupplierForm.third, "postal_code", "city")

    def address(self) -> dict[str, str]:
        """The address, or nothing of it."""
        return {name: self.cleaned_data[name] for name in ADDRESS}


class AddressForm(ScreenForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=(("billing", _("Billing")), ("shipping", _("Shipping")))
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    line1 = forms.CharField(label=_("Street"), required=False, max_length=200)
    line2 = forms.CharField(label=_("Addition"), required=False, max_length=200)
    postal_code = forms.CharField(label=_("Postal code"), required=False, max_length=20)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    region = forms.CharField(label=_("Region"), required=False, max_length=100)
    country = forms.CharField(label=_("Country"), required=False, max_length=60)
    is_default = forms.BooleanField(label=_("Use this one from now on"), required=False)
    half = ("kind", "name", "postal_code", "city", "region", "country")


class ContactForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Function"), required=False, max_length=100)
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    half = ("name", "title", "email", "phone")


class OfferForm(ScreenForm):
    """What the supplier asks for one of our items."""

    item_id = forms.UUIDField(
        label=_("Item"),
        widget=LookUp(later("stock_item_lookup")),
        error_messages={"required": _("Choose an item."), "invalid": _("Choose an item.")},
    )
    supplier_sku = forms.CharField(label=_("Their number"), required=False, max_length=80)
    price = FigureField(label=_("Price"), min_value=0, max_digits=20, decimal_places=6)
    unit = forms.CharField(
        label=_("per"), required=False, max_length=40, help_text=_("Empty: one base unit. Else case, bag, …")
    )
    pack = forms.IntegerField(
        label=_("which holds"),
        required=False,
        min_value=1,
        help_text=_("Base units; empty: as the item says."),
    )
    minimum_quantity = forms.IntegerField(label=_("At least"), min_value=1, initial=1)
    lead_days = forms.IntegerField(label=_("Within days"), required=False, min_value=0)
    preferred = forms.BooleanField(label=_("We buy it here first"), required=False)
    third = ("price", "unit", "pack")
    half = ("minimum_quantity", "lead_days")

"""Forms of customers, their addresses and contacts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import AddressInput
from tradepost.domain.parties.models import Address, Customer
from tradepost.domain.parties.rules import CREDIT_FIELDS
from tradepost.domain.parties.rules.terms import shown_parts, typed_parts
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.parts.holding import HOLD_RULES
from tradepost.doors.office.parts.rounded import ROUNDED
from tradepost.doors.office.parts.sourced import RULES
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm
from tradepost.render.sentences import said

TAX_CLASSES = [
    ("standard", _("Taxed")),
    ("exempt", _("Exempt")),
    ("reverse", _("Reverse charge")),
]
LANGUAGES = [("", _("As ours")), ("en", "English"), ("de", "Deutsch"), ("es", "Español"), ("fr", "Français")]
TERMS = (
    "currency",
    "terms_days",
    "terms_month_end",
    "terms_parts",
    "terms_discount_percent",
    "terms_discount_days",
    "deposit_percent",
    "discount_percent",
    "tax_class",
    "tax_rounding",
    "group_id",
    "rep_id",
    "ship_complete",
    "minimum_fill_percent",
    "minimum_shelf_days",
    "warehouse_id",
    "sourcing",
    "least_order",
    "po_required",
)
CREDIT = ("credit_limit", "overdue_days", "parent_id", "shares_limit", "no_holds")


SHIPPING = ("minimum_fill_percent", "minimum_shelf_days")
_OR_0 = ("terms_discount_percent", "terms_discount_days", "discount_percent", "deposit_percent")


class CustomerForm(ScreenForm):
    """Name and terms. Credit is left out for those who may not decide about it, the rep for a rep."""

    name = forms.CharField(label=_("Name"), max_length=200)
    number = forms.CharField(
        label=_("Number"), required=False, max_length=40, help_text=_("Empty: the next one.")
    )
    tax_number = forms.CharField(
        label=_("Tax number"), required=False, max_length=40, help_text=_("With its country: DE123456789.")
    )
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    website = forms.CharField(label=_("Website"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language of papers"), required=False, choices=LANGUAGES)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    terms_days = forms.IntegerField(label=_("Pays within days"), required=False, min_value=0, max_value=999)
    credit_limit = FigureField(
        label=_("Credit limit"), required=False, min_value=0, help_text=_("Empty: no limit.")
    )
    overdue_days = forms.IntegerField(
        label=_("Held when overdue, days"), required=False, min_value=0, max_value=3650,
        help_text=_("An invoice more than so many days overdue holds their orders. Empty: as the company says."),
    )  # fmt: skip
    parent_id = forms.UUIDField(
        label=_("Branch of"), required=False, widget=LookUp(later("customer_lookup")),
        error_messages={"invalid": _("Choose a customer.")},
    )  # fmt: skip
    no_holds = forms.MultipleChoiceField(
        label=_("Never held for"), required=False, choices=HOLD_RULES, widget=forms.CheckboxSelectMultiple
    )
    least_order = FigureField(
        label=_("Orders of at least"), required=False, min_value=0,
        help_text=_("Net, in our currency. Empty: as the company says."),
    )  # fmt: skip
    po_required = forms.BooleanField(
        label=_("Their orders need their own number"), required=False
    )  # fmt: skip
    shares_limit = forms.BooleanField(
        label=_("Shares the credit limit of that customer: a limit of their own counts no more"), required=False
    )  # fmt: skip
    terms_month_end = forms.BooleanField(label=_("Days count from the end of the month"), required=False)
    terms_parts = forms.CharField(
        label=_("Instalments"), required=False, max_length=400,
        help_text=_("Per cent / days, with commas: 30 / 10, 70 / 60. Empty: all at once."),
    )  # fmt: skip
    deposit_percent = FigureField(
        label=_("Before delivery, %"), required=False, min_value=0, max_value=100,
        help_text=_("Of each order; it is held until that is paid. 100: prepayment."),
    )  # fmt: skip
    terms_discount_percent = FigureField(
        label=_("Discount for early payment, %"), required=False, min_value=0, max_value=100
    )
    terms_discount_days = forms.IntegerField(
        label=_("… when paid within days"), required=False, min_value=0, max_value=999
    )
    discount_percent = FigureField(
        label=_("Discount on list prices, %"), required=False, min_value=0, max_value=100
    )
    tax_class = forms.ChoiceField(label=_("Tax"), choices=TAX_CLASSES)
    tax_rounding = forms.ChoiceField(
        label=_("Tax is rounded"), required=False, choices=[("", _("As the company says")), *ROUNDED.items()]
    )
    group_id = forms.TypedChoiceField(label=_("Group"), required=False, coerce=UUID, empty_value=None)
    rep_id = forms.TypedChoiceField(label=_("Sold by"), required=False, coerce=UUID, empty_value=None)
    ship_complete = forms.BooleanField(label=_("Ship only when an order is complete"), required=False)
    minimum_fill_percent = forms.IntegerField(
        label=_("Least of a line, %"), required=False, min_value=0, max_value=100,
        help_text=_("Less of a line than this does not leave. Empty: any quantity."),
    )  # fmt: skip
    minimum_shelf_days = forms.IntegerField(
        label=_("Days goods must last"), required=False, min_value=0, max_value=3650,
        help_text=_("No lot is set aside for them that is over sooner. Empty: any."),
    )  # fmt: skip
    warehouse_id = forms.TypedChoiceField(
        label=_("Own warehouse"), required=False, coerce=UUID, empty_value=None,
        help_text=_("Where their orders come from."),
    )  # fmt: skip
    sourcing = forms.ChoiceField(
        label=_("Other warehouses"), required=False,
        help_text=_("How others are chosen, where their own has too little."),
    )  # fmt: skip
    half = ("number", "tax_number", "email", "phone", "website", "language")
    third = (*TERMS, "credit_limit", "overdue_days", "parent_id")

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(str(group.pk), group.name) for group in parties_queries.groups()]
        reps = [(str(rep.pk), rep.get_full_name()) for rep in access_queries.reps()]
        offer(self, "group_id", [("", _("None")), *groups])
        offer(self, "rep_id", [("", _("Nobody")), *reps])
        _offer_warehouses(self)
        self.fields["parent_id"].widget.text_of = lambda value: _customer_name(by, value)
        if not access_queries.may(by, "parties.change_credit"):
            for name in CREDIT_FIELDS:
                del self.fields[name]
        if "rep" in by.scope:
            del self.fields["rep_id"]
        self.fieldsets = (  # type: ignore[misc]  # as this person's role decides
            FieldSet(_("Who"), ("name", "number", "tax_number", "email", "phone", "website", "language")),
            FieldSet(_("Terms"), TERMS, _("Taken over by every new order; what stands keeps its own.")),
            *([FieldSet(pgettext_lazy("with a customer", "Credit"), CREDIT)] if "credit_limit" in self.fields else []),
        )  # fmt: skip

    def clean_terms_parts(self) -> list[list[Any]]:
        """Instalments as they are kept."""
        try:
            return typed_parts(str(self.cleaned_data["terms_parts"] or ""))
        except ValueError as problem:
            raise forms.ValidationError(said(str(problem))) from None

    def typed(self) -> dict[str, Any]:
        """The fields as a command takes them: an empty amount is none, an empty number 0."""
        found = dict(self.cleaned_data)
        for name in (*_OR_0, *SHIPPING):
            if name in found:
                found[name] = found[name] or 0
        if found.get("terms_days") is None:
            found.pop("terms_days", None)
        if not found.get("currency"):
            found.pop("currency", None)
        return found


def _customer_name(by: By, value: object) -> str:
    """The name of the customer that stands in a field; of anything else the same text."""
    try:
        return str(parties_queries.customer(by, UUID(str(value))).party.name)
    except (ValueError, Refusal):
        return str(value)


def _offer_warehouses(form: ScreenForm) -> None:
    """Where there is only one, nothing is asked."""
    houses = inventory_queries.own_warehouses()
    if len(houses) < 2:
        del form.fields["warehouse_id"], form.fields["sourcing"]
        return
    offer(form, "warehouse_id", [("", _("The first")), *((str(one.pk), one.name) for one in houses)])
    offer(
        form,
        "sourcing",
        [("", _("As the company says")), *((rule, name) for rule, (name, _what) in RULES.items())],
    )


class AddressFields(ScreenForm):
    """One address."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, help_text=_("Empty: the customer's.")
    )
    line1 = forms.CharField(label=_("Street"), required=False, max_length=200)
    line2 = forms.CharField(label=_("Addition"), required=False, max_length=200)
    postal_code = forms.CharField(label=_("Postal code"), required=False, max_length=20)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    region = forms.CharField(label=_("Region"), required=False, max_length=100)
    country = forms.CharField(label=_("Country"), required=False, max_length=60)
    half = ("line1", "line2", "postal_code", "city", "region", "country")


class NewCustomerForm(CustomerForm):
    """A customer with where bills and goods go; without a second address goods go to the first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ("billing", "shipping"):
            for name, field in AddressFields().fields.items():
                # They keep the width that their own form gave them.
                self.fields[f"{kind}_{name}"] = field
        names = list(AddressFields().fields)
        self.fieldsets = (  # type: ignore[misc]  # as this person's role decides
            self.fieldsets[0],
            FieldSet(_("Bill to"), [f"billing_{name}" for name in names]),
            FieldSet(_("Ship to"), [f"shipping_{name}" for name in names], _("Only where it differs.")),
            *self.fieldsets[1:],
        )

    def addresses(self) -> list[AddressInput]:
        """Those of which anything was typed."""
        found = []
        for kind in ("billing", "shipping"):
            parts = {name: self.cleaned_data.get(f"{kind}_{name}", "") for name in AddressFields().fields}
            if any(parts.values()):
                found.append(AddressInput(kind=kind, **parts))
        return found

    def typed(self) -> dict[str, Any]:
        found = super().typed()
        return {
            name: value for name, value in found.items() if not name.startswith(("billing_", "shipping_"))
        }

    def refuse(self, refusal: Refusal) -> None:
        """`addresses.0.country` is the field `billing_country`, or the other one where the first is empty."""
        kinds = [given.kind for given in self.addresses()]
        fields = {}
        for name, sentence in (refusal.facts.get("fields") or {}).items():
            word, _dot, rest = str(name).partition(".")
            place, _dot, part = rest.partition(".")
            is_address = word == "addresses" and place.isdecimal() and int(place) < len(kinds)
            fields[f"{kinds[int(place)]}_{part}" if is_address else str(name)] = sentence
        super().refuse(Invalid(refusal.message, fields=fields) if fields else refusal)


class AddressForm(AddressFields):
    """One more address of a customer."""

    kind = forms.ChoiceField(label=_("For"), choices=[("shipping", _("Goods")), ("billing", _("Bills"))])
    is_default = forms.BooleanField(label=_("Use it for new orders"), required=False)
    field_order = ("kind", "name", "line1", "line2", "postal_code", "city", "region", "country", "is_default")


class ChangeAddressForm(AddressFields):
    is_default = forms.BooleanField(label=_("Use it for new orders"), required=False)


class ContactForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Function"), required=False, max_length=100)
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    half = ("name", "title", "email", "phone")


class BlockForm(ScreenForm):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)


def of_customer(customer: Customer) -> Mapping[str, Any]:
    """What a customer's form shows at first."""
    party = customer.party
    shown: dict[str, Any] = {
        name: getattr(party, name) for name in ("name", "tax_number", "email", "phone", "website", "language")
    }
    shown |= {name: getattr(customer, name) for name in ("number", *TERMS, *CREDIT)}
    shown["terms_parts"] = shown_parts(customer.terms_parts)
    return shown


def of_address(found: Address) -> Mapping[str, Any]:
    return {name: getattr(found, name) for name in ("kind", "is_default", *AddressFields().fields)}

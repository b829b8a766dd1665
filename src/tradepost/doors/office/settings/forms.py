"""Forms of the settings."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import FARTHEST
from tradepost.doors.office.parts.figures import FigureField, offer
from tradepost.doors.office.parts.holding import HOLD_RULES
from tradepost.doors.office.parts.sourced import RULES, country_text
from tradepost.render.papers import fitted_logo
from tradepost.render.screens.form import FieldSet, PictureInput, ScreenForm

LINES = forms.Textarea(attrs={"rows": 3})
COMPANY = (
    "name", "address", "country", "tax_number", "registration", "email", "phone", "website",
    "bank_name", "iban", "bic", "bank_lines", "gs1_prefix",
)  # fmt: skip


class CompanyForm(ScreenForm):
    """Who we are, for the head and foot of every paper."""

    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=500,
        widget=LINES,
        help_text=_("As it is printed, without the country."),
    )
    country = forms.CharField(label=_("Country"), required=False, max_length=60)
    tax_number = forms.CharField(label=_("Tax number"), required=False, max_length=40)
    registration = forms.CharField(
        label=_("Registration"),
        required=False,
        max_length=500,
        widget=LINES,
        help_text=_("Register, court, managing directors."),
    )
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    website = forms.CharField(label=_("Web address"), required=False, max_length=200)
    bank_name = forms.CharField(label=_("Bank"), required=False, max_length=100)
    iban = forms.CharField(label=_("IBAN"), required=False, max_length=42)
    bic = forms.CharField(label=_("BIC"), required=False, max_length=11)
    bank_lines = forms.CharField(
        label=_("Account, where there is no IBAN"), required=False, max_length=500, widget=LINES
    )
    gs1_prefix = forms.CharField(
        label=_("Company prefix of GS1"),
        required=False,
        max_length=20,
        help_text=_(
            "4 to 12 digits, from your GS1 organisation. With it each package gets an SSCC, and its label bars."
        ),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=PictureInput(attrs={"accept": ".png,.jpg,.jpeg,.gif,.webp,.svg"}),
        help_text=_(
            "PNG, JPEG, GIF, WebP or SVG; it is fitted into 80 x 16 mm, and reads best in black and white."
        ),
    )
    fieldsets = (
        FieldSet(_("Who"), ("name", "address", "country", "tax_number", "registration", "logo")),
        FieldSet(_("Reach"), ("email", "phone", "website")),
        FieldSet(_("Packages"), ("gs1_prefix",)),
        FieldSet(
            _("Bank"), ("bank_name", "iban", "bic", "bank_lines"), _("Invoices in EUR get a code to pay by.")
        ),
    )
    half = ("country", "tax_number")
    third = ("email", "phone", "website", "bank_name", "iban", "bic")

    def clean_logo(self) -> object:
        """The fitted picture as bytes; what else the field says (taken away, left as it is) stays."""
        sent = self.cleaned_data["logo"]
        if not isinstance(sent, UploadedFile):
            return sent
        try:
            return fitted_logo(sent.read())
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from None


class SourcingForm(ScreenForm):
    """How the warehouses of an order are chosen."""

    sourcing = forms.ChoiceField(
        label=_("Rule"), choices=[(rule, name) for rule, (name, _what) in RULES.items()],
        help_text=_("Where the customer or the order says nothing else. What is confirmed stays where it is."),
    )  # fmt: skip


class HoldsForm(ScreenForm):
    """When orders are held by themselves."""

    overdue_days = forms.IntegerField(
        label=_("Held when overdue, days"), required=False, min_value=0, max_value=3650,
        help_text=_("An invoice more than so many days overdue holds the orders of its customer. Empty: never."),
    )  # fmt: skip
    first_order_over = FigureField(
        label=_("First order held above"), required=False, min_value=0,
        help_text=_("In our currency, where the fraud rule is on. Empty: no first order is."),
    )  # fmt: skip
    least_order = FigureField(
        label=_("Orders of at least"), required=False, min_value=0,
        help_text=_("Net, in our currency; smaller ones are refused. Empty: any. A customer may have another."),
    )  # fmt: skip
    automatic_holds = forms.MultipleChoiceField(
        label=_("Held by themselves for"),
        required=False,
        choices=HOLD_RULES,
        widget=forms.CheckboxSelectMultiple,
    )

    def typed(self) -> dict[str, Any]:
        """The fields as the command takes them."""
        return dict(self.cleaned_data)


class WayForm(ScreenForm):
    """The way from a warehouse to the customers of a country."""

    warehouse = forms.TypedChoiceField(label=_("From"), coerce=UUID)
    country = forms.CharField(
        label=_("Country"), required=False, max_length=60, help_text=_("Empty: everywhere else.")
    )
    distance = forms.IntegerField(
        label=_("Distance"), min_value=0, max_value=FARTHEST,
        help_text=_("In kilometres, hours, or just 1, 2, 3: the smaller is nearer."),
    )  # fmt: skip
    cost = FigureField(
        label=_("Cost of a shipment"),
        required=False,
        min_value=0,
        help_text=_("On average, in our currency."),
    )
    half = ("warehouse", "country", "distance", "cost")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "warehouse", [(str(one.pk), one.name) for one in inventory_queries.own_warehouses()])


class RemoveWayForm(ScreenForm):
    way = forms.ChoiceField(label=_("Way"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        legs = inventory_queries.legs()
        offer(
            self,
            "way",
            [(str(leg.pk), f"{leg.warehouse.name} → {country_text(leg.country)}") for leg in legs],
        )


class RateForm(ScreenForm):
    currency = forms.CharField(label=_("Currency"), max_length=3)
    rate = FigureField(
        label=_("Rate"), max_digits=20, decimal_places=10, help_text=_("Of ours for one of it.")
    )
    valid_from = forms.DateField(label=_("From day"))
    third = ("currency", "rate", "valid_from")

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Three letters, such as USD."))
        return code


class CloseForm(ScreenForm):
    open_from = forms.DateField(
        label=_("First day that stays open"), help_text=_("Nothing can be booked before it any more.")
    )

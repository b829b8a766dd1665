"""Forms of items and categories."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules import MOST_DAYS
from tradepost.domain.inventory.models import Warehouse
from tradepost.doors.office.parts.addresses import later
from tradepost.render.documents.catalog import usual_sheet
from tradepost.render.papers import LAYOUTS
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm, Suggested

TAX = (("standard", _("Standard")), ("reduced", _("Reduced")), ("zero", _("Zero")))
TRACKING = (
    ("none", _("not tracked")),
    ("lot", _("by lot, with expiry")),
    ("serial", _("by serial number, each piece its own")),
)
COSTING = (("average", _("moving average")), ("fifo", _("first in, first out")))
ROUNDING = (
    ("refuse", _("refused")),
    ("up", _("rounded up")),
    ("nearest", _("rounded to the nearest")),
)
SOLD = FieldSet(_("How it is sold"), ("tax_class", "weight_g", "volume_ml"))
QUANTITIES = FieldSet(
    _("In which quantities"),
    ("minimum_quantity", "increment", "sold_by", "round_to", "rounding", "most_quantity", "most_days"),
)
LAYOUT_NAMES = {
    "a4-3x8": _("A4, 24 labels of 70 x 37 mm"),
    "a4-3x8-margin": _("A4 with margin, 24 labels of 63.5 x 33.9 mm"),
    "letter-3x10": _("US Letter, 30 labels of 2 5/8 x 1 inch"),
    "roll-57x32": _("Roll, 57 x 32 mm"),
    "roll-100x50": _("Roll, 100 x 50 mm"),
}


def category_name(value: Any) -> str:
    """The name of the category chosen in a form."""
    return next((row.name for row in catalog_queries.categories() if str(row.pk) == str(value)), "")


def brand_name(value: Any) -> str:
    """The name of the brand chosen in a form."""
    return catalog_queries.brand_names([str(value)]).get(str(value), "")


def brand_field(label: Any, help_text: Any = "") -> forms.UUIDField:
    """A brand to be looked up."""
    widget = LookUp(later("brand_lookup"), text_of=brand_name)
    return forms.UUIDField(label=label, required=False, widget=widget, help_text=help_text)


class ItemForm(ScreenForm):
    """What may be changed of an item at any time."""

    sku = forms.CharField(label=_("SKU"), max_length=80)
    name = forms.CharField(label=_("Name"), max_length=300)
    category_id = forms.UUIDField(
        label=_("Category"), required=False, widget=LookUp(later("category_lookup"), text_of=category_name)
    )
    brand = forms.CharField(
        label=_("Brand"), required=False, max_length=80, widget=Suggested(catalog_queries.known_brands),
        help_text=_("A name that is new makes a new brand."),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Description"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    tax_class = forms.ChoiceField(label=_("Tax"), choices=TAX)
    weight_g = forms.IntegerField(label=_("Weight in g"), required=False, min_value=0)
    volume_ml = forms.IntegerField(
        label=_("Volume in ml"),
        required=False,
        min_value=0,
        help_text=_("Cubic centimetres, of one base unit."),
    )
    minimum_quantity = forms.IntegerField(
        label=_("Least on an order line"), min_value=1, initial=1, help_text=_("In base units.")
    )
    increment = forms.IntegerField(
        label=_("In steps of"), min_value=1, initial=1, help_text=_("In base units.")
    )
    sold_by = forms.CharField(
        label=_("Sold only by the"),
        required=False,
        max_length=40,
        help_text=_("A unit of it: case. Empty: in any."),
    )
    round_to = forms.CharField(
        label=_("Comes in whole ones of"),
        required=False,
        max_length=40,
        help_text=_("A layer, a pallet. Empty: none."),
    )
    rounding = forms.ChoiceField(label=_("Other quantities are"), choices=ROUNDING, required=False)
    most_quantity = forms.IntegerField(
        label=_("Most for a customer"), required=False, min_value=1, help_text=_("In base units. Empty: any.")
    )
    most_days = forms.IntegerField(
        label=_("within days"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("0: in one order."),
    )
    fieldsets = (
        FieldSet(_("What it is"), ("sku", "name", "category_id", "brand", "description")),
        SOLD,
        QUANTITIES,
    )
    half = (
        "sku",
        "name",
        "category_id",
        "brand",
        "minimum_quantity",
        "increment",
        "sold_by",
        "round_to",
        "most_quantity",
        "most_days",
    )
    third = ("tax_class", "weight_g", "volume_ml")

    def clean_rounding(self) -> str:
        return self.cleaned_data["rounding"] or "refuse"

    def clean_most_days(self) -> int:
        return self.cleaned_data["most_days"] or 0


class NewItemForm(ItemForm):
    """Base unit and tracking are said once: stock is counted by them."""

    base_unit = forms.CharField(
        label=_("Counted in"),
        max_length=40,
        initial="piece",
        help_text=_("Piece, bottle, gram: the smallest you sell."),
    )
    tracking = forms.ChoiceField(label=_("Tracking"), choices=TRACKING)
    costing = forms.ChoiceField(label=_("Costing"), choices=COSTING, required=False)
    gtin = forms.CharField(
        label=_("Barcode (GTIN)"), required=False, max_length=14, help_text=_("Of one base unit.")
    )
    fieldsets = (
        FieldSet(_("What it is"), ("sku", "name", "category_id", "brand", "description")),
        FieldSet(
            _("How it is counted"),
            ("base_unit", "tracking", "gtin", "costing"),
            _("Base unit and tracking cannot be changed later, costing only while nothing lies in stock."),
        ),
        SOLD,
        QUANTITIES,
    )
    half = (*ItemForm.half, "base_unit", "tracking", "gtin", "costing")

    def clean_costing(self) -> str:
        return self.cleaned_data["costing"] or "average"


class CostingForm(ScreenForm):
    """Said on its own: only while nothing of the item lies anywhere."""

    costing = forms.ChoiceField(
        label=_("Costing"), choices=COSTING, help_text=_("Only while nothing of it lies in stock.")
    )


class UnitForm(ScreenForm):
    name = forms.CharField(label=_("Unit"), max_length=40, help_text=_("Case, layer, pallet."))
    numerator = forms.IntegerField(label=_("holds"), min_value=1, help_text=_("Base units in one of it."))
    gtin = forms.CharField(label=_("Barcode (GTIN) on it"), required=False, max_length=14)
    is_case = forms.BooleanField(label=_("A case as the supplier packs it"), required=False)
    break_allowed = forms.BooleanField(label=_("May be broken"), required=False, initial=True)
    half = ("name", "numerator")


class CodeForm(ScreenForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=(("gtin", _("Barcode (GTIN)")), ("own", _("Our own code")))
    )
    code = forms.CharField(label=_("Code"), max_length=80)
    unit = forms.ChoiceField(label=_("Stands for"), required=False)
    half = ("kind", "unit")

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", item.base_unit), *((unit.name, unit.name) for unit in item.units.all())]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]


class LabelsForm(ScreenForm):
    copies = forms.IntegerField(label=_("Labels"), min_value=1, max_value=1000, initial=24)
    layout = forms.ChoiceField(label=_("Paper"), choices=[(name, LAYOUT_NAMES[name]) for name in LAYOUTS])
    unit = forms.ChoiceField(label=_("For"), required=False)
    with_price = forms.BooleanField(label=_("With the list price"), required=False)
    half = ("copies", "unit")

    def __init__(self, *args: Any, item: Item | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].initial = usual_sheet()
        if item is None:
            del self.fields["unit"]
            return
        choices = [("", item.base_unit), *((unit.name, unit.name) for unit in item.units.all())]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]


class WishForm(ScreenForm):
    """How much somebody might want, and from where."""

    quantity = forms.DecimalField(label=_("Quantity"), min_value=0, max_value=10**9, decimal_places=6)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    warehouse = forms.ChoiceField(label=_("From"))
    customer = forms.UUIDField(
        label=_("For"), required=False, widget=LookUp(later("customer_lookup")),
        help_text=_("Empty: when it leaves. A customer: when it arrives there."),
    )  # fmt: skip
    half = ("quantity", "unit")

    def __init__(self, *args: Any, item: Item, warehouses: Sequence[Warehouse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [("", item.base_unit), *((unit.name, unit.name) for unit in item.units.all())]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        if len(warehouses) == 1:
            del self.fields["warehouse"]
        else:
            self.fields["warehouse"].choices = [(str(one.pk), one.name) for one in warehouses]  # type: ignore[attr-defined]


class BrandForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=80)


class CategoryForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    parent_id = forms.UUIDField(
        label=_("Inside"), required=False, widget=LookUp(later("category_lookup"), text_of=category_name)
    )

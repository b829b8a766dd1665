"""The declarations that the design page draws: also the pattern to copy for a real document."""

from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.functional import lazy

from tradepost.base.ids import new_id
from tradepost.doors.office.design.rows import SAMPLE_ORDERS, SampleOrder
from tradepost.render.screens.columns import Column
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset

reverse_lazy_text = lazy(reverse, str)


def _document(row: SampleOrder) -> str:
    return reverse("office:design_document")


ORDERS = ListScreen(
    is_kept=False,
    name="design_list",
    title="Sample orders",
    noun="orders",
    listing=SAMPLE_ORDERS,
    search_hint="Number, customer, PO",
    columns=(
        Column("number", "Number", "code", link=_document, sort="number"),
        Column("customer", "Customer", sort="customer", note=lambda row: row.town),
        Column("state", "State", "state"),
        Column("customer_po", "Customer PO", "code", priority=3),
        Column("placed_at", "Placed", "moment", sort="placed", priority=2),
        Column("promised_on", "Promised", "day", priority=2, tone=lambda row: "bad" if row.late else ""),
        Column("shipped", "Shipped", "progress", priority=3),
        Column("lines", "Lines", "number", priority=3),
        Column("total", "Total", "money", sort="total"),
    ),
    filters=(
        FilterField("state"),
        FilterField("placed"),
        FilterField("customer", url=reverse_lazy_text("office:design_customers")),
        FilterField("late", "Running late"),
    ),
    presets=(Preset("To confirm", "state=placed"), Preset("Held", "state=held"), Preset("Late", "late=yes")),
    verbs=(
        ListVerb("New order", reverse_lazy_text("office:design_grid"), "plus", strong=True, key="c"),
        ListVerb("Confirm", reverse_lazy_text("office:design_verb"), bulk=True, strong=True),
        ListVerb(
            "Cancel", reverse_lazy_text("office:design_verb"), bulk=True, confirm="Cancel the chosen orders?"
        ),
    ),
    empty=Empty(
        "No orders yet",
        "Orders appear here as soon as one is entered, imported or sent by a customer.",
        "Enter the first order",
    ),
)


class ShipForm(ScreenForm):
    tracking = forms.CharField(
        label="Tracking number", help_text="As the carrier prints it. Customers see it."
    )
    carrier = forms.ChoiceField(label="Carrier", choices=[("dhl", "DHL"), ("ups", "UPS"), ("own", "Own van")])
    weight = forms.DecimalField(label="Weight in kg", required=False, min_value=0)
    half = ("carrier", "weight")


class CustomerForm(ScreenForm):
    name = forms.CharField(label="Name", max_length=200)
    tax_number = forms.CharField(
        label="Tax number", required=False, help_text="With its country: DE123456789."
    )
    customer = forms.CharField(
        label="Belongs to", required=False, widget=LookUp(reverse_lazy_text("office:design_customers"))
    )
    currency = forms.ChoiceField(label="Currency", choices=[("EUR", "EUR"), ("GBP", "GBP"), ("JPY", "JPY")])
    credit_limit = forms.DecimalField(label="Credit limit", required=False, help_text="Empty: no limit.")
    terms_days = forms.IntegerField(label="Pays within days", min_value=0, max_value=365)
    since = forms.DateField(label="Customer since", required=False)
    ship_complete = forms.BooleanField(label="Ship only when the order is complete", required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    fieldsets = (
        FieldSet("Who", ("name", "tax_number", "customer", "since")),
        FieldSet(
            "Terms",
            ("currency", "credit_limit", "terms_days", "ship_complete"),
            "Taken over by every new order.",
        ),
        FieldSet("", ("note",)),
    )
    half = ("tax_number", "customer", "since")
    third = ("currency", "credit_limit", "terms_days")


class GridHead(ScreenForm):
    customer = forms.CharField(label="Customer", widget=LookUp(reverse_lazy_text("office:design_customers")))
    customer_po = forms.CharField(label="Customer PO", required=False)
    requested_on = forms.DateField(label="Wanted on", required=False)
    third = ("customer", "customer_po", "requested_on")


def grid(now: datetime, person: str) -> OrderGrid:
    return OrderGrid(
        id=str(new_id(now)),
        label="Lines of the order",
        submit="Place order",
        draft_key=f"design:{person}",
        lookup_url=reverse("office:design_items"),
        preview_url=reverse("office:design_preview"),
        submit_url=reverse("office:design_submit"),
        columns=(
            GridColumn("item", "Item", "item", 24, required=True, grow=True),
            GridColumn("quantity", "Quantity", "figure", 10, required=True),
            GridColumn("unit", "Unit", "unit", 10),
            GridColumn("price", "Price", "figure", 11, help="Empty: the price list’s"),
            GridColumn("discount", "Disc. %", "figure", 8),
            GridColumn("stock", "Stock", "shown_figure", 9, narrow=False),
            GridColumn("promise", "Promised", "shown", 12),
            GridColumn("total", "Total", "shown_figure", 12),
        ),
    )

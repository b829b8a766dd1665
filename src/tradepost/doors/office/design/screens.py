"""The declarations that the design page draws: also the pattern to copy for a real document."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import lazy

from tradepost.base.ids import new_id
from tradepost.doors.office.design.rows import ITEMS, SAMPLE_ORDERS, SampleOrder
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge, DocumentPage, Fact, FactGroup, Moment, Node, Notice, Paper, Section, Stage, Tab, Total, Verb,
)  # fmt: skip
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset

reverse_lazy_text = lazy(reverse, str)


def _document(row: SampleOrder) -> str:
    return reverse("office:design_document")


ORDERS = ListScreen(
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
        ListVerb("Cancel", reverse_lazy_text("office:design_verb"), bulk=True, confirm="Cancel the chosen orders?"),
    ),
    empty=Empty("No orders yet", "Orders appear here as soon as one is entered, imported or sent by a customer.", "Enter the first order"),
)


class ShipForm(ScreenForm):
    tracking = forms.CharField(label="Tracking number", help_text="As the carrier prints it. Customers see it.")
    carrier = forms.ChoiceField(label="Carrier", choices=[("dhl", "DHL"), ("ups", "UPS"), ("own", "Own van")])
    weight = forms.DecimalField(label="Weight in kg", required=False, min_value=0)
    half = ("carrier", "weight")


class CustomerForm(ScreenForm):
    name = forms.CharField(label="Name", max_length=200)
    tax_number = forms.CharField(label="Tax number", required=False, help_text="With its country: DE123456789.")
    customer = forms.CharField(label="Belongs to", required=False, widget=LookUp(reverse_lazy_text("office:design_customers")))
    currency = forms.ChoiceField(label="Currency", choices=[("EUR", "EUR"), ("GBP", "GBP"), ("JPY", "JPY")])
    credit_limit = forms.DecimalField(label="Credit limit", required=False, help_text="Empty: no limit.")
    terms_days = forms.IntegerField(label="Pays within days", min_value=0, max_value=365)
    since = forms.DateField(label="Customer since", required=False)
    ship_complete = forms.BooleanField(label="Ship only when the order is complete", required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    fieldsets = (
        FieldSet("Who", ("name", "tax_number", "customer", "since")),
        FieldSet("Terms", ("currency", "credit_limit", "terms_days", "ship_complete"), "Taken over by every new order."),
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


def line_rows() -> list[dict[str, Any]]:
    rows = []
    for place, item in enumerate(ITEMS[3:45:6]):
        ordered = (place + 1) * 12
        shipped = ordered if place < 3 else (ordered // 2 if place == 3 else 0)
        rows.append({
            "position": place + 1, "sku": item["code"], "name": item["name"], "ordered": ordered, "unit": "piece",
            "shipped": shipped, "unit_price": item["price"], "net": item["price"] * ordered, "currency": "EUR",
            "promised_on": date(2026, 3, 2) + timedelta(days=place * 3), "state": "shipped" if shipped == ordered else "partly_shipped" if shipped else "backordered",
        })  # fmt: skip
    return rows


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", "Item", "code", link=lambda row: "#", note=lambda row: row["name"]),
    Column("state", "State", "state"),
    Column("ordered", "Ordered", "quantity", unit="unit"),
    Column("shipped", "Shipped", "quantity", priority=2, unit="unit"),
    Column("promised_on", "Promised", "day", priority=2, why=lambda row: "24 of 48 from stock in MAIN,\n24 from PO-118, expected 12 March." if row["state"] == "partly_shipped" else ""),
    Column("unit_price", "Price", "price"),
    Column("net", "Net", "money"),
)


def document(now: datetime) -> DocumentPage:
    here = reverse("office:design_document")
    verb = reverse("office:design_verb")
    net = sum((row["net"] for row in line_rows()), Decimal(0))
    return DocumentPage(
        kind="Order",
        title="SO-20477",
        subtitle="Harbour Grocers Ltd",
        subtitle_url=here,
        state="confirmed",
        badges=(Badge("partly_shipped"), Badge("overdue", "Invoice overdue")),
        back_url=reverse("office:design_list"),
        back_label="Sample orders",
        verbs=(
            Verb("ship", "Ship", verb, strong=True, form=ShipForm(), icon="truck", hidden={"shipment_id": new_id(now)}),
            Verb("invoice", "Invoice", verb, icon="receipt-text", key="i"),
            Verb("hold", "Hold", verb, confirm="Nothing of this order will be picked until somebody releases it.", icon="octagon-pause"),
            Verb("copy", "Copy as new order", here, method="get", icon="copy"),
            Verb("cancel", "Cancel order", verb, confirm="What was not shipped yet will be cancelled. This cannot be undone.", danger=True, icon="ban"),
        ),
        notices=(
            Notice("Two lines wait for PO-118, expected on 12 March.", "warn", "Partly backordered."),
            Notice("The customer is 1,240.00 EUR over the credit limit of 5,000.00 EUR.", "bad", "On hold.",
                   verb=Verb("release", "Release hold", verb, confirm="Your name will stand beside the release.")),
        ),
        papers=(Paper("Order confirmation", here), Paper("Pick list", here), Paper("Delivery note", here)),
        related=(
            Stage("Quote", (Node("Q-310", here, "accepted"),)),
            Stage("Order", (Node("SO-20477", "", "confirmed", current=True),)),
            Stage("Shipments", (Node("SH-881", here, "shipped"), Node("SH-894", here, "picking"))),
            Stage("Invoices", (Node("INV-2026-114", here, "overdue"),)),
            Stage("Payments"),
            Stage("Returns"),
        ),
        tabs=(Tab("Lines", here, True, 7), Tab("Messages", here, count=2), Tab("Files", here), Tab("History", here)),
        facts=_facts(now),
        sections=(
            Section("Lines", LINES, line_rows(), totals=(
                Total("Net", net, "EUR"), Total("Discount 3 %", -net * 3 / 100, "EUR"), Total("VAT 19 %", net * 19 / 100, "EUR", note="on 1,822.11"),
                Total("Total", net * Decimal("1.16"), "EUR", strong=True),
            )),
            Section("Holds", LINES, (), empty="Nothing holds this order."),
        ),
        timeline=_timeline(now),
    )  # fmt: skip


def _facts(now: datetime) -> tuple[FactGroup, ...]:
    today = now.date()
    return (
        FactGroup("Customer", (
            Fact("Customer PO", "PO 7114", "code"),
            Fact("Contact", "Maeve O’Brien", note="maeve@harbour.example"),
            Fact("Owes", Decimal("6240.00"), "money", currency="EUR", why="INV-2026-114: 4,120.00\nINV-2026-131: 2,120.00"),
        ), reverse("office:design_list"), "All orders"),
        FactGroup("Delivery", (
            Fact("Wanted", today + timedelta(days=2), "day"),
            Fact("Promised", today + timedelta(days=9), "day"),
            Fact("Ship to", "Harbour Grocers Ltd\n12 Quay Street\nLeith EH6 7AA"),
        )),
        FactGroup("Terms", (
            Fact("Pays within", 30, "quantity", unit="days"),
            Fact("Sold by", "Ingrid Sol"),
            Fact("Shipped", Decimal("0.54"), "progress"),
        )),
    )  # fmt: skip


def _timeline(now: datetime) -> tuple[Moment, ...]:
    return (
        Moment(now - timedelta(minutes=4), "Picking of SH-894 began", "Tomás Rey", icon="package"),
        Moment(now - timedelta(hours=3), "Invoice INV-2026-114 overdue", icon="clock-alert", machine=True),
        Moment(now - timedelta(days=1, hours=2), "SH-881 shipped", "Tomás Rey", "DHL, 3 parcels, 00340434161094", icon="truck"),
        Moment(now - timedelta(days=8), "Confirmed", "Ingrid Sol", "Hold for credit released: paid by phone", icon="check"),
        Moment(now - timedelta(days=9), "Placed from quote Q-310", "Ingrid Sol", icon="shopping-basket"),
    )

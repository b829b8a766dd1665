"""A sample document's page: the pattern for a real one."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from tradepost.base.ids import new_id
from tradepost.doors.office.design.rows import ITEMS
from tradepost.doors.office.design.screens import ShipForm
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Moment,
    Node,
    Notice,
    Paper,
    Section,
    Stage,
    Tab,
    Total,
    Verb,
)


def line_rows() -> list[dict[str, Any]]:
    rows = []
    for place, item in enumerate(ITEMS[3:45:6]):
        ordered = (place + 1) * 12
        shipped = ordered if place < 3 else (ordered // 2 if place == 3 else 0)
        rows.append({
            "position": place + 1, "sku": item["code"], "name": item["name"], "ordered": ordered, "unit": "piece",
            "shipped": shipped, "unit_price": item["price"], "net": item["price"] * ordered, "currency": "EUR",
            "promised_on": date(2026, 3, 2) + timedelta(days=place * 3),
            "state": "shipped" if shipped == ordered else "partly_shipped" if shipped else "backordered",
        })  # fmt: skip
    return rows


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", "Item", "code", link=lambda row: "#", note=lambda row: row["name"]),
    Column("state", "State", "state"),
    Column("ordered", "Ordered", "quantity", unit="unit"),
    Column("shipped", "Shipped", "quantity", priority=2, unit="unit"),
    Column(
        "promised_on",
        "Promised",
        "day",
        priority=2,
        why=lambda row: (
            "24 of 48 from stock in MAIN,\n24 from PO-118, expected 12 March."
            if row["state"] == "partly_shipped"
            else ""
        ),
    ),
    Column("unit_price", "Price", "price"),
    Column("net", "Net", "money"),
)


def document(now: datetime) -> DocumentPage:
    here = reverse("office:design_document")
    return DocumentPage(
        kind="Order",
        title="SO-20477",
        subtitle="Harbour Grocers Ltd",
        subtitle_url=here,
        state="confirmed",
        badges=(Badge("partly_shipped"), Badge("overdue", "Invoice overdue")),
        back_url=reverse("office:design_list"),
        back_label="Sample orders",
        verbs=_verbs(now, here),
        notices=_notices(),
        papers=(Paper("Order confirmation", here), Paper("Pick list", here), Paper("Delivery note", here)),
        related=_related(here),
        tabs=(
            Tab("Lines", here, True, 7),
            Tab("Messages", here, count=2),
            Tab("Files", here),
            Tab("History", here),
        ),
        facts=_facts(now),
        sections=(
            Section("Lines", LINES, line_rows(), totals=_totals()),
            Section("Holds", LINES, (), empty="Nothing holds this order."),
        ),
        timeline=_timeline(now),
    )


def _verbs(now: datetime, here: str) -> tuple[Verb, ...]:
    verb = reverse("office:design_verb")
    pause = "Nothing of this order will be picked until somebody releases it."
    final = "What was not shipped yet will be cancelled. This cannot be undone."
    return (
        Verb(
            "ship",
            "Ship",
            verb,
            strong=True,
            form=ShipForm(),
            icon="truck",
            hidden={"shipment_id": new_id(now)},
        ),
        Verb("invoice", "Invoice", verb, icon="receipt-text", key="i"),
        Verb("hold", "Hold", verb, confirm=pause, icon="octagon-pause"),
        Verb("copy", "Copy as new order", here, method="get", icon="copy"),
        Verb("cancel", "Cancel order", verb, confirm=final, danger=True, icon="ban"),
    )


def _notices() -> tuple[Notice, ...]:
    signed = "Your name will stand beside the release."
    release = Verb("release", "Release hold", reverse("office:design_verb"), confirm=signed)
    return (
        Notice("Two lines wait for PO-118, expected on 12 March.", "warn", "Partly backordered."),
        Notice(
            "The customer is 1,240.00 EUR over the credit limit of 5,000.00 EUR.",
            "bad",
            "On hold.",
            verb=release,
        ),
    )


def _related(here: str) -> tuple[Stage, ...]:
    return (
        Stage("Quote", (Node("Q-310", here, "accepted"),)),
        Stage("Order", (Node("SO-20477", "", "confirmed", current=True),)),
        Stage("Shipments", (Node("SH-881", here, "shipped"), Node("SH-894", here, "picking"))),
        Stage("Invoices", (Node("INV-2026-114", here, "overdue"),)),
        Stage("Payments"),
        Stage("Returns"),
    )


def _totals() -> tuple[Total, ...]:
    net = sum((row["net"] for row in line_rows()), Decimal(0))
    reduced = net * 97 / 100
    return (
        Total("Net", net, "EUR"),
        Total("Discount 3 %", reduced - net, "EUR"),
        Total("VAT 19 %", reduced * 19 / 100, "EUR", note="on the discounted net"),
        Total("Total", reduced * Decimal("1.19"), "EUR", strong=True),
    )


OPEN_INVOICES = "INV-2026-114: 4,120.00\nINV-2026-131: 2,120.00"


def _facts(now: datetime) -> tuple[FactGroup, ...]:
    today = now.date()
    return (
        FactGroup("Customer", (
            Fact("Customer PO", "PO 7114", "code"),
            Fact("Contact", "Maeve O’Brien", note="maeve@harbour.example"),
            Fact("Owes", Decimal("6240.00"), "money", currency="EUR", why=OPEN_INVOICES),
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
        Moment(
            now - timedelta(days=1, hours=2),
            "SH-881 shipped",
            "Tomás Rey",
            "DHL, 3 parcels, 00340434161094",
            icon="truck",
        ),
        Moment(
            now - timedelta(days=8),
            "Confirmed",
            "Ingrid Sol",
            "Hold for credit released: paid by phone",
            icon="check",
        ),
        Moment(now - timedelta(days=9), "Placed from quote Q-310", "Ingrid Sol", icon="shopping-basket"),
    )

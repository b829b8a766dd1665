"""Text that wants to be more than text stays text: in pages, in files for spreadsheets, on paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection

from rota import is_due
from security.company import BASE, Company
from security.doorplates import office
from security.headers import Inline
from security.visitors import Visitor

TEXTS = {
    "script": "<script>alert(1)</script>zqtext",
    "attribute": "\"'><img src=x onerror=alert(1)>zqtext",
    "template": "{{ by }}{% debug %}{{7*7}}zqtext",
    "right to left": "\u202egnp.exe\u2066zqtext",
    "emoji": "🫖👩‍👩‍👧‍👦 z̸͓̕q̷̛ zqtext",
    "typesetting": '#eval("1+1") $x$ @ref \\ `raw` *bold* zqtext',
    "formula": '=HYPERLINK("http://evil","zqtext")',
}
TABLES = (
    ("parties_party", "name"),
    ("parties_address", "line1"),
    ("parties_contact", "name"),
    ("catalog_item", "name"),
    ("catalog_category", "name"),
    ("catalog_brand", "name"),
    ("sales_order", "customer_name"),
    ("sales_order", "customer_po"),
    ("sales_order", "note"),
    ("sales_order", "shipping_address"),
    ("sales_order_line", "name"),
    ("sales_quote", "customer_name"),
    ("sales_quote", "note"),
    ("sales_hold", "note"),
    ("inventory_warehouse", "name"),
    ("pricing_price_list", "name"),
    ("pricing_discount", "name"),
    ("pricing_charge", "name"),
    ("pricing_charge", "label"),
    ("pricing_promotion", "name"),
    ("pricing_tax_exemption", "certificate"),
    ("fulfilment_shipment", "carrier"),
    ("fulfilment_shipment", "tracking_number"),
    ("purchasing_purchase_order", "note"),
    ("purchasing_purchase_order_line", "name"),
    ("billing_invoice", "customer_name"),
    ("billing_payment", "reference"),
    ("returns_return", "reason"),
    ("access_user", "name"),
)

UNIQUE = {
    "pricing_price_list", "pricing_charge", "pricing_discount", "pricing_promotion", "catalog_category",
    "catalog_brand",
}  # fmt: skip
"""Where no two rows may be called alike."""


class Text(HTMLParser):
    """The words of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _written_everywhere(text: str) -> None:
    """Below all rules, as if each had been let in: what the rules refuse must not be our only guard."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for table, column in TABLES:
            unique = " || ' ' || id" if table in UNIQUE else ""
            cursor.execute(f"update {table} set {column} = %s{unique}", [text])
        cursor.execute("set local session_replication_role = origin")


def _pages(company: Company) -> Iterator[str]:
    """All papers, and the pages that are due."""
    for plate in office():
        seen = ".pdf" in plate.template or is_due(plate.template)
        if "GET" in plate.methods and "design" not in plate.name and seen:
            yield next(plate.visits(company, "alpha"))


def test_a_page_shows_hostile_text_as_text(company: Company) -> None:
    """All in one: whichever of them comes to life shows itself by a tag, a handler or a sum."""
    text = TEXTS["attribute"] + TEXTS["script"] + TEXTS["template"]
    _written_everywhere(text)
    owner, faults, shown = Visitor(company, "owner"), [], 0
    for path in _pages(company):
        if path.endswith(".pdf"):
            continue
        heard = owner.ask("GET", path)
        if not heard.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page, words = Inline(), Text()
        page.feed(heard.text)
        words.feed(heard.text)
        shown += text in "".join(words.words)
        faults += [f"{heard} {fault}" for fault in page.faults]
        if heard.status >= 500 or "<script>alert" in heard.text or "49zqtext" in heard.text:
            faults.append(str(heard))
    assert not faults, "\n".join(faults)
    assert shown > 40, "the text stands on the pages"


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_a_paper_survives_hostile_text(company: Company, kind: str) -> None:
    _written_everywhere(TEXTS[kind])
    owner = Visitor(company, "owner")
    faults = []
    for path in _pages(company):
        if ".pdf" in path:
            heard = owner.ask("GET", path)
            if heard.status >= 500 or (heard.status == 200 and not heard.body.startswith(b"%PDF")):
                faults.append(f"{heard} {heard.text[:200]}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "＝"])
def test_a_file_for_a_spreadsheet_holds_no_formula(company: Company, first: str) -> None:
    _written_everywhere(f"{first}cmd|' /C calc'!A0")
    owner = Visitor(company, "owner")
    faults = []
    for path in (
        "customers",
        "orders",
        "items",
        "invoices",
        "payments",
        "shipments",
        "returns",
        "suppliers",
        "users",
    ):
        heard = owner.ask("GET", f"/office/{path}/?export=csv")
        assert heard.status == 200, heard
        for row in csv.reader(io.StringIO(heard.body.decode("utf-8-sig"))):
            faults += [f"{path}: {cell!r}" for cell in row if _runs(cell)]
    assert not faults, "\n".join(faults)


def _runs(cell: str) -> bool:
    return "cmd" in cell and cell.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_ten_thousand_characters_are_kept_or_refused_and_shown(company: Company) -> None:
    owner = Visitor(company, "owner")
    long = "ß" * 10_000
    sent: list[tuple[str, dict[str, Any]]] = [
        ("customers", {"name": long, "currency": BASE}),
        ("items", {"sku": long, "name": long}),
        ("suppliers", {"name": long, "currency": BASE}),
        ("warehouses", {"code": long, "name": long}),
        ("categories", {"name": long}),
        ("brands", {"name": long}),
        (f"orders/{company.alpha.ids['order'][2]}/holds", {"note": long}),
    ]
    for path, body in sent:
        heard = owner.tell("POST", f"/api/v1/{path}", body)
        assert heard.status in (201, 422), heard
    assert owner.tell("GET", f"/office/orders/{company.alpha.ids['order'][2]}/").status == 200


def test_hostile_text_through_the_door_is_kept_as_it_was_typed(company: Company) -> None:
    owner = Visitor(company, "owner")
    for text in TEXTS.values():
        heard = owner.tell("POST", "/api/v1/customers", {"name": text, "currency": BASE})
        assert heard.status in (201, 422), (text, heard.text)
        found = owner.tell("GET", "/office/find/?q=zqtext", Accept="application/json")
        assert found.headers["Content-Type"] == "application/json"

"""Credit notes that name no invoice, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from tradepost.base.ids import new_id
from tradepost.domain.billing.models import Invoice
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ok(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, response.said
    return response.said


def test_a_credit_note_without_an_invoice_is_made_once_and_matched(api: Any, trade: Any) -> None:
    customer, item = next(iter(trade.customers.values())), trade.items["tea"]
    body = {
        "id": str(new_id(trade.by.now)), "customer_id": str(customer), "reason": "bonus", "customer_po": "PO-9",
        "lines": [
            {"item_id": str(item), "quantity": "2", "unit_price": "10.00"},
            {"text": "Bonus 2031", "quantity": "1", "unit_price": "5", "discount_percent": "10"},
        ],
    }  # fmt: skip
    made = ok(api.post("/credit-notes", body), 201)
    assert ok(api.post("/credit-notes", body), 201)["number"] == made["number"]
    told = ("sku", "name", "item_id", "order_line_id", "net")
    assert [tuple(line[name] for name in told) for line in made["lines"]] == [
        ("tea", "Tea", str(item), None, "20.00"), ("", "Bonus 2031", None, None, "4.50"),
    ]  # fmt: skip
    assert {name: made[name] for name in ("kind", "credits_id", "order_id", "net_total", "customer_po")} == {
        "kind": "credit_note", "credits_id": None, "order_id": None, "net_total": "24.50", "customer_po": "PO-9",
    }  # fmt: skip
    assert api.get(f"/invoices/{made['id']}").said["open_amount"] == made["total"]
    with unchanged("billing"):
        wrong = api.post(
            "/credit-notes", {**body, "id": None, "lines": [{"quantity": "1.5", "unit_price": "5"}]}
        )
    assert (wrong.status_code, sorted(wrong.said["fields"])) == (422, ["lines.0.item_id", "lines.0.quantity"])
    assert Invoice.objects.count() == 1

"""A customer does not agree, told by a program: opened, changed, asked, settled by the credit note, reopened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ok(response, status=200):
    assert response.status_code == status, str(response.said)
    return response.said


def test_from_the_complaint_to_the_credit(trade, api, role):
    customer = trade.customers["Café Blum"]
    item = str(trade.items["tea"])
    wanted = {"customer_id": str(customer), "lines": [{"item_id": item, "quantity": 6}], "confirm": True}
    order = ok(api.post("/orders", wanted), 201)
    shipment = ok(api.post(f"/orders/{order['id']}/ship"), 201)
    invoice = ok(api.post(f"/shipments/{shipment['id']}/invoice"), 201)
    said = {"kind": "invoice", "document_id": invoice["id"], "reason": "damaged", "said": "Two came broken."}
    lines = [{"line_id": invoice["lines"][0]["id"], "quantity": 2}]
    buyer, viewer = role("buyer", "customer", customer), role("viewer")
    with unchanged("service"):
        due = (timezone.now().date() + timedelta(days=9)).isoformat()
        assert buyer.post("/disputes", {**said, "due_on": due}).status_code == 403
        assert viewer.post("/disputes", said).status_code == 403
        refused = buyer.post("/disputes", {**said, "amount": "60.01"})
        assert (refused.status_code, refused.said["type"].rsplit("/", 1)[-1]) == (
            409,
            "more-than-the-document",
        )
    made = ok(buyer.post("/disputes", {**said, "lines": lines}), 201)
    path = f"/disputes/{made['id']}"
    assert (made["amount"], made["state"], made["owner_name"]) == ("20.00", "open", "")
    assert (
        buyer.post(f"{path}/settle", {"outcome": "credited", "explanation": "All of it."}).status_code == 403
    )
    mara = role("sales")
    me = str(mara.user_id)
    taken = ok(mara.patch(path, {"owner_id": me, "reason": "quality"}))
    assert (taken["owner_id"], taken["reason"], taken["version"]) == (me, "quality", 2)
    with unchanged("service"):
        assert mara.patch(path, {"amount": "1"}, **{"If-Match": '"1"'}).status_code == 412
    assert ok(mara.patch(path, {"owner_id": None}))["owner_id"] is None
    assert ok(mara.post(f"{path}/ask", {"question": "Which?"}))["state"] == "waiting"
    assert ok(mara.post(f"{path}/take-up"))["asked_at"] is None
    credit = ok(
        api.post(
            f"/invoices/{invoice['id']}/credit",
            {"lines": [{"line_id": lines[0]["line_id"], "quantity": 2}], "reason": "broken"},
        ),
        201,
    )
    assert [row["number"] for row in ok(mara.get(f"{path}/led-to"))] == [credit["number"]]
    end = {"outcome": "credited", "explanation": "Two of them."}
    with unchanged("service"):
        assert mara.post(f"{path}/settle", {**end, "led_to_id": order["id"]}).status_code == 422
    settled = ok(mara.post(f"{path}/settle", {**end, "led_to_id": credit["id"]}))
    assert (settled["state"], settled["led_to_kind"], settled["led_to_number"]) == (
        "settled", "invoice", credit["number"],
    )  # fmt: skip
    assert mara.post(f"{path}/settle", end).status_code == 409
    assert ok(mara.post(f"{path}/reopen", {"why": "A third."}))["outcome"] == ""
    assert [row["id"] for row in ok(buyer.get("/disputes?live=yes"))["items"]] == [made["id"]]

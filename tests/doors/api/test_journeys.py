"""Whole stories told by a program: from quote to cash, from supplier to shelf, and back again."""

from datetime import timedelta
from decimal import Decimal as D
from uuid import uuid4

import pytest
from django.utils import timezone

from tradepost.base.ids import new_id
from tradepost.domain.reports import queries as reports_queries

NOBODY = str(uuid4())


def ok(response, status=200):
    assert response.status_code == status, str(response.said)
    return response.said


def line(trade, sku, quantity, **given):
    return {"item_id": str(trade.items[sku]), "quantity": quantity, **given}


@pytest.mark.django_db(transaction=True)
def test_from_quote_to_cash_and_back(trade, api):
    trade_day = timezone.now().date().isoformat()
    customer = str(trade.customers["Café Blum"])
    quote = ok(
        api.post("/quotes", {"customer_id": customer, "lines": [line(trade, "tea", 2, unit="case")]}), 201
    )
    path = f"/quotes/{quote['id']}"
    ok(
        api.patch(
            path, {"lines": [line(trade, "tea", 1, unit="case", unit_price="100"), line(trade, "cup", 10)]}
        )
    )
    ok(api.post(f"{path}/send"))
    revised = ok(api.post(f"{path}/revise", {"note": "with thanks"}), 201)
    path = f"/quotes/{revised['id']}"
    ok(api.post(f"{path}/send"))
    ok(api.post(f"{path}/accept", {"accepted_by": "Ada Blum"}))
    order = ok(api.post(f"{path}/order", {"confirm": True}), 201)
    assert (order["state"], order["net_total"], order["quote_id"]) == ("confirmed", "200.00", revised["id"])
    assert ok(api.get("/quotes?state=ordered"))["items"][0]["id"] == revised["id"]

    order_path = f"/orders/{order['id']}"
    assert [row["stock"] for row in ok(api.get(f"{order_path}/cover"))] == [12, 10]
    assert len(ok(api.get(f"{order_path}/prices"))) == 2
    assert {row["id"] for row in ok(api.get("/orders-to-release"))["items"]} == {order["id"]}

    shipment = ok(api.post(f"{order_path}/release"), 201)
    path = f"/shipments/{shipment['id']}"
    ok(api.post(f"{path}/start-picking"))
    picks = [{"task_id": task["id"], "quantity": task["asked"]} for task in shipment["tasks"]]
    ok(api.post(f"{path}/picks", {"picks": picks}))
    ok(api.post(f"{path}/pack", {"packages": [{"weight_g": 5200}]}))
    shipped = ok(api.post(f"{path}/ship", {"carrier": "DHL", "tracking_number": "0034"}))
    assert (shipped["state"], shipped["shipped_total"], shipped["value"]) == ("dispatched", 22, "132.00")
    ok(api.put(f"{path}/tracking", {"tracking_number": "0035"}))
    ok(api.post(f"{path}/deliver"))
    assert ok(api.get(path))["tracking_number"] == "0035"

    assert [row["net"] for row in ok(api.get("/shipments-to-invoice"))] == ["200.00"]
    invoice = ok(api.post(f"{path}/invoice"), 201)
    assert (invoice["total"], invoice["open_amount"]) == ("200.00", "200.00")
    assert ok(api.get("/shipments-to-invoice")) == []
    assert [row["id"] for row in ok(api.get(f"/customers/{customer}/open-invoices"))] == [invoice["id"]]
    paid = ok(
        api.post(
            "/payments",
            {"customer_id": customer, "amount": "150", "paid_on": trade_day, "oldest_first": True},
        ),
        201,
    )
    assert paid["allocations"][0]["amount"] == "150.00"

    returnable = ok(api.get(f"{order_path}/returnable"))
    back = [{"shipment_line_id": returnable[1]["shipment_line_id"], "quantity": 4, "reason": "broken"}]
    given = ok(api.post("/returns", {"order_id": order["id"], "reason": "broken", "lines": back}), 201)
    path = f"/returns/{given['id']}"
    ok(api.post(f"{path}/authorise"))
    arrived = ok(
        api.post(f"{path}/receive", {"lines": [{"line_id": given["lines"][0]["id"], "quantity": 4}]})
    )
    ok(
        api.post(
            f"{path}/inspect", {"lines": [{"line_id": arrived["lines"][0]["id"], "disposition": "scrap"}]}
        )
    )
    assert ok(api.post(f"{path}/settle"))["state"] == "settled"
    open_now = ok(api.get(f"/invoices/{invoice['id']}"))
    assert open_now["open_amount"] == "10.00"
    rest = ok(api.post("/payments", {"customer_id": customer, "amount": "10", "paid_on": trade_day}), 201)
    match = {"allocations": [{"invoice_id": invoice["id"], "amount": "10"}]}
    matched = ok(api.post(f"/payments/{rest['id']}/allocate", match))
    assert matched["open_amount"] == "0.00"
    ok(api.post(f"/payments/{rest['id']}/allocations/{matched['allocations'][0]['id']}/reverse"))
    ok(api.post(f"/payments/{rest['id']}/allocate", match))
    assert ok(api.get(f"/customers/{customer}/open-invoices")) == []
    assert ok(api.get(order_path))["state"] == "closed"

    until = (timezone.now().date() + timedelta(days=1)).isoformat()
    statement = ok(api.get(f"/customers/{customer}/statement?since={trade_day}&until={until}"))
    assert (statement["opening"], statement["closing"]) == ("0.00", "0.00")
    assert sum(D(row["balance"]) for row in ok(api.get("/trial-balance"))) == 0
    ok(api.get(f"/entries/about/{invoice['id']}"))
    names = [event["name"] for event in ok(api.get("/events?limit=1000"))["events"]]
    assert (
        names.index("sales.order_placed")
        < names.index("fulfilment.shipped")
        < names.index("billing.invoiced")
    )
    assert list(reports_queries.verify()) == []


@pytest.mark.django_db(transaction=True)
def test_from_supplier_to_shelf(trade, api):
    warehouse = str(trade.warehouse_id)
    supplier = ok(
        api.post(
            "/suppliers",
            {"name": "Teehaus Nord", "lead_days": 10, "addresses": [{"line1": "Am Kai 1", "country": "DE"}]},
        ),
        201,
    )
    offer = {"supplier_id": supplier["id"], "item_id": str(trade.items["milk"]), "price": "6.20", "pack": 1}
    assert ok(api.post("/supplier-items", {"offers": [offer]}))["changed"] == 1
    rule = {"item_id": str(trade.items["milk"]), "reorder_point": 10, "order_up_to": 30}
    ok(api.post("/reorder-rules", {"warehouse_id": warehouse, "rules": [rule]}))
    waiting = trade.order(("milk", 8))
    (proposal,) = ok(api.get("/reorder-proposals"))
    assert (proposal["suggested"], proposal["backordered"]) == (33, 3)
    chosen = [
        {**{name: proposal[name] for name in ("item_id", "supplier_id", "fingerprint")}, "quantity": 33}
    ]
    run = ok(api.post("/reorder-proposals/order", {"warehouse_id": warehouse, "chosen": chosen}), 201)
    assert ok(api.get("/reorder-proposals")) == []

    path = f"/purchase-orders/{run['lines'][0]['purchase_order_id']}"
    order = ok(api.get(path))
    assert (order["state"], order["total"]) == ("sent", "204.60")
    line_id = order["lines"][0]["id"]
    day = (timezone.now().date() + timedelta(days=20)).isoformat()
    ok(
        api.post(
            f"{path}/acknowledge",
            {"lines": [{"line_id": line_id, "expected_on": day}], "supplier_reference": "AB-1"},
        )
    )
    (cover,) = ok(api.get(f"/orders/{waiting.id}/cover"))
    assert (cover["stock"], cover["supply"], cover["promised_on"]) == (5, 3, day)
    counted = [{"line_id": line_id, "counted": 30, "damaged": 2}]
    receipt = ok(api.post(f"{path}/receipts", {"lines": counted, "delivery_note": "LS-1", "last": True}), 201)
    assert (receipt["counted_quantity"], receipt["damaged_quantity"]) == (30, 2)
    assert ok(api.get(path))["state"] == "closed"
    kinds = {row["kind"]: row["id"] for row in ok(api.get("/variances?state=open"))["items"]}
    assert set(kinds) == {"short", "damaged"}
    ok(api.post(f"/variances/{kinds['short']}/close", {"note": "credited"}))
    (stock,) = ok(api.get(f"/stock?item={trade.items['milk']}"))["items"]
    assert (stock["on_hand"], stock["promised"], stock["available"]) == (33, 8, 25)
    places = {row["code"]: row["id"] for row in ok(api.get(f"/places?warehouse={warehouse}"))["items"]}
    shelf = ok(api.post(f"/warehouses/{warehouse}/places", {"code": "A-01"}), 201)
    moved = [
        {
            "item_id": str(trade.items["milk"]),
            "quantity": 5,
            "from_place_id": places["MAIN"],
            "to_place_id": shelf["id"],
        }
    ]
    ok(api.post("/stock/moves", {"warehouse_id": warehouse, "lines": moved}), 201)
    found = [{"item_id": str(trade.items["milk"]), "place_id": shelf["id"], "delta": -1}]
    ok(api.post("/stock/corrections", {"warehouse_id": warehouse, "reason": "counted", "lines": found}), 201)
    lying = {row["place_code"]: row["on_hand"] for row in ok(api.get(f"/items/{trade.items['milk']}/places"))}
    assert lying == {"MAIN": 28, "A-01": 4, "QUARANTINE": 2}
    back = {"id": str(new_id(timezone.now())), "variance_ids": [kinds["damaged"]], "note": "box was wet"}
    for _ in ("said", "said again"):
        assert ok(api.post(f"/receipts/{receipt['id']}/send-back", back))["damaged_quantity"] == 2
    lying = {row["place_code"]: row["on_hand"] for row in ok(api.get(f"/items/{trade.items['milk']}/places"))}
    assert lying == {"MAIN": 28, "A-01": 4}
    (gone,) = ok(api.get("/variances?sent_back=yes"))["items"]
    assert (gone["id"], gone["state"], gone["note"], gone["sent_back"]) == (
        kinds["damaged"], "closed", "box was wet", True,
    )  # fmt: skip
    refused = api.post(f"/receipts/{receipt['id']}/send-back", {})
    assert refused.json()["type"].endswith("nothing-to-send-back")
    assert ok(api.get("/moves?kind=adjustment"))["items"][0]["quantity"] == 1
    assert list(reports_queries.verify()) == []


def test_master_data_is_made_changed_and_found(trade, api):
    sent = {"name": "Bäckerei Korn", "number": "C-77", "terms_days": 14, "credit_limit": "5000",
            "addresses": [{"kind": "shipping", "line1": "Markt 2", "city": "Bonn", "country": "DE"}],
            "contacts": [{"name": "Ida Korn", "email": "ida@example.com"}]}  # fmt: skip
    customer = ok(api.post("/customers", sent), 201)
    path = f"/customers/{customer['id']}"
    tag = api.get(path).headers["ETag"]
    assert (
        ok(api.patch(path, {"credit_limit": None, "name": "Korn & Co"}, If_Match=tag))["credit_limit"] is None
    )
    assert api.patch(path, {"name": "Late"}, If_Match=tag).status_code == 412
    address = ok(api.post(f"{path}/addresses", {"line1": "Kai 9", "country": "DE"}), 201)
    ok(api.patch(f"{path}/addresses/{address['id']}", {"city": "Köln"}))
    ok(api.post(f"{path}/contacts", {"name": "Ole"}), 201)
    assert ok(api.post(f"{path}/block", {"reason": "unpaid"}))["state"] == "blocked"
    refused = api.post("/orders", {"customer_id": customer["id"], "lines": [line(trade, "tea", 1)]})
    assert (refused.status_code, refused.said["code"]) == (409, "customer-is-blocked")
    assert ok(api.post(f"{path}/unblock"))["state"] == "active"
    assert [row["number"] for row in ok(api.get("/customers?q=korn"))["items"]] == ["C-77"]
    group = ok(api.post("/customer-groups", {"name": "Bakeries"}), 201)
    ok(api.patch(path, {"group_id": group["id"]}))
    assert len(ok(api.get(path))["contacts"]) == 2

    item = ok(
        api.post("/items", {"sku": "ROLL", "name": "Roll", "units": [{"name": "tray", "numerator": 20}]}), 201
    )
    path = f"/items/{item['id']}"
    ok(api.patch(path, {"weight_g": 60}))
    ok(api.post(f"{path}/codes", {"kind": "own", "code": "R-1"}), 201)
    ok(api.post(f"{path}/units", {"name": "pallet", "numerator": 800}), 201)
    found = ok(api.post("/items/lookup", {"codes": ["r-1", "nothing", "ROLL"]}))
    assert [row["sku"] for row in found] == ["ROLL", "", "ROLL"]
    category = ok(api.post("/categories", {"name": "Bread"}), 201)
    ok(api.patch(path, {"category_id": category["id"]}))
    assert ok(api.post(f"{path}/discontinue"))["state"] == "discontinued"
    assert ok(api.post(f"{path}/reactivate"))["state"] == "active"
    assert [unit["name"] for unit in ok(api.get(path))["units"]] == ["tray", "pallet"]

    prices = ok(api.post("/price-lists", {"name": "Bakeries", "currency": trade.by and "USD"}), 201)
    path = f"/price-lists/{prices['id']}"
    rows = [
        {"item_id": item["id"], "amount": "0.20"},
        {"item_id": item["id"], "amount": "0.15", "minimum_quantity": 100},
    ]
    assert ok(api.post(f"{path}/prices", {"prices": rows}))["changed"] == 2
    ok(api.post(f"{path}/buyers", {"group_ids": [group["id"]]}))
    preview = {"customer_id": customer["id"], "lines": [{"code": "ROLL", "quantity": n} for n in (99, 100)]}
    assert [row["unit_price"] for row in ok(api.post("/prices/preview", preview))["lines"]] == [
        "0.20",
        "0.15",
    ]
    rules = ok(api.put("/tax-rules", {"rules": [{"code": "S", "rate": "19"}]}))
    assert ok(api.get("/tax-rules"))["items"] == rules
    assert len(ok(api.get(f"/prices?price_list={prices['id']}"))["items"]) == 2


def test_many_are_made_at_once_all_or_none(trade, api):
    rows = [{"sku": f"B-{n}", "name": f"Bulk {n}"} for n in range(50)]
    assert len(ok(api.post("/items/bulk", {"items": rows}), 201)["ids"]) == 50
    refused = api.post(
        "/items/bulk", {"items": [{"sku": "NEW", "name": "New"}, {"sku": "B-1", "name": "Again"}]}
    )
    assert refused.status_code == 409
    assert ok(api.get("/items?q=NEW"))["items"] == []
    assert (
        len(
            ok(api.post("/customers/bulk", {"customers": [{"name": f"C {n}"} for n in range(9)]}), 201)["ids"]
        )
        == 9
    )


def test_users_and_tokens_are_the_owners_business(trade, api, role):
    made = ok(
        api.post(
            "/users",
            {
                "email": "vera@example.com",
                "name": "Vera",
                "grants": [{"role": "rep", "scope_kind": "own_customers"}],
            },
        ),
        201,
    )
    path = f"/users/{made['id']}"
    ok(api.patch(path, {"name": "Vera Rep"}))
    ok(api.put(f"{path}/roles", {"grants": [{"role": "viewer"}]}))
    token = ok(
        api.post("/tokens", {"user_id": made["id"], "name": "shop", "expires_at": "2199-01-01T00:00:00Z"}),
        201,
    )
    api_of_vera = type(api)(token["secret"])
    assert ok(api_of_vera.get("/me"))["roles"] == ["viewer"]
    assert [row["name"] for row in ok(api.get(f"{path}/tokens"))] == ["shop"]
    ok(api.post(f"{path}/tokens/{token['id']}/revoke"))
    assert api_of_vera.get("/me").status_code == 401
    viewer = role("viewer")
    assert viewer.get("/users").status_code == 403
    assert viewer.get(f"{path}/tokens").status_code == 403
    own = ok(viewer.post("/tokens", {"name": "mine", "expires_at": "2199-01-01T00:00:00Z"}), 201)
    assert own["roles"] == ["viewer"]
    more = viewer.post("/tokens", {"name": "more", "expires_at": "2199-01-01T00:00:00Z", "roles": ["owner"]})
    assert more.status_code == 403

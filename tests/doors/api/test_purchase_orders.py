"""Drafts of purchase orders through the API: changed under If-Match, refused once they are firm."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tradepost.domain.inventory import commands as inventory
from unchanged import unchanged


@pytest.fixture
def draft(trade, api):
    """A draft of two tea at 6.20, and its address."""
    supplier = api.post("/suppliers", {"name": "Teehaus"}).said["id"]
    line = {"item_id": str(trade.items["tea"]), "quantity": 2, "unit_price": "6.20"}
    made = api.post("/purchase-orders", {"supplier_id": supplier, "lines": [line], "send": False})
    assert made.said["state"] == "draft"
    return made


def path_of(draft):
    return f"/purchase-orders/{draft.said['id']}"


def test_a_draft_is_changed_and_sent_as_it_stands_then(trade, api, draft):
    path, line = path_of(draft), draft.said["lines"][0]
    cups = {"item_id": str(trade.items["cup"]), "quantity": "3", "unit_price": "1.10"}
    tea = {"id": line["id"], "item_id": line["item_id"], "quantity": "4", "unit_price": "6", "unit": "case"}
    sent = {
        "lines": [tea, cups],
        "expected_on": "2031-05-18",
        "supplier_reference": "Offer 7",
        "note": "ring before noon",
    }
    changed = api.patch(path, sent, If_Match=draft.headers["ETag"])
    assert changed.status_code == 200, changed.said
    said = changed.said
    assert (said["total"], said["lines_count"], said["expected_on"]) == ("27.30", 2, "2031-05-18")
    assert (said["supplier_reference"], said["note"]) == ("Offer 7", "ring before noon")
    assert [(x["id"] == line["id"], x["sku"], x["ordered"], x["net"]) for x in said["lines"]] == [
        (True, "tea", 48, "24.00"),
        (False, "cup", 3, "3.30"),
    ]
    assert changed.headers["ETag"] != draft.headers["ETag"]
    assert api.get(path).said == said
    api.post(f"{path}/approve")
    assert api.post(f"{path}/send").said["open_quantity"] == 51


def test_only_what_is_given_is_changed(trade, api, draft):
    east = inventory.create_warehouse(trade.by, warehouse_id=uuid4(), code="EAST", name="East").id
    said = api.patch(path_of(draft), {"warehouse_id": str(east)}).said
    assert said["warehouse_id"] == str(east)
    assert said["lines"] == draft.said["lines"]
    said = api.patch(path_of(draft), {"expected_on": "2031-05-18"}).said
    assert [line["expected_on"] for line in said["lines"]] == ["2031-05-18"]
    assert (said["warehouse_id"], said["version"]) == (str(east), 3)


def test_a_draft_that_somebody_else_changed_is_not_written_over(api, draft):
    path = path_of(draft)
    api.patch(path, {"note": "first"}, If_Match=draft.headers["ETag"])
    with unchanged("purchasing"):
        assert api.patch(path, {"note": "second"}, If_Match=draft.headers["ETag"]).status_code == 412
    assert api.get(path).said["note"] == "first"


def test_sent_again_it_is_one_change(api, draft):
    path, key = path_of(draft), str(uuid4())
    first = api.patch(path, {"note": "ring"}, Idempotency_Key=key)
    with unchanged("purchasing"):
        again = api.patch(path, {"note": "ring"}, Idempotency_Key=key)
        plain = api.patch(path, {"note": "ring"})
    assert first.said == again.said == plain.said
    assert plain.headers["ETag"] == first.headers["ETag"]


def test_a_firm_order_is_refused_and_so_are_lines_that_cannot_be(api, draft):
    path = path_of(draft)
    line = {"item_id": draft.said["lines"][0]["item_id"], "quantity": "0.5", "unit_price": "1"}
    with unchanged("purchasing"):
        refused = api.patch(path, {"lines": [line]})
    assert (refused.status_code, set(refused.said["fields"])) == (422, {"lines.0.quantity"})
    with unchanged("purchasing"):
        assert api.patch(path, {"lines": []}).status_code == 422
        assert api.patch(path, {"supplier_id": str(uuid4())}).status_code == 422
        assert api.patch(path, {"warehouse_id": str(uuid4())}).status_code == 404
    api.post(f"{path}/approve")
    with unchanged("purchasing", "inventory"):
        refused = api.patch(path, {"expected_on": "2031-05-04"})
    assert (refused.status_code, refused.said["type"]) == (409, "/problems/purchase-order-is-firm")
    assert "only a draft can be rewritten" in refused.said["detail"]


def test_who_may_not_buy_may_not_change_and_who_keeps_one_warehouse_stays_there(trade, api, role, draft):
    packer = role("warehouse")
    with unchanged("purchasing"):
        assert packer.patch(path_of(draft), {"note": "x"}).status_code == 403
    east = inventory.create_warehouse(trade.by, warehouse_id=uuid4(), code="EAST", name="East").id
    here = role("purchasing", "warehouse", trade.warehouse_id)
    there = role("purchasing", "warehouse", east)
    with unchanged("purchasing"):
        assert here.patch(path_of(draft), {"warehouse_id": str(east)}).status_code == 404
        assert there.patch(path_of(draft), {"note": "x"}).status_code == 404
    assert here.patch(path_of(draft), {"note": "x"}).status_code == 200


def test_a_change_costs_the_same_for_one_line_and_for_many(trade, api, draft, statements):
    counts = []
    for size in (1, 300):
        skus = [f"P-{size}-{number}" for number in range(size)]
        trade.add_items(*skus)
        lines = [{"item_id": str(trade.items[sku]), "quantity": 2, "unit_price": "1"} for sku in skus]
        with statements() as captured:
            assert api.patch(path_of(draft), {"lines": lines}).status_code == 200
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries))
    assert counts[0] == counts[1] <= 15

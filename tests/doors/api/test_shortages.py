"""Short items, for programs: the list, a preview with its mark, applied once, and given by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

from doors.api.people import Api
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import SupplierItemInput
from unchanged import unchanged


def test_a_program_previews_applies_once_and_gives_by_hand(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    trade.add_customer("Bar Sol")
    old = trade.order(("milk", 5))
    urgent = trade.order(("milk", 4), customer="Bar Sol", by=trade.at(hours=1), priority=5)
    (short,) = api.get("/shortages").said["items"]
    assert (short["sku"], short["on_hand"], short["backordered"], short["late"], short["loose"]) == (
        "milk",
        5,
        4,
        0,
        5,
    )

    asked: dict[str, Any] = {
        "warehouse_id": str(trade.warehouse_id),
        "item_ids": [str(trade.items["milk"])],
        "policy": "priority",
    }
    shown = api.post("/reallocations/preview", asked)
    assert shown.status_code == 200
    assert (shown.said["gain"], shown.said["lose"], shown.said["moved"]) == (1, 1, 2)
    by_order = {row["order_number"]: row for row in shown.said["changes"]}
    today = str(trade.by.now.date())
    assert by_order[urgent.number]["after"] == {
        "stock": 4,
        "supply": 0,
        "backordered": 0,
        "promised_on": today,
    }
    assert by_order[old.number]["after"] == {"stock": 1, "supply": 0, "backordered": 4, "promised_on": None}
    assert (by_order[old.number]["gain"], by_order[old.number]["customer_name"]) == (-4, "Café Blum")

    done = {
        **asked,
        "mark": shown.said["mark"],
        "reason": "Friday.",
        "id": "019a0000-0000-7000-8000-000000000001",
    }
    others = [role(name) for name in ("rep", "warehouse", "purchasing", "billing", "viewer")]
    narrow = role("sales", "warehouse", trade.warehouse_id)
    with unchanged("inventory"):
        for other in others:
            assert other.post("/reallocations", done).status_code == 403
            assert other.post("/reallocations/preview", asked).status_code == 403
        assert narrow.post("/reallocations", done).status_code == 403
        assert api.post("/reallocations", {**done, "mark": "old"}).said["code"] == "picture-changed"
        assert api.post("/reallocations", {**done, "policy": "by_charm"}).said["code"] == "invalid"
        assert api.post("/reallocations", {**done, "reason": " "}).status_code == 422
    assert api.post("/reallocations", done).status_code == 201
    assert [trade.cover(order)[0]["stock"] for order in (old, urgent)] == [1, 4]
    with unchanged("inventory"):
        assert api.post("/reallocations", done).said["id"] == done["id"]

    line, other_line = (str(order.lines.get().pk) for order in (urgent, old))
    given = {"from_line_id": line, "to_line_id": other_line, "quantity": 2, "reason": "By phone."}
    once = {"Idempotency_Key": "019a0000-0000-7000-8000-000000000002"}
    with unchanged("inventory"):
        assert others[0].post("/promises/shift", given).status_code == 403
        assert api.post("/promises/shift", {**given, "quantity": 5}).said["code"] == "not-so-much-to-shift"
    for _ in range(2):
        assert api.post("/promises/shift", given, **once).status_code == 201
    assert [trade.cover(order)[0]["stock"] for order in (old, urgent)] == [3, 2]


def test_how_an_order_ships_is_its_customers_wish_unless_it_says_otherwise(trade: Trade, api: Api) -> None:
    read = api.get(f"/customers/{trade.customers['Café Blum']}")
    customer = read.said
    assert (customer["minimum_fill_percent"], customer["minimum_shelf_days"]) == (0, 0)
    changed = api.patch(
        f"/customers/{customer['id']}",
        {"minimum_fill_percent": 80, "minimum_shelf_days": 30},
        If_Match=read.headers["ETag"],
    )
    assert (changed.said["minimum_fill_percent"], changed.said["minimum_shelf_days"]) == (80, 30)
    body = {
        "customer_id": customer["id"],
        "lines": [{"item_id": str(trade.items["tea"]), "quantity": "4"}],
        "confirm": True,
    }
    plain = api.post("/orders", body).said
    own = api.post("/orders", {**body, "ship_complete": True, "minimum_fill_percent": 0}).said
    many = api.post("/orders/bulk", {"orders": [{**body, "ship_complete": True}]}).said["rows"][0]["id"]
    assert (plain["ship_complete"], plain["minimum_fill_percent"], plain["minimum_shelf_days"]) == (
        False,
        80,
        30,
    )
    assert (own["ship_complete"], own["minimum_fill_percent"], own["minimum_shelf_days"]) == (True, 0, 30)
    found = api.get(f"/orders/{many}").said
    assert (found["ship_complete"], found["minimum_fill_percent"]) == (True, 80)
    assert api.post("/orders", {**body, "minimum_fill_percent": 101}).status_code == 422


def test_a_warehouse_says_who_is_served_first(trade: Trade, api: Api, role: Callable[..., Api]) -> None:
    (warehouse,) = api.get("/warehouses").said
    here = f"/warehouses/{warehouse['id']}"
    assert warehouse["allocation"] == "priority"
    sales = role("sales")
    changed = api.patch(here, {"allocation": "needed", "version": 1}).said
    assert (changed["allocation"], changed["name"], changed["version"]) == ("needed", warehouse["name"], 2)
    with unchanged("inventory"):
        assert api.patch(here, {"allocation": "first_come", "version": 1}).said["code"] == "changed-meanwhile"
        assert api.patch(here, {"allocation": "by_charm"}).status_code == 422
        assert sales.patch(here, {"allocation": "first_come"}).status_code == 403


def test_a_program_asks_when_it_could_have_so_many(trade: Trade, api: Api, role: Callable[..., Api]) -> None:
    today = trade.by.now.date()
    trade.expect("milk", 10, today + timedelta(days=6))
    asked = {"item_id": str(trade.items["milk"]), "quantity": 12}
    near = api.post("/availability/wish", asked).said
    assert (near["stock"], near["supply"], near["missing"]) == (5, 7, 0)
    assert (near["promised_on"], near["could_on"]) == (str(today + timedelta(days=6)), None)
    assert [(part["quantity"], part["expected_on"]) for part in near["why"]] == [
        (5, None),
        (7, str(today + timedelta(days=6))),
    ]
    far = api.post("/availability/wish", {**asked, "quantity": 500}).said
    assert (far["missing"], far["promised_on"], far["could_on"], far["lead_days"]) == (485, None, None, None)
    supplier = new_id(trade.by.now)
    parties.create_supplier(trade.by, supplier_id=supplier, name="Tea Trading", currency=trade.base_currency)
    offer = SupplierItemInput(supplier, trade.items["milk"], D(1), lead_days=4)
    purchasing.set_supplier_items(trade.by, offers=[offer])
    # The supplier is quick; what is on its way already comes later.
    far = api.post("/availability/wish", {**asked, "quantity": 500}).said
    assert (far["could_on"], far["lead_days"]) == (str(today + timedelta(days=6)), 4)
    purchasing.set_supplier_items(trade.by, offers=[replace(offer, lead_days=14)])
    far = role("sales").post("/availability/wish", {**asked, "quantity": 500}).said
    assert far["could_on"] == str(today + timedelta(days=14))
    other = role("warehouse", "warehouse", trade.warehouse_id)
    assert (
        other.post("/availability/wish", {**asked, "warehouse_id": str(new_id(trade.by.now))}).status_code
        == 404
    )

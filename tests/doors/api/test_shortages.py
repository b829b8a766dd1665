"""Short items, for programs: the list, a preview with its mark, applied once, and given by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from doors.api.people import Api
from trade import Trade
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
    with unchanged("inventory"):
        for name in ("rep", "warehouse", "purchasing", "billing", "viewer"):
            other = role(name)
            assert other.post("/reallocations", done).status_code == 403
            assert other.post("/reallocations/preview", asked).status_code == 403
        assert role("sales", "warehouse", trade.warehouse_id).post("/reallocations", done).status_code == 403
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
        assert role("rep").post("/promises/shift", given).status_code == 403
        assert api.post("/promises/shift", {**given, "quantity": 5}).said["code"] == "not-so-much-to-shift"
    for _ in range(2):
        assert api.post("/promises/shift", given, **once).status_code == 201
    assert [trade.cover(order)[0]["stock"] for order in (old, urgent)] == [3, 2]


def test_how_an_order_ships_is_its_customers_wish_unless_it_says_otherwise(trade: Trade, api: Api) -> None:
    customer = api.get(f"/customers/{trade.customers['Café Blum']}").said
    assert (customer["minimum_fill_percent"], customer["minimum_shelf_days"]) == (0, 0)
    changed = api.patch(
        f"/customers/{customer['id']}",
        {"minimum_fill_percent": 80, "minimum_shelf_days": 30},
        If_Match=f'"{customer["version"]}"',
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
    changed = api.patch(here, {"allocation": "needed", "version": 1}).said
    assert (changed["allocation"], changed["name"], changed["version"]) == ("needed", warehouse["name"], 2)
    with unchanged("inventory"):
        assert api.patch(here, {"allocation": "first_come", "version": 1}).said["code"] == "changed-meanwhile"
        assert api.patch(here, {"allocation": "by_charm"}).status_code == 422
        assert role("sales").patch(here, {"allocation": "first_come"}).status_code == 403

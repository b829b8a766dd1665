"""The rows behind the figures of stock, for programs: their sums are the figures, and who may not read sees none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test.utils import CaptureQueriesContext

from doors.api.people import Api
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment


def sums(rows: list[dict[str, Any]], *names: str) -> tuple[int, ...]:
    return tuple(sum(row[name] for row in rows) for name in names)


def test_what_is_wanted_and_on_its_way_adds_up_to_the_position(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    trade.add_customer("Bar Sol")
    first = trade.order(("milk", 3))
    trade.order(("milk", 6), customer="Bar Sol", by=trade.at(hours=1))
    trade.expect("milk", 2, trade.by.now.date() + timedelta(days=9))
    fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=first.id)
    milk = str(trade.items["milk"])
    (position,) = api.get(f"/stock?item={milk}").said["items"]
    wanted = api.get(f"/stock/wanted?item={milk}").said["items"]
    assert sums(wanted, "promised_stock", "backordered", "reserved") == (
        position["promised"], position["backordered"], position["reserved"],
    ) == (5, 2, 3)  # fmt: skip
    assert all(
        row["quantity"] == row["promised_stock"] + row["promised_supply"] + row["backordered"]
        for row in wanted
    )
    assert (wanted[0]["document"], wanted[0]["number"], wanted[0]["document_id"]) == (
        "order", first.number, str(first.id),
    )  # fmt: skip
    supplies = api.get(f"/stock/supplies?item={milk}").said["items"]
    assert sums(supplies, "quantity", "promised", "free") == (position["incoming"], 2, 0)
    assert (supplies[0]["document"], supplies[0]["document_id"]) == ("", None)
    (set_aside,) = api.get("/stock/wanted?reserved=yes").said["items"]
    assert set_aside["id"] == str(first.lines.get().pk)
    # Who sells for some customers sees what these want.
    assert len(role("purchasing").get("/stock/wanted").said["items"]) == 2
    assert role("rep", "own_customers").get("/stock/wanted").said["items"] == []
    assert role("buyer", "customer", trade.customers["Bar Sol"]).get("/stock/wanted").status_code == 403


def test_lists_of_rows_cost_the_same_for_one_and_for_three(
    trade: Trade, api: Api, statements: Callable[[], CaptureQueriesContext]
) -> None:
    soon = trade.by.now.date() + timedelta(days=3)
    counted: dict[str, list[int]] = {"/stock/wanted": [], "/stock/supplies": []}
    for rows in (1, 2):
        for _ in range(rows):
            trade.order(("tea", 1))
            trade.expect("tea", 1, soon)
        for path, numbers in counted.items():
            with statements() as said:
                api.get(path)
            numbers.append(len(said))
    assert all(len(set(numbers)) == 1 for numbers in counted.values()), counted


def test_stock_of_a_past_day_by_category_and_by_what_expires(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    today = trade.by.now.date()
    trade.add_items("cream", tracking="lot")
    trade.receive(("cream", 10, "2"), lot="L1", expires_on=today + timedelta(days=20))
    house = str(trade.warehouse_id)
    then = api.get(f"/warehouses/{house}/stock-as-of?on={today - timedelta(days=1)}").said
    assert then == []
    now = {row["sku"]: row for row in api.get(f"/warehouses/{house}/stock-as-of?on={today}").said}
    assert (now["cream"]["on_hand"], now["cream"]["value"]) == (10, "20.00")
    one = f"/warehouses/{house}/stock-as-of?on={today}&item_id={trade.items['cream']}"
    assert [row["sku"] for row in role("warehouse").get(one).said] == ["cream"]
    assert role("warehouse").get(one).said[0]["value"] is None
    assert api.get(f"/warehouses/{new_id(trade.by.now)}/stock-as-of?on={today}").status_code == 404
    (all_of_it,) = api.get("/reports/stock-by-category").said
    assert (all_of_it["category_id"], all_of_it["items"], all_of_it["on_hand"]) == (None, 4, 215)
    assert api.get(f"/reports/stock-by-category?warehouse_id={new_id(trade.by.now)}").said == []
    (lot,) = api.get("/reports/expiring-lots").said
    assert (lot["lot_code"], lot["on_hand"], lot["warehouse"]) == ("L1", 10, "MAIN")
    assert api.get(f"/reports/expiring-lots?until={today + timedelta(days=19)}").said == []


def test_a_past_day_is_told_by_place_lot_and_owner_a_page_at_a_time(
    trade: Trade, api: Api, role: Callable[..., Api], statements: Callable[[], CaptureQueriesContext]
) -> None:
    today = trade.by.now.date()
    trade.add_items("cream", tracking="lot")
    trade.receive(("cream", 10, "2"), lot="L1")
    trade.receive(("cream", 5, "2"), lot="L2")
    path = f"/reports/stock-as-of?on={today}&item_id={trade.items['cream']}&split="
    (first, second) = api.get(f"{path}place_lot").said["items"]
    assert (first["sku"], first["warehouse"], first["place_code"], first["lot_code"], first["on_hand"]) == (
        "cream", "MAIN", "MAIN", "L1", 10,
    )  # fmt: skip
    assert (first["value"], second["lot_code"], second["value"]) == ("20.00", "L2", "10.00")
    assert {row["value"] for row in role("warehouse").get(f"{path}lot").said["items"]} == {None}
    (ours,) = api.get(f"{path}owner").said["items"]
    assert (ours["on_hand"], ours["supplier_id"], ours["customer_id"], ours["warehouse_id"]) == (
        15,
        None,
        None,
        None,
    )
    page = api.get(f"{path}lot&limit=1").said
    assert [row["lot_code"] for row in page["items"]] == ["L1"]
    assert (page["count"], page["value"]) == (2, "30.00")
    assert role("warehouse").get(f"{path}lot").said["value"] is None
    (named,) = api.get(f"/reports/stock-as-of?on={today}&split=lot&words=l2").said["items"]
    assert (named["sku"], named["lot_code"]) == ("cream", "L2")
    page = api.get(f"{path}lot&limit=1&after={page['next']}").said
    assert ([row["lot_code"] for row in page["items"]], page["next"]) == (["L2"], None)
    assert api.get(f"{path}lot&after=bm9uc2Vuc2U").status_code == 422
    assert api.get(f"{path}lot&after=WyJ0ZWEiXQ").status_code == 422, "a row has ten parts"
    assert api.get(f"{path}nonsense").status_code == 422
    assert api.get(f"/reports/stock-as-of?on={today}&warehouse_id={uuid4()}").status_code == 404
    before = f"/reports/stock-as-of?on={today - timedelta(days=1)}&split=place_lot"
    assert api.get(before).said == {"items": [], "next": None, "count": 0, "value": "0.00"}
    with statements() as one:
        api.get(f"{path}place_lot&limit=1")
    with statements() as all_of_them:
        api.get(f"/reports/stock-as-of?on={today}&split=place_lot")
    assert len(one) == len(all_of_them)


def test_the_ledger_of_an_item_tells_what_lay_there_after_each_move(
    trade: Trade, api: Api, role: Callable[..., Api], statements: Callable[[], CaptureQueriesContext]
) -> None:
    path = f"/items/{trade.items['tea']}/moves"
    start = trade.stock("tea")["on_hand"]
    for count in (5, 7):
        trade.receive(("tea", count, "5"))
    with statements() as said:
        rows = api.get(path).said["items"]
    assert len(said) <= 8
    here = str(trade.warehouse_id)
    lay = [[(one["warehouse_id"], one["on_hand"]) for one in row["after"]] for row in rows[:2]]
    assert lay == [[(here, start + 12)], [(here, start + 5)]]
    assert rows[0]["after"][0]["value"] is not None
    # Whatever page of it is read, what lay there is the same.
    second = api.get(f"{path}?limit=1").said["next"]
    assert api.get(f"{path}?limit=1&after={second}").said["items"][0]["after"] == rows[1]["after"]
    untold = role("sales").get(path).said["items"]
    assert {one["value"] for row in untold for one in row["after"]} == {None}
    assert api.get(f"/items/{uuid4()}/moves").status_code == 404

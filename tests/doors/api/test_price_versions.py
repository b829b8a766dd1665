"""Versions of a price list through the API: drafted, looked at, activated by a worker, rolled back."""

from __future__ import annotations

from decimal import Decimal as D

from tradepost.domain.pricing.models import PriceRow
from tradepost.doors.worker.desk import Desk
from unchanged import unchanged


def amount_of(sku, trade):
    return PriceRow.objects.get(item=trade.items[sku], unit="").amount


def test_a_version_from_its_beginning_to_its_end(trade, api, role):
    trade.order(("tea", 4))
    made = api.post(f"/price-lists/{trade.price_list_id}/versions", {"name": "Spring"})
    assert (made.status_code, made.said["state"], made.said["number"]) == (201, "draft", 1)
    path = f"/price-versions/{made.said['id']}"
    tea, cup = str(trade.items["tea"]), str(trade.items["cup"])
    set_two = {"prices": [{"item_id": tea, "amount": "12"}, {"item_id": cup, "amount": "9"}]}
    assert api.post(f"{path}/prices", set_two).said == {"changes": 2}
    formula = {"item_ids": [cup], "kind": "percent", "value": "-50", "rounding": "end_95"}
    assert api.post(f"{path}/reprice", formula).said == {"picked": 1, "changed": 1, "without": 0}
    rows = api.get(f"{path}/rows").said["items"]
    assert [(row["item_id"], row["effect"], row["old_amount"], row["amount"]) for row in rows] == [
        (cup, "changed", "10.00", "4.95"), (tea, "changed", "10.00", "12.00"),
    ]  # fmt: skip
    milk = next(
        row["id"] for row in api.get("/prices").said["items"] if row["item_id"] == str(trade.items["milk"])
    )
    assert api.post(f"{path}/end", {"price_ids": [milk]}).said == {"changes": 3}
    gone = api.get(f"{path}/rows?effect=gone").said["items"]
    assert api.post(f"{path}/drop", {"row_ids": [gone[0]["id"]]}).said == {"changes": 2}

    assert api.get(f"{path}/impact").status_code == 404
    assert api.post(f"{path}/impact", {}).status_code == 202
    worker = Desk(beats=False)
    assert worker.do_one()
    impact = api.get(f"{path}/impact").said
    assert (impact["dearer"], impact["before"], impact["after"], impact["margin_more"]) == (
        1,
        "40.00",
        "48.00",
        "8.00",
    )
    seen = role("sales").get(f"{path}/impact").said
    assert (seen["after"], seen["margin_more"]) == ("48.00", None)
    (row,) = api.get(f"{path}/impact/rows").said["items"]
    assert (row["item_id"], row["new_price"], row["more"]) == (tea, "12.00", "8.00")
    assert len(api.get(f"{path}/impact/customers").said["items"]) == 1
    assert api.get(f"{path}/impact/documents").said["items"] == []

    viewer = role("viewer")
    with unchanged("pricing"):
        assert api.post(f"{path}/schedule", {"activates_at": "2020-01-01T00:00:00Z"}).status_code == 422
        assert viewer.post(f"{path}/activate", {}).status_code == 403
    assert api.post(f"{path}/schedule", {"activates_at": "2030-01-01T00:00:00Z"}).said["state"] == "scheduled"
    assert api.post(f"{path}/unschedule", {}).said["state"] == "draft"
    assert api.post(f"{path}/activate", {}).said["work"]["state"] == "queued"
    assert (worker.do_one(), amount_of("tea", trade), amount_of("cup", trade)) == (True, 12, D("4.95"))
    assert api.get(path).said["difference"]["changed"] == 2
    assert api.post(f"{path}/roll-back", {}).status_code == 202
    assert (worker.do_one(), amount_of("tea", trade)) == (True, 10)
    assert api.post(f"{path}/discard", {}).status_code == 409


def test_a_price_of_the_cost_is_for_those_who_see_costs(trade, api, role):
    made = api.post(f"/price-lists/{trade.price_list_id}/versions", {}).said
    path, formula = f"/price-versions/{made['id']}", {"kind": "cost", "value": "35", "text": "tea"}
    sales = role("sales")
    with unchanged("pricing"):
        assert sales.post(f"{path}/reprice", formula).status_code == 403
    api.post(f"{path}/reprice", formula)
    (row,) = api.get(f"{path}/rows").said["items"]
    assert row["amount"] == "8.10"

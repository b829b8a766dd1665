"""Calendars, carriers and days over the API, and what an order, a preview and a wish tell of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from doors.api.people import Api, sign_in
from trade import Trade
from tradepost.domain.access.commands import GrantInput
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ok(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, str(response.said)
    return response.said


def test_days_are_set_up_and_an_order_tells_them_everywhere(trade: Trade, api: Api) -> None:
    worker = sign_in(GrantInput("warehouse"))
    calendar, carrier = f"/calendars/{uuid4()}", f"/carriers/{uuid4()}"
    made = ok(worker.put(calendar, {"name": "Every day", "weekdays": "1234567"}))
    closed = {"name": "Feast", "first_on": "2031-12-24", "last_on": "2031-12-26", "yearly": True}
    found = ok(worker.post(f"{calendar}/closed-days", closed))["closed_days"]
    assert [(one["name"], one["last_on"], one["yearly"]) for one in found] == [("Feast", "2031-12-26", True)]
    assert ok(worker.post(f"{calendar}/closed-days/{found[0]['id']}/open"))["closed_days"] == []
    sent = ok(worker.put(carrier, {"name": "DHL", "calendar_id": made["id"]}))
    row = ok(worker.put(f"{carrier}/transit", {"country": "Germany", "days": 2}))
    assert (row["country"], row["days"], ok(worker.get("/transits"))["items"]) == ("DE", 2, [row])
    house = f"/warehouses/{trade.warehouse_id}/days"
    assert ok(worker.get(house))["handling_days"] == 0
    days = ok(worker.put(house, {"handling_days": 1, "carrier_id": sent["id"], "cutoff_at": None}))
    assert (days["handling_days"], days["carrier_id"], days["cutoff_at"]) == (1, sent["id"], None)

    item, customer = next(iter(trade.items.values())), next(iter(trade.customers.values()))
    today = datetime.now(UTC).date()
    wanted = [str(today + timedelta(days=n)) for n in (1, 3)]
    asked = {"customer_id": str(customer), "lines": [{"item_id": str(item), "quantity": "1"}]}
    shown = ok(api.post("/prices/preview", asked))["lines"][0]
    assert [shown["ships_on"], shown["promised_on"]] == wanted
    order = ok(api.post("/orders", {**asked, "confirm": True}), 201)
    line = order["lines"][0]
    assert [line["ships_on"], line["promised_on"], line["promise_trace"]["carrier"]] == [*wanted, "DHL"]
    cover = ok(api.get(f"/orders/{order['id']}/cover"))[0]
    assert [cover["ships_on"], cover["arrives_on"], cover["promised_on"]] == [*wanted, str(today)]
    assert cover["way"] == line["promise_trace"]
    wish = {"item_id": str(item), "quantity": 1, "customer_id": str(customer)}
    told = ok(api.post("/availability/wish", wish))
    assert [told["ships_on"], told["arrives_on"]] == wanted
    free = ok(api.post("/availability", {"lines": [{"item_id": str(item), "quantity": 1}]}))[0]
    assert [free["ships_on"], free["arrives_on"]] == [wanted[0], wanted[0]]

    ok(worker.post(f"/transits/{row['id']}/end"))
    assert ok(worker.post(f"{carrier}/end"))["ended_at"] and ok(worker.get("/transits"))["items"] == []
    seller = sign_in(GrantInput("sales"))
    with unchanged("delivery", "sales"):
        assert ok(api.post("/orders", {**asked, "carrier_id": sent["id"]}), 404)["code"] == "not-found"
        assert ok(worker.put(calendar, {"name": "x", "weekdays": "8"}), 422)
        assert ok(worker.put(f"{carrier}/transit", {"country": "Atlantis", "days": 1}), 404)
        assert ok(seller.put(calendar, {"name": "x", "weekdays": "1"}), 403)
    assert order["carrier_id"] == sent["id"]

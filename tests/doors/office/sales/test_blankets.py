"""The desk: a blanket order is written in the grid, called off, changed and closed; each number leads to its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from desk import Desk
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.sales.models import Blanket, Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA", "CUP", price="10", stock=50)
    trade.add_case("TEA", of=12)
    trade.add_customer("Café Blum")
    return trade


def sent(trade: Trade, *lines: dict[str, str], **head: str) -> dict[str, Any]:
    rows = [{"key": f"n{place}", **line} for place, line in enumerate(lines)]
    return {
        "id": str(new_id(timezone.now())),
        "head": {"customer": str(trade.customers["Café Blum"]), **head},
        "lines": rows,
    }


def agreed(trade: Trade, desk: Desk, *lines: dict[str, str]) -> Blanket:
    today = timezone.localdate()
    days = {"valid_from": today.isoformat(), "valid_until": (today + timedelta(days=60)).isoformat()}
    rows = lines or ({"item": "TEA", "quantity": "10", "price": "8"},)
    desk.ask("/office/blankets/new/submit/", sent(trade, *rows, customer_po="FC-7", **days))
    return Blanket.objects.latest("made_at", "number")


def grid_lines(desk: Desk, path: str) -> str:
    return str(desk.get(path).content.decode())


def test_it_is_written_called_off_at_its_price_and_leads_to_its_orders(trade: Trade) -> None:
    desk = Desk("sales")
    made = agreed(trade, desk)
    line = made.lines.get()
    assert "No blanket orders yet" not in desk.see("/office/blankets/")
    opened = grid_lines(desk, f"/office/orders/new/?blanket={made.pk}")
    assert f'"item": "TEA", "quantity": "10", "unit": "piece", "note": "", "blanket": "{line.pk}"' in opened
    call = {"item": "TEA", "quantity": "4", "unit": "piece", "blanket": str(line.pk)}
    told = desk.ask("/office/orders/new/preview/", sent(trade, call))["lines"][0]
    assert (told["cells"]["net"], told["hints"]["price"], told["errors"]) == ("32.00", "8.00", {})
    assert told["why"]["price"].startswith(f"As agreed in {made.number}.")
    desk.ask("/office/orders/new/submit/", sent(trade, call, confirm="on"))
    order = Order.objects.get()
    page = desk.see(f"/office/blankets/{made.pk}/")
    assert (order.net_total, order.number in page, "Call off" in page) == (32, True, True)
    assert f"/office/orders/?blanket={made.pk}&amp;item={line.item_id}" in grid_lines(
        desk, f"/office/blankets/{made.pk}/"
    )
    assert order.number in desk.see(f"/office/orders/?blanket={made.pk}")
    more = desk.ask("/office/orders/new/preview/", sent(trade, {**call, "quantity": "7"}))["lines"][0]
    assert "6 are left on" in more["errors"]["quantity"]
    assert {"cell": "quantity", "value": "6", "sure": True} in more["fixes"]
    refused = desk.ask("/office/orders/new/submit/", sent(trade, {**call, "quantity": "7"}), status=422)
    assert "6 are left on" in refused["lines"]["n0"]["quantity"]
    assert Order.objects.count() == 1


def test_what_is_agreed_may_be_more_than_there_is(trade: Trade) -> None:
    """Nothing goes out by it; an order of as much is warned."""
    desk, much = Desk("sales"), {"item": "TEA", "quantity": "900", "unit": "piece"}
    (told,) = desk.ask("/office/blankets/preview/", sent(trade, much))["lines"]
    assert (told["cells"]["net"], told["warnings"]) == ("9,000.00", {})
    (told,) = desk.ask("/office/orders/new/preview/", sent(trade, much))["lines"]
    assert "nobody has ordered yet" in told["warnings"]["promise"]


def test_a_draft_that_calls_off_still_does_when_it_is_edited(trade: Trade) -> None:
    desk = Desk("sales")
    made = agreed(trade, desk)
    call = {"item": "TEA", "quantity": "4", "unit": "piece", "blanket": str(made.lines.get().pk)}
    desk.ask("/office/orders/new/submit/", sent(trade, call))
    order = Order.objects.get()
    line = order.lines.get()
    assert f'"blanket": "{line.blanket_line_id}"' in grid_lines(desk, f"/office/orders/{order.pk}/edit/")
    body = sent(trade, {**call, "key": str(line.pk), "quantity": "5"})
    desk.ask(f"/office/orders/{order.pk}/edit/submit/", body)
    order.refresh_from_db()
    assert (order.net_total, order.lines.get().blanket_line_id) == (40, line.blanket_line_id)
    assert '"blanket": ""' in grid_lines(desk, f"/office/orders/new/?copy={order.pk}")


def test_it_is_changed_in_the_grid_and_closed(trade: Trade) -> None:
    desk = Desk("sales")
    made = agreed(trade, desk, {"item": "TEA", "quantity": "2", "unit": "case"})
    assert "that of the list" in desk.see(f"/office/blankets/{made.pk}/")
    page = grid_lines(desk, f"/office/blankets/{made.pk}/edit/")
    assert '"item": "TEA", "quantity": "2", "unit": "case"' in page
    line = made.lines.get()
    days = {"valid_from": made.valid_from.isoformat(), "valid_until": made.valid_until.isoformat()}
    row = {"key": str(line.pk), "item": "TEA", "quantity": "3", "unit": "case", "price": "90"}
    desk.ask(f"/office/blankets/{made.pk}/edit/submit/", sent(trade, row, **days) | {"version": made.version})
    line.refresh_from_db()
    assert (line.quantity, line.unit_price) == (36, 90)
    stale = sent(trade, row, **days) | {"version": made.version}
    assert desk.ask(f"/office/blankets/{made.pk}/edit/submit/", stale, status=412)["theirs"]
    wrong = desk.ask("/office/blankets/new/submit/", sent(trade, row), status=422)
    assert "valid_until" in wrong["fields"]
    desk.say(f"/office/blankets/{made.pk}/close/", reason="Sold their café.")
    assert "Sold their café." in desk.see(f"/office/blankets/{made.pk}/")
    assert "?blanket=" not in grid_lines(desk, f"/office/blankets/{made.pk}/")


def test_who_may_not_make_one_sees_no_way_to(trade: Trade) -> None:
    made = agreed(trade, Desk("sales"))
    viewer = Desk("viewer")
    assert "New blanket order" not in viewer.see("/office/blankets/")
    page = viewer.see(f"/office/blankets/{made.pk}/")
    assert ("Close" in page, "Edit" in page) == (False, False)
    assert "?blanket=" not in grid_lines(viewer, f"/office/blankets/{made.pk}/")
    viewer.get("/office/blankets/new/", status=403)

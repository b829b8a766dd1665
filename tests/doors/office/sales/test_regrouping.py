"""The desk: an order is split on a sheet that says what it does, and others are merged into it as shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from desk import Desk, statements
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.sales.models import Order, OrderLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


def asked(order: Order, *quantities: str) -> dict[str, Any]:
    lines = OrderLine.objects.filter(order=order).order_by("position")
    return {
        "id": str(new_id(timezone.now())),
        "head": {"reason": "Two parcels"},
        "lines": [
            {"key": str(x.pk), "quantity": q, "unit": "piece"} for x, q in zip(lines, quantities, strict=True)
        ],
    }


def test_an_order_is_split_as_foreseen_and_merged_again_as_shown(trade: Trade) -> None:
    order, desk = trade.order(("TEA", 5), ("CUP", 30)), Desk("sales")
    here = f"/office/orders/{order.pk}/"
    assert "Split" in desk.see(here)
    body = asked(order, "2", "30")
    told = desk.ask(f"{here}split/preview/", body)["notices"]
    assert [one["text"] for one in told] == [
        f"The new order comes to 320.00 {trade.base_currency}; {order.number} keeps 30.00.",
        "It goes along with what is promised to it: 22 in stock, 10 without supply.",
    ]
    assert Order.objects.count() == 1
    url = desk.ask(f"{here}split/submit/", body)["url"]
    made = Order.objects.get(split_from_id=order.pk)
    assert (url, made.total) == (f"/office/orders/{made.pk}/", 320)
    seen = desk.see(url)
    assert f"Split from another order {order.number}. Two parcels" in seen
    assert f"{made.number}. Two parcels" in desk.see(here)

    page = desk.get(f"{here}merge/").content.decode()
    assert f"{made.number} · " in page
    posted = {"orders": str(made.pk), "reason": "", "version": Order.objects.get(pk=order.pk).version}
    shown = desk.client.post(f"{here}merge/", posted).content.decode()
    assert Order.objects.filter(merged_into_id=None).count() == 2
    for words in ("Merge them", "350.00", "320.00", "22 in stock, 10 without supply"):
        assert words in shown, words
    said = desk.say(f"{here}merge/", **posted, seen=str(made.pk))
    assert said == "1 order went into this one, with what was promised to it."
    made.refresh_from_db()
    assert (made.state, made.merged_into_id) == ("cancelled", order.pk)
    assert f"Merged into {order.number}." in desk.see(f"/office/orders/{made.pk}/")


def test_what_was_changed_meanwhile_is_not_merged_and_others_orders_are_not_seen(trade: Trade) -> None:
    order, other = trade.order(("TEA", 1)), trade.order(("TEA", 2))
    desk, path = Desk("sales"), f"/office/orders/{order.pk}/merge/"
    posted = {"orders": str(other.pk), "version": 99, "seen": str(other.pk)}
    assert "was changed by someone else" in desk.client.post(path, posted).content.decode()
    other.refresh_from_db()
    assert other.state == "confirmed"
    trade.add_customer("Bar")
    theirs = trade.order(("TEA", 3), customer="Bar")
    assert theirs.number not in desk.get(path).content.decode()
    Desk("sales", own_customers=True).get(path, status=404)
    assert Desk("warehouse").client.get(path).status_code == 403


def test_choosing_what_to_merge_takes_as_many_statements_for_three_orders(trade: Trade) -> None:
    order, desk = trade.order(("TEA", 1)), Desk("sales")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            trade.order(("CUP", 1))
        with statements() as said:
            desk.get(f"/office/orders/{order.pk}/merge/")
        counts.append(len(said))
    assert counts[0] == counts[1]

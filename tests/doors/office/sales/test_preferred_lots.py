"""Preferred lots at a desk: typed with the order, changed on its page, ruled for the customer, told while picking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk import Desk, count_of
from trade import TODAY, Trade
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment.models import LotRule, Shipment
from tradepost.domain.inventory.models import Lot
from tradepost.domain.sales.models import Order, OrderLine
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    """Ten milk each of L1 and L2, which lasts longer."""
    trade = Trade.open()
    trade.add_items("milk", tracking="lot")
    trade.add_customer("Café Blum")
    for code, days in (("L1", 3000), ("L2", 4000)):
        trade.receive(("milk", 10, "1"), lot=code, expires_on=TODAY + timedelta(days=days))
    return trade


def test_lots_are_typed_changed_and_told(trade: Trade) -> None:
    desk = Desk("owner")
    assert "first over first" in desk.get("/office/orders/new/").content.decode()
    line = {"key": "a", "item": "milk", "quantity": "4", "lots": "nope"}
    asked = {
        "id": str(new_id(trade.by.now)),
        "head": {"customer": str(trade.customers["Café Blum"]), "confirm": "on"},
        "lines": [line],
    }
    (told,) = desk.ask("/office/orders/new/preview/", asked)["lines"]
    assert told["errors"] == {"lots": "No lot of this item is called nope."}
    line["lots"] = "l2"
    desk.ask("/office/orders/new/submit/", asked)
    order = Order.objects.get()
    assert OrderLine.objects.get().wished_lots == [str(Lot.objects.get(code="L2").pk)]
    page = f"/office/orders/{order.pk}/"
    seen = desk.get(page).content.decode()
    assert "L2" in seen
    assert "If it were released now" in seen
    assert "wished by hand" in seen
    sheet = desk.get(f"{page}wish-lots/").content.decode()
    assert "L1: 10" in sheet
    key = str(OrderLine.objects.get().pk)
    sent = {"id": str(new_id(trade.by.now)), "head": {}, "lines": [{"key": key, "lots": "L3"}]}
    with unchanged("sales", "inventory"):
        assert "L3" in desk.ask(f"{page}wish-lots/submit/", sent, 422)["message"]
        sent["lines"] = [{"key": key, "lots": "L2"}]
        assert "Change the lots" in desk.ask(f"{page}wish-lots/submit/", sent, 422)["message"]
    sent["lines"] = [{"key": key, "lots": "L2, L1"}]
    desk.ask(f"{page}wish-lots/submit/", sent)
    assert "Lots preferred" in desk.see(page)
    assert count_of(desk, page) <= 30
    desk.say(f"{page}release/", shipment_id=str(new_id(trade.by.now)))
    shipment = Shipment.objects.get()
    picking = desk.get(f"/office/shipments/{shipment.pk}/pick/").content.decode()
    assert "wished by hand" in picking
    assert "L1 (until" in picking
    assert desk.get(f"/office/shipments/{shipment.pk}/pick-list.pdf").content[:4] == b"%PDF"
    assert shipment.number in desk.get(page).content.decode()


def test_a_customer_has_rules_for_lots(trade: Trade) -> None:
    sales, customer = Desk("sales"), trade.customers["Café Blum"]
    page = f"/office/customers/{customer}/"
    assert "They take lots as they come" in sales.see(page)
    assert "They take lots as they come" not in Desk("viewer").see(page)
    warehouse = Desk("warehouse")
    with unchanged("fulfilment"):
        assert "at least one thing" in sales.say(f"{page}lots/", age="")
        warehouse.client.post(f"{page}lots/", {"one_lot": "on"})
    sales.say(f"{page}lots/", item_id=str(trade.items["milk"]), age="not_older", one_lot="on")
    sales.say(f"{page}lots/", same_lot="on", age="")
    assert "Never older than their last delivery · One lot on a line" in Desk("viewer").see(page)
    assert "All other items" in sales.see(page)
    assert "Rule for lots set" in sales.see(page)
    rule = LotRule.objects.get(item=trade.items["milk"])
    sales.say(f"{page}lots/remove/", rule=str(rule.pk))
    assert LotRule.objects.get().item_id is None

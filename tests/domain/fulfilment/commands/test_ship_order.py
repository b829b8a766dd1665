"""Everything at once: the same books as step by step, in few statements."""

from decimal import Decimal as D

import pytest

from small_warehouse import NOW, Trade, differences, everything, statements
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.commands import PackageInput


def test_ship_order_leaves_the_same_as_step_by_step(trade: Trade) -> None:
    trade.stock("tea", 20, cost="1.10")
    trade.stock("milk", 3, cost="0.90", lot="a")
    trade.stock("milk", 20, cost="0.90", lot="b")
    slowly, at_once = trade.order(("tea", 6), ("milk", 2)), trade.order(("tea", 6), ("milk", 2))

    packed = trade.pack(slowly)
    first = fulfilment.ship_shipment(trade.by, shipment_id=packed.id, carrier="DHL", tracking_number="1")
    boxes = [PackageInput(weight_g=900)]
    second = trade.ship(at_once, carrier=" DHL ", tracking_number="1", packages=boxes)

    for name in ("state", "asked_total", "picked_total", "shipped_total", "value", "shipped_at", "carrier"):
        assert getattr(second, name) == getattr(first, name), name
    assert trade.counters(at_once) == trade.counters(slowly) == [(6, 0, 0, 6, 0), (2, 0, 0, 2, 0)]
    lots = [(task.lot_code, task.picked, task.done_at) for task in queries.pick_list(second.id)]
    assert lots == [("", 6, NOW), ("a", 1, NOW), ("b", 1, NOW)]
    assert [box.weight_g for box in queries.packages(second.id)] == [900]
    assert trade.books()["COGS"] == D("16.8")
    assert trade.names(second.id) == ["fulfilment.shipped"]
    assert differences() == []


def test_part_now_and_the_rest_later(trade: Trade) -> None:
    trade.stock("tea", 20)
    trade.stock("cup", 20)
    order_id = trade.order(("tea", 6), ("cup", 4))
    tea, _ = trade.line_ids(order_id)

    trade.ship(order_id, quantities=[(tea, 4)])
    assert trade.counters(order_id) == [(6, 0, 0, 4, 0), (4, 0, 0, 0, 0)]
    trade.ship(order_id)

    assert trade.counters(order_id) == [(6, 0, 0, 6, 0), (4, 0, 0, 4, 0)]
    assert {one.shipped_total for one in queries.shipments_of(trade.by, order_id)} == {4, 6}
    assert differences() == []


def test_a_shipment_that_is_being_picked_is_left_alone(trade: Trade) -> None:
    trade.stock("tea", 20)
    order_id = trade.order(("tea", 6))
    (tea,) = trade.line_ids(order_id)
    picking = trade.release(order_id, quantities=[(tea, 2)])
    trade.pick_all(picking)

    trade.ship(order_id)

    assert trade.counters(order_id) == [(6, 2, 2, 4, 0)]
    assert differences() == []


def test_sent_twice_ships_once(trade: Trade) -> None:
    trade.stock("tea", 20)
    sent = {"shipment_id": new_id(NOW), "order_id": trade.order(("tea", 6)), "carrier": "DHL"}
    first = fulfilment.ship_order(trade.by, **sent)
    before = everything()

    again = fulfilment.ship_order(trade.by, **sent)

    assert everything() == before
    assert again.number == first.number


def test_ship_order_refuses_an_order_on_hold(trade: Trade) -> None:
    trade.stock("tea", 20)
    order_id = trade.order(("tea", 6))
    trade.hold(order_id)
    before = everything()

    with pytest.raises(rules.OrderOnHold):
        trade.ship(order_id)
    assert everything() == before


@pytest.mark.parametrize("lines", [1, 3, 1000])
def test_ship_order_takes_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    order_id = trade.order(*((item_id, 2) for item_id in trade.many_items(lines)))

    with statements() as said:
        trade.ship(order_id)

    assert len(said) == 36
    assert differences() == []

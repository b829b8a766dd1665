"""Shipping: stock leaves at its cost, the order counts it, and it happens once."""

from decimal import Decimal as D

import pytest

from rivals import start
from small_warehouse import NOW, Trade, differences, everything, open_trade, statements
from tradepost.base.errors import NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands import Pick
from tradepost.domain.fulfilment.models import ShipmentLine
from tradepost.domain.fulfilment.rules import NotWhole
from tradepost.domain.sales import commands as sales


def test_goods_leave_at_the_moving_average_and_the_books_follow(trade: Trade) -> None:
    trade.stock("tea", 6, cost="1.00")
    trade.stock("tea", 4, cost="2.00")
    trade.stock("cup", 5, cost="0.50")
    order_id = trade.order(("tea", 5), ("cup", 2))
    packed = trade.pack(order_id)

    sent = fulfilment.ship_shipment(trade.by, shipment_id=packed.id, tracking_number=" 1Z9 ", carrier="DHL")

    assert (sent.state, sent.shipped_at, sent.shipped_total, sent.value) == ("dispatched", NOW, 7, D("8.00"))
    assert (sent.carrier, sent.tracking_number) == ("DHL", "1Z9")
    lines = ShipmentLine.objects.filter(shipment=sent).order_by("position")
    assert [(line.asked, line.picked, line.shipped, line.value) for line in lines] == [
        (5, 5, 5, D("7.00")),
        (2, 2, 2, D("1.00")),
    ]
    assert trade.shelf("tea") == (5, 0, 0)
    assert trade.counters(order_id) == [(5, 0, 0, 5, 0), (2, 0, 0, 2, 0)]
    assert trade.books() == {"STOCK": D("8.5"), "COGS": D(8)}
    assert trade.names(sent.id)[-1] == "fulfilment.shipped"
    assert differences() == []
    assert queries.shipment(trade.by, sent.id).version == sent.version


def test_ship_refuses_what_is_not_packed_or_gone(trade: Trade) -> None:
    trade.stock("tea", 10)
    planned = trade.release(trade.order(("tea", 2)))
    gone = trade.ship(trade.order(("tea", 2)))
    before = everything()

    for shipment_id, refusal in ((planned.id, NotAllowed), (gone.id, NotAllowed), (new_id(NOW), NotFound)):
        with pytest.raises(refusal):
            fulfilment.ship_shipment(trade.by, shipment_id=shipment_id)
    assert everything() == before


def test_an_order_that_must_be_whole_does_not_leave_after_a_short_pick(trade: Trade) -> None:
    trade.stock("tea", 10)
    whole = trade.new_customer("All or nothing", ship_complete=True)
    order_id = trade.order(("tea", 6), customer_id=whole)
    shipment = trade.release(order_id)
    (task,) = queries.pick_list(shipment.id)
    picks = [Pick(task.id, 4, "two were broken")]
    fulfilment.record_picks(trade.by, shipment_id=shipment.id, picks=picks)
    fulfilment.pack_shipment(trade.by, shipment_id=shipment.id)
    before = everything()

    with pytest.raises(NotWhole) as refused:
        fulfilment.ship_shipment(trade.by, shipment_id=shipment.id)

    assert everything() == before
    assert refused.value.facts["missing"] == 2
    # The way out that the refusal names: the customer does without the rest.
    (tea,) = trade.line_ids(order_id)
    sales.cancel_lines(trade.by, order_id=order_id, cuts=[(tea, 2)])
    assert fulfilment.ship_shipment(trade.by, shipment_id=shipment.id).shipped_total == 4
    assert differences() == []


@pytest.mark.parametrize("lines", [1, 3, 1000])
def test_shipping_takes_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    packed = trade.pack(trade.order(*((item_id, 2) for item_id in trade.many_items(lines))))

    with statements() as said:
        fulfilment.ship_shipment(trade.by, shipment_id=packed.id)

    assert len(said) == 19
    assert differences() == []


SHIP = """
import sys, django
django.setup()
from datetime import UTC, datetime
from uuid import UUID
from tradepost.base.by import system
from tradepost.base.flows import NotAllowed
from tradepost.domain.fulfilment import commands as fulfilment
by = system(datetime(2026, 3, 16, 10, 0, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
try:
    fulfilment.ship_shipment(by, shipment_id=UUID(sys.argv[1]))
    print("shipped")
except NotAllowed as refused:
    print(refused.code)
"""


def test_two_processes_ship_the_same_shipment_once(database_url: str) -> None:
    trade = open_trade()
    trade.stock("tea", 10)
    order_id = trade.order(("tea", 6))
    packed = trade.pack(order_id)
    both = [start(database_url, SHIP, packed.id) for _ in range(2)]
    assert [process.hear() for process in both] == ["ready", "ready"]
    for process in both:
        process.say("go")
    answers = sorted(process.told().strip() for process in both)

    assert answers == ["not-allowed", "shipped"]
    assert trade.counters(order_id) == [(6, 0, 0, 6, 0)]
    assert trade.shelf("tea") == (4, 0, 0)
    assert trade.names(packed.id).count("fulfilment.shipped") == 1
    assert differences() == []

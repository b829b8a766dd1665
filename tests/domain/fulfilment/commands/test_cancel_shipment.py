import pytest

from small_warehouse import NOW, Trade, differences, everything, statements
from tradepost.base.flows import NotAllowed
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands import Pick
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.sales import commands as sales


def cancel(trade: Trade, shipment: Shipment) -> Shipment:
    return fulfilment.cancel_shipment(trade.by, shipment_id=shipment.id, reason="Customer waits")


def test_cancel_after_release_frees_the_reserve_and_keeps_the_promise(trade: Trade) -> None:
    trade.stock("tea", 10)
    order_id = trade.order(("tea", 6))
    shipment = trade.release(order_id)
    assert trade.shelf("tea") == (10, 6, 6)

    cancelled = cancel(trade, shipment)

    assert (cancelled.state, cancelled.cancelled_at) == ("cancelled", NOW)
    assert trade.shelf("tea") == (10, 6, 0)
    assert trade.counters(order_id) == [(6, 0, 0, 0, 0)]
    assert trade.names(shipment.id)[-1] == "fulfilment.cancelled"
    assert differences() == []
    sales.cancel_order(trade.by, order_id=order_id)
    assert trade.shelf("tea") == (10, 0, 0)


def test_cancel_of_a_half_picked_shipment_puts_everything_back(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    trade.stock("milk", 10, lot="a")
    order_id = trade.order(("tea", 6), ("cup", 5), ("milk", 4))
    shipment = trade.release(order_id)
    tea, cup, _ = queries.pick_list(shipment.id)
    picks = [Pick(tea.id, 4, "broken"), Pick(cup.id, 0, "gone")]
    fulfilment.record_picks(trade.by, shipment_id=shipment.id, picks=picks)

    cancel(trade, shipment)

    assert trade.counters(order_id) == [(6, 0, 0, 0, 0), (5, 0, 0, 0, 0), (4, 0, 0, 0, 0)]
    assert [trade.shelf(sku) for sku in ("tea", "cup", "milk")] == [(10, 6, 0), (10, 5, 0), (10, 4, 0)]
    assert differences() == []
    assert trade.release(order_id).asked_total == 15


def test_what_left_or_was_cancelled_cannot_be_cancelled(trade: Trade) -> None:
    trade.stock("tea", 10)
    gone = trade.ship(trade.order(("tea", 2)))
    cancelled = cancel(trade, trade.pack(trade.order(("tea", 2))))
    before = everything()

    for shipment in (gone, cancelled):
        with pytest.raises(NotAllowed):
            cancel(trade, shipment)
    assert everything() == before


@pytest.mark.parametrize("lines", [1, 3, 1000])
def test_cancel_takes_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    packed = trade.pack(trade.order(*((item_id, 2) for item_id in trade.many_items(lines))))

    with statements() as said:
        cancel(trade, packed)

    assert len(said) == 16
    assert differences() == []

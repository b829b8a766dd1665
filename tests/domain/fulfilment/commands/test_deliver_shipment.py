import pytest

from small_warehouse import NOW, Trade, everything
from tradepost.base.flows import NotAllowed
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries


def test_a_dispatched_shipment_is_delivered_once(trade: Trade) -> None:
    trade.stock("tea", 10)
    packed, gone = trade.pack(trade.order(("tea", 2))), trade.ship(trade.order(("tea", 2)))

    delivered = fulfilment.deliver_shipment(trade.by, shipment_id=gone.id)

    assert (delivered.state, delivered.delivered_at) == ("delivered", NOW)
    assert trade.names(gone.id)[-1] == "fulfilment.delivered"
    before = everything()
    for shipment in (packed, gone):
        with pytest.raises(NotAllowed):
            fulfilment.deliver_shipment(trade.by, shipment_id=shipment.id)
    assert everything() == before


def test_the_tracking_number_is_corrected_after_dispatch(trade: Trade) -> None:
    trade.stock("tea", 10)
    gone = trade.ship(trade.order(("tea", 2)), carrier="DHL", tracking_number="wrong")

    fulfilment.change_tracking(trade.by, shipment_id=gone.id, tracking_number=" right ")

    found = queries.shipment(trade.by, gone.id)
    assert (found.carrier, found.tracking_number, found.version) == ("DHL", "right", 2)
    assert trade.names(gone.id)[-1] == "fulfilment.tracking_changed"


def test_a_cancelled_shipment_has_no_tracking_number(trade: Trade) -> None:
    trade.stock("tea", 10)
    shipment = trade.release(trade.order(("tea", 2)))
    fulfilment.cancel_shipment(trade.by, shipment_id=shipment.id)
    before = everything()

    with pytest.raises(NotAllowed):
        fulfilment.change_tracking(trade.by, shipment_id=shipment.id, tracking_number="1")
    assert everything() == before

import pytest

from small_warehouse import NOW, Trade, everything
from tradepost.base.errors import Invalid
from tradepost.base.flows import NotAllowed
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.fulfilment.rules import NothingPicked, StillToPick


def test_packages_are_numbered_and_weighed(trade: Trade) -> None:
    trade.stock("tea", 10)
    shipment = trade.release(trade.order(("tea", 6)))
    trade.pick_all(shipment)

    boxes = [PackageInput(weight_g=1200), PackageInput(tracking_number=" T-2 ")]
    packed = fulfilment.pack_shipment(trade.by, shipment_id=shipment.id, packages=boxes)

    assert (packed.state, packed.packed_at) == ("packed", NOW)
    found = [(box.number, box.weight_g, box.tracking_number) for box in queries.packages(shipment.id)]
    assert found == [(1, 1200, ""), (2, None, "T-2")]
    assert trade.names(shipment.id)[-1] == "fulfilment.packed"


def test_pack_refuses_what_is_not_ready(trade: Trade) -> None:
    trade.stock("tea", 10)
    untouched, half, empty = (trade.release(trade.order(("tea", 2))) for _ in range(3))
    fulfilment.start_picking(trade.by, shipment_id=half.id)
    (task,) = queries.pick_list(empty.id)
    fulfilment.record_picks(trade.by, shipment_id=empty.id, picks=[Pick(task.id, 0, "gone")])
    before = everything()

    with pytest.raises(NotAllowed):
        fulfilment.pack_shipment(trade.by, shipment_id=untouched.id)
    with pytest.raises(StillToPick):
        fulfilment.pack_shipment(trade.by, shipment_id=half.id)
    with pytest.raises(NothingPicked):
        fulfilment.pack_shipment(trade.by, shipment_id=empty.id)
    assert everything() == before


def test_a_package_weighs_more_than_nothing(trade: Trade) -> None:
    trade.stock("tea", 10)
    shipment = trade.release(trade.order(("tea", 2)))
    trade.pick_all(shipment)
    boxes = [PackageInput(weight_g=5), PackageInput(weight_g=0)]
    before = everything()

    with pytest.raises(Invalid) as refused:
        fulfilment.pack_shipment(trade.by, shipment_id=shipment.id, packages=boxes)

    assert everything() == before
    assert refused.value.facts["fields"] == {"packages.1.weight_g": "Must be more than 0."}

import pytest

from small_warehouse import NOW, Trade, everything
from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.base.flows import NotAllowed
from tradepost.base.gs1 import is_sscc
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.fulfilment.rules import NothingPicked, SsccsUsedUp, StillToPick
from tradepost.domain.parties import commands as parties


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


def test_packages_get_numbers_of_the_world_that_are_never_given_again(trade: Trade) -> None:
    trade.stock("tea", 20)
    parties.set_company(trade.by, gs1_prefix="4012 345")
    boxes = [PackageInput(), PackageInput()]
    first = trade.release(trade.order(("tea", 2)))
    trade.pick_all(first)
    fulfilment.pack_shipment(trade.by, shipment_id=first.id, packages=boxes)
    one = [box.sscc for box in queries.packages(first.id)]
    assert all(is_sscc(number) and number[1:8] == "4012345" for number in one)
    fulfilment.cancel_shipment(trade.by, shipment_id=first.id, reason="Wet")
    again = trade.ship(trade.order(("tea", 2)), packages=boxes)
    assert len({*one, *(box.sscc for box in queries.packages(again.id))}) == 4
    assert [found.sscc for found in queries.PACKAGES.page(trade.by, search=one[0]).rows] == [one[0]]

    full = trade.release(trade.order(("tea", 2)))
    trade.pick_all(full)
    sql.run("select setval('base_number_sscc', 100000)")
    parties.set_company(trade.by, gs1_prefix="123456789012")
    before = everything()
    with pytest.raises(SsccsUsedUp, match="All 100000 SSCCs"):
        fulfilment.pack_shipment(trade.by, shipment_id=full.id, packages=boxes)
    for wrong in ("401", "1234567890123", "40123A5"):
        with pytest.raises(Invalid):
            parties.set_company(trade.by, gs1_prefix=wrong)
    assert everything() == before
    parties.set_company(trade.by, gs1_prefix="")
    fulfilment.pack_shipment(trade.by, shipment_id=full.id, packages=boxes)
    assert [box.sscc for box in queries.packages(full.id)] == ["", ""]

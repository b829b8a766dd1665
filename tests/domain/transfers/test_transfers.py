"""Stories of transfers: set aside, sent, taken in by parts, with lots and serial numbers, late and cancelled."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest

from trade import NOW, TODAY
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.accounts.models import Entry
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Move, Posting
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands import TransferLineInput
from tradepost.domain.transfers.models import Transfer, TransferLine, TransferReceipt
from two_houses import Houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("transfers", "inventory", "accounts", "sales")


def nothing_differs() -> None:
    assert [str(found) for found in reports_queries.verify()] == []


def counted(one: Transfer) -> list[tuple[str, int, int, int, int, int]]:
    """Of each line: sku, wanted, released, sent, received, to come."""
    return [
        (line.item.sku, line.quantity, line.released, line.sent, line.received, line.to_come)
        for line in queries.lines_of(one.pk)
    ]


def test_goods_go_from_one_house_to_the_other_and_keep_their_worth(houses: Houses) -> None:
    """Three teas for ten: one is sold, two go east in two parts; to the cent."""
    houses.trade.add_customer()
    houses.put("tea", 3, cost="3.33")
    houses.put("tea", 2, cost="5", warehouse=houses.east)
    day = TODAY + timedelta(days=2)
    one = houses.draft(("tea", 2), expected_on=day)
    assert (one.state, one.number[:4], houses.stock("tea")) == ("draft", "TRF-", (3, 0, 0, 0, D("9.99")))
    one = houses.release(one)
    assert houses.stock("tea") == (3, 0, 2, 0, D("9.99"))
    assert houses.stock("tea", houses.east) == (2, 0, 0, 2, D(10))
    assert houses.parts(one) == [("MAIN", "tea", "", 2)]
    one = transfers.dispatch_transfer(houses.by(10), transfer_id=one.pk, carrier="Own lorry")
    assert (one.state, one.carrier, one.open_quantity, one.open_value) == (
        "in_transit",
        "Own lorry",
        2,
        D("6.66"),
    )
    assert houses.stock("tea") == (1, 0, 0, 0, D("3.33"))
    assert houses.stock("tea", houses.east) == (2, 0, 0, 2, D(10))  # what is on the way is in neither
    assert houses.books() == {"STOCK": D("13.33"), "STOCK_IN_TRANSIT": D("6.66"), "OPENING": D("-19.99")}
    nothing_differs()
    one = houses.take(one, ("tea", 1))
    assert (one.state, one.open_quantity, one.open_value) == ("in_transit", 1, D("3.33"))
    assert houses.stock("tea", houses.east) == (3, 0, 0, 1, D("13.33"))
    nothing_differs()
    one = houses.take(one, ("tea", 1), minute=40)
    assert (one.state, one.open_quantity, one.open_value) == ("received", 0, D(0))
    assert houses.stock("tea", houses.east) == (4, 0, 0, 0, D("16.66"))
    assert houses.books() == {"STOCK": D("19.99"), "OPENING": D("-19.99")}
    assert counted(one) == [("tea", 2, 2, 2, 2, 0)]
    assert TransferReceipt.objects.filter(transfer=one).count() == 2
    moves = Move.objects.filter(posting__kind="transfer").order_by("id")
    assert [(m.from_place.code, m.to_place.code, m.quantity, m.value) for m in moves] == [
        ("MAIN", "TRANSIT", 2, D("6.66")), ("TRANSIT", "MAIN", 1, D("3.33")), ("TRANSIT", "MAIN", 1, D("3.33")),
    ]  # fmt: skip
    nothing_differs()


def test_stock_of_a_past_day_has_the_goods_in_neither_house_while_they_travel(houses: Houses) -> None:
    houses.put("tea", 10)
    one = houses.send(("tea", 4))
    houses.take(one, ("tea", 4), minute=30)
    tea = houses.trade.items["tea"]
    told = [
        [inventory_queries.stock_as_of(house, NOW + timedelta(minutes=minute)).get(tea)
         for house in (houses.main, houses.east)]
        for minute in (8, 20, 31)
    ]  # fmt: skip
    lay = [[one.on_hand if one else 0 for one in both] for both in told]
    assert lay == [[10, 0], [6, 0], [6, 4]]


def test_damaged_goods_lie_in_the_quarantine_that_is_open(houses: Houses) -> None:
    """The first quarantine was taken down; another one stands in its place."""
    houses.put("tea", 10)
    one = houses.send(("tea", 4))
    cage = new_id(NOW)
    inventory.create_place(
        houses.by(21), place_id=cage, warehouse_id=houses.east, code="CAGE", kind="quarantine"
    )
    inventory.close_place(houses.by(22), place_id=houses.place("QUARANTINE", houses.east))
    houses.take(one, ("tea", 4, 1), minute=30)
    lying = inventory_queries.shelves_of(houses.trade.items["tea"], houses.east)
    assert {shelf.place_code: shelf.on_hand for shelf in lying} == {"MAIN": 3, "CAGE": 1}


def test_customers_of_the_other_house_are_promised_what_is_on_its_way(houses: Houses) -> None:
    """East has none; an order there is pegged to the transfer, gets its day, and the goods when they come."""
    houses.trade.add_customer()
    houses.put("tea", 10)
    day = TODAY + timedelta(days=3)
    one = houses.release(houses.draft(("tea", 6), expected_on=day))
    order = houses.trade.order(("tea", 5))
    assert houses.trade.cover(order)[0]["stock"] == 4  # of MAIN: six of its ten are set aside
    east = houses.trade
    east.warehouse_id, main = houses.east, east.warehouse_id
    order = east.order(("tea", 5))
    (cover,) = east.cover(order)
    assert cover == {"stock": 0, "supply": 5, "backordered": 0, "promised_on": day}
    assert [
        (w.order_number, w.quantity) for w in reports_queries.waiting_orders(houses.by(), one.pk).rows
    ] == [(order.number, 5)]
    (supply,) = reports_queries.item_supplies(houses.by(), houses.trade.items["tea"])
    assert (supply.document, supply.number, supply.from_whom, supply.free) == (
        "transfer", one.number, "Main warehouse", 1,
    )  # fmt: skip
    transfers.dispatch_transfer(houses.by(10), transfer_id=one.pk)
    late = day + timedelta(days=4)
    transfers.delay_transfer(houses.by(12), transfer_id=one.pk, expected_on=late, reason="Snow")
    assert east.cover(order)[0]["promised_on"] == late
    nothing_differs()
    houses.take(one, ("tea", 6))
    assert east.cover(order)[0] == {"stock": 5, "supply": 0, "backordered": 0, "promised_on": TODAY}
    fulfilment.ship_order(houses.by(50), shipment_id=new_id(NOW), order_id=order.id)
    assert houses.stock("tea", houses.east) == (1, 0, 0, 0, D(2))
    east.warehouse_id = main
    nothing_differs()


def test_only_what_nobody_was_promised_is_taken(houses: Houses) -> None:
    houses.trade.add_customer()
    houses.put("tea", 10)
    houses.put("cup", 5)
    houses.trade.order(("tea", 7))
    one = houses.draft(("tea", 5), ("cup", 5))
    with unchanged(*ROOMS), pytest.raises(transfers.NotAllFree, match="tea 3 of 5") as refused:
        houses.release(one)
    assert refused.value.facts == {"short": 1}
    one = houses.release(one, send_what_is_free=True)
    assert counted(one) == [("tea", 5, 3, 0, 0, 0), ("cup", 5, 5, 0, 0, 0)]
    assert houses.stock("tea")[:3] == (10, 0, 10)
    assert houses.stock("tea", houses.east)[3] == 3
    nothing_differs()
    again = houses.draft(("tea", 1))
    with unchanged(*ROOMS), pytest.raises(transfers.NothingFree):
        houses.release(again, send_what_is_free=True)


def test_a_transfer_waits_for_nothing_and_takes_nothing_from_who_waits(houses: Houses) -> None:
    """A customer's backorder and goods from a supplier are none of its business."""
    houses.trade.add_customer()
    houses.put("tea", 2)
    order = houses.trade.order(("tea", 5))
    houses.trade.expect("tea", 10, TODAY + timedelta(days=5))
    one = houses.draft(("tea", 1))
    with unchanged(*ROOMS), pytest.raises(transfers.NothingFree):
        houses.release(one, send_what_is_free=True)
    assert houses.trade.cover(order)[0]["supply"] == 3


def test_picked_short_the_rest_is_free_again_and_nobody_waits_for_it(houses: Houses) -> None:
    houses.put("tea", 4, code="A-01")
    houses.put("tea", 4, code="A-02")
    one = houses.release(houses.draft(("tea", 8)))
    first, second = inventory_queries.set_aside_for(one.pk)
    assert (first.place_code, second.place_code) == ("A-01", "A-02")
    with unchanged(*ROOMS):
        for picks, wrong in (
            ([(first.reserve_id, 5)], {"picks.0.quantity": "Only 4 are set aside here."}),
            ([(one.pk, 1)], {"picks.0.reserve_id": "This is not set aside for this transfer."}),
            (
                [(first.reserve_id, 1), (first.reserve_id, 1)],
                {"picks.1.reserve_id": "This is not set aside for this transfer."},
            ),
        ):
            with pytest.raises(Invalid) as refused:
                transfers.dispatch_transfer(houses.by(10), transfer_id=one.pk, picks=picks)
            assert refused.value.facts["fields"] == wrong
        with pytest.raises(transfers.NothingSent):
            transfers.dispatch_transfer(houses.by(10), transfer_id=one.pk, picks=[(first.reserve_id, 0)])
    one = transfers.dispatch_transfer(
        houses.by(10), transfer_id=one.pk, picks=[(first.reserve_id, 4), (second.reserve_id, 1)]
    )
    assert counted(one) == [("tea", 8, 8, 5, 0, 5)]
    assert houses.stock("tea") == (3, 0, 0, 0, D(6))
    assert houses.stock("tea", houses.east)[3] == 5
    assert houses.lies() == {("MAIN", "A-02", "tea"): 3}
    nothing_differs()
    with unchanged(*ROOMS), pytest.raises(NotAllowed):
        transfers.dispatch_transfer(houses.by(11), transfer_id=one.pk)


def test_lots_travel_first_expiry_first_and_the_chosen_one(houses: Houses) -> None:
    old = houses.lot("milk", "OLD", expires_on=TODAY + timedelta(days=10))
    new = houses.lot("milk", "NEW", expires_on=TODAY + timedelta(days=30))
    houses.put("milk", 5, lot_id=new, cost="4")
    houses.put("milk", 5, lot_id=old, cost="2")
    one = houses.release(houses.draft(("milk", 7)))
    assert houses.parts(one) == [("MAIN", "milk", "NEW", 2), ("MAIN", "milk", "OLD", 5)]
    transfers.cancel_transfer(houses.by(6), transfer_id=one.pk, reason="Other lot")
    one = houses.send(("milk", 3), lots={"milk": new})
    load = houses.loads(one)["milk", "NEW"]
    assert (load.sent, load.value) == (3, D(9))
    one = houses.take(one, ("milk", 3))
    assert houses.lies() == {("MAIN", "MAIN", "milk"): 7, ("EAST", "MAIN", "milk"): 3}
    assert [
        shelf.lot_code for shelf in inventory_queries.shelves_of(houses.trade.items["milk"], houses.east)
    ] == ["NEW"]
    nothing_differs()


def test_two_lines_of_one_item_do_not_take_the_chosen_lot_from_each_other(houses: Houses) -> None:
    old = houses.lot("milk", "OLD", expires_on=TODAY + timedelta(days=10))
    new = houses.lot("milk", "NEW", expires_on=TODAY + timedelta(days=30))
    for lot in (old, new):
        houses.put("milk", 4, lot_id=lot)
    one = transfers.draft_transfer(
        houses.by(), transfer_id=new_id(NOW), from_warehouse_id=houses.main, to_warehouse_id=houses.east,
        lines=[
            TransferLineInput(houses.trade.items["milk"], D(4)),
            TransferLineInput(houses.trade.items["milk"], D(4), lot_id=old),
        ],
    )  # fmt: skip
    one = houses.release(one)
    assert sorted(houses.parts(one)) == [("MAIN", "milk", "NEW", 4), ("MAIN", "milk", "OLD", 4)]
    nothing_differs()


def test_a_stopped_lot_does_not_leave(houses: Houses) -> None:
    lot = houses.lot("milk", "L1")
    houses.put("milk", 5, lot_id=lot)
    houses.put("tea", 5)
    one = houses.release(houses.draft(("milk", 5), ("tea", 5)))
    inventory.quarantine_lot(houses.by(6), lot_id=lot, reason="Smells")
    with unchanged(*ROOMS), pytest.raises(inventory.LotNotUsable, match="say 0 at MAIN"):
        transfers.dispatch_transfer(houses.by(10), transfer_id=one.pk)
    picks = [
        (part.reserve_id, 0 if part.sku == "milk" else 5) for part in inventory_queries.set_aside_for(one.pk)
    ]
    one = transfers.dispatch_transfer(houses.by(10), transfer_id=one.pk, picks=picks)
    assert houses.stock("milk") == (0, 5, 0, 0, D(10))
    nothing_differs()
    again = houses.draft(("milk", 1))
    with unchanged(*ROOMS), pytest.raises(transfers.NothingFree):
        houses.release(again)


def test_a_lot_that_is_stopped_on_its_way_arrives_and_is_not_sold(houses: Houses) -> None:
    lot = houses.lot("milk", "L1")
    houses.put("milk", 5, lot_id=lot)
    one = houses.send(("milk", 5))
    inventory.recall_lot(houses.by(20), lot_id=lot, reason="Glass")
    houses.take(one, ("milk", 5))
    assert houses.stock("milk", houses.east) == (0, 5, 0, 0, D(10))
    nothing_differs()


def test_a_serial_is_in_one_place_and_nowhere_else_while_it_travels(houses: Houses) -> None:
    one_piece, other = houses.lot("scale", "S-1"), houses.lot("scale", "S-2")
    for lot in (one_piece, other):
        houses.put("scale", 1, lot_id=lot)
    one = houses.send(("scale", 1), lots={"scale": other})
    with unchanged(*ROOMS), pytest.raises(inventory.SerialElsewhere, match="S-2 is not here"):
        houses.put("scale", 1, lot_id=other)
    with unchanged(*ROOMS), pytest.raises(inventory.SerialElsewhere):
        houses.put("scale", 1, lot_id=other, warehouse=houses.east)
    houses.take(one, ("scale", 1))
    assert houses.lies() == {("MAIN", "MAIN", "scale"): 1, ("EAST", "MAIN", "scale"): 1}
    nothing_differs()


def test_damaged_goods_go_to_quarantine(houses: Houses) -> None:
    houses.put("tea", 10)
    houses.trade.add_customer()
    one = houses.send(("tea", 6))
    houses.trade.warehouse_id, main = houses.east, houses.main
    order = houses.trade.order(("tea", 6))
    one = houses.take(one, ("tea", 6, 2))
    assert (one.state, houses.stock("tea", houses.east)) == ("received", (4, 2, 4, 0, D(12)))
    assert [(c["stock"], c["backordered"]) for c in houses.trade.cover(order)] == [(4, 2)]
    assert houses.lies()["EAST", "QUARANTINE", "tea"] == 2
    houses.trade.warehouse_id = main
    assert TransferLine.objects.get().damaged == 2
    nothing_differs()


def test_put_where_it_was_said(houses: Houses) -> None:
    houses.put("tea", 5)
    one = houses.send(("tea", 5))
    load = houses.loads(one)["tea", ""]
    for bin_code, pieces in (("E-01", 2), ("E-02", 3)):
        where = houses.place(bin_code, houses.east)
        transfers.receive_transfer(
            houses.by(30), receipt_id=new_id(NOW), transfer_id=one.pk,
            lines=[transfers.ArrivedInput(load.pk, pieces, place_id=where)],
        )  # fmt: skip
    assert houses.lies() == {("EAST", "E-01", "tea"): 2, ("EAST", "E-02", "tea"): 3}
    nothing_differs()


def test_units_as_typed(houses: Houses) -> None:
    houses.trade.add_case("tea", of=12)
    houses.put("tea", 30)
    one = houses.draft(("tea", "1.5"), units={"tea": "Case"})
    (line,) = queries.lines_of(one.pk)
    assert (line.quantity, line.typed_quantity, line.unit, line.unit_numerator) == (18, D("1.5"), "Case", 12)
    with unchanged(*ROOMS), pytest.raises(Invalid) as refused:
        houses.draft(("tea", "0.3"), ("cup", 0), units={"tea": "case", "cup": "crate"})
    assert set(refused.value.facts["fields"]) == {"lines.0.quantity", "lines.1.unit"}


def test_cancelled_nothing_is_set_aside_or_expected(houses: Houses) -> None:
    houses.put("tea", 10)
    one = houses.release(houses.draft(("tea", 6)))
    with unchanged(*ROOMS), pytest.raises(Invalid):
        transfers.cancel_transfer(houses.by(6), transfer_id=one.pk, reason=" ")
    one = transfers.cancel_transfer(houses.by(6), transfer_id=one.pk, reason="Sold here")
    assert one.state == "cancelled"
    assert houses.stock("tea") == (10, 0, 0, 0, D(20))
    assert houses.stock("tea", houses.east) == (0, 0, 0, 0, D(0))
    nothing_differs()
    with unchanged(*ROOMS):
        for verb in (transfers.release_transfer, transfers.dispatch_transfer, transfers.finish_transfer):
            with pytest.raises(NotAllowed):
                verb(houses.by(7), transfer_id=one.pk)
    sent = houses.send(("tea", 6))
    with unchanged(*ROOMS), pytest.raises(NotAllowed):
        transfers.cancel_transfer(houses.by(20), transfer_id=sent.pk, reason="Too late")


def test_a_draft_is_rewritten_and_nothing_else_is(houses: Houses) -> None:
    houses.put("tea", 10)
    houses.put("cup", 10)
    one = houses.draft(("tea", 6))
    with unchanged(*ROOMS), pytest.raises(ChangedMeanwhile):
        transfers.change_transfer(houses.by(1), transfer_id=one.pk, version=7, note="x")
    lines = [
        TransferLineInput(houses.trade.items["cup"], D(2)),
        TransferLineInput(houses.trade.items["tea"], D(1)),
    ]
    one = transfers.change_transfer(
        houses.by(1), transfer_id=one.pk, version=1, lines=lines, note=" For the fair ", expected_on=TODAY
    )
    assert (one.lines_count, one.note, one.version) == (2, "For the fair", 2)
    assert counted(one) == [("cup", 2, 0, 0, 0, 0), ("tea", 1, 0, 0, 0, 0)]
    with unchanged(*ROOMS), pytest.raises(Invalid):
        transfers.change_transfer(houses.by(1), transfer_id=one.pk, to_warehouse_id=houses.main)
    houses.release(one)
    with unchanged(*ROOMS), pytest.raises(NotAllowed):
        transfers.change_transfer(houses.by(2), transfer_id=one.pk, lines=lines)


def test_sent_twice_it_is_one(houses: Houses) -> None:
    houses.put("tea", 10)
    pk, receipt = new_id(NOW), new_id(NOW)
    one = houses.draft(("tea", 6), transfer_id=pk)
    assert houses.draft(("tea", 6), transfer_id=pk).number == one.number
    with unchanged(*ROOMS), pytest.raises(SentTwiceDifferently):
        houses.draft(("tea", 7), transfer_id=pk)
    transfers.dispatch_transfer(houses.by(10), transfer_id=houses.release(one).pk)
    houses.take(one, ("tea", 2), receipt_id=receipt)
    assert houses.take(one, ("tea", 2), receipt_id=receipt).open_quantity == 4
    assert houses.stock("tea", houses.east)[0] == 2
    with unchanged(*ROOMS), pytest.raises(SentTwiceDifferently):
        houses.take(one, ("tea", 3), receipt_id=receipt)
    nothing_differs()


def test_what_cannot_be_written_down_or_taken_in(houses: Houses) -> None:
    houses.put("tea", 10)
    with unchanged(*ROOMS):
        with pytest.raises(Invalid, match="Choose two warehouses"):
            transfers.draft_transfer(
                houses.by(), transfer_id=new_id(NOW), from_warehouse_id=houses.main, to_warehouse_id=houses.main,
                lines=[TransferLineInput(houses.trade.items["tea"], D(1))],
            )  # fmt: skip
        with pytest.raises(Invalid):
            houses.draft()
        with pytest.raises(NotFound):
            transfers.release_transfer(houses.by(), transfer_id=new_id(NOW))
        with pytest.raises(Invalid) as refused:
            houses.draft(("tea", 1), lots={"tea": houses.main})
        assert refused.value.facts["fields"] == {"lines.0.lot_id": "This item has no such lot."}
    one = houses.send(("tea", 5))
    with unchanged(*ROOMS):
        with pytest.raises(Invalid) as refused:
            houses.take(one, ("tea", 3, 4))
        assert refused.value.facts["fields"] == {"lines.0.damaged": "Damaged is part of what was counted."}
        with pytest.raises(transfers.NothingArrived):
            houses.take(one, ("tea", 0))
        with pytest.raises(Invalid, match="Correct the marked lines"):
            transfers.receive_transfer(
                houses.by(30), receipt_id=new_id(NOW), transfer_id=one.pk,
                lines=[transfers.ArrivedInput(houses.loads(one)["tea", ""].pk, 1, 0, houses.place("A-01"))],
            )  # fmt: skip
        with pytest.raises(Invalid):
            transfers.receive_transfer(
                houses.by(30), receipt_id=new_id(NOW), transfer_id=one.pk,
                lines=[transfers.ArrivedInput(new_id(NOW), 1)],
            )  # fmt: skip


def test_the_books_name_the_transfer(houses: Houses) -> None:
    houses.put("tea", 5)
    one = houses.send(("tea", 5))
    houses.take(one, ("tea", 5))
    assert list(Entry.objects.filter(subject_id=one.pk).values_list("kind", flat=True)) == ["transfer"] * 2
    assert set(Posting.objects.filter(subject_id=one.pk).values_list("kind", flat=True)) == {"transfer"}

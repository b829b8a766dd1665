"""A delivery lies on the dock; each line goes to its own bin, to where it lies, or to a free one that fits its pace."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from small_warehouse import differences
from trade import Trade
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import MoveInput, ReceivedInput
from tradepost.domain.inventory.models import Balance, FixedBin, Place
from tradepost.domain.inventory.rules.putting_away import (
    Bin,
    Bins,
    FixedFor,
    OnDock,
    Proposal,
    propose_put_away,
    turnover_classes,
)
from unchanged import unchanged

TEA, CUP, MILK, L1, L2 = (UUID(int=n) for n in range(1, 6))


def bin_at(walk: int) -> Bin:
    return Bin(UUID(int=100 + walk), f"A-{walk:02d}", walk)


B = [bin_at(n) for n in range(9)]


def told(waiting: list[OnDock], bins: Bins) -> list[tuple[int, int, str, str]]:
    return [
        (one.key, one.quantity, one.bin.code if one.bin else "", one.why)
        for one in propose_put_away(waiting, bins)
    ]


def test_a_bin_of_its_own_is_filled_first_and_the_rest_goes_on() -> None:
    bins = Bins({TEA: [FixedFor(B[3], 10), FixedFor(B[4], 0)]}, {(TEA, None): [B[3], B[6]]}, [B[0]])
    assert told([OnDock(1, TEA, None, 14)], bins) == [(1, 10, "A-03", "fixed"), (1, 4, "A-06", "same_item")]


def test_two_lines_of_one_item_share_the_room_of_its_bin() -> None:
    bins = Bins({TEA: [FixedFor(B[3], 10)]}, {}, [B[0], B[1]])
    waiting = [OnDock(1, TEA, None, 6), OnDock(2, TEA, None, 6)]
    assert told(waiting, bins) == [
        (1, 6, "A-03", "fixed"), (2, 4, "A-03", "fixed"), (2, 2, "A-01", "free_middle"),
    ]  # fmt: skip


def test_without_an_end_all_of_it_goes_to_its_own_bin() -> None:
    bins = Bins({TEA: [FixedFor(B[3], None)]}, {}, [])
    assert told([OnDock(1, TEA, None, 10**9)], bins) == [(1, 10**9, "A-03", "fixed")]


def test_a_lot_goes_to_its_like_and_another_lot_to_a_free_bin() -> None:
    bins = Bins({}, {(MILK, L1): [B[5]]}, [B[0]])
    waiting = [OnDock(1, MILK, L1, 3, by_lot=True), OnDock(2, MILK, L2, 3, by_lot=True)]
    assert told(waiting, bins) == [(1, 3, "A-05", "same_lot"), (2, 3, "A-00", "free_near")]


def test_fast_movers_get_the_near_bins_and_slow_ones_stand_behind() -> None:
    bins = Bins({}, {}, B, near=0, letters={TEA: "A", CUP: "B", MILK: "C"})
    waiting = [OnDock(1, MILK, None, 1), OnDock(2, CUP, None, 1), OnDock(3, TEA, None, 1)]
    assert told(waiting, bins) == [
        (1, 1, "A-06", "free_far"), (2, 1, "A-03", "free_middle"), (3, 1, "A-00", "free_near"),
    ]  # fmt: skip


def test_near_is_where_goods_are_packed_wherever_the_walk_begins() -> None:
    bins = Bins({}, {}, B, near=8, letters={TEA: "A"})
    assert told([OnDock(1, TEA, None, 1)], bins) == [(1, 1, "A-08", "free_near")]


def test_when_all_behind_is_full_the_next_one_before_is_taken_and_then_nothing_is_left() -> None:
    bins = Bins({}, {}, B[:2], letters={TEA: "C"})
    waiting = [OnDock(n, UUID(int=50 + n), None, 1) for n in range(3)]
    assert told(waiting, bins) == [
        (0, 1, "A-01", "free_middle"), (1, 1, "A-00", "free_near"), (2, 1, "", "nothing_free"),
    ]  # fmt: skip


def test_the_same_goods_twice_go_to_one_free_bin() -> None:
    waiting = [OnDock(1, TEA, None, 1), OnDock(2, TEA, None, 1)]
    found = told(waiting, Bins({}, {}, B[:1]))
    assert found == [(1, 1, "A-00", "free_near"), (2, 1, "A-00", "same_item")]


def test_every_unit_is_told_a_way_once() -> None:
    bins = Bins({TEA: [FixedFor(B[3], 7), FixedFor(B[4], 2)]}, {}, B[5:])
    found: list[Proposal] = propose_put_away([OnDock(n, TEA, None, 5) for n in range(4)], bins)
    assert [sum(one.quantity for one in found if one.key == n) for n in range(4)] == [5, 5, 5, 5]


def test_classes_are_counted_from_picks() -> None:
    assert turnover_classes([(TEA, D(80)), (CUP, D(15)), (MILK, D(0))]) == {TEA: "A", CUP: "B", MILK: "C"}


# ---- in the warehouse


@pytest.fixture
def trade(db: None) -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "cup", stock=20)
    trade.add_items("milk", tracking="lot")
    trade.add_customer()
    # Later than the warehouse, so that MAIN is its first bin.
    later = trade.at(hours=1)
    inventory.create_places(later, warehouse_id=trade.warehouse_id, codes="A-01 .. A-09", pick_sequence=10)
    inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, receives_into="dock")
    return trade


def place(trade: Trade, code: str) -> UUID:
    return Place.objects.get(warehouse_id=trade.warehouse_id, code=code).id


def arrive(trade: Trade, *lines: tuple[str, int], by: By | None = None, lot: str = "") -> None:
    by = by or trade.by
    lots = inventory.ensure_lots(
        by, lots=[inventory.LotInput(trade.items[sku], lot) for sku, _ in lines] if lot else []
    )
    inventory.receive(
        by,
        subject_id=new_id(by.now),
        warehouse_id=trade.warehouse_id,
        lines=[
            ReceivedInput(trade.items[sku], count, D(count), lot_id=lots.get((trade.items[sku], lot)))
            for sku, count in lines
        ],
    )


def waiting(trade: Trade) -> list[Balance]:
    return inventory_queries.PUT_AWAY.page(trade.by).rows


def ways(trade: Trade) -> list[tuple[str, int, str, str]]:
    rows = waiting(trade)
    found = inventory_queries.proposals_for(rows, trade.by.now)
    return [
        (row.item.sku, one.quantity, one.bin.code if one.bin else "", one.why)
        for row in rows
        for one in found[row.pk]
    ]


def test_a_delivery_lies_on_the_dock_and_is_put_away_to_where_it_belongs(trade: Trade) -> None:
    inventory.fix_bin(trade.by, item_id=trade.items["tea"], place_id=place(trade, "A-02"), max_quantity=8)
    arrive(trade, ("tea", 10), ("cup", 5))
    arrive(trade, ("milk", 4), lot="L1")
    assert ways(trade) == [
        ("cup", 5, "MAIN", "same_item"),
        ("milk", 4, "A-08", "free_far"),
        ("tea", 8, "A-02", "fixed"),
        ("tea", 2, "MAIN", "same_item"),
    ]
    assert trade.stock("tea")["on_hand"] == 30, "what lies on the dock may be sold"
    dock, own = place(trade, "RECEIVING"), place(trade, "A-02")
    line = MoveInput(trade.items["tea"], 8, dock, own)
    inventory.move_stock(
        trade.by, posting_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, lines=[line]
    )
    assert [way for way in ways(trade) if way[0] == "tea"] == [("tea", 2, "MAIN", "same_item")]
    assert differences() == []


def test_what_is_set_aside_for_picking_stays_on_the_dock(trade: Trade) -> None:
    arrive(trade, ("tea", 10))
    order = trade.order(("tea", 24))
    fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    # The shelf comes first on the walk: twenty from there, four from the dock.
    assert ways(trade) == [("tea", 6, "MAIN", "same_item")]
    again = trade.order(("tea", 6))
    fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=again.id)
    assert ways(trade) == []
    assert inventory_queries.waiting_count(trade.by, trade.warehouse_id) == 0


def test_it_waits_since_the_oldest_came_that_still_lies_there(trade: Trade) -> None:
    arrive(trade, ("tea", 10))
    arrive(trade, ("tea", 5), by=trade.at(days=2))
    (row,) = waiting(trade)
    assert inventory_queries.waiting_since([row.pk]) == {row.pk: trade.by.now}
    line = MoveInput(trade.items["tea"], 10, row.place_id, place(trade, "A-01"))
    later = trade.at(days=3)
    inventory.move_stock(later, posting_id=new_id(later.now), warehouse_id=trade.warehouse_id, lines=[line])
    assert inventory_queries.waiting_since([row.pk]) == {row.pk: trade.at(days=2).now}


def test_what_is_picked_often_is_proposed_near_packing(trade: Trade) -> None:
    trade.add_items("fast", "slow")
    trade.receive(("fast", 5, "1"), ("slow", 5, "1"))
    for _ in range(3):
        order = trade.order(("fast", 1))
        fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    # Nothing is left elsewhere, so both need a free bin.
    for sku in ("fast", "slow"):
        shelf = inventory_queries.shelves_of(trade.items[sku], trade.warehouse_id)[0]
        line = MoveInput(trade.items[sku], shelf.on_hand, shelf.place_id, place(trade, "RECEIVING"))
        inventory.move_stock(
            trade.by, posting_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, lines=[line]
        )
    assert ways(trade) == [("fast", 2, "A-01", "free_near"), ("slow", 5, "A-07", "free_far")]


def test_a_closed_bin_and_another_items_bin_are_not_proposed(trade: Trade) -> None:
    inventory.close_place(trade.by, place_id=place(trade, "A-07"))
    inventory.fix_bin(trade.by, item_id=trade.items["cup"], place_id=place(trade, "A-08"))
    arrive(trade, ("milk", 4), lot="L1")
    assert ways(trade) == [("milk", 4, "A-06", "free_far")]


def test_five_hundred_lines_cost_as_many_statements_as_one(trade: Trade) -> None:
    skus = [f"x{n}" for n in range(60)]
    trade.add_items(*skus)
    counts = []
    for wanted in (skus[:1], skus):
        arrive(trade, *[(sku, 1) for sku in wanted])
        rows = list(inventory_queries.PUT_AWAY.rows(trade.by))
        assert len(rows) == len(wanted)
        with CaptureQueriesContext(connection) as captured:
            inventory_queries.proposals_for(rows, trade.by.now)
            inventory_queries.waiting_since([row.pk for row in rows])
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 7


def test_a_returned_piece_goes_to_the_dock_and_opening_stock_to_its_shelf(trade: Trade) -> None:
    by = trade.by
    for kind, code in (("customer", "RECEIVING"), ("loss", "MAIN"), ("supplier", "RECEIVING")):
        trade.add_items(f"from-{kind}")
        line = ReceivedInput(trade.items[f"from-{kind}"], 1, D(1))
        inventory.receive(
            by, subject_id=new_id(by.now), warehouse_id=trade.warehouse_id, lines=[line], from_kind=kind
        )
        (shelf,) = inventory_queries.shelves_of(trade.items[f"from-{kind}"], trade.warehouse_id)
        assert shelf.place_code == code


def test_a_warehouse_without_a_dock_cannot_receive_onto_one(trade: Trade) -> None:
    inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, receives_into="bin")
    inventory.close_place(trade.by, place_id=place(trade, "RECEIVING"))
    with unchanged("inventory"), pytest.raises(Invalid, match="no receiving dock"):
        inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, receives_into="dock")
    with unchanged("inventory"), pytest.raises(Invalid, match="no place to receive into"):
        inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, receives_into="roof")


def test_a_bin_is_fixed_once_and_freed(trade: Trade) -> None:
    given = {"item_id": trade.items["tea"], "place_id": place(trade, "A-02")}
    for most in (None, 12, 12):
        inventory.fix_bin(trade.by, **given, max_quantity=most)
    assert list(FixedBin.objects.values_list("max_quantity", flat=True)) == [12]
    for _ in range(2):
        inventory.free_bin(trade.by, **given)
    assert not FixedBin.objects.exists()


@pytest.mark.parametrize(("code", "most"), [("RECEIVING", None), ("CUSTOMERS", None), ("A-01", 0)])
def test_what_is_no_bin_is_kept_for_nothing(trade: Trade, code: str, most: int | None) -> None:
    with unchanged("inventory"), pytest.raises(Invalid):
        inventory.fix_bin(
            trade.by, item_id=trade.items["tea"], place_id=place(trade, code), max_quantity=most
        )

"""Lots that are stopped, expire and are let go again; serials, of which each is in one place."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from rivals import said_by, start
from small_warehouse import NOW, Trade, day, differences, everything, open_trade, statements
from tradepost.base import feed, sql
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import (
    AdjustInput,
    LotInput,
    LotNotUsable,
    MoveInput,
    ReceivedInput,
    SerialElsewhere,
    SupplyInput,
)
from tradepost.domain.inventory.models import Balance, Lot, Place

TODAY = NOW.date()


@pytest.fixture
def trade(db: None) -> Trade:
    trade = open_trade()
    trade.stock("milk", 6, lot="L1", expires_on=day("2026-04-01"))
    trade.stock("milk", 4, lot="L2", expires_on=day("2026-05-01"))
    return trade


def lot(code: str) -> Lot:
    return Lot.objects.get(code=code)


def stock_of(sku: str = "milk") -> tuple[int, int, int, int]:
    """On hand and for sale, not for sale, promised, backordered."""
    (found,) = sql.rows(
        """select p.on_hand, p.unsellable, p.promised, p.backordered from inventory_position p
           join catalog_item i on i.id = p.item_id where i.sku = %s""",
        [sku],
    )
    return found  # type: ignore[return-value]


def cover(order_id: UUID) -> list[tuple[int, int, int]]:
    """Per line: from stock, from supply, backordered."""
    found = inventory_queries.demands_of([order_id], on=TODAY)
    return [(one.stock, one.supply, one.backordered) for one in found.values()]


def test_a_stopped_lot_is_for_sale_no_more_and_who_came_last_loses_it(trade: Trade) -> None:
    first = trade.order(("milk", 5))
    trade.by = trade.by.at(NOW + timedelta(hours=1))
    last = trade.order(("milk", 4))
    told = inventory.quarantine_lot(trade.by, lot_id=lot("L1").id, reason="Smells")
    assert stock_of() == (4, 6, 4, 5)
    # Nine were promised, four are left: the younger order loses all, the older one what is still missing.
    assert (cover(first), cover(last)) == ([(4, 0, 1)], [(0, 0, 4)])
    assert {(one.document_id, one.quantity) for one in told.lost} == {(first, 1), (last, 4)}
    (fact,) = [event for event in feed.about([lot("L1").id]) if event.name == "inventory.lot_quarantined"]
    assert fact.data["reason"] == "Smells"
    assert set(fact.data["short_orders"]) == {str(first), str(last)}
    assert differences() == []
    released = inventory.release_lot(trade.by, lot_id=lot("L1").id, reason="It was the fridge")
    assert stock_of() == (10, 0, 9, 0)
    assert (cover(first), cover(last)) == ([(5, 0, 0)], [(4, 0, 0)])
    assert len(released.served) == 2
    assert differences() == []


def test_promises_that_break_go_to_supply_before_they_wait(trade: Trade) -> None:
    order = trade.order(("milk", 10))
    supply = SupplyInput(new_id(NOW), trade.items["milk"], 2, TODAY + timedelta(days=3))
    inventory.expect(trade.by, warehouse_id=trade.warehouse, source_id=supply.supply_id, supplies=[supply])
    inventory.recall_lot(trade.by, lot_id=lot("L2").id, reason="The dairy says so")
    assert cover(order) == [(6, 2, 2)]
    assert differences() == []


def test_only_usable_lots_are_reserved_first_expiry_first(trade: Trade) -> None:
    trade.stock("milk", 5, lot="L0", best_before_on=day("2026-03-20"))
    inventory.quarantine_lot(trade.by, lot_id=lot("L1").id, reason="Smells")
    shipment = trade.release(trade.order(("milk", 7)))
    taken = [(task.lot_code, task.asked) for task in fulfilment_queries.pick_list(shipment.id)]
    assert sorted(taken) == [("L0", 5), ("L2", 2)]


def test_what_is_set_aside_of_a_stopped_lot_is_neither_picked_nor_shipped(trade: Trade) -> None:
    order = trade.order(("milk", 6))
    shipment = trade.release(order)
    trade.by = trade.by.at(NOW + timedelta(hours=1))
    packed = trade.pack(trade.order(("milk", 2)))
    told = inventory.recall_lot(trade.by, lot_id=lot("L1").id, reason="Glass in it")
    assert [(one.document_id, one.quantity) for one in told.picked] == [(order, 6)]
    assert stock_of() == (10, 0, 8, 0)  # set aside stays promised until somebody gives the shipment up
    before = everything()
    with pytest.raises(Invalid, match="cannot be recorded") as refused:
        trade.pick_all(shipment)
    assert refused.value.facts["fields"] == {
        "picks.0.quantity": "Lot L1 is not usable (recalled): take nothing, and say why."
    }
    inventory.recall_lot(trade.by, lot_id=lot("L2").id, reason="Glass in it too")
    with pytest.raises(LotNotUsable, match=r"Lot L2 is not usable \(recalled\)"):
        fulfilment.ship_shipment(trade.by, shipment_id=packed.id)
    inventory.release_lot(trade.by, lot_id=lot("L2").id, reason="No")
    assert everything()["inventory_move"] == before["inventory_move"]
    assert differences() == []
    # Given up, it goes back: what lies of L1 serves nobody, and L2 those it can.
    fulfilment.cancel_shipment(trade.by, shipment_id=shipment.id)
    assert stock_of() == (4, 6, 4, 4)
    assert cover(order) == [(2, 0, 4)]
    assert differences() == []
    fulfilment.ship_shipment(trade.by, shipment_id=packed.id)
    assert differences() == []


def test_what_was_picked_short_of_a_stopped_lot_is_promised_no_more(trade: Trade) -> None:
    shipment = trade.release(trade.order(("milk", 6)))
    inventory.quarantine_lot(trade.by, lot_id=lot("L1").id, reason="Smells")
    (task,) = fulfilment_queries.pick_list(shipment.id)
    fulfilment.record_picks(
        trade.by, shipment_id=shipment.id, picks=[fulfilment.Pick(task.id, 0, "quarantined")]
    )
    assert stock_of() == (4, 6, 4, 2)
    assert differences() == []


def test_a_lot_past_its_last_day_is_not_taken_and_then_not_for_sale(trade: Trade) -> None:
    order = trade.order(("milk", 8))
    shipment = trade.pack(trade.order(("milk", 2)))
    later = trade.by.at(NOW + timedelta(days=17))  # the second of April: L1's last day was the first
    with pytest.raises(LotNotUsable, match=r"L1 is not usable \(expired\)"):
        fulfilment.ship_shipment(later, shipment_id=shipment.id)
    on_its_day = trade.by.at(NOW + timedelta(days=16))
    assert inventory.expire_lots(on_its_day) == 0
    # Before the clock's job ran, nothing of it is reserved all the same.
    trade.by = later
    taken = fulfilment_queries.pick_list(trade.release(order).id)
    assert [(task.lot_code, task.asked) for task in taken] == [("L2", 4)]
    assert inventory.expire_lots(later) == 1
    assert inventory.expire_lots(later) == 0
    assert stock_of() == (6, 4, 6, 4)  # two of L1 are packed, four lie there
    assert lot("L1").standing(TODAY) == "expired"
    assert [event.name for event in feed.about([lot("L1").id])] == [
        "inventory.lot_expired",
        "inventory.lots_made",
    ]
    assert differences() == []
    # Let out of quarantine it is still past its day; another day makes it good.
    inventory.quarantine_lot(later, lot_id=lot("L1").id, reason="Look")
    inventory.release_lot(later, lot_id=lot("L1").id, reason="Looked")
    assert stock_of()[1] == 4
    inventory.change_lot(later, lot_id=lot("L1").id, expires_on=day("2026-06-01"), reason="Misread")
    assert stock_of() == (10, 0, 10, 0)
    assert differences() == []


def test_a_lot_that_comes_in_past_its_day_or_stopped_lies_there_unsellable(trade: Trade) -> None:
    trade.stock("milk", 3, lot="OLD", expires_on=day("2026-03-01"))
    inventory.quarantine_lot(trade.by, lot_id=lot("L2").id, reason="Look")
    trade.stock("milk", 2, lot="L2")
    assert stock_of() == (6, 9, 0, 0)
    main, other = trade_place(trade, "MAIN"), trade_place(trade, "QUARANTINE")
    item = trade.items["milk"]
    moves = [MoveInput(item, 3, main, other, lot("OLD").id), MoveInput(item, 1, main, other, lot("L1").id)]
    inventory.move_stock(trade.by, posting_id=new_id(NOW), warehouse_id=trade.warehouse, lines=moves)
    assert stock_of() == (5, 10, 0, 0)
    back = [MoveInput(item, 3, other, main, lot("OLD").id), MoveInput(item, 1, other, main, lot("L1").id)]
    inventory.move_stock(trade.by, posting_id=new_id(NOW), warehouse_id=trade.warehouse, lines=back)
    lost = [AdjustInput(item, main, -1, lot("OLD").id), AdjustInput(item, main, 2, lot("L2").id)]
    inventory.adjust(
        trade.by, posting_id=new_id(NOW), warehouse_id=trade.warehouse, lines=lost, reason="Count"
    )
    assert stock_of() == (6, 10, 0, 0)
    assert differences() == []


def test_goods_are_not_booked_to_a_lot_of_another_item(trade: Trade) -> None:
    trade.stock("tea", 5)
    main, before = trade_place(trade, "MAIN"), everything()
    wrong = [AdjustInput(trade.items["tea"], main, 1, lot("L1").id)]
    with pytest.raises(Invalid, match="Lot L1 is of milk, not of this item"):
        inventory.adjust(
            trade.by, posting_id=new_id(NOW), warehouse_id=trade.warehouse, lines=wrong, reason="Found"
        )
    assert everything() == before


def trade_place(trade: Trade, code: str) -> UUID:
    return Place.objects.get(warehouse_id=trade.warehouse, code=code).id


@pytest.mark.parametrize(
    ("verb", "given", "refusal"),
    [
        (inventory.quarantine_lot, {"reason": "  "}, Invalid),
        (inventory.release_lot, {"reason": "Not stopped"}, NotAllowed),
        (inventory.change_lot, {"expires_on": None}, Invalid),
        (inventory.change_lot, {"supplier_code": "x" * 81}, Invalid),
        (inventory.change_lot, {"supplier_code": "S", "version": 7}, ChangedMeanwhile),
    ],
)
def test_what_cannot_be_said_of_a_lot_changes_nothing(
    trade: Trade, verb: Any, given: dict[str, Any], refusal: type[Exception]
) -> None:
    before = everything()
    with pytest.raises(refusal):
        verb(trade.by, lot_id=lot("L1").id, **given)
    assert everything() == before


def test_a_lot_in_two_warehouses_is_stopped_in_both_at_a_cost_that_does_not_grow(trade: Trade) -> None:
    with statements() as one:
        inventory.quarantine_lot(trade.by, lot_id=lot("L2").id, reason="Look")
    for n in range(6):
        trade.bin(f"B{n}", n)
        trade.stock("milk", 5, lot="L1", place=f"B{n}")
    for _ in range(5):
        trade.order(("milk", 7))
    inventory.expect(
        trade.by,
        warehouse_id=trade.warehouse,
        source_id=new_id(NOW),
        supplies=[SupplyInput(new_id(NOW), trade.items["milk"], 1, TODAY)],
    )
    with statements() as many:
        inventory.quarantine_lot(trade.by, lot_id=lot("L1").id, reason="Look")
    assert stock_of() == (0, 40, 0, 34)
    # Who lost promises is asked and written; no statement for each of five orders or seven bins.
    assert len(one) <= len(many) <= len(one) + 5
    for n in range(30):
        trade.stock("milk", 1, lot=f"X{n}", expires_on=day("2026-03-17"))
    with statements() as expired:
        assert inventory.expire_lots(trade.by.at(NOW + timedelta(days=2))) == 30
    assert len(expired) <= len(many) + 2
    assert differences() == []


def test_reserve_and_ship_ask_no_more_than_before(trade: Trade) -> None:
    """Eight statements bind demands and eight ship them, with lots as without, for one line and for many."""
    trade.stock("tea", 20)
    counted = []
    for lines in ([("tea", 2)], [("milk", 2)], [("milk", 3), ("milk", 3), ("tea", 1)]):
        order_id = trade.order(*lines)
        with statements() as reserving:
            reserved = inventory.reserve(trade.by, demands=[(pk, None) for pk in trade.line_ids(order_id)])
        with statements() as shipping:
            inventory.ship(
                trade.by,
                subject_id=new_id(NOW),
                picks=[(one.reserve_id, one.quantity) for one in reserved],
            )
        counted.append((len(reserving), len(shipping)))
    assert len(set(counted)) == 1
    assert counted[0] == (8, 8)


# ---- serials


@pytest.fixture
def phones(db: None) -> Trade:
    trade = open_trade()
    trade.item("phone", tracking="serial")
    trade.stock("phone", 1, lot="SN1")
    trade.stock("phone", 1, lot="SN2")
    return trade


def test_a_serial_is_received_once_and_comes_back_from_where_it_went(phones: Trade) -> None:
    before = everything()
    with pytest.raises(SerialElsewhere, match="phone SN1 lies in MAIN of HH already"):
        phones.stock("phone", 1, lot="SN1")
    with pytest.raises(SerialElsewhere, match="2 pieces of phone cannot have one serial number SN3"):
        phones.stock("phone", 2, lot="SN3")
    after = everything()
    assert [name for name in before if before[name] != after[name]] == ["inventory_lot", "base_event"]
    order_id = phones.order(("phone", 2))
    phones.ship(order_id)
    with pytest.raises(SerialElsewhere, match="SN1 was delivered to a customer"):
        phones.stock("phone", 1, lot="SN1")
    back = ReceivedInput(phones.items["phone"], 1, D(1), lot_id=lot("SN1").id)
    inventory.receive(
        phones.by, subject_id=new_id(NOW), warehouse_id=phones.warehouse, lines=[back], from_kind="customer"
    )
    found = [AdjustInput(phones.items["phone"], trade_place(phones, "MAIN"), 1, lot("SN2").id)]
    with pytest.raises(SerialElsewhere, match="SN2 was delivered to a customer"):
        inventory.adjust(
            phones.by, posting_id=new_id(NOW), warehouse_id=phones.warehouse, lines=found, reason="Found"
        )
    assert stock_of("phone") == (1, 0, 0, 0)
    assert differences() == []


def test_a_serial_moves_from_bin_to_bin_and_the_database_keeps_it_in_one(phones: Trade) -> None:
    phones.bin("A-01", 1)
    item, main, other = phones.items["phone"], trade_place(phones, "MAIN"), trade_place(phones, "A-01")
    line = MoveInput(item, 1, main, other, lot("SN1").id)
    inventory.move_stock(phones.by, posting_id=new_id(NOW), warehouse_id=phones.warehouse, lines=[line])
    held = {row.place.code: row.on_hand for row in Balance.objects.filter(lot=lot("SN1"), on_hand__gt=0)}
    assert held == {"A-01": 1}
    with pytest.raises(IntegrityError, match="serial_is_in_one_place"), transaction.atomic():
        Balance.objects.filter(lot=lot("SN1"), place_id=main).update(on_hand=1)
    with pytest.raises(IntegrityError, match="serial_is_one_piece"), transaction.atomic():
        Balance.objects.filter(lot=lot("SN1"), place_id=other).update(on_hand=2)
    assert differences() == []


RIVAL = """
import sys, json
import django
django.setup()
from datetime import UTC, datetime
from decimal import Decimal as D
from uuid import UUID
from tradepost.base.by import system
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import ReceivedInput
by = system(datetime(2026, 3, 16, 9, 0, tzinfo=UTC))
done, refused = 0, set()
sys.stdin.readline()
for lot_id in sys.argv[3].split(","):
    line = ReceivedInput(UUID(sys.argv[2]), 1, D(1), lot_id=UUID(lot_id))
    try:
        inventory.receive(by, subject_id=new_id(by.now), warehouse_id=UUID(sys.argv[1]), lines=[line])
        done += 1
    except Refusal as refusal:
        refused.add(refusal.code)
print(json.dumps([done, sorted(refused)]))
"""


@pytest.mark.django_db(transaction=True)
def test_two_warehouses_that_receive_the_same_serials_at_once_share_them(database_url: str) -> None:
    trade = open_trade()
    item = trade.item("phone", tracking="serial")
    second = inventory.create_warehouse(trade.by, warehouse_id=new_id(NOW), code="B", name="Bremen")
    lots = inventory.ensure_lots(trade.by, lots=[LotInput(item, f"SN{n}") for n in range(25)])
    houses, serials = (trade.warehouse, second.id, trade.warehouse), ",".join(map(str, lots.values()))
    rivals = [start(database_url, RIVAL, warehouse, item, serials) for warehouse in houses]
    for rival in rivals:
        rival.say("go")
    told = said_by(rivals)
    assert sum(done for done, _ in told) == 25
    assert {code for _, codes in told for code in codes} <= {"serial-elsewhere"}
    assert sum(row[0] for row in sql.rows("select on_hand from inventory_position")) == 25
    assert differences() == []

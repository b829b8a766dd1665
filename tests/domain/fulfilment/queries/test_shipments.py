"""What people see: lists, the pick list, the delivery note, what waits for release."""

from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

import pytest
from django.db import transaction

from small_warehouse import NOW, Trade, differences, statements
from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.base.listing import Listing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.fulfilment.queries import SHIPMENTS, TO_RELEASE, DeliveryLine


def as_customer(trade: Trade, customer: UUID) -> By:
    scope = MappingProxyType({"customer": customer})
    return By(new_id(NOW), "Buyer", NOW, frozenset({"buyer"}), scope)


def test_a_shipment_is_seen_by_its_customer_and_nobody_elses(trade: Trade) -> None:
    trade.stock("tea", 10)
    shipment = trade.release(trade.order(("tea", 2)))
    other = as_customer(trade, trade.new_customer("Somebody else"))
    own = as_customer(trade, trade.customer)

    assert queries.shipment(own, shipment.id).number == shipment.number
    assert [one.id for one in SHIPMENTS.page(own).rows] == [shipment.id]
    assert [one.id for one in queries.shipments_of(own, shipment.order_id)] == [shipment.id]
    with pytest.raises(NotFound):
        queries.shipment(other, shipment.id)
    assert SHIPMENTS.page(other).rows == []
    assert queries.shipments_of(other, shipment.order_id) == []


def test_shipments_are_found_by_state_number_customer_and_tracking(trade: Trade) -> None:
    trade.stock("tea", 10)
    planned = trade.release(trade.order(("tea", 2)))
    gone = trade.ship(trade.order(("tea", 2), customer_po="PO 7"), tracking_number="1Z9")

    def found(search: str = "", **filters: str) -> list[UUID]:
        page = SHIPMENTS.page(
            trade.by, search=search, filters={n: [v] for n, v in filters.items()}, sort="number"
        )
        return [one.id for one in page.rows]

    assert found() == [planned.id, gone.id]
    assert found(state="planned") == [planned.id]
    assert found(shipped="2026-03-16") == [gone.id]
    assert found(warehouse=str(trade.warehouse), order=str(gone.order_id)) == [gone.id]
    assert found("1z9") == found("po 7") == found(gone.number) == [gone.id]
    assert found("corner") == [planned.id, gone.id]

    fulfilment.change_tracking(trade.by, shipment_id=gone.id, tracking_number="3ZZ")
    assert (found("1z9"), found("3zz")) == ([], [gone.id])


@pytest.mark.parametrize("listing", [SHIPMENTS, TO_RELEASE], ids=lambda listing: listing.name)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_one_statement(trade: Trade, listing: Listing, count: int) -> None:
    trade.stock("tea", 100)
    for _ in range(count):
        order_id = trade.order(("tea", 4))
        tea = trade.line_ids(order_id)[0]
        trade.release(order_id, quantities=[(tea, 1)])

    with statements() as said:
        rows = listing.page(trade.by).rows
        shown = [(str(row), row.warehouse_id, getattr(row, "order", row).customer_name) for row in rows]

    assert (len(shown), len(said)) == (count, 1)


@pytest.mark.parametrize("sort", [*SHIPMENTS.sorts, *(f"-{name}" for name in SHIPMENTS.sorts)])
def test_every_sort_walks_all_pages(trade: Trade, sort: str) -> None:
    trade.stock("tea", 100)
    made = {trade.release(trade.order(("tea", n + 1))).id for n in range(3)}
    first = SHIPMENTS.page(trade.by, sort=sort, limit=2)
    second = SHIPMENTS.page(trade.by, sort=sort, limit=2, after=first.next_cursor)

    assert {one.id for one in first.rows + second.rows} == made


def test_what_waits_for_release(trade: Trade) -> None:
    trade.stock("tea", 11)
    whole = trade.new_customer("All or nothing", ship_complete=True)
    draft = trade.order(("tea", 1), confirm=False)
    held = trade.order(("tea", 1))
    trade.hold(held)
    released = trade.order(("tea", 1))
    trade.release(released)
    ready = trade.order(("tea", 3), ("cup", 4))
    ready_whole = trade.order(("tea", 2), customer_id=whole)
    not_whole = trade.order(("tea", 2), ("cup", 4), customer_id=whole)
    nothing_there = trade.order(("cup", 5))

    found = {order.id: (order.ready, order.open) for order in queries.to_release(trade.by)}

    assert found == {ready: (3, 7), ready_whole: (2, 2)}
    trade.stock("cup", 40)
    again = {order.id: (order.ready, order.open) for order in queries.to_release(trade.by)}
    assert again == {ready: (7, 7), ready_whole: (2, 2), not_whole: (6, 6), nothing_there: (5, 5)}
    assert draft not in again
    # What it names can really be released, all at once.
    pairs = [(new_id(NOW), order_id) for order_id in again]
    assert len(fulfilment.release_orders(trade.by, pairs=pairs)) == 4
    assert queries.to_release(trade.by) == []


@pytest.mark.parametrize("lines", [1, 3])
def test_the_papers_take_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    shipment = trade.ship(trade.order(*((item_id, 2) for item_id in trade.many_items(lines))))

    with statements() as said:
        walk = [
            (t.line.item.sku, t.line.order_line.name, t.place_code) for t in queries.pick_list(shipment.id)
        ]
    assert (len(walk), len(said)) == (lines, 1)
    with statements() as said:
        rows = [(line.item.sku, line.order_line.sku) for line in queries.shipment_lines(shipment.id)]
    assert (len(rows), len(said)) == (lines, 1)
    with statements() as said:
        note = queries.delivery_note(trade.by, shipment.id)
    assert (len(note.lines), len(said)) == (lines, 3)


def test_the_delivery_note_says_what_is_inside_and_what_follows(trade: Trade) -> None:
    trade.stock("tea", 30)
    trade.stock("milk", 3, lot="a")
    trade.stock("milk", 2, lot="b")
    order_id = trade.order(("milk", 5), ("tea", 40), ("cup", 1))
    shipment = trade.release(order_id)
    *milk, tea = sorted(queries.pick_list(shipment.id), key=lambda task: -task.line.position, reverse=True)
    picks = [*(Pick(task.id, task.asked) for task in milk), Pick(tea.id, 24, "wet")]
    fulfilment.record_picks(trade.by, shipment_id=shipment.id, picks=picks)
    boxes = [PackageInput(weight_g=700), PackageInput(weight_g=800)]
    fulfilment.pack_shipment(trade.by, shipment_id=shipment.id, packages=boxes)
    expected = [
        DeliveryLine(1, "milk", "Milk", "piece", 1, 1, 5, 5, 0, ["a: 3", "b: 2"]),
        DeliveryLine(2, "tea", "Tea", "piece", 1, 1, 40, 24, 16, []),
    ]

    before = queries.delivery_note(trade.by, shipment.id)
    fulfilment.ship_shipment(trade.by, shipment_id=shipment.id)
    after = queries.delivery_note(trade.by, shipment.id)

    assert before.lines == after.lines == expected
    assert (after.weight_g, after.quantity) == (1500, 29)
    assert after.shipment.order.customer_name == "Corner Café"
    with pytest.raises(NotFound):
        queries.delivery_note(as_customer(trade, trade.new_customer("Else")), shipment.id)


def test_a_quantity_in_the_unit_of_the_order_is_exact() -> None:
    line = DeliveryLine(1, "tea", "Tea", "case", 12, 1, 24, 5, 19, [])
    assert line.quantity_in_unit == Fraction(5, 12)


def test_lines_to_invoice_are_what_has_left(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    order_id = trade.order(("tea", 6), ("cup", 2))
    tea, cup = trade.line_ids(order_id)
    first = trade.ship(order_id, quantities=[(tea, 4)])
    second = trade.ship(order_id, line_ids=[cup])
    trade.release(order_id)

    def found(**of: list[UUID]) -> list[tuple[UUID, UUID, int]]:
        return [
            (line.shipment_id, line.order_line_id, line.shipped) for line in queries.lines_to_invoice(**of)
        ]

    assert found(shipment_ids=[second.id]) == [(second.id, cup, 2)]
    assert sorted(found(order_ids=[order_id])) == sorted([(first.id, tea, 4), (second.id, cup, 2)])


def test_verify_sees_each_planted_difference(trade: Trade) -> None:
    trade.stock("tea", 10)
    gone = trade.ship(trade.order(("tea", 6)))
    trade.release(trade.order(("tea", 2)))
    assert differences() == []
    planted = {
        "update sales_order_line set returned = 1 where shipped > 0": ["I4", "I4"],
        "update fulfilment_shipment set asked_total = asked_total + 1": ["I7", "I7"],
        "update fulfilment_shipment_line set asked = asked + 1, short = short + 1": ["I7"] * 6,
        "update fulfilment_shipment set value = value + 1 where state = 'dispatched'": ["I7", "I2"],
        "delete from inventory_reserve": ["I3"],
        "update fulfilment_shipment set shipped_at = null, shipped_total = 0, state = 'packed'": [
            "I7",
            "I3",
            "I2",
        ],
        "alter table base_event disable trigger all; truncate base_delivery, base_event": ["I15"],
    }
    for statement, invariants in planted.items():
        with transaction.atomic():
            sql.run(statement)
            found = [difference.invariant for difference in queries.differences()]
            transaction.set_rollback(True)
        assert found, statement
        assert set(found) == set(invariants), (statement, found)
    assert gone.shipped_total == 6
    assert differences() == []

"""Picking: what was taken counts, what was not found goes back to the promise."""

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest

from small_warehouse import NOW, Trade, differences, everything, statements
from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands import Pick
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import AlreadyPicked


def pick(trade: Trade, shipment: Shipment, *picks: Pick) -> Shipment:
    return fulfilment.record_picks(trade.by, shipment_id=shipment.id, picks=picks)


def task_of(shipment: Shipment, sku: str) -> UUID:
    return next(task.id for task in queries.pick_list(shipment.id) if task.line.item.sku == sku)


def test_a_short_pick_ships_what_was_found_and_the_rest_can_be_released_again(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    order_id = trade.order(("tea", 6), ("cup", 2))
    first = trade.release(order_id)

    fulfilment.start_picking(trade.by, shipment_id=first.id)
    pick(trade, first, Pick(task_of(first, "tea"), 4, "two were broken"))
    after = pick(trade, first, Pick(task_of(first, "cup"), 2))

    assert (after.state, after.asked_total, after.picked_total, after.short_total) == ("picking", 8, 6, 2)
    assert trade.counters(order_id) == [(6, 4, 4, 0, 0), (2, 2, 2, 0, 0)]
    assert trade.shelf("tea") == (10, 6, 4)
    assert differences() == []
    fulfilment.pack_shipment(trade.by, shipment_id=first.id)
    fulfilment.ship_shipment(trade.by, shipment_id=first.id)
    assert trade.counters(order_id) == [(6, 0, 0, 4, 0), (2, 0, 0, 2, 0)]
    assert trade.shelf("tea") == (6, 2, 0)
    second = trade.pack(order_id)
    fulfilment.ship_shipment(trade.by, shipment_id=second.id)
    assert trade.counters(order_id) == [(6, 0, 0, 6, 0), (2, 0, 0, 2, 0)]
    assert trade.shelf("tea") == (4, 0, 0)
    assert differences() == []


def test_a_short_pick_tells_where_to_count(trade: Trade) -> None:
    trade.stock("milk", 5, lot="L7")
    shipment = trade.release(trade.order(("milk", 5)))

    pick(trade, shipment, Pick(task_of(shipment, "milk"), 0, "shelf is empty"))

    short = feed.about([shipment.id])[0]
    assert (short.name, short.data["shorts"]) == (
        "fulfilment.picked_short",
        [
            {
                "item_id": str(trade.items["milk"]),
                "place_code": "MAIN",
                "lot_code": "L7",
                "quantity": 5,
                "reason": "shelf is empty",
            }
        ],
    )
    (task,) = queries.pick_list(shipment.id)
    assert (task.picked, task.short_reason, task.done_at) == (0, "shelf is empty", NOW)


def test_the_same_pick_sent_again_counts_once(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    shipment = trade.release(trade.order(("tea", 6), ("cup", 2)))
    tea, cup = task_of(shipment, "tea"), task_of(shipment, "cup")
    pick(trade, shipment, Pick(tea, 6))
    before = everything()

    pick(trade, shipment, Pick(tea, 6))

    assert everything() == before
    assert pick(trade, shipment, Pick(tea, 6), Pick(cup, 2)).picked_total == 8
    assert differences() == []


REFUSALS: dict[str, tuple[type[Refusal], Callable[[UUID, UUID], Sequence[Pick]], dict[str, str]]] = {
    "unknown": (
        Invalid,
        lambda tea, cup: [Pick(new_id(NOW), 1), Pick(cup, 2)],
        {"picks.0.task_id": "Not a task of this shipment."},
    ),
    "twice": (Invalid, lambda tea, cup: [Pick(cup, 2), Pick(cup, 2)], {"picks.1.task_id": "Answered twice."}),
    "all that is wrong": (
        Invalid,
        lambda tea, cup: [Pick(tea, 7), Pick(cup, 1, "  ")],
        {"picks.0.quantity": "Give 0 to 6.", "picks.1.short_reason": "Say why less was taken."},
    ),
    "below zero": (Invalid, lambda tea, cup: [Pick(cup, -1, "x")], {"picks.0.quantity": "Give 0 to 2."}),
}


@pytest.mark.parametrize(("refusal", "picks", "fields"), REFUSALS.values(), ids=REFUSALS.keys())
def test_record_picks_refuses(
    trade: Trade,
    refusal: type[Refusal],
    picks: Callable[[UUID, UUID], Sequence[Pick]],
    fields: dict[str, str],
) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    shipment = trade.release(trade.order(("tea", 6), ("cup", 2)))
    before = everything()

    with pytest.raises(refusal) as refused:
        pick(trade, shipment, *picks(task_of(shipment, "tea"), task_of(shipment, "cup")))

    assert everything() == before
    assert refused.value.facts["fields"] == fields


def test_another_answer_for_a_done_task_is_refused(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    shipment = trade.release(trade.order(("tea", 6), ("cup", 2)))
    tea = task_of(shipment, "tea")
    pick(trade, shipment, Pick(tea, 6))
    before = everything()

    with pytest.raises(AlreadyPicked):
        pick(trade, shipment, Pick(tea, 5, "miscounted"))
    with pytest.raises(NotFound):
        fulfilment.record_picks(trade.by, shipment_id=new_id(NOW), picks=[])
    assert everything() == before


def test_nothing_is_picked_from_a_packed_or_cancelled_shipment(trade: Trade) -> None:
    trade.stock("tea", 10)
    packed = trade.pack(trade.order(("tea", 2)))
    cancelled = trade.release(trade.order(("tea", 2)))
    fulfilment.cancel_shipment(trade.by, shipment_id=cancelled.id)
    before = everything()

    for shipment in (packed, cancelled):
        with pytest.raises(NotAllowed):
            pick(trade, shipment, Pick(task_of(shipment, "tea"), 2))
        with pytest.raises(NotAllowed):
            fulfilment.start_picking(trade.by, shipment_id=shipment.id)
    assert everything() == before


@pytest.mark.parametrize("lines", [1, 3, 1000])
def test_picks_take_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    shipment = trade.release(trade.order(*((item_id, 2) for item_id in trade.many_items(lines))))
    picks = [Pick(task.id, 1, "one is missing") for task in queries.pick_list(shipment.id)]

    with statements() as said:
        pick(trade, shipment, *picks)

    assert len(said) == 17
    assert differences() == []

"""Release: stock is set aside and the pick list stands; or a refusal, and nothing changed."""

from collections.abc import Callable
from uuid import UUID

import pytest

from small_warehouse import NOW, Trade, day, differences, everything, statements
from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.commands._new_shipments import OrderNotConfirmed
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales import queries as sales_queries


def tasks(shipment: Shipment) -> list[tuple[str, str, str, int]]:
    return [
        (task.line.item.sku, task.place_code, task.lot_code, task.asked)
        for task in queries.pick_list(shipment.id)
    ]


def test_release_reserves_the_promised_stock_and_lays_out_the_walk(trade: Trade) -> None:
    trade.bin("B1", 20)
    trade.bin("A1", 10)
    trade.stock("tea", 4, place="A1")
    trade.stock("tea", 10, place="B1")
    trade.stock("milk", 5, place="B1", lot="late", expires_on=day("2026-09-01"))
    trade.stock("milk", 3, place="B1", lot="soon", expires_on=day("2026-04-01"))
    order_id = trade.order(("tea", 6), ("milk", 4))

    shipment = trade.release(order_id)

    assert tasks(shipment) == [
        ("tea", "A1", "", 4),
        ("tea", "B1", "", 2),
        ("milk", "B1", "late", 1),
        ("milk", "B1", "soon", 3),
    ]
    assert (shipment.state, shipment.lines_count, shipment.asked_total) == ("planned", 2, 10)
    assert shipment.number.startswith("SH-")
    assert trade.shelf("tea") == (14, 6, 6)
    assert trade.counters(order_id) == [(6, 6, 0, 0, 0), (4, 4, 0, 0, 0)]
    assert trade.names(shipment.id) == ["fulfilment.released"]
    assert differences() == []


def test_what_is_not_in_stock_waits_for_the_next_shipment(trade: Trade) -> None:
    trade.stock("tea", 4)
    order_id = trade.order(("tea", 6), ("cup", 2))

    first = trade.release(order_id)
    trade.stock("tea", 5)
    trade.stock("cup", 5)
    second = trade.release(order_id)

    assert tasks(first) == [("tea", "MAIN", "", 4)]
    assert tasks(second) == [("tea", "MAIN", "", 2), ("cup", "MAIN", "", 2)]
    assert trade.counters(order_id) == [(6, 6, 0, 0, 0), (2, 2, 0, 0, 0)]
    assert differences() == []


def test_release_of_some_lines_and_of_part_of_a_line(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 10)
    order_id = trade.order(("tea", 6), ("cup", 4))
    tea, cup = trade.line_ids(order_id)

    assert tasks(trade.release(order_id, line_ids=[cup])) == [("cup", "MAIN", "", 4)]
    assert tasks(trade.release(order_id, quantities=[(tea, 2)])) == [("tea", "MAIN", "", 2)]
    assert tasks(trade.release(order_id)) == [("tea", "MAIN", "", 4)]
    assert differences() == []


def test_sent_twice_is_one_shipment_and_other_contents_are_refused(trade: Trade) -> None:
    trade.stock("tea", 10)
    order_id, other_id = trade.order(("tea", 6)), trade.order(("tea", 1))
    sent = {"shipment_id": new_id(NOW), "order_id": order_id}

    first = fulfilment.release_order(trade.by, **sent)
    again = fulfilment.release_order(trade.by, **sent)

    assert (again.id, again.number, Shipment.objects.count()) == (first.id, first.number, 1)
    with pytest.raises(SentTwiceDifferently):
        fulfilment.release_order(trade.by, shipment_id=first.id, order_id=other_id)
    with pytest.raises(SentTwiceDifferently):
        fulfilment.ship_order(trade.by, shipment_id=first.id, order_id=other_id)
    with pytest.raises(SentTwiceDifferently):
        fulfilment.release_orders(trade.by, pairs=[(first.id, other_id)])


def on_hold(trade: Trade) -> UUID:
    order_id = trade.order(("tea", 2))
    trade.hold(order_id)
    return order_id


def incomplete(trade: Trade) -> UUID:
    whole = trade.new_customer("All or nothing", ship_complete=True)
    return trade.order(("tea", 2), ("cup", 9), customer_id=whole)


def taken_by_the_warehouse(trade: Trade) -> UUID:
    order_id = trade.order(("tea", 2))
    trade.release(order_id)
    return order_id


REFUSALS: dict[str, tuple[type[Refusal], Callable[[Trade], UUID]]] = {
    "unknown": (NotFound, lambda trade: new_id(NOW)),
    "draft": (OrderNotConfirmed, lambda trade: trade.order(("tea", 2), confirm=False)),
    "on hold": (rules.OrderOnHold, on_hold),
    "not in stock": (rules.NothingToRelease, lambda trade: trade.order(("cup", 9))),
    "all released": (rules.NothingToRelease, taken_by_the_warehouse),
    "must be whole": (rules.NotWhole, incomplete),
}


@pytest.mark.parametrize(("refusal", "make"), REFUSALS.values(), ids=REFUSALS.keys())
def test_release_refuses(trade: Trade, refusal: type[Refusal], make: Callable[[Trade], UUID]) -> None:
    trade.stock("tea", 10)
    trade.stock("cup", 3)
    if refusal is rules.NothingToRelease:
        trade.ship(trade.order(("cup", 3)))
    order_id = make(trade)
    before = everything()

    with pytest.raises(refusal) as refused:
        trade.release(order_id)

    assert everything() == before
    assert refused.value.message.endswith((".", "first.", "missing."))


def test_release_names_every_line_that_is_not_open(trade: Trade) -> None:
    trade.stock("tea", 10)
    order_id = trade.order(("tea", 6))
    (tea,) = trade.line_ids(order_id)
    strange = new_id(NOW)
    before = everything()

    with pytest.raises(Invalid) as refused:
        trade.release(order_id, line_ids=[strange], quantities=[(tea, 0)])

    assert everything() == before
    assert refused.value.facts["fields"] == {
        f"lines.{strange}": "Not an open line of this order.",
        f"lines.{tea}": "Must be more than 0.",
    }


def test_an_order_that_must_be_whole_goes_when_it_is(trade: Trade) -> None:
    order_id = incomplete(trade)
    trade.stock("tea", 2)
    trade.stock("cup", 9)

    assert trade.release(order_id).asked_total == 11


def test_many_orders_are_released_in_one_go_or_not_at_all(trade: Trade) -> None:
    trade.stock("tea", 10)
    orders = [trade.order(("tea", 2)) for _ in range(3)]
    pairs = [(new_id(NOW), order_id) for order_id in orders]

    made = fulfilment.release_orders(trade.by, pairs=pairs)
    again = fulfilment.release_orders(trade.by, pairs=pairs)

    assert [(one.id, one.order_id) for one in made] == pairs
    assert [one.number for one in again] == [one.number for one in made]
    assert differences() == []
    waiting = [trade.order(("tea", 2)), trade.order(("tea", 9))]
    trade.hold(waiting[1])
    before = everything()
    with pytest.raises(rules.OrderOnHold):
        fulfilment.release_orders(trade.by, pairs=[(new_id(NOW), order_id) for order_id in waiting])
    assert everything() == before
    with pytest.raises(Invalid):
        fulfilment.release_orders(trade.by, pairs=[(new_id(NOW), waiting[0]), (new_id(NOW), waiting[0])])
    assert everything() == before
    assert fulfilment.release_orders(trade.by, pairs=[]) == []


@pytest.mark.parametrize("lines", [1, 3, 1000])
def test_release_takes_the_same_statements_for_any_number_of_lines(trade: Trade, lines: int) -> None:
    order_id = trade.order(*((item_id, 2) for item_id in trade.many_items(lines)))

    with statements() as said:
        trade.release(order_id)

    assert len(said) == 19
    assert differences() == []


@pytest.mark.parametrize("orders", [1, 3])
def test_release_of_many_orders_takes_the_statements_of_one(trade: Trade, orders: int) -> None:
    trade.stock("tea", 100)
    pairs = [(new_id(NOW), trade.order(("tea", 2))) for _ in range(orders)]

    with statements() as said:
        fulfilment.release_orders(trade.by, pairs=pairs)

    assert len(said) == 18
    assert sales_queries.order(trade.by, pairs[0][1]).state == "confirmed"


def test_a_line_of_which_too_little_lies_there_waits_for_the_rest(trade: Trade) -> None:
    trade.stock("tea", 4)
    trade.stock("cup", 2)
    parties.change_customer(trade.by, customer_id=trade.customer, minimum_fill_percent=80)
    order_id = trade.order(("tea", 6), ("cup", 2))
    (open_order,) = queries.to_release(trade.by)
    assert (open_order.ready, open_order.open) == (2, 8)  # type: ignore[attr-defined]

    assert tasks(trade.release(order_id)) == [("cup", "MAIN", "", 2)]
    assert queries.to_release(trade.by) == []
    before = everything()
    with pytest.raises(rules.NothingToRelease):
        trade.release(order_id)
    assert everything() == before

    trade.stock("tea", 1)
    lines = sales_queries.lines_of(order_id)
    before = everything()
    with pytest.raises(Invalid):
        fulfilment.release_order(
            trade.by, shipment_id=new_id(NOW), order_id=order_id, quantities=[(lines[0].id, 4)]
        )
    assert everything() == before
    assert tasks(trade.release(order_id)) == [("tea", "MAIN", "", 5)]
    assert differences() == []

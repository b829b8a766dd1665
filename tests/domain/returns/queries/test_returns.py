"""What people see of returns, and what verify sees."""

from types import MappingProxyType
from uuid import UUID

import pytest
from django.db import transaction

from small_warehouse import NOW, Trade, differences, statements
from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.returns.models import Return
from tradepost.domain.returns.queries import RETURNS


def asked_back(trade: Trade, quantity: int = 1, receive: bool = False) -> Return:
    trade.stock("tea", 6)
    shipment = trade.ship(trade.order(("tea", 6)))
    (line,) = fulfilment_queries.shipment_lines(shipment.id)
    one = returns.request_return(
        trade.by,
        return_id=new_id(NOW),
        order_id=shipment.order_id,
        reason="Too many",
        lines=[ReturnLineInput(line.id, quantity)],
    )
    if receive:
        returns.authorise_return(trade.by, return_id=one.id)
        lines = [(line.id, quantity, "restock") for line in queries.return_lines(one.id)]
        returns.receive_return(trade.by, return_id=one.id, lines=lines)
    return one


def test_a_return_is_seen_by_its_customer_and_nobody_elses(trade: Trade) -> None:
    one = asked_back(trade)

    def seen_by(customer: UUID) -> By:
        return By(new_id(NOW), "Buyer", NOW, frozenset({"buyer"}), MappingProxyType({"customer": customer}))

    own, other = seen_by(trade.customer), seen_by(trade.new_customer("Somebody else"))
    assert queries.customer_return(own, one.id).number == one.number
    assert [found.id for found in RETURNS.page(own).rows] == [one.id]
    assert [found.id for found in queries.returns_of(own, one.order_id)] == [one.id]
    with pytest.raises(NotFound):
        queries.customer_return(other, one.id)
    assert RETURNS.page(other).rows == queries.returns_of(other, one.order_id) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_one_statement(trade: Trade, count: int) -> None:
    made = {asked_back(trade).id for _ in range(count)}

    with statements() as said:
        shown = {one.id: (one.order.number, one.order.customer_name) for one in RETURNS.page(trade.by).rows}

    assert (shown.keys(), len(said)) == (made, 1)


@pytest.mark.parametrize("sort", [*RETURNS.sorts, *(f"-{name}" for name in RETURNS.sorts)])
def test_every_sort_walks_all_pages(trade: Trade, sort: str) -> None:
    made = {asked_back(trade, n + 1).id for n in range(3)}
    first = RETURNS.page(trade.by, sort=sort, limit=2)
    second = RETURNS.page(trade.by, sort=sort, limit=2, after=first.next_cursor)
    assert {one.id for one in first.rows + second.rows} == made


def test_returns_are_found_by_state_and_text(trade: Trade) -> None:
    asked, back = asked_back(trade), asked_back(trade, receive=True)

    def found(search: str = "", **filters: str) -> set[UUID]:
        page = RETURNS.page(
            trade.by, search=search, filters={name: [value] for name, value in filters.items()}
        )
        return {one.id for one in page.rows}

    assert found(state="inspected") == {back.id}
    assert found(order=str(asked.order_id)) == found(asked.number) == {asked.id}
    assert found("corner") == found(customer=str(trade.customer)) == {asked.id, back.id}


def test_what_may_still_come_back(trade: Trade) -> None:
    one = asked_back(trade, 2, receive=True)
    (line,) = queries.returnable(one.order_id)
    wanted = [ReturnLineInput(line.shipment_line_id, 1)]
    returns.request_return(trade.by, return_id=new_id(NOW), order_id=one.order_id, reason="x", lines=wanted)

    with statements() as said:
        (line,) = queries.returnable(one.order_id)

    assert (line.shipped, line.returned, line.pending, line.left, len(said)) == (6, 2, 1, 3, 3)


def test_verify_sees_each_planted_difference(trade: Trade) -> None:
    asked_back(trade, 2, receive=True)
    assert differences() == []
    planted = {
        "update fulfilment_shipment_line set returned = returned + 1": {"I4"},
        "update returns_return set quantity_total = quantity_total + 1": {"I7"},
        "update returns_return set value = value + 1": {"I7", "I2"},
        "update returns_return_line set credited = 1": {"I7"},
        "update returns_return_line set disposition = ''": {"I7"},
    }
    for statement, invariants in planted.items():
        with transaction.atomic():
            sql.run(statement)
            found = {difference.invariant for difference in queries.differences()}
            transaction.set_rollback(True)
        assert found == invariants, statement
    assert differences() == []

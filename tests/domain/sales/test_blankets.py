"""Blanket orders: what is agreed is called off by orders, exactly, and given back by what is cancelled."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rivals import start
from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput, MoreThanAgreed, OrderInput
from tradepost.domain.sales.models import Blanket, BlanketLine, Order
from tradepost.domain.sales.queries import ChangeAsked, ChangedLine

RIVAL = Path(__file__).with_name("blanket_rival.py")
IN_JUNE = TODAY + timedelta(days=90)


@pytest.fixture
def trade(db: None) -> Trade:
    """Tea and cups at 10.00 a piece in the list, fifty of each on the shelf."""
    trade = Trade.open()
    trade.add_items("tea", "cup", stock=50)
    trade.add_case("tea")
    trade.add_customer()
    return trade


def agree(trade: Trade, *lines: LineInput, **given: Any) -> Blanket:
    """A blanket order, of ten tea at 8.00 where nothing else is said."""
    by = given.pop("by", trade.by)
    return sales.make_blanket(
        by,
        blanket_id=new_id(by.now),
        customer_id=given.pop("customer_id", trade.customers["Café Blum"]),
        lines=lines or [LineInput(trade.items["tea"], D(10), unit_price=D(8))],
        valid_until=given.pop("valid_until", IN_JUNE),
        **given,
    )


def call(trade: Trade, blanket: Blanket, quantity: int, *, confirm: bool = True, **given: Any) -> Order:
    """An order that calls off of its first line."""
    by = given.pop("by", trade.by)
    line = queries.blanket_lines(blanket.pk)[0]
    return sales.place_order(
        by,
        order_id=new_id(by.now),
        customer_id=given.pop("customer_id", blanket.customer_id),
        lines=[LineInput(line.item_id, D(quantity), blanket_line_id=line.pk, **given)],
        confirm=confirm,
    )


def left(blanket: Blanket) -> list[int]:
    assert list(queries.differences()) == []
    return [line.left for line in queries.blanket_lines(blanket.pk)]


def test_an_order_calls_off_at_the_agreed_price_and_what_it_cancels_is_given_back(trade: Trade) -> None:
    made = agree(trade)
    order = call(trade, made, 6)
    (line,) = queries.lines_of(order.pk)
    assert (line.unit_price, line.net, line.price_trace["source"]) == (D(8), D(48), "blanket")
    assert left(made) == [4]
    sales.cancel_lines(trade.by, order_id=order.pk, cuts=[(line.pk, 2)])
    assert left(made) == [6]
    sales.cancel_order(trade.by, order_id=order.pk)
    assert left(made) == [10]
    assert [event.name for event in feed.about([made.pk])] == ["sales.blanket_made"]


def test_no_demand_is_written_for_what_is_only_agreed(trade: Trade) -> None:
    agree(trade)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from inventory_demand")
        assert cursor.fetchone() == (0,)


def test_a_draft_counts_once_it_is_confirmed_and_is_refused_when_others_were_faster(trade: Trade) -> None:
    made = agree(trade)
    draft = call(trade, made, 6, confirm=False)
    assert left(made) == [10]
    call(trade, made, 7)
    with pytest.raises(MoreThanAgreed) as refused:
        sales.confirm_order(trade.by, order_id=draft.pk)
    assert (refused.value.code, refused.value.facts["left"]) == ("more-than-agreed", 3)
    assert (Order.objects.get(pk=draft.pk).state, left(made)) == ("draft", [3])
    sales.change_order(
        trade.by,
        order_id=draft.pk,
        lines=[replace(one, quantity=D(3)) for one in queries.as_typed(draft.pk)],
    )
    sales.confirm_order(trade.by, order_id=draft.pk)
    assert (left(made), queries.lines_of(draft.pk)[0].net) == ([0], D(24))


@pytest.mark.parametrize(
    ("given", "quantity", "field", "code"),
    [
        ({}, 11, "lines.0.quantity", "more-than-agreed"),
        ({"unit": "case"}, 1, "lines.0.unit", "other-unit"),
        ({"late": 91}, 1, "lines.0.blanket_line_id", "blanket-is-over"),
        ({"other": True}, 1, "lines.0.blanket_line_id", "unknown-agreement"),
    ],
)
def test_what_may_not_be_called_off_is_refused_at_its_line(
    trade: Trade, given: dict[str, Any], quantity: int, field: str, code: str
) -> None:
    made = agree(trade)
    if given.pop("other", False):
        given["customer_id"] = trade.add_customer("Bar Nil")
    given["by"] = trade.at(days=given.pop("late", 0))
    with pytest.raises(Invalid) as refused:
        call(trade, made, quantity, **given)
    assert refused.value.facts["codes"] == {field: code}
    assert (Order.objects.count(), left(made)) == (0, [10])


def test_an_agreement_without_a_price_has_that_of_the_list_and_any_unit(trade: Trade) -> None:
    made = agree(trade, LineInput(trade.items["tea"], D(3), "case"))
    order = call(trade, made, 2, unit="case")
    assert (order.net_total, left(made)) == (D(240), [12])


def test_another_price_may_be_typed_and_still_counts(trade: Trade) -> None:
    made = agree(trade)
    order = call(trade, made, 2, unit_price=D(7))
    assert (order.net_total, queries.lines_of(order.pk)[0].price_trace["typed"], left(made)) == (
        D(14),
        True,
        [8],
    )


def test_changes_of_a_confirmed_call_off_take_more_at_the_agreed_price_and_give_back_less(
    trade: Trade,
) -> None:
    made = agree(trade)
    order = call(trade, made, 4)
    line_id = queries.lines_of(order.pk)[0].pk

    def change(quantity: int) -> None:
        asked = ChangeAsked(lines=[ChangedLine(line_id=line_id, quantity=D(quantity))])
        sales.apply_change(trade.by, change_id=new_id(trade.by.now), order_id=order.pk, asked=asked)

    change(9)
    assert (left(made), [line.net for line in queries.lines_of(order.pk)]) == ([1], [D(72)])
    with pytest.raises(MoreThanAgreed):
        change(11)
    assert left(made) == [1]
    change(3)
    assert left(made) == [7]


def test_close_short_gives_back_and_shipped_goods_stay_called_off(trade: Trade) -> None:
    made = agree(trade)
    order = call(trade, made, 6)
    line = queries.lines_of(order.pk)[0]
    for record, quantity in (
        (sales.record_released, 4),
        (sales.record_shipped, 4),
        (sales.record_returned, 1),
    ):
        record(trade.by, lines=[(line.pk, quantity)])
    assert queries.blanket_lines(made.pk)[0].left == 4
    sales.close_order(trade.by, order_id=order.pk)
    assert queries.blanket_lines(made.pk)[0].left == 6


def test_many_orders_at_once_take_no_more_together_and_each_stands_or_falls_alone(trade: Trade) -> None:
    made = agree(trade)
    line = queries.blanket_lines(made.pk)[0]

    def order(quantity: int) -> OrderInput:
        asked = [LineInput(line.item_id, D(quantity), blanket_line_id=line.pk)]
        return OrderInput(new_id(trade.by.now), made.customer_id, asked, confirm=True)

    answers = sales.place_orders(trade.by, orders=[order(6), order(5), order(4)])
    assert [bool(one.refusal) for one in answers] == [False, True, False]
    assert left(made) == [0]


def test_an_agreement_is_changed_but_not_below_what_was_called_off(trade: Trade) -> None:
    made = agree(trade)
    call(trade, made, 6)
    line = queries.blanket_lines(made.pk)[0]

    def change(*lines: LineInput, **given: Any) -> Blanket:
        return sales.change_blanket(trade.by, blanket_id=made.pk, lines=lines, **given)

    tea = LineInput(line.item_id, D(6), unit_price=D(8), line_id=line.pk)
    for lines, at in (
        ([replace(tea, quantity=D(5))], "lines.0.quantity"),
        ([replace(tea, item_id=trade.items["cup"])], "lines.0.item_id"),
        ([LineInput(trade.items["cup"], D(5))], "lines"),
        ([tea, tea], "lines"),
    ):
        with pytest.raises(Invalid) as refused:
            change(*lines)
        assert at in refused.value.facts["fields"]
        assert left(made) == [4]
    changed = change(tea, LineInput(trade.items["cup"], D(5)), version=made.version, valid_until=IN_JUNE)
    assert (left(made), changed.lines_count) == ([0, 5], 2)
    with pytest.raises(ChangedMeanwhile):
        change(tea, version=made.version)
    change(tea)
    assert left(made) == [0]


def test_nothing_is_called_off_after_it_is_closed_or_over(trade: Trade) -> None:
    closed, over = agree(trade), agree(trade, valid_until=TODAY)
    draft = call(trade, closed, 1, confirm=False)
    order = call(trade, closed, 2)
    sales.close_blanket(trade.by, blanket_id=closed.pk, reason="Another supplier.")
    for say in (lambda: call(trade, closed, 1), lambda: sales.confirm_order(trade.by, order_id=draft.pk)):
        with pytest.raises((Invalid, MoreThanAgreed)):
            say()
    for say in (
        lambda: sales.close_blanket(trade.by, blanket_id=closed.pk),
        lambda: sales.change_blanket(trade.by, blanket_id=closed.pk, note="x"),
    ):
        with pytest.raises(NotAllowed):
            say()
    sales.cancel_order(trade.by, order_id=order.pk)
    assert left(closed) == [10]
    assert sales.expire_blankets(trade.by) == []
    assert sales.expire_blankets(trade.at(days=1)) == [over.pk]
    assert sales.expire_blankets(trade.at(days=1)) == []
    assert Blanket.objects.get(pk=over.pk).state == "expired"


@pytest.mark.parametrize(
    "given", [{"valid_until": TODAY - timedelta(days=1)}, {"valid_from": IN_JUNE + timedelta(days=1)}]
)
def test_days_that_cannot_be_are_refused(trade: Trade, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        agree(trade, **given)
    assert not Blanket.objects.exists()


def test_others_do_not_see_it(trade: Trade) -> None:
    made = agree(trade)
    other = replace(trade.by, scope={"customer": new_id(trade.by.now)})
    with pytest.raises(NotFound):
        queries.blanket(other, made.pk)
    assert queries.BLANKETS.page(other).rows == []


def test_a_thousand_lines_take_as_many_statements_as_one_and_a_plain_order_takes_none_more(
    trade: Trade,
) -> None:
    trade.add_items(*(f"x{n}" for n in range(300)))
    ids = [trade.items[f"x{n}"] for n in range(300)]
    counts = []
    for count in (1, 300):
        with CaptureQueriesContext(connection) as seen:
            made = agree(trade, *(LineInput(one, D(5), unit_price=D(3)) for one in ids[:count]))
        lines = [
            LineInput(line.item_id, D(1), blanket_line_id=line.pk) for line in queries.blanket_lines(made.pk)
        ]
        with CaptureQueriesContext(connection) as called:
            sales.place_order(
                trade.by,
                order_id=new_id(trade.by.now),
                customer_id=made.customer_id,
                lines=lines,
                confirm=True,
            )
        counts.append((len(seen), len(called)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_one_statement(trade: Trade, rows: int) -> None:
    for _ in range(rows):
        agree(trade)
    with CaptureQueriesContext(connection) as seen:
        assert len(queries.BLANKETS.page(trade.by).rows) == rows
    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
def test_who_calls_off_at_once_gets_no_more_than_is_left_together(own_database: str) -> None:
    """Three processes, five orders of three each, some cancelled again: of ten agreed nine are called off."""
    prepared = start(own_database, RIVAL, "prepare").said()
    with psycopg.connect(own_database, autocommit=True) as gate:
        gate.execute("select pg_advisory_lock(1)")
        rivals = [start(own_database, RIVAL, "call", *prepared) for _ in range(3)]
        while gate.execute("select count(*) from pg_locks where not granted").fetchone() != (3,):
            assert all(rival.runs() for rival in rivals)
            time.sleep(0.05)
        gate.execute("select pg_advisory_unlock(1)")
        answers = [answer for rival in rivals for answer in rival.said()]
        (agreed, called) = gate.execute("select quantity, called from sales_blanket_line").fetchone() or (
            0,
            0,
        )
        (counted,) = gate.execute(
            "select sum(l.quantity - l.cancelled) from sales_order_line l join sales_order o on o.id = l.order_id"
            " where o.confirmed_at is not null"
        ).fetchone() or (0,)
    assert set(answers) <= {"done", "more-than-agreed", "invalid"}
    assert called == counted == 9
    assert agreed == 10


def test_an_unknown_line_of_no_blanket_order_is_refused(trade: Trade) -> None:
    with pytest.raises(Invalid) as refused:
        sales.place_order(
            trade.by,
            order_id=new_id(trade.by.now),
            customer_id=trade.customers["Café Blum"],
            lines=[LineInput(trade.items["tea"], D(1), blanket_line_id=UUID(int=5))],
        )
    assert refused.value.facts["codes"] == {"lines.0.blanket_line_id": "unknown-agreement"}
    assert not BlanketLine.objects.exists()

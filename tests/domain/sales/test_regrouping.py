"""Orders are split and merged: all that was promised goes along, and nothing else is different."""

from __future__ import annotations

import time
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.company import all_differences
from rivals import start
from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory.queries import demands_of
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import DepositAsked, HasBegun, NothingStays, OrdersDiffer
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules import parting
from tradepost.domain.sales.rules.parting import Going
from unchanged import unchanged

RIVAL = Path(__file__).with_name("regroup_rival.py")
A, B = UUID(int=1), UUID(int=2)
LINES = {A: Going(A, 24, 20, "case", 12), B: Going(B, 5, 5)}


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ([(A, 12), (B, 5)], {}),
        ([(A, 20)], {}),  # all that is free, though a case is broken already
        ([(A, 13)], {"lines.0": "A case is not broken: 12 at a time."}),
        ([(A, 21)], {"lines.0": "Between 1 and 20: the rest is set aside or gone."}),
        ([(B, 0)], {"lines.0": "Between 1 and 5: the rest is set aside or gone."}),
        ([(B, 1), (B, 1)], {"lines.1": "Not a line of this order, or named twice."}),
        ([(UUID(int=3), 1)], {"lines.0": "Not a line of this order, or named twice."}),
        ([], {"lines": "Say which lines, and how many."}),
    ],
)
def test_which_lines_may_go(asked: list[tuple[UUID, int]], wrong: dict[str, str]) -> None:
    assert parting.wrong_lines(LINES, asked) == wrong


def test_orders_that_differ_say_in_what_each_word_once() -> None:
    one = dict.fromkeys(parting.ALIKE, 1)
    assert parting.unlike(one, one) == []
    other = one | {"terms": 2, "terms_days": 3, "warehouse_id": 4}
    assert parting.unlike(one, other) == ["terms", "warehouse"]


@pytest.fixture
def trade(db: None) -> Trade:
    """Ten tea, and more in four days; no cup; plenty of jars."""
    trade = Trade.open()
    trade.add_items("tea", price="9.99", stock=10)
    trade.add_items("cup", price="3.33")
    trade.add_items("jar", price="1.11", stock=100)
    trade.expect("tea", 5, TODAY + timedelta(days=4))
    trade.add_customer()
    return trade


def lines_of(order: Order) -> list[OrderLine]:
    return list(OrderLine.objects.filter(order=order).order_by("position"))


def split(trade: Trade, order: Order, *asked: tuple[OrderLine, int], **given: Any) -> Order:
    by = trade.at(hours=1)
    given = {"new_order_id": new_id(by.now), **given}
    return sales.split_order(
        by, order_id=order.pk, lines=[(line.pk, quantity) for line, quantity in asked], **given
    )


def picture(*orders: Order) -> list[tuple[Any, ...]]:
    """Of each order what it comes to, and how its lines are covered, by position."""
    told = []
    for order in orders:
        order.refresh_from_db()
        covers = demands_of([order.pk], on=TODAY)
        lines = [
            (x.sku, x.quantity, x.net, x.promised_on, covers[x.pk].stock, covers[x.pk].supply,
             covers[x.pk].backordered) if x.pk in covers else (x.sku, x.quantity, x.net)
            for x in lines_of(order)
        ]  # fmt: skip
        told.append((order.state, order.net_total, order.total, order.freight, lines))
    return told


def events_of(order: Order) -> list[str]:
    return [event.name.removeprefix("sales.") for event in feed.about([order.pk])][::-1]


def test_a_confirmed_order_is_split_with_what_is_promised_to_it(trade: Trade) -> None:
    order = trade.order(("tea", 12), ("cup", 4), ("jar", 6), freight=D("5.00"), order_discount_percent=D(3))
    tea, cup, _ = lines_of(order)
    stock, told_on = trade.stock("tea"), TODAY + timedelta(days=4)  # the day that was told stays
    value, total, told = order.open_value, order.total, order.placed_at
    asked = [(tea.pk, 4), (cup.pk, 4)]
    seen = sales.preview_split(trade.by, order_id=order.pk, lines=asked)
    made = split(trade, order, (tea, 4), (cup, 4), reason="Two parcels")
    assert picture(order, made) == [
        ("confirmed", D("83.98"), D("88.98"), D(5), [
            ("tea", 8, D("77.52"), told_on, 8, 0, 0), ("jar", 6, D("6.46"), TODAY, 6, 0, 0),
        ]),
        ("confirmed", D("51.68"), D("51.68"), D(0), [
            ("tea", 4, D("38.76"), told_on, 2, 2, 0), ("cup", 4, D("12.92"), None, 0, 0, 4),
        ]),
    ]  # fmt: skip
    assert (trade.stock("tea"), order.open_value + made.open_value) == (stock, value)
    assert (made.customer_id, made.placed_at, made.split_from_id) == (order.customer_id, told, order.pk)
    assert (seen.before.total, seen.first.total, seen.others.total) == (total, order.total, made.total)
    assert (seen.difference, seen.moved, seen.covered) == (0, 2, (2, 2, 4))
    assert all_differences() == []
    assert events_of(made) == ["order_placed", "order_split_off"]
    assert events_of(order)[-2:] == ["order_changed", "order_split"]
    (change,) = queries.changes_of_order(order.pk)
    assert [(row.kind, row.sku) for row in queries.operations_of(change.pk)] == [
        ("change", "tea"), ("remove", "cup"),
    ]  # fmt: skip


def test_split_and_merged_again_an_order_is_what_it_was_line_by_line_taxed_too(trade: Trade) -> None:
    order = trade.order(("tea", 12), ("cup", 4), ("jar", 7), tax_rounding="line", freight=D("5.00"))
    tea, cup, jar = lines_of(order)
    before, stock = picture(order)[0], [trade.stock(sku) for sku in ("tea", "cup", "jar")]
    made = split(trade, order, (tea, 5), (jar, 3), (cup, 4))
    sales.merge_orders(trade.at(hours=2), order_id=order.pk, other_ids=[made.pk])
    after = picture(order)[0]
    assert after[:4] == before[:4]
    assert [trade.stock(sku) for sku in ("tea", "cup", "jar")] == stock
    for sku in ("tea", "cup", "jar"):
        assert summed(after[4], sku) == summed(before[4], sku)
    made.refresh_from_db()
    assert (made.state, made.total, made.lines_count, made.merged_into_id) == ("cancelled", 0, 0, order.pk)
    assert events_of(made)[-1] == "order_cancelled"
    assert all_differences() == []
    # Sent again, nothing more happens.
    at = order.version
    sales.merge_orders(trade.at(hours=3), order_id=order.pk, other_ids=[made.pk])
    order.refresh_from_db()
    assert order.version == at


def summed(lines: list[tuple[Any, ...]], sku: str) -> tuple[Any, ...]:
    rows = [row for row in lines if row[0] == sku]
    return tuple(sum(row[at] for row in rows) for at in (1, 2, 4, 5, 6))


def test_a_draft_is_split_and_merged_and_a_part_shipped_order_keeps_what_was_begun(trade: Trade) -> None:
    draft = trade.order(("tea", 4), ("jar", 2), confirm=False)
    made = split(trade, draft, (lines_of(draft)[0], 1))
    assert picture(draft, made) == [
        ("draft", D("32.19"), D("32.19"), D(0), [("tea", 3, D("29.97")), ("jar", 2, D("2.22"))]),
        ("draft", D("9.99"), D("9.99"), D(0), [("tea", 1, D("9.99"))]),
    ]
    sales.merge_orders(trade.at(hours=2), order_id=made.pk, other_ids=[draft.pk])
    assert picture(made)[0][:3] == ("draft", D("42.18"), D("42.18"))
    order = trade.order(("jar", 9))
    (jar,) = lines_of(order)
    fulfilment.release_order(
        trade.by, shipment_id=new_id(trade.by.now), order_id=order.pk, quantities=[(jar.pk, 4)],
        line_ids=[jar.pk],
    )  # fmt: skip
    with pytest.raises(Invalid):
        split(trade, order, (jar, 6))
    rest = split(trade, order, (jar, 5))
    assert [lines_of(one)[0].quantity for one in (order, rest)] == [4, 5]
    with pytest.raises(HasBegun), unchanged():
        sales.merge_orders(trade.by, order_id=rest.pk, other_ids=[order.pk])
    sales.merge_orders(trade.at(hours=3), order_id=order.pk, other_ids=[rest.pk])
    assert all_differences() == []


def test_holds_and_days_go_along_and_what_is_called_off_is_counted_as_before(trade: Trade) -> None:
    (customer,) = trade.customers.values()
    by = trade.by
    blanket = sales.make_blanket(
        by, blanket_id=new_id(by.now), customer_id=customer, valid_until=TODAY + timedelta(days=90),
        lines=[sales.LineInput(trade.items["jar"], D(50))],
    )  # fmt: skip
    (agreed,) = queries.blanket_lines(blanket.pk)
    calls = [sales.LineInput(trade.items["jar"], D(6), blanket_line_id=agreed.pk)]
    order = sales.place_order(
        by, order_id=new_id(by.now), customer_id=customer, lines=calls, confirm=True,
        requested_on=TODAY + timedelta(days=9),
    )  # fmt: skip
    sales.hold_order(by, hold_id=new_id(by.now), order_id=order.pk, note="Ask them", reason="manual")
    made = split(trade, order, (lines_of(order)[0], 2))
    assert (made.held, [hold.note for hold in queries.open_holds_of([made.pk])]) == (True, ["Ask them"])
    agreed.refresh_from_db()
    assert agreed.called == 6
    other = trade.order(("jar", 1))
    sales.merge_orders(trade.at(hours=2), order_id=other.pk, other_ids=[made.pk, order.pk])
    other.refresh_from_db()
    assert (other.held, len(queries.open_holds_of([other.pk])), other.quantity_total) == (True, 2, 7)
    assert [line.requested_on for line in lines_of(other)] == [None, *[TODAY + timedelta(days=9)] * 2]
    assert all_differences() == []


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        (NothingStays, {"quantity": 5}),
        (Invalid, {"quantity": 6}),
        (ChangedMeanwhile, {"version": 99}),
        (NotFound, {"order_id": UUID(int=9)}),
    ],
)
def test_what_cannot_be_split_changes_nothing(trade: Trade, refusal: Any, given: dict[str, Any]) -> None:
    order = trade.order(("tea", 5))
    (line,) = lines_of(order)
    given = {"order_id": order.pk, "new_order_id": new_id(trade.by.now), **given}
    with pytest.raises(refusal), unchanged():
        sales.split_order(trade.by, lines=[(line.pk, given.pop("quantity", 2))], **given)


def test_what_cannot_be_merged_changes_nothing(trade: Trade) -> None:
    order, same = trade.order(("jar", 1)), trade.order(("jar", 2))
    draft = trade.order(("jar", 1), confirm=False)
    trade.add_customer("Bar")
    theirs = trade.order(("jar", 1), customer="Bar")
    over = trade.order(("jar", 1))
    sales.cancel_order(trade.by, order_id=over.pk)
    asked = trade.order(("jar", 1))
    Order.objects.filter(pk=asked.pk).update(deposit=D(1))
    tries: list[tuple[list[Order], type[Refusal]]] = [
        ([], Invalid), ([order], Invalid), ([same, same], Invalid), ([draft], OrdersDiffer),
        ([theirs], OrdersDiffer), ([over], NotAllowed), ([asked], DepositAsked),
    ]  # fmt: skip
    for others, refusal in tries:
        with pytest.raises(refusal), unchanged():
            sales.merge_orders(trade.by, order_id=order.pk, other_ids=[one.pk for one in others])
    with pytest.raises(OrdersDiffer) as told:
        sales.merge_orders(trade.by, order_id=order.pk, other_ids=[same.pk, theirs.pk, draft.pk])
    assert told.value.facts["differ"] == {
        theirs.number: ["customer", "address", "billing address"],
        draft.number: ["state"],
    }
    with pytest.raises(NotFound):
        sales.merge_orders(trade.by, order_id=order.pk, other_ids=[UUID(int=9)])


def test_statements_do_not_grow_with_the_lines(trade: Trade) -> None:
    trade.receive(("jar", 900, "1"))

    def count(lines: int) -> tuple[int, int]:
        order = trade.order(*[("jar", 2)] * lines, ("jar", 1))
        asked = [(line, 1 if n % 2 else 2) for n, line in enumerate(lines_of(order)[:-1])]
        with CaptureQueriesContext(connection) as splitting:
            made = split(trade, order, *asked)
        with CaptureQueriesContext(connection) as merging:
            sales.merge_orders(trade.at(hours=2), order_id=order.pk, other_ids=[made.pk])
        return len(splitting), len(merging)

    assert count(2) == count(40)


@pytest.mark.django_db(transaction=True)
def test_who_splits_and_merges_at_once_loses_nothing(own_database: str) -> None:
    """Two processes split two orders and merge what came of it: every unit stands once, with its promise."""
    orders = start(own_database, RIVAL, "prepare").said()
    with psycopg.connect(own_database, autocommit=True) as gate:
        gate.execute("select pg_advisory_lock(1)")
        rivals = [start(own_database, RIVAL, "turn", *orders) for _ in range(2)]
        while gate.execute("select count(*) from pg_locks where not granted").fetchone() != (2,):
            assert all(rival.runs() for rival in rivals)
            time.sleep(0.05)
        gate.execute("select pg_advisory_unlock(1)")
        answers = [answer for rival in rivals for answer in rival.said()]
        found = gate.execute(
            """select l.sku, sum(l.quantity), sum(l.net), sum(d.promised_stock), sum(d.backordered)
               from sales_order_line l join sales_order o on o.id = l.order_id join inventory_demand d on d.id = l.id
               where o.state = 'confirmed' and d.document_id = o.id group by l.sku order by l.sku"""
        ).fetchall()
    assert set(answers) <= {"done", "invalid", "not-allowed", "counter-refused"}
    assert answers.count("done") >= 8
    assert found == [("cup", 30, 300, 20, 10), ("tea", 30, 300, 20, 10)]

"""Sums by day and month tell the same as the rows: whatever was summed, is not yet, or happens meanwhile."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal as D
from itertools import product
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from domain.billing.trade import NOW, TODAY, Trade, later, make_trade, statements
from settled import wait_until_settled
from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access.models import User
from tradepost.domain.billing import commands as billing
from tradepost.domain.reports import commands, queries
from tradepost.domain.returns import commands as returns
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.queries import ChangeAsked, ChangedLine

pytestmark = pytest.mark.django_db(transaction=True)
PERIODS = (
    (date(2026, 1, 1), date(2027, 1, 1)),
    (date(2026, 3, 16), date(2026, 5, 20)),
    (date(2026, 4, 1), date(2026, 5, 1)),
)


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    return make_trade()


def sum_all(trade: Trade) -> int:
    wait_until_settled()
    steps = 0
    while commands.sum_up(trade.by):
        steps += 1
    return steps


@contextmanager
def from_rows() -> Iterator[None]:
    """Meanwhile no sum is trusted."""
    with transaction.atomic():
        sql.run("update reports_summing set since = null")
        yield
        transaction.set_rollback(True)


def asked(trade: Trade) -> list[dict[str, Any]]:
    """Every way to ask for sales: everybody's, a rep's and a buyer's, of an item, of a customer."""
    rep, buyer = User.objects.first(), sql.rows("select id from parties_customer order by number limit 1")
    people = [trade.by]
    if rep is not None:
        people.append(By(rep.id, "Bea", NOW, frozenset({"rep"}), MappingProxyType({"rep": rep.id})))
    people += [By(None, "Ann", NOW, frozenset(), MappingProxyType({"customer": row[0]})) for row in buyer]
    narrow: list[dict[str, UUID]] = [{}, {"item_id": trade.items["TEA"]}, {"customer_id": buyer[0][0]}]
    return [
        {"by": by, "period": period, "group": group, "basis": basis, **more}
        for by, period, group, basis, more in product(
            people, PERIODS, queries.GROUPS, ("invoiced", "ordered"), narrow
        )
    ]


def told(trade: Trade) -> list[object]:
    return [
        *(queries.sales_by(**question) for question in asked(trade)),
        *(queries.service_by_month(trade.by, period) for period in PERIODS),
    ]


def agree(trade: Trade) -> None:
    with from_rows():
        expected = told(trade)
    found = told(trade)
    for question, one, other in zip([*asked(trade), *PERIODS], found, expected, strict=True):
        assert one == other, question


def differences() -> list[str]:
    return [str(one) for one in queries.verify()]


def some_trade(trade: Trade) -> tuple[UUID, UUID]:
    """Three months, two customers, one rep, two items."""
    bea = User.objects.create(id=new_id(NOW), email="bea@example.org", name="Bea", made_at=NOW).id
    ann, ben = trade.customer("C-1", rep_id=bea), trade.customer("C-2")
    tea, rice = trade.item("TEA", 900, "271.00", category="Drinks"), trade.item("RICE", 900, "55.55")
    for number, days in enumerate((0, 1, 1, 20, 40, 64)):
        by = later(trade, days)
        customer = (ann, ben)[number % 2]
        order = trade.order(
            customer, (tea, 7, "3.3333"), (rice, 3, "0.07"), by=by, requested_on=TODAY + timedelta(days=30)
        )
        trade.invoice(trade.ship(order, 7 - number, 3, by=by), by=by)
    return ann, ben


def news_of_every_kind(trade: Trade, ann: UUID) -> None:
    """Facts that change days of long ago, of yesterday, and of today."""
    tea = trade.items["TEA"]
    old = trade.order(ann, (tea, 5, "2.00"), by=later(trade, -40))  # entered late, at its own day
    (line,) = trade.order_lines(old)
    sales.cancel_lines(trade.by, order_id=old, cuts=[(line.id, 3)])
    trade.order(ann, (tea, 4, "2.00"), by=later(trade, 3))
    gone = trade.order(ann, (tea, 4, "9.00"), by=later(trade, 3))
    sales.cancel_order(trade.by, order_id=gone, reason="moved away")
    invoice = trade.invoice(trade.ship(old, by=later(trade, 45)), by=later(trade, 45))
    (billed,) = trade.lines(invoice)
    billing.credit_lines(
        later(trade, 70),
        credit_note_id=new_id(NOW),
        invoice_id=invoice.id,
        lines=[(billed.id, 1)],
        reason="gift",
    )


def bring_back(trade: Trade) -> None:
    """Goods come back after their credit note: what it took back of their cost changes with them."""
    order_id = sql.rows(
        "select order_id from billing_invoice where kind = 'credit_note' order by number limit 1"
    )[0][0]
    line = sql.rows(
        """select sl.id from fulfilment_shipment_line sl join fulfilment_shipment s on s.id = sl.shipment_id
           where s.order_id = %s""",
        [order_id],
    )[0][0]
    return_id = new_id(NOW)
    by = later(trade, 80)
    returns.request_return(
        by, return_id=return_id, order_id=order_id, reason="wrong", lines=[returns.ReturnLineInput(line, 1)]
    )
    returns.authorise_return(by, return_id=return_id)
    found = sql.rows("select id from returns_return_line where return_id = %s", [return_id])
    returns.receive_return(by, return_id=return_id, lines=[(found[0][0], 1, "restock")])


def test_sums_tell_the_same_as_rows_summed_or_not_or_half(trade: Trade) -> None:
    ann, _ = some_trade(trade)
    agree(trade)  # nothing is summed
    assert sum_all(trade) == 5  # how far the feed is, three months, and that there is nothing before
    agree(trade)
    news_of_every_kind(trade, ann)
    agree(trade)  # the news is read from the rows
    assert sum_all(trade) == 1
    agree(trade)
    bring_back(trade)
    agree(trade)
    sum_all(trade)
    agree(trade)
    order = trade.order(ann, (trade.items["TEA"], 4, "2.00"), by=later(trade, 3))
    sum_all(trade)
    (line,) = trade.order_lines(order)
    less = ChangeAsked([ChangedLine(line.id, quantity=D(2))], reason="They called")
    sales.apply_change(later(trade, 4), change_id=new_id(NOW), order_id=order, asked=less)
    agree(trade)  # a change of a confirmed order changes its day
    sum_all(trade)
    agree(trade)
    assert sum_all(trade) == 0
    assert differences() == []
    assert {row[0] for row in sql.rows("select distinct span from reports_sales_sum")} == {"day", "month"}


def test_a_year_is_asked_in_as_many_statements_with_news_as_without(trade: Trade) -> None:
    ann, _ = some_trade(trade)
    sum_all(trade)
    year = PERIODS[0]
    assert statements(lambda: queries.sales_by(trade.by, year)) == 3
    for _ in range(3):
        news_of_every_kind(trade, ann)
        assert statements(lambda: queries.sales_by(trade.by, year)) == 4


def test_a_commit_that_comes_late_is_neither_missed_nor_counted_twice(trade: Trade) -> None:
    ann, _ = some_trade(trade)
    sum_all(trade)
    written, summed = threading.Event(), threading.Event()

    def order_slowly() -> None:
        with transaction.atomic():
            trade.order(ann, (trade.items["TEA"], 2, "5.00"))
            written.set()
            assert summed.wait(60)
        connection.close()

    slow = threading.Thread(target=order_slowly)
    slow.start()
    assert written.wait(60)
    try:
        cocoa = trade.item("COCOA", 10, "5.00")
        trade.order(ann, (cocoa, 3, "1.00"))  # a later number on the feed, committed earlier
        while commands.sum_up(trade.by):
            pass
        agree(trade)
    finally:
        summed.set()
        slow.join()
    agree(trade)
    sum_all(trade)
    agree(trade)
    assert differences() == []


def test_only_one_sums_at_a_time(trade: Trade) -> None:
    some_trade(trade)
    sum_all(trade)
    trade.customer("C-9")
    wait_until_settled()
    given: list[int] = []
    with transaction.atomic():
        sql.run("select from reports_summing for update")

        def other() -> None:
            given.append(commands.sum_up(trade.by))
            connection.close()

        twin = threading.Thread(target=other)
        twin.start()
        twin.join()
    assert given == [0]
    assert commands.sum_up(trade.by) == 1


def test_where_too_many_days_changed_all_is_summed_anew(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = some_trade(trade)
    sum_all(trade)
    monkeypatch.setattr(sys.modules[commands.sum_up.__module__], "MOST_DAYS", 2)
    news_of_every_kind(trade, ann)
    wait_until_settled()
    assert commands.sum_up(trade.by) == 1
    agree(trade)
    assert commands.sum_up(trade.by) == 1  # one month of it
    agree(trade)
    assert sum_all(trade) > 1
    agree(trade)
    assert differences() == []


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (
            "update reports_sales_sum set net = net + 1 where kind = 'all' and basis = 'ordered' and span = 'day'"
            " and starts_on = '2026-03-16'",
            [
                "I7 sum of sales, ordered, all of the day 2026-03-16: net is 24.54, should be 23.54",
                "I7 sum of sales, ordered, all of the month 2026-03-01: net is 70.62, should be 71.62",
            ],
        ),
        (
            "delete from reports_sales_sum where kind = 'all' and basis = 'invoiced' and starts_on = '2026-05-01'",
            [
                "I7 sum of sales, invoiced, all of the month 2026-05-01: documents is 0, should be 1",
            ],
        ),
        (
            "update reports_service_sum set on_time = 0 where starts_on = '2026-03-16'",
            ["of the day 2026-03-16: on_time is 0, should be 2"],
        ),
    ],
)
def test_a_wrong_sum_is_found_and_made_anew(trade: Trade, fault: str, expected: list[str]) -> None:
    some_trade(trade)
    sum_all(trade)
    sql.run(fault)
    found = "\n".join(differences())
    for sentence in expected:
        assert sentence in found, found
    commands.sum_up_anew(trade.by)
    agree(trade)
    sum_all(trade)
    assert differences() == []


def test_service_counts_what_was_wanted_by_a_day_and_what_left_at_first(trade: Trade) -> None:
    ann, tea, rice = trade.customer(), trade.item("TEA", 90, "9"), trade.item("RICE", 90, "9")
    wanted = {"requested_on": TODAY + timedelta(days=1)}
    order = trade.order(ann, (tea, 10, "1"), (rice, 10, "1"), **wanted)
    trade.ship(order, 10, 5)
    trade.ship(order, by=later(trade, 2))  # the rest: late, and not the first
    trade.ship(trade.order(ann, (tea, 4, "1")))  # wanted on no day
    (march,) = queries.service_by_month(trade.by, PERIODS[0])
    assert (march.month, march.shipments) == (date(2026, 3, 1), 3)
    assert (march.dated, march.on_time, march.wanted, march.filled) == (3, 2, 24, 19)
    assert march.rate_on_time == D(2) / 3
    assert march.fill_rate == D(19) / 24

"""Supply slips, is cut or comes early: exactly the lines whose day is another than told, until somebody tells them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from domain.reports.moved_trade import BLUM, SOL, Waiting, day, line_of, pegged_to
from rivals import start
from small_warehouse import everything, statements
from trade import TODAY
from tradepost.base import feed
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.mails.models import Mail
from tradepost.domain.parties.models import Customer
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, OrderLine

RIVAL = Path(__file__).with_name("moved_trade.py")


@pytest.fixture
def trade(db: None) -> Waiting:
    return Waiting.with_supplier()


def test_a_slip_hits_exactly_the_lines_that_wait_for_it(trade: Waiting) -> None:
    """Ten tea in stock, two deliveries: lines from stock, from the other delivery and of cups stay as told."""
    trade.receive(("tea", 10, "6"))
    early, late, cups = (
        trade.buy("tea", 20, day(5)),
        trade.buy("tea", 50, day(9)),
        trade.buy("cup", 50, day(5)),
    )
    trade.order(("tea", 10))
    hit = [trade.order(("tea", 8)), trade.order(("tea", 12), customer=SOL)]
    trade.order(("tea", 5), ("cup", 5))
    assert trade.moved() == {}

    trade.says(early, day(10))

    wanted = {line_of(order): ("slipped", day(5), day(10)) for order in hit}
    assert trade.moved() == wanted
    assert set(trade.moved(purchase_order=early.id)) == pegged_to(early) == set(wanted)
    assert trade.moved(purchase_order=late.id) == trade.moved(purchase_order=cups.id) == {}
    assert trade.moved(supplier=trade.supplier_id) == wanted
    assert [list(trade.moved(customer=trade.customers[name])) for name in (BLUM, SOL)] == [
        [line_of(order)] for order in hit
    ]
    assert (trade.moved(days=8), trade.moved(days=4)) == ({}, wanted)
    assert reports_queries.today(trade.by).dates_to_tell == 2
    assert reports_queries.lines_hit(trade.by, early.id) == {"slipped": 2}


def test_a_cut_moves_pegs_to_other_supply_or_leaves_no_day(trade: Waiting) -> None:
    """What settling gave to another delivery is told by its day; what nothing covers has none; both were hit."""
    first, second = trade.buy("tea", 20, day(5)), trade.buy("tea", 10, day(9))
    asked = ((8, day(5)), (8, day(5)), (4, day(5)), (10, day(9)))
    told = [
        line_of(trade.order(("tea", quantity), by=trade.at(hours=hour)))
        for hour, (quantity, _) in enumerate(asked)
    ]
    assert [OrderLine.objects.get(pk=line).promised_on for line in told] == [
        promised for _, promised in asked
    ]

    trade.says(first, day(5), quantity=14)

    assert trade.moved() == {told[1]: ("no_day", day(5), None), told[2]: ("no_day", day(5), None)}
    assert set(trade.moved(purchase_order=first.id)) == {told[1], told[2]}
    assert reports_queries.lines_hit(trade.by, first.id) == {"no_day": 2}

    third = trade.buy("tea", 2, day(12))
    assert trade.moved() == {told[1]: ("slipped", day(5), day(12)), told[2]: ("no_day", day(5), None)}
    assert pegged_to(third) == {told[1]} and set(trade.moved(purchase_order=third.id)) == {told[1]}
    assert set(trade.moved(purchase_order=first.id)) == {told[1], told[2]}
    # Told, and moved again by the third: it is no longer the first one's doing.
    sales.tell_new_dates(trade.by, days=trade.days(BLUM), reason="By phone.")
    assert trade.moved() == {}
    trade.says(third, day(15))
    assert trade.moved(purchase_order=third.id) == {told[1]: ("slipped", day(12), day(15))}
    assert trade.moved(purchase_order=first.id) == {}
    assert second.id


def test_an_early_arrival_moves_up_and_a_first_day_is_told(trade: Waiting) -> None:
    order = trade.buy("tea", 10, day(5))
    early, waiting = line_of(trade.order(("tea", 10))), line_of(trade.order(("tea", 6)))
    trade.arrives(order, 10)
    assert trade.moved() == {early: ("earlier", day(5), TODAY)}
    assert set(trade.moved(purchase_order=order.id)) == {early}

    trade.buy("tea", 6, day(20))
    assert trade.moved()[waiting] == ("first_day", None, day(20))
    assert reports_queries.today(trade.by).dates_to_tell == 2
    # On the day told, goods that are there are no news.
    assert set(trade.moved(trade.at(days=5))) == {waiting}
    assert reports_queries.today(trade.at(days=5)).dates_to_tell == 1


def test_overdue_supply_is_no_news_until_somebody_says_when_it_comes(trade: Waiting) -> None:
    order = trade.buy("tea", 10, day(5))
    line = line_of(trade.order(("tea", 10)))
    assert trade.moved(trade.at(days=8)) == {}
    trade.says(order, day(6))
    assert trade.moved(trade.at(days=8)) == {line: ("slipped", day(5), day(8))}
    # Nor is it a first day for who has none.
    trade.order(("tea", 3))
    trade.buy("tea", 3, day(7))
    assert set(trade.moved(trade.at(days=7))) == {line, *trade.moved(move="first_day")}
    assert set(trade.moved(trade.at(days=8))) == {line}
    assert [reports_queries.today(trade.at(days=days)).dates_to_tell for days in (7, 8)] == [2, 1]


def test_told_dates_leave_the_list_and_the_order_tells_it(trade: Waiting) -> None:
    order = trade.buy("tea", 20, day(5))
    mine, other = trade.order(("tea", 8)), trade.order(("tea", 4), customer=SOL)
    version = Order.objects.get(pk=mine.pk).version
    trade.says(order, day(10))

    mail = sales.mail_new_dates(trade.by, days=trade.days(BLUM), mail=trade.mail(BLUM))

    assert set(trade.moved()) == {line_of(other)}
    assert OrderLine.objects.get(order=mine).promised_on == day(10)
    assert Order.objects.get(pk=mine.pk).version == version + 1
    told = feed.about([mine.pk])[0]
    assert (told.name, told.data) == (
        "sales.dates_told",
        {
            "order_id": str(mine.pk),
            "lines": {str(line_of(mine)): [day(5).isoformat(), day(10).isoformat()]},
            "mail_id": str(mail.pk),
            "reason": "",
        },
    )
    assert [*sales_queries.differences(), *inventory_queries.differences()] == []


def test_it_is_refused_when_told_already_or_moved_again_and_nothing_changes(trade: Waiting) -> None:
    order = trade.buy("tea", 20, day(5))
    trade.order(("tea", 8))
    trade.says(order, day(10))
    seen = trade.days(BLUM)
    trade.says(order, day(11))
    before = everything()
    for days, code in ((seen, "moved-again"), (trade.days(BLUM)[:0], "nothing-to-tell")):
        with pytest.raises(Refusal) as refused:
            sales.mail_new_dates(trade.by, days=days, mail=trade.mail(BLUM))
        assert refused.value.code == code
    with pytest.raises(Invalid):
        sales.tell_new_dates(trade.by, days=trade.days(BLUM), reason=" ")
    with pytest.raises(Invalid):
        sales.mail_new_dates(trade.by, days=trade.days(BLUM), mail=replace(trade.mail(BLUM), to="nobody"))
    assert everything() == before and Mail.objects.count() == 0


def test_each_sees_and_tells_only_their_own(trade: Waiting) -> None:
    rep, elsewhere = new_id(trade.by.now), new_id(trade.by.now)
    Customer.objects.filter(pk=trade.customers[SOL]).update(rep_id=rep)
    order = trade.buy("tea", 20, day(5))
    blum, sol = line_of(trade.order(("tea", 8))), line_of(trade.order(("tea", 4), customer=SOL))
    trade.says(order, day(10))

    def only(**scope: UUID) -> Any:
        return replace(trade.by, scope=scope)

    seen = [
        (only(rep=rep), {sol}),
        (only(rep=elsewhere), set()),
        (only(customer=trade.customers[BLUM]), {blum}),
        (only(warehouse=trade.warehouse_id), {blum, sol}),
        (only(warehouse=elsewhere), set()),
    ]
    for by, lines in seen:
        assert set(trade.moved(by)) == lines
        assert reports_queries.today(by).dates_to_tell == len(lines)
        customers = {line.order.customer_id for line in OrderLine.objects.filter(pk__in=lines)}
        assert {row.pk for row in sales_queries.TO_TELL.page(by).rows} == customers
    for by, _ in seen[:2]:
        with pytest.raises(Refusal) as refused:
            sales.tell_new_dates(by, days=trade.days(BLUM), reason="Not mine.")
        assert refused.value.code == "nothing-to-tell"
    assert set(trade.moved()) == {blum, sol}


def test_statements_do_not_grow_with_lines(trade: Waiting) -> None:
    order = trade.buy("tea", 400, day(5))
    trade.order(("tea", 8))
    trade.says(order, day(10))
    counted = []
    for more in (0, 30):
        for number in range(more):
            trade.order(*[("tea", 1)] * 3, customer=(BLUM, SOL)[number % 2], requested_on=day(number))
        trade.says(order, day(20 + more))
        with statements() as listed:
            rows = reports_queries.MOVED_DATES.page(
                trade.by, filters={"purchase_order": [str(order.id)]}
            ).rows
            sales_queries.TO_TELL.page(trade.by)
            sales_queries.moved_counts(trade.by, list(trade.customers.values()))
        with statements() as told:
            sales.tell_new_dates(trade.by, days=trade.days(BLUM), reason="By phone.")
        counted.append((len(listed), len(told), [line.order.number for line in rows] != []))
    # Each list asks first whether days of handling and transit are set up.
    assert counted == [(6, 9, True)] * 2


def test_two_who_tell_at_once_send_one_mail(own_database: str) -> None:
    """Real processes: both have read what moved; the second finds it told, and its mail is not kept."""
    customer = start(own_database, RIVAL, "prepare").said()
    with psycopg.connect(own_database, autocommit=True) as gate:
        gate.execute("select pg_advisory_lock(1)")
        rivals = [start(own_database, RIVAL, "tell", customer) for _ in range(2)]
        while gate.execute("select count(*) from pg_locks where not granted").fetchone() != (2,):
            assert all(rival.runs() for rival in rivals)
            time.sleep(0.05)
        gate.execute("select pg_advisory_unlock(1)")
        assert sorted(rival.said() for rival in rivals) == ["nothing-to-tell", "told"]
        assert gate.execute("select count(*) from mails_mail").fetchone() == (1,)
        told = gate.execute("select count(*) from base_event where name = 'sales.dates_told'").fetchone()
    assert told == (2,)

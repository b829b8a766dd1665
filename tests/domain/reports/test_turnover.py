"""How goods turned over: classes, slow and dead, and what is tied up in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import NOW, TODAY, Trade
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.reports import commands as reports
from tradepost.domain.reports import queries
from tradepost.domain.reports.models import Turnover

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "cup", "jar", "lid", stock=100, cost="2")
    trade.add_customer()
    return trade


def sell(trade: Trade, sku: str, quantity: int, days: int = 0) -> None:
    order = trade.order((sku, quantity))
    fulfilment.ship_order(trade.at(days=days), shipment_id=new_id(NOW), order_id=order.id)


def all_classed(by: By) -> int:
    done = 0
    while said := reports.class_stock(by):
        done += said
    return done


def told(by: By, sort: str = "sku", **filters: str) -> list[tuple[Any, ...]]:
    page = queries.TURNOVER.page(by, filters={name: [value] for name, value in filters.items()}, sort=sort)
    return [
        (row.position.item.sku, row.letter, row.gone, row.gone_value, row.idle_days, row.lasts_days)
        for row in page.rows
    ]


def test_classes_and_days_are_of_the_last_ninety_days(trade: Trade) -> None:
    for sku, quantity in (("tea", 80), ("cup", 15), ("jar", 5)):
        sell(trade, sku, quantity)
    later = trade.at(days=2)
    assert all_classed(later) == 4
    assert told(later) == [
        ("cup", "B", 15, D(30), 2, 510),
        ("jar", "C", 5, D(10), 2, 1710),
        ("lid", "C", 0, D(0), 2, None),
        ("tea", "A", 80, D(160), 2, 22),
    ]
    assert list(queries.verify()) == []
    assert reports.class_stock(later) == 0, "once a day"
    after = trade.at(days=120)
    all_classed(after)
    assert told(after, letter="A") == []
    assert [row[0] for row in told(after, slow="yes")] == ["cup", "jar", "lid", "tea"]
    assert told(after, dead="yes") == []
    all_classed(trade.at(days=200))
    assert len(told(after, dead="yes")) == 4


def test_what_was_sold_out_is_neither_slow_nor_dead(trade: Trade) -> None:
    sell(trade, "tea", 100)
    all_classed(trade.at(days=200))
    assert [row[0] for row in told(trade.by, dead="yes")] == ["cup", "jar", "lid"]


def test_verify_tells_a_turnover_that_the_moves_do_not_bear_out(trade: Trade) -> None:
    sell(trade, "tea", 10)
    all_classed(trade.at(days=1))
    sell(trade, "tea", 1)
    assert list(queries.verify()) == [], "what came later is of the next day"
    Turnover.objects.filter(position__item__sku="tea").update(gone=11)
    assert [str(one.found) for one in queries.verify() if "went" in one.what] == ["11"]


def test_who_sees_some_customers_or_another_warehouse_sees_no_turnover(trade: Trade) -> None:
    all_classed(trade.at(days=1))
    for scope in ({"rep": new_id(NOW)}, {"customer": new_id(NOW)}, {"warehouse": new_id(NOW)}):
        assert told(replace(trade.by, scope=scope)) == []


def test_a_page_costs_the_same_for_one_and_for_three_and_a_day_for_any_number(trade: Trade) -> None:
    counted = []
    for limit in (1, 3):
        with CaptureQueriesContext(
            connection,
        ) as said:
            queries.TURNOVER.page(trade.by, limit=limit)
        counted.append(len(said))
    assert counted[0] == counted[1]
    with CaptureQueriesContext(connection) as four:
        reports.class_stock(trade.at(days=1))
    trade.add_items(*[f"x{n}" for n in range(50)], stock=1)
    with CaptureQueriesContext(connection) as many:
        reports.class_stock(trade.at(days=2))
    assert len(four) == len(many)
    assert Turnover.objects.get(position__item__sku="x7").until_on == TODAY + timedelta(days=2)

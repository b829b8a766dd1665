"""A past day is told from sums of months: they say what the moves say, whoever posts into them and whenever."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal as D

import pytest
from django.db import connection, transaction

from trade import Trade
from tradepost.base import sql
from tradepost.base.by import By, system
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput
from tradepost.domain.inventory.models import MonthSum, Place, StockMonth
from tradepost.domain.inventory.queries import AsOf, differences, stock_as_of, values_at
from tradepost.domain.inventory.rules.months import (
    begins,
    first_of_month,
    month_after,
    month_from,
    months_between,
)

pytestmark = pytest.mark.django_db(transaction=True)

JANUARY, MARCH, JULY = (datetime(2026, month, 10, 12, tzinfo=UTC) for month in (1, 3, 7))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open(JANUARY)
    trade.add_items("tea", "cup", stock=20, cost="6")
    return trade


def by(moment: datetime) -> By:
    return system(moment, "Test")


def find(trade: Trade, moment: datetime, sku: str, quantity: int) -> None:
    """So many came to light on that day, worth 5 each."""
    place = Place.objects.get(warehouse_id=trade.warehouse_id, code="MAIN")
    line = AdjustInput(trade.items[sku], place.id, quantity, value=D(5) * quantity)
    inventory.adjust(
        by(moment), posting_id=new_id(moment), warehouse_id=trade.warehouse_id, lines=[line], reason="found"
    )


def summed(moment: datetime) -> list[date]:
    """Which months are, after the worker said it until there was nothing to do."""
    while inventory.sum_months(by(moment)):
        pass
    return list(StockMonth.objects.filter(summed=True).order_by("month").values_list("month", flat=True))


def as_of(trade: Trade, *days: tuple[int, int]) -> list[int]:
    """What lay of tea and cups together when these days (month, day) began."""
    return [
        sum(one.on_hand for one in stock_as_of(trade.warehouse_id, datetime(2026, *day, tzinfo=UTC)).values())
        for day in days
    ]


DAYS = ((1, 1), (1, 11), (2, 1), (3, 10), (3, 11), (4, 1), (7, 1), (7, 11), (8, 1))


def test_a_past_day_is_the_same_from_sums_as_from_moves(trade: Trade) -> None:
    find(trade, MARCH, "tea", 3)
    find(trade, JULY, "cup", 4)
    read = as_of(trade, *DAYS)
    assert read == [0, 40, 40, 40, 43, 43, 43, 47, 47]
    assert summed(JULY) == months_between(date(2026, 1, 1), date(2026, 7, 1)), "July has not ended"
    assert MonthSum.objects.count() == 3, "two items came in January, one in March"
    assert as_of(trade, *DAYS) == read
    worth = stock_as_of(trade.warehouse_id, datetime(2026, 3, 11, tzinfo=UTC), trade.items["tea"])
    assert worth == {trade.items["tea"]: AsOf(23, D(135))}
    assert not list(differences())
    assert inventory.sum_months(by(JULY)) == 0


def test_what_stock_was_worth_when_months_ended_is_told_with_and_without_sums(trade: Trade) -> None:
    find(trade, MARCH, "tea", 3)
    find(trade, JULY, "cup", 4)
    days = [date(2025, 12, 31), date(2026, 1, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 7, 31)]
    worth = [D(0), D(240), D(255), D(255), D(275)]
    told = dict(zip(days, worth, strict=True))
    assert values_at(by(JULY), days) == told
    summed(JULY)
    assert values_at(by(JULY), days) == told
    find(
        trade, MARCH, "tea", 1
    )  # late: March and all later months are read from the moves until they are summed
    told = {day: value + (5 if day >= date(2026, 3, 31) else 0) for day, value in told.items()}
    assert values_at(by(JULY), days) == told
    summed(JULY)
    assert values_at(by(JULY), days) == told


def test_the_sums_and_not_the_moves_are_read(trade: Trade) -> None:
    find(trade, MARCH, "tea", 3)
    summed(JULY)
    MonthSum.objects.filter(month=date(2026, 3, 1)).update(quantity=2)
    assert as_of(trade, (2, 20), (3, 5)) == [41, 40], (
        "March is read from its sum on a day before it, else from its moves"
    )
    assert [d.found for d in differences()] == ["2 worth 15.0000"]


def test_what_is_posted_into_a_summed_month_is_told_at_once_and_summed_again(trade: Trade) -> None:
    summed(JULY)
    find(trade, MARCH, "tea", 3)
    assert list(StockMonth.objects.order_by("month").values_list("month", flat=True)) == [
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    told = [0, 40, 40, 40, 43, 43, 43, 43, 43]
    assert as_of(trade, *DAYS) == told
    assert len(summed(JULY)) == 6
    assert as_of(trade, *DAYS) == told
    assert not list(differences())


def test_a_month_waits_for_who_does_not_know_its_name_yet(trade: Trade) -> None:
    """The poster wrote its moves before the month was named, and commits after: nothing of it is missed."""
    written, may_commit = threading.Event(), threading.Event()

    def post_slowly() -> None:
        with transaction.atomic():
            find(trade, MARCH, "tea", 3)
            written.set()
            may_commit.wait(20)
        connection.close()

    clerk = threading.Thread(target=post_slowly)
    clerk.start()
    assert written.wait(20)
    assert summed(JULY) == [], "named, but not summed while somebody may not have seen it"
    assert StockMonth.objects.count() == 6
    may_commit.set()
    clerk.join()
    assert len(summed(JULY)) == 6
    assert as_of(trade, (3, 10), (3, 11)) == [40, 43]
    assert not list(differences())


def test_a_company_from_another_server_is_not_waited_for(trade: Trade) -> None:
    """Numbers of transactions of the server it was saved on may be far ahead of this one's."""
    assert inventory.sum_months(by(JULY)) == 6
    sql.run("update inventory_stock_month set settles_after = 4000000000")
    assert len(summed(JULY)) == 6


def test_a_company_without_moves_has_no_months() -> None:
    assert inventory.sum_months(by(JULY)) == 0
    assert not StockMonth.objects.exists()


def test_months_are_of_utc() -> None:
    assert first_of_month(datetime.fromisoformat("2026-05-01T01:00+02:00")) == date(2026, 4, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_from(begins(date(2026, 5, 1))) == date(2026, 5, 1)
    assert month_from(datetime(2026, 5, 1, 0, 0, 1, tzinfo=UTC)) == date(2026, 6, 1)
    assert months_between(date(2026, 11, 1), date(2027, 2, 1)) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert months_between(date(2026, 2, 1), date(2026, 2, 1)) == []

"""What may be missing from an order: counted in what its customer ordered, each with its reason; only what is sold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Item
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.queries import ToCheck
from tradepost.domain.sales.rules import suggestions as rules
from tradepost.domain.sales.rules.suggestions import Bought, NewItem

HERE, THERE = UUID(int=1), UUID(int=2)


def bought(n: int, orders: int, days_ago: int = 7, **given: Any) -> Bought:
    row = Bought(
        UUID(int=100 + n), f"I-{n}", f"Item {n}", "piece", HERE, date(2025, 1, n), True, orders,
        TODAY - timedelta(days=days_ago), 24, "case", UnitFactor(12),
    )  # fmt: skip
    return row._replace(**given)


@pytest.mark.parametrize(
    ("of_orders", "history", "here", "found"),
    [
        (12, [bought(1, 3), bought(2, 4), bought(3, 12)], [], ["I-3", "I-2"]),
        (2, [bought(1, 1), bought(2, 2)], [], ["I-2"]),
        (1, [bought(1, 1)], [], []),
        (12, [bought(2, 8), bought(1, 8), bought(3, 8, days_ago=1)], [], ["I-3", "I-1", "I-2"]),
        (12, [bought(1, 8), bought(2, 8, is_sold=False)], [], ["I-1"]),
        (12, [bought(1, 8), bought(2, 8)], [UUID(int=101)], ["I-2"]),
    ],
)
def test_usual_is_what_stands_in_a_third_of_the_orders_and_in_two_at_least(
    of_orders: int, history: list[Bought], here: list[UUID], found: list[str]
) -> None:
    assert [row.sku for row in rules.usual_missing(history, of_orders, here)] == found


@pytest.mark.parametrize(
    ("row", "typed"),
    [
        (bought(1, 3), (D(2), "case")),
        (bought(1, 3, quantity=25), (D(25), "")),
        (bought(1, 3, unit="", factor=UnitFactor()), (D(24), "")),
        (bought(1, 3, quantity=3, unit="kg", factor=UnitFactor(3, 2)), (D(2), "kg")),
    ],
)
def test_the_usual_quantity_is_said_in_the_unit_that_was_typed_where_whole_ones_make_it(
    row: Bought, typed: tuple[D, str]
) -> None:
    assert rules.typed_of(row) == typed


def test_new_is_what_came_after_all_they_buy_there_most_bought_category_first() -> None:
    history = [bought(1, 1), bought(9, 1), bought(3, 1, category_id=THERE), bought(4, 1, category_id=None)]
    assert rules.categories_bought(history) == {HERE: date(2025, 1, 9), THERE: date(2025, 1, 3)}
    new = [
        NewItem(UUID(int=n), f"N-{n}", "", "piece", category, "", date(2026, 3, n))
        for n, category in ((1, THERE), (2, HERE), (3, HERE), (4, THERE))
    ]
    assert [row.sku for row in rules.new_missing(new, history, [UUID(int=3)])] == ["N-2", "N-4", "N-1"]


@pytest.fixture
def trade(db: None) -> Trade:
    """Tea is in every of six orders, by the case; cups are in three; jars in one, long ago."""
    trade = Trade.open()
    tableware = catalog.create_category(trade.by, category_id=new_id(trade.by.now), name="Tableware").pk
    trade.add_items("tea", "cup", "jar", stock=500, category_id=tableware)
    trade.add_case("tea")
    customer = trade.add_customer()
    for n, quantity in enumerate((2, 3, 2, 9, 2, 3)):
        lines = [LineInput(trade.items["tea"], D(quantity), "case")]
        lines += [LineInput(trade.items["cup"], D(10 + n))] if n % 2 else []
        lines += [] if n else [LineInput(trade.items["jar"], D(1))]
        sales.place_order(trade.at(n), order_id=new_id(trade.at(n).now), customer_id=customer, lines=lines)
        sales.submit_order(trade.at(n), order_id=queries.ORDERS.rows(trade.by).latest("placed_at").pk)
    return trade


def asked(trade: Trade, *skus: str, quantity: int = 1) -> ToCheck:
    (customer,) = trade.customers.values()
    return ToCheck(customer, [LineInput(trade.items[sku], D(quantity)) for sku in skus])


def told(trade: Trade, *skus: str, quantity: int = 1) -> list[tuple[Any, ...]]:
    found = queries.suggestions(trade.at(9), asked(trade, *skus, quantity=quantity))
    return [(one.kind, one.sku, one.quantity, one.unit, one.line) for one in found]


def test_what_is_usual_and_missing_is_told_with_its_figures(trade: Trade) -> None:
    assert told(trade) == [("usual", "tea", D(2), "case", None), ("usual", "cup", D(13), "piece", None)]
    assert told(trade, "tea") == [("usual", "cup", D(13), "piece", None)]
    tea = queries.suggestions(trade.at(9), asked(trade))[0]
    last = TODAY + timedelta(days=5)
    assert (tea.orders, tea.of_orders, tea.last_on) == (6, 6, last)
    assert tea.reason == f"In 6 of the last 6 orders, the last time on {last}; usually 2 case."
    # Another customer has no history, and one that is blocked is offered nothing.
    other = trade.add_customer("Bar")
    assert queries.suggestions(trade.by, ToCheck(other, [])) == []


def test_only_what_may_be_sold_to_them_is_told_and_as_it_is_sold(trade: Trade) -> None:
    tea, cup = trade.items["tea"], trade.items["cup"]
    catalog.change_item(trade.by, item_id=cup, minimum_quantity=20, increment=5)
    catalog.change_item(trade.by, item_id=tea, most_quantity=20)
    assert told(trade) == [("usual", "cup", D(20), "piece", None)]
    catalog.change_item(trade.by, item_id=tea, most_quantity=24)
    assert [row[1] for row in told(trade)] == ["tea", "cup"]
    catalog.discontinue_item(trade.by, item_id=tea)
    assert [row[1] for row in told(trade)] == ["cup"]


def test_what_is_new_where_they_buy_is_told_and_what_all_came_together_is_not(trade: Trade) -> None:
    category = category_of_tea(trade)
    by, trade.by = trade.by, trade.at(3)
    trade.add_items("pot", category_id=category, minimum_quantity=6)
    trade.add_items("dear", category_id=None)
    trade.by = by
    trade.add_items("pan", category_id=category)  # made the same day as what they buy: not news
    assert told(trade)[2:] == [("new", "pot", D(6), "piece", None)]
    pot = queries.suggestions(trade.at(9), asked(trade))[2]
    assert pot.reason == f"New in Tableware since {TODAY + timedelta(days=3)}, where they buy 3 other items."
    late = queries.suggestions(trade.at(120), asked(trade))
    assert [one.sku for one in late] == ["tea", "cup"]


def category_of_tea(trade: Trade) -> UUID:
    category = Item.objects.get(pk=trade.items["tea"]).category_id
    assert category is not None
    return category


def test_what_is_short_is_told_by_what_stands_in_at_its_line(trade: Trade) -> None:
    trade.add_items("gone")
    catalog.keep_substitute(trade.by, item_id=trade.items["gone"], other_id=trade.items["cup"])
    assert told(trade, "tea", "gone", quantity=3) == [("substitute", "cup", D(3), "piece", 1)]
    # It stands in the order already.
    assert told(trade, "cup", "gone", quantity=3) == [("usual", "tea", D(2), "case", None)]


def test_statements_do_not_grow_with_lines_or_history(trade: Trade) -> None:
    def count(*skus: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.suggestions(trade.at(9), asked(trade, *skus))
        return len(seen)

    trade.add_items(*[f"x-{n}" for n in range(40)], stock=10)
    one = count("x-1")
    assert count(*[f"x-{n}" for n in range(40)]) == one
    assert count() <= 5

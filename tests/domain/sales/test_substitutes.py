"""What may be sold instead of a line that is short: its own stock, day and price, shared over the whole order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import SubstituteInput
from tradepost.domain.catalog.models import Substitute
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.queries import ToCheck


@pytest.fixture
def trade(db: None) -> Trade:
    """Old cups are gone; of the new there are 30, of the plain ones 8, of the jars 100."""
    trade = Trade.open()
    trade.add_items("old", "late", price="10")
    trade.add_items("new", price="12", stock=30)
    trade.add_items("plain", price="7", stock=8)
    trade.add_items("jar", stock=100)
    trade.add_customer(discount_percent=D(10))
    return trade


def instead(trade: Trade, item: str, other: str, **given: Any) -> None:
    catalog.keep_substitute(trade.by, item_id=trade.items[item], other_id=trade.items[other], **given)


def asked(trade: Trade, *lines: tuple[str, str, str]) -> ToCheck:
    (customer,) = trade.customers.values()
    return ToCheck(customer, [LineInput(trade.items[sku], D(n), unit) for sku, n, unit in lines])


def offered(trade: Trade, *lines: tuple[str, str, str]) -> list[tuple[Any, ...]]:
    """Of each finding with a substitute: line, SKU, quantity, unit, free, days from today, price."""
    return [
        (one.line, other.sku, other.quantity, other.unit, other.free,
         (other.arrives_on - TODAY).days, other.unit_price)
        for one in queries.findings(trade.by, asked(trade, *lines))
        if (other := one.instead)
    ]  # fmt: skip


def test_what_is_short_is_offered_by_what_stands_in_with_its_own_day_and_price(trade: Trade) -> None:
    instead(trade, "old", "plain", rank=2, note="No print")
    instead(trade, "old", "new", rank=1, note="New model")
    assert offered(trade, ("old", "5", "")) == [
        (0, "new", D(5), "piece", 30, 0, D("10.8")),
        (0, "plain", D(5), "piece", 8, 0, D("6.3")),
    ]
    first, found, _ = queries.findings(trade.by, asked(trade, ("old", "5", "")))
    assert first.stable_code == "no-supply"
    assert (found.severity, found.stable_code, found.at, found.fix) == (
        "note", "substitute", "lines.0.item_id", str(trade.items["new"])
    )  # fmt: skip
    assert found.note == (
        f"Instead of old: new New arrives on {TODAY}, 30 piece are free, at 10.80 {trade.base_currency} per piece."
    )
    # Of ten there are not enough plain ones; and of a line that is there nothing is said.
    assert [row[1] for row in offered(trade, ("old", "10", ""))] == ["new"]
    assert offered(trade, ("jar", "5", "")) == []


def test_lines_share_what_is_free_of_what_stands_in(trade: Trade) -> None:
    instead(trade, "old", "new")
    instead(trade, "late", "new")
    # 20 of the new are ordered themselves: 10 are left, for the first line; the second finds none.
    assert [row[:2] for row in offered(trade, ("new", "20", ""), ("old", "10", ""), ("late", "1", ""))] == [
        (1, "new")
    ]


def test_a_late_line_is_offered_only_what_arrives_earlier(trade: Trade) -> None:
    instead(trade, "late", "new")
    instead(trade, "late", "old", rank=2)
    trade.expect("late", 50, TODAY + timedelta(days=9))
    trade.expect("old", 50, TODAY + timedelta(days=5))
    order = asked(trade, ("late", "40", ""))
    wanted = replace(order, requested_on=TODAY + timedelta(days=1))
    found = [one for one in queries.findings(trade.by, wanted) if one.instead]
    # 40 new ones have no day: only 30 are there.
    assert [(one.instead.sku, one.instead.arrives_on) for one in found if one.instead] == [
        ("old", TODAY + timedelta(days=5))
    ]
    assert [one for one in queries.findings(trade.by, order) if one.instead] == []


def test_as_much_is_offered_in_a_unit_that_holds_as_much_else_in_pieces_as_it_is_sold(trade: Trade) -> None:
    trade.add_case("old")
    trade.add_case("new", "carton")
    trade.add_case("plain", "box", of=4)
    instead(trade, "old", "new")
    instead(trade, "old", "plain", rank=2)
    catalog.change_item(trade.by, item_id=trade.items["plain"], sold_by="box")
    assert [row[1:4] for row in offered(trade, ("old", "2", "case"))] == [("new", D(2), "carton")]
    # 5 are sold by the box of 4 as 8: no less than was asked for.
    assert ("plain", D(8), "piece") in [row[1:4] for row in offered(trade, ("old", "5", ""))]


def test_what_is_archived_over_or_the_other_way_round_is_not_offered(trade: Trade) -> None:
    instead(trade, "new", "old")
    assert offered(trade, ("old", "5", "")) == []
    instead(trade, "new", "old", both_ways=True, valid_from=TODAY, valid_until=TODAY + timedelta(days=1))
    assert [row[1] for row in offered(trade, ("old", "5", ""))] == ["new"]
    instead(trade, "new", "old", both_ways=True, valid_until=TODAY)
    assert offered(trade, ("old", "5", "")) == []
    instead(trade, "new", "old", both_ways=True)
    assert [row[1] for row in offered(trade, ("old", "5", ""))] == ["new"]
    catalog.discontinue_item(trade.by, item_id=trade.items["new"])
    assert offered(trade, ("old", "5", "")) == []
    assert Substitute.objects.count() == 1


def test_a_pair_is_one_row_said_anew_and_bad_ones_change_nothing(trade: Trade) -> None:
    old, new, plain = (trade.items[sku] for sku in ("old", "new", "plain"))
    given = [SubstituteInput(old, new), SubstituteInput(old, plain, 2, note="No  print")]
    assert catalog.keep_substitutes(trade.by, substitutes=given) == 2
    assert catalog.keep_substitutes(trade.by, substitutes=given) == 0
    assert catalog.keep_substitutes(trade.by, substitutes=[SubstituteInput(old, new, 3)]) == 1
    rows = catalog_queries.substitutes_of(trade.by, old)
    assert [(row.other.sku, row.rank, row.note) for row in rows] == [("plain", 2, "No print"), ("new", 3, "")]
    with pytest.raises(Invalid) as refused:
        catalog.keep_substitutes(trade.by, substitutes=[*given, SubstituteInput(new, new, 0)])
    assert list(refused.value.facts["fields"]) == ["substitutes.2.other_id", "substitutes.2.rank"]
    with pytest.raises(NotFound):
        catalog.keep_substitute(trade.by, item_id=old, other_id=trade.warehouse_id)
    with pytest.raises(NotFound):
        catalog.remove_substitute(trade.by, item_id=new, other_id=old)
    assert catalog_queries.substitutes_of(trade.by, old) == rows
    catalog.remove_substitute(trade.by, item_id=old, other_id=plain)
    assert [row.other.sku for row in catalog_queries.substitutes_of(trade.by, old)] == ["new"]


def count(trade: Trade, *lines: tuple[str, str, str]) -> int:
    with CaptureQueriesContext(connection) as seen:
        queries.findings(trade.by, asked(trade, *lines))
    return len(seen)


def test_statements_do_not_grow_with_lines_and_an_order_that_is_there_costs_none_more(trade: Trade) -> None:
    there = count(trade, ("jar", "5", ""))
    assert count(trade, ("old", "1", "")) == there + 2  # the way, and that nothing stands in
    instead(trade, "old", "new")
    instead(trade, "late", "plain")
    one = count(trade, ("old", "1", ""))
    assert count(trade, *[("old", "1", ""), ("late", "1", "")] * 20) == one
    assert count(trade, ("jar", "5", "")) == there


def test_asked_when_it_could_be_there_the_answer_says_what_instead(trade: Trade) -> None:
    (customer,) = trade.customers.values()
    to = parties_queries.customer_terms(customer)
    instead(trade, "old", "new", note="New model")

    def wish(quantity: int, **given: Any) -> Any:
        return reports_queries.wish(
            trade.by, trade.warehouse_id, item_id=trade.items["old"], quantity=quantity, on=TODAY, **given
        ).instead

    (found,) = wish(20, to=to)
    assert (found.stand_in.sku, found.available, found.journey.arrives_on, found.price, found.unit) == (
        "new", 30, TODAY, D("10.8"), "piece"
    )  # fmt: skip
    (found,) = wish(31)
    assert (found.available, found.journey, found.price) == (30, None, None)
    trade.receive(("old", 20, "6"))
    assert wish(20) == ()

"""What is given by hand beyond one's limit is held, and let go by who may give it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from trade import Trade
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.rules.limits import Given, given_by_hand, most_by_hand, price_findings

LIMITS = {"rep": 5, "sales": 15}


@pytest.mark.parametrize(
    ("roles", "most"),
    [
        ({"rep"}, D(5)),
        ({"rep", "sales"}, D(15)),
        ({"rep", "viewer"}, D(5)),
        ({"viewer"}, None),
        ({"rep", "owner"}, None),
        (set(), None),
    ],
)
def test_the_largest_limit_of_ones_roles_counts(roles: set[str], most: D | None) -> None:
    assert most_by_hand(roles, LIMITS) == most


@pytest.mark.parametrize(
    ("list_price", "price", "typed", "discount", "of_order", "expected"),
    [
        ("10", "10", False, "0", "0", "0.0"),
        ("10", "10", False, "12", "0", "12.0"),
        ("10", "8", True, "0", "0", "20.0"),
        # A price of the lists is no gift, though it is below another list's.
        ("10", "8", False, "0", "0", "0.0"),
        # 8 of 10, and 10 % off that, and 5 % off all: 6.84.
        ("10", "8", True, "10", "5", "31.6"),
        # Above the list there is room for a discount.
        ("10", "12", True, "10", "0", "0"),
        ("10", "0", True, "0", "0", "100.0"),
        (None, "8", True, "0", "0", "0.0"),
        (None, "0", False, "0", "0", "0"),
        ("3", "2.85", True, "0", "0", "5.0"),
    ],
)
def test_what_was_given_by_hand(
    list_price: str | None, price: str, typed: bool, discount: str, of_order: str, expected: str
) -> None:
    found = given_by_hand(
        D(list_price) if list_price else None,
        D(price),
        typed_price=typed,
        discount=D(discount),
        of_order=D(of_order),
    )
    assert found == D(expected)


def test_a_hold_names_each_line_beyond_the_limit() -> None:
    given = [Given(n, f"X-{n}", D(n)) for n in range(1, 20)]
    (found,) = price_findings(given, D(9))
    assert found.kind == "price"
    assert found.note.startswith("More was given by hand than 9 %: lines 10 X-10 10 %, 11 X-11 11 %")
    assert found.note.endswith("17 X-17 17 % and 2 more.")
    assert price_findings(given, D(19)) == price_findings(given, None) == []


@pytest.fixture
def trade(db: None, settings: Any) -> Trade:
    settings.DISCOUNT_LIMITS = LIMITS
    trade = Trade.open()
    trade.add_items("tea", "cup", stock=50)
    trade.add_customer()
    return trade


def order_of(trade: Trade, by: By, *discounts: str, **given: Any) -> Any:
    lines = [LineInput(trade.items["tea"], D(1), discount_percent=D(one)) for one in discounts]
    customer = trade.customers["Café Blum"]
    return sales.place_order(by, order_id=new_id(trade.by.now), customer_id=customer, lines=lines,
                             **{"confirm": True, **given})  # fmt: skip


def test_who_gives_more_than_they_may_waits_for_somebody_who_may(trade: Trade) -> None:
    rep, inside = (replace(trade.by, roles=frozenset({role}), actor=role) for role in ("rep", "sales"))
    assert not order_of(trade, rep, "5", "0").held
    held = order_of(trade, rep, "5", "12")
    (hold,) = queries.open_holds_of([held.pk])
    assert (hold.reason, hold.note) == ("price", "More was given by hand than 5 %: lines 2 tea 12.0 %.")
    with pytest.raises(sales.AboveYourLimit):
        sales.release_hold(rep, hold_id=hold.pk, note="Please")
    assert queries.open_holds_of([held.pk]) == [hold]
    sales.release_hold(inside, hold_id=hold.pk, note="An old customer")
    assert queries.open_holds_of([held.pk]) == []
    # Who confirms answers for it: written by one, confirmed by the other.
    draft = order_of(trade, rep, "12", confirm=False)
    assert not sales.confirm_order(inside, order_id=draft.pk).held
    other = order_of(trade, rep, "12", confirm=False)
    assert sales.confirm_order(rep, order_id=other.pk).held
    # A discount on all lines counts like one on each.
    assert order_of(trade, inside, "0", order_discount_percent=D("15.1")).held
    assert not order_of(trade, trade.by, "90").held

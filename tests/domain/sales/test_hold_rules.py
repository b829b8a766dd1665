"""Why orders are held beside their credit, and what is cancelled with goods. Nothing here asks the database."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from tradepost.domain.parties.rules import AUTOMATIC_HOLDS
from tradepost.domain.pricing.rules import Bought, Promotion, gift_trace, gifts
from tradepost.domain.sales.rules.cancelling import CutLine, gift_cuts, worth
from tradepost.domain.sales.rules.holds import Asked, order_findings, wants_first

WHOLE = "Café Blum\nHauptstr. 1\n50667 Köln\nGermany"
ALL = frozenset(AUTOMATIC_HOLDS)
DOUBTFUL = {"ships_to": "CH", "bills_to": "DE"}
FIRST = {"value": D(3000), "first_over": D(2500), "is_first": True}


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ({}, ""),
        ({"po_required": True}, "po"),
        ({"po_required": True, "customer_po": "  "}, "po"),
        ({"po_required": True, "customer_po": "PO-1"}, ""),
        ({"shipping_address": "Café Blum"}, "address"),
        ({"shipping_address": "Café Blum\n\n  \nKöln"}, "address"),
        ({"shipping_address": "Café Blum\nHauptstr. 1\nKöln"}, ""),
        (DOUBTFUL, "fraud"),
        ({"ships_to": "DE", "bills_to": "DE"}, ""),
        ({"ships_to": "", "bills_to": "DE"}, ""),
        (FIRST, "fraud"),
        ({**FIRST, "is_first": False}, ""),
        ({**FIRST, "value": D(2500)}, ""),
        ({**FIRST, "first_over": None}, ""),
        ({"backordered": 3}, "stock"),
        ({"po_required": True, "shipping_address": "", **DOUBTFUL, "backordered": 1}, "po address fraud stock"),
    ],
)  # fmt: skip
def test_what_holds_an_order(given: dict[str, Any], kinds: str) -> None:
    asked = Asked(**{"kinds": ALL, "shipping_address": WHOLE, **given})
    assert [found.kind for found in order_findings(asked)] == kinds.split()
    # What is off holds nothing.
    assert order_findings(Asked(**{"kinds": frozenset(), "shipping_address": WHOLE, **given})) == []


def test_a_hold_names_both_doubts() -> None:
    (found,) = order_findings(Asked(kinds=ALL, shipping_address=WHOLE, **DOUBTFUL, **FIRST))
    assert found.note == (
        "Goods go to Switzerland, the bill to Germany."
        " A first order of 3000.00; first orders are held above 2500.00."
    )


def test_who_orders_first_is_asked_only_where_it_matters() -> None:
    assert wants_first(Asked(kinds=ALL, value=D(2), first_over=D(1)))
    assert not wants_first(Asked(kinds=ALL, value=D(1), first_over=D(1)))
    assert not wants_first(Asked(kinds=ALL, value=D(2)))
    assert not wants_first(Asked(kinds=ALL - {"fraud"}, value=D(2), first_over=D(1)))


TEA, CUP, MILK = "1" * 8, "2" * 8, "3" * 8


def goods(n: int, item: str, quantity: int, net: str, cancelled: int = 0) -> CutLine:
    return CutLine(
        UUID(int=n), item, "teas" if item == TEA else None, quantity, cancelled, quantity, D(net), {}
    )


def gift(n: int, promotion: Promotion, *bought: Bought, free: int | None = None) -> CutLine:
    (found,) = gifts([promotion], bought)
    trace = gift_trace(found, "EUR")
    quantity = found.quantity
    return CutLine(UUID(int=n), CUP, None, quantity, 0, quantity if free is None else free, D(0), trace)


def promotion(**given: Any) -> Promotion:
    usual = {"item": None, "categories": None, "buy_quantity": 0, "minimum_value": D(0), "gift_quantity": 1}
    return Promotion(name="Cup", priority=0, is_exclusive=False, gift=CUP, **{**usual, **given})


TEN = promotion(item=TEA, buy_quantity=10, repeats=True)
TEAS = promotion(categories=frozenset({"teas"}), buy_quantity=10, repeats=True, most=2)
VALUE = promotion(minimum_value=D(100))
THIRTY = Bought(TEA, "teas", 30, D(90))


@pytest.mark.parametrize(
    ("rule", "bought", "cut", "expected"),
    [
        # A cup for each ten: 30 gave three.
        (TEN, THIRTY, 1, 1),
        (TEN, THIRTY, 10, 1),
        (TEN, THIRTY, 11, 2),
        (TEN, THIRTY, 20, 2),
        (TEN, THIRTY, 21, 3),
        (TEN, THIRTY, 30, 3),
        # At most two: the third was never given, so it does not go.
        (TEAS, THIRTY, 10, 0),
        (TEAS, THIRTY, 11, 1),
        # From a value on, once.
        (VALUE, Bought(TEA, "teas", 30, D(150)), 10, 0),
        (VALUE, Bought(TEA, "teas", 30, D(150)), 11, 1),
    ],
)
def test_free_goods_go_with_what_they_came_with(
    rule: Promotion, bought: Bought, cut: int, expected: int
) -> None:
    lines = [goods(1, TEA, bought.quantity, str(bought.net)), goods(2, MILK, 5, "5"), gift(3, rule, bought)]
    cuts = gift_cuts(lines, {UUID(int=1): cut})
    # The milk counts for a value too.
    if rule is VALUE:
        expected = 0 if bought.net * (30 - cut) / 30 + 5 >= 100 else 1
    assert cuts == ({UUID(int=3): expected} if expected else {})


def test_free_goods_stay_where_they_are_with_the_warehouse_or_somebody_cuts_them_himself() -> None:
    lines = [goods(1, TEA, 30, "90"), gift(2, TEN, THIRTY, free=1)]
    assert gift_cuts(lines, {UUID(int=1): 30}) == {UUID(int=2): 1}
    assert gift_cuts(lines, {UUID(int=1): 30, UUID(int=2): 1}) == {}
    assert gift_cuts(lines, {}) == {}


def test_free_goods_of_old_orders_go_when_nothing_else_is_left() -> None:
    old = CutLine(UUID(int=2), CUP, None, 3, 0, 3, D(0), {"source": "gift"})
    lines = [goods(1, TEA, 30, "90", cancelled=5), old]
    assert gift_cuts(lines, {UUID(int=1): 24}) == {}
    assert gift_cuts(lines, {UUID(int=1): 25}) == {UUID(int=2): 3}


def test_what_is_cancelled_is_worth_its_share() -> None:
    assert worth([goods(1, TEA, 30, "90"), goods(2, MILK, 5, "5")], {UUID(int=1): 10}) == 30

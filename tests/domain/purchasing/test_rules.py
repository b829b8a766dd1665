from dataclasses import replace
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base.units import UnitFactor
from tradepost.domain.purchasing import rules
from tradepost.domain.purchasing.rules import Bought, Count, NotBought, OpenLine, Sold, Taken

A, B = UUID(int=1), UUID(int=2)


def open_line(line_id: UUID = A, ordered: int = 36, **given: int) -> OpenLine:
    numbers = {"received": 0, "over": 0, "cancelled": 0, **given}
    return OpenLine(line_id, ordered, net=D("90.00"), **numbers)


def taken(line_id: UUID = A, **given: object) -> Taken:
    numbers = {"expected": 36, "counted": 0, "damaged": 0, "over": 0, "short": 0, "supply_good": 0}
    return Taken(line_id, **{**numbers, "supply_damaged": 0, "net": D("0.00"), **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "counts", "last", "expected"),
    [
        (
            [open_line()],
            [Count(A, 36)],
            False,
            [taken(counted=36, supply_good=36, net=D("90.00"))],
        ),
        (
            [open_line()],
            [Count(A, 10)],
            False,
            [taken(counted=10, supply_good=10, net=D("25.00"))],
        ),
        (
            [open_line()],
            [Count(A, 10, 3)],
            False,
            [taken(counted=10, damaged=3, supply_good=7, supply_damaged=3, net=D("25.00"))],
        ),
        (  # one more than ordered, all good
            [open_line()],
            [Count(A, 37)],
            False,
            [taken(counted=37, over=1, supply_good=36, net=D("92.50"))],
        ),
        (  # the surplus is taken from the damaged part first: good units serve the order
            [open_line()],
            [Count(A, 38, 3)],
            False,
            [taken(counted=38, damaged=3, over=2, supply_good=35, supply_damaged=1, net=D("95.00"))],
        ),
        (  # two lots of one line add up
            [open_line()],
            [Count(A, 30), Count(A, 7)],
            False,
            [
                taken(counted=30, supply_good=30, net=D("75.00")),
                taken(expected=6, counted=7, over=1, supply_good=6, net=D("17.50")),
            ],
        ),
        (  # the last delivery: the rest is short, also on lines nobody counted
            [open_line(), open_line(B, 10)],
            [Count(A, 30)],
            True,
            [
                taken(counted=30, short=6, supply_good=30, net=D("75.00")),
                taken(B, expected=10, short=10, net=D(0)),
            ],
        ),
        (  # nothing is short when all came
            [open_line(), open_line(B, 10, received=4, cancelled=6)],
            [Count(A, 36)],
            True,
            [taken(counted=36, supply_good=36, net=D("90.00"))],
        ),
    ],
)
def test_take(lines: list[OpenLine], counts: list[Count], last: bool, expected: list[Taken]) -> None:
    assert rules.take(lines, counts, currency="EUR", last=last) == expected


def test_partial_deliveries_cost_exactly_the_line_in_the_end() -> None:
    line = OpenLine(A, 7, 0, 0, 0, D("10.00"))
    costs = []
    for part in (1, 1, 2, 3):
        (one,) = rules.take([line], [Count(A, part)], currency="EUR")
        costs.append(one.net)
        line = OpenLine(A, 7, line.received + part, 0, 0, D("10.00"))
    assert costs == [D("1.43"), D("1.43"), D("2.85"), D("4.29")]
    assert sum(costs) == D("10.00")


@pytest.mark.parametrize(
    ("ordered", "before", "counted", "expected"),
    [
        (100, 0, 105, {}),
        (100, 0, 106, {A: 6}),
        (100, 3, 103, {A: 6}),
        (19, 0, 20, {A: 1}),  # 5 % of 19 is less than one unit
        (100, 6, 90, {}),  # what was allowed before is not refused again while nothing more comes over
    ],
)
def test_beyond_tolerance(ordered: int, before: int, counted: int, expected: dict[UUID, int]) -> None:
    lines = [open_line(ordered=ordered, over=before, received=before)]
    assert rules.beyond_tolerance(lines, rules.take(lines, [Count(A, counted)], currency="EUR")) == expected


def test_variances_name_kind_and_quantity() -> None:
    assert taken(counted=9, damaged=2, short=4).variances() == [("short", 4), ("damaged", 2)]
    assert taken(counted=36).variances() == []


@pytest.mark.parametrize(
    ("price", "pack", "factor", "expected"),
    [
        ("24.00", 12, UnitFactor(), "2.000000"),
        ("24.00", 12, UnitFactor(12), "24.000000"),
        ("10.00", 3, UnitFactor(), "3.333333"),
        ("10.00", 12, UnitFactor(1, 2), "0.416667"),
    ],
)
def test_unit_price(price: str, pack: int, factor: UnitFactor, expected: str) -> None:
    assert rules.unit_price(D(price), pack, factor) == D(expected)


@pytest.mark.parametrize(
    ("unit", "pack", "numerator", "denominator", "expected"),
    [
        ("", None, None, None, 1),
        ("", 1, None, None, 1),
        ("", 12, None, None, None),  # twelve of what?
        ("case", None, 12, 1, 12),
        ("case", 10, 12, 1, 10),  # the supplier's case may differ from ours
        ("carton", None, None, None, None),
        ("half", None, 1, 2, None),
        ("case", 0, 12, 1, None),
    ],
)
def test_pack_of(
    unit: str, pack: int | None, numerator: int | None, denominator: int | None, expected: int | None
) -> None:
    assert rules.pack_of(unit, pack, numerator, denominator) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ("piece", UnitFactor())),
        ("Piece", ("piece", UnitFactor())),
        ("Case", ("case", UnitFactor(10))),  # the supplier's ten, not the catalog's twelve
        ("tray", None),
    ],
)
def test_unit_of_a_purchase(typed: str, expected: tuple[str, UnitFactor] | None) -> None:
    sold = Sold(A, "tea", "Tea", "piece", "T-9", "case", 10, D(20), None, None, None, None)
    assert sold.unit(typed) == expected


TEA = Sold(A, "tea", "Tea", "piece", "T-9", "case", 10, D(20), None, None, None, None)


@pytest.mark.parametrize(
    ("item", "typed", "unit", "price", "expected"),
    [
        (TEA, "2", "case", None, Bought(TEA, D(2), "case", UnitFactor(10), 20, D("20.000000"))),
        (TEA, "0.5", "case", D(19), Bought(TEA, D("0.5"), "case", UnitFactor(10), 5, D(19))),
        (TEA, "3", "", None, Bought(TEA, D(3), "piece", UnitFactor(), 3, D("2.000000"))),
        (None, "3", "", None, NotBought("item_id", "There is no such item.")),
        (TEA, "3", "tray", None, NotBought("unit", "tea is not bought by the tray.")),
        (TEA, "0", "", None, NotBought("quantity", "Must be more than 0.")),
        (TEA, "1e12", "case", None, NotBought("quantity", "Too large.")),
        (TEA, "0.25", "case", None, NotBought("quantity", "Does not make whole units of piece.")),
        (TEA, "1", "", D(-1), NotBought("unit_price", "Must not be negative.")),
        (
            replace(TEA, offer_price=None),
            "1",
            "",
            None,
            NotBought("unit_price", "Say the price: the supplier has no offer for tea."),
        ),
    ],
)
def test_buy(item: Sold | None, typed: str, unit: str, price: D | None, expected: Bought | NotBought) -> None:
    assert rules.buy(item, D(typed), unit, price) == expected


def test_each_amount_is_rounded_in_base_currency() -> None:
    assert rules.in_base_currency([D("10.00"), D("0.05")], D("0.91234"), "EUR") == [D("9.12"), D("0.05")]

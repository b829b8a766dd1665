"""Forty cases of credit, each worked out by hand beside it. Nothing here asks the database.

`of` holds the amounts: unpaid, shipped and not invoiced, other open orders, this order. The verdict names the kinds
of holds, and how far over the limit the sum is: unpaid + unbilled + orders + this - limit.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from tradepost.domain.parties.rules.terms import Terms
from tradepost.domain.sales.rules.credit import (
    Exposure,
    Finding,
    Worth,
    at_risk,
    credit_findings,
    deposit_findings,
    over_limit,
)

TODAY = date(2026, 3, 16)
# limit, (unpaid, unbilled, orders, this), oldest due so many days ago, held after so many -> kinds, over
CASES = [
    # Within, at, and over the limit by a cent.
    ("1000", ("0", "0", "0", "999.99"), None, None, "", "0"),
    ("1000", ("0", "0", "0", "1000.00"), None, None, "", "0"),
    ("1000", ("0", "0", "0", "1000.01"), None, None, "credit", "0.01"),
    # Each part counts alone, and all together.
    ("1000", ("900", "0", "0", "100"), None, None, "", "0"),
    ("1000", ("900", "0", "0", "101"), None, None, "credit", "1"),
    ("1000", ("0", "900", "0", "101"), None, None, "credit", "1"),
    ("1000", ("0", "0", "900", "101"), None, None, "credit", "1"),
    ("1000", ("300", "300", "300", "101"), None, None, "credit", "1"),
    ("1000", ("300", "300", "300", "100"), None, None, "", "0"),
    ("5000", ("1200.40", "0", "4100", "12"), None, None, "credit", "312.40"),
    # A limit of nothing allows nothing; none allows everything.
    ("0", ("0", "0", "0", "0.01"), None, None, "credit", "0.01"),
    (None, ("9999999", "0", "9999999", "9999999"), None, None, "", "0"),
    # Over it before: any order is held, by the whole of it.
    ("1000", ("1500", "0", "0", "1"), None, None, "credit", "501"),
    # Money on account makes room, and no more than it is.
    ("1000", ("-500", "0", "0", "1500"), None, None, "", "0"),
    ("1000", ("-500", "0", "0", "1500.01"), None, None, "credit", "0.01"),
    ("0", ("-200", "0", "0", "200"), None, None, "", "0"),
    ("0", ("-200", "0", "50", "200"), None, None, "credit", "50"),
    ("1000", ("-500", "700", "600", "300"), None, None, "credit", "100"),
    # What owes nothing later passes, whatever stands open: paid before, or worth nothing.
    ("1000", ("5000", "0", "0", "0"), None, None, "", "0"),
    ("0", ("0", "0", "0", "0"), None, None, "", "0"),
    ("1000", ("5000", "0", "0", "0"), 90, 30, "", "0"),
    # By age: not due, due today, at the days, a day more.
    (None, ("100", "0", "0", "10"), None, 30, "", "0"),
    (None, ("100", "0", "0", "10"), -5, 30, "", "0"),
    (None, ("100", "0", "0", "10"), 0, 30, "", "0"),
    (None, ("100", "0", "0", "10"), 30, 30, "", "0"),
    (None, ("100", "0", "0", "10"), 31, 30, "overdue", "0"),
    (None, ("100", "0", "0", "10"), 400, 30, "overdue", "0"),
    # Held after no day at all: from the first day overdue.
    (None, ("100", "0", "0", "10"), 0, 0, "", "0"),
    (None, ("100", "0", "0", "10"), 1, 0, "overdue", "0"),
    # Where age does not matter it does not.
    (None, ("100", "0", "0", "10"), 4000, None, "", "0"),
    ("1000", ("100", "0", "0", "10"), 4000, None, "", "0"),
    # An old invoice holds though there is room, and though money lies on account.
    ("1000", ("100", "0", "0", "10"), 31, 30, "overdue", "0"),
    ("1000", ("-100", "0", "0", "10"), 31, 30, "overdue", "0"),
    # Both.
    ("1000", ("995", "0", "0", "10"), 31, 30, "credit overdue", "5"),
    ("1000", ("995", "0", "0", "10"), 30, 30, "credit", "5"),
    ("1000", ("990", "0", "0", "10"), 31, 30, "overdue", "0"),
    # Fractions of a cent of other orders count as they are.
    ("100", ("0", "0", "99.9950", "0.01"), None, None, "credit", "0.0050"),
    ("100", ("0", "0.0050", "99.9850", "0.01"), None, None, "", "0"),
    # Large and small.
    ("1000000000", ("999999999", "0", "0", "1"), None, None, "", "0"),
    ("1000000000", ("999999999", "0", "0", "1.01"), None, None, "credit", "0.01"),
    ("0.01", ("0", "0", "0", "0.02"), None, None, "credit", "0.01"),
]


@pytest.mark.parametrize(("limit", "of", "late", "after", "kinds", "over"), CASES)
def test_a_case_of_credit(
    limit: str | None, of: tuple[str, ...], late: int | None, after: int | None, kinds: str, over: str
) -> None:
    unpaid, unbilled, orders, this = map(D, of)
    oldest = None if late is None else TODAY - timedelta(days=late)
    exposure = Exposure(unpaid, unbilled, orders, oldest).with_order(this)
    found = credit_findings(None if limit is None else D(limit), after, exposure, this, TODAY)
    assert [one.kind for one in found] == kinds.split()
    if "credit" in kinds:
        assert limit is not None
        assert over_limit(D(limit), exposure) == D(over)


def test_there_are_forty_cases() -> None:
    assert len(CASES) >= 40


def test_a_hold_says_what_it_is_made_of() -> None:
    exposure = Exposure(D("1200.40"), D(12), D(4100), TODAY - timedelta(days=45))
    assert credit_findings(D(5000), 30, exposure, D(1), TODAY) == [
        Finding(
            "credit",
            "Over the credit limit by 312.40: 4100.00 open orders + 12.00 shipped, not invoiced + 1200.40 unpaid;"
            " limit 5000.00.",
        ),
        Finding("overdue", "An invoice due on 2026-01-30 is 45 days overdue; orders are held after 30."),
    ]
    paid = Exposure(D(-100), D(0), D(1200))
    assert credit_findings(D(1000), None, paid, D(1), TODAY)[0].note == (
        "Over the credit limit by 100.00: 1200.00 open orders + 0.00 shipped, not invoiced - 100.00 paid in advance;"
        " limit 1000.00."
    )


@pytest.mark.parametrize(
    ("value", "deposit", "rate", "expected"),
    [
        ("119", "0", "1", "119.00"),
        ("119", "35.70", "1", "83.30"),
        ("119", "119", "1", "0.00"),
        # Prepayment of goods and freight is more than the goods; of goods that come to a fraction, a fraction less.
        ("119", "130.90", "1", "0"),
        ("119.004", "119", "1", "0.00"),
        ("100", "30", "1.1", "67.00"),
    ],
)
def test_what_is_paid_before_is_no_risk(value: str, deposit: str, rate: str, expected: str) -> None:
    assert at_risk(D(value), D(deposit), D(rate)) == D(expected)


def test_an_order_waits_for_what_is_asked_of_it() -> None:
    def held(percent: str) -> list[Finding]:
        terms = Terms(deposit_percent=D(percent))
        return deposit_findings(Worth(terms, D(119), D("130.90"), D(1), "EUR"))

    assert held("0") == []
    assert held("30") == [Finding("deposit", "A deposit of 39.27 EUR is to be paid before it leaves.")]
    assert held("100") == [Finding("deposit", "To be paid before it leaves: 130.90 EUR.")]

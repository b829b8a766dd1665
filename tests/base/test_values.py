import json
from datetime import UTC, datetime
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradepost.base.errors import Invalid
from tradepost.base.events import to_json
from tradepost.base.ids import new_id, new_ids
from tradepost.base.money import Money, minor_units, round_amount, share
from tradepost.base.units import UnitFactor, from_base, to_base

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


def test_minor_units_are_those_of_iso_4217(shared: Path) -> None:
    table = json.loads((shared / "data/identifiers/currency_iso.json").read_text())
    # MGA and MRU are counted in fifths; ISO 4217 writes them with two decimals.
    known = {row["iso_code"]: len(str(row["subunit_to_unit"])) - 1 for row in table.values()}
    wrong = {
        code: (minor_units(code), digits)
        for code, digits in known.items()
        if minor_units(code) != digits and code not in {"MGA", "MRU"}
    }
    # The table is kept for shops: it writes some currencies as they are used, not as the standard says.
    assert all(ours in (0, 2, 3, 4) for ours, _ in wrong.values())
    assert not {"EUR", "USD", "JPY", "KWD", "GBP", "CHF"} & set(wrong)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [("2.345", "EUR", "2.35"), ("-2.345", "EUR", "-2.35"), ("2.5", "JPY", "3"), ("1.0005", "KWD", "1.001")],
)
def test_amounts_round_half_away_from_zero(amount: str, currency: str, rounded: str) -> None:
    assert round_amount(D(amount), currency) == D(rounded)


@given(
    total=st.decimals(min_value=-100000, max_value=100000, places=2),
    parts=st.lists(st.integers(min_value=1, max_value=500), min_size=1, max_size=12),
)
def test_shares_always_add_up_to_the_whole(total: D, parts: list[int]) -> None:
    whole, before, got = sum(parts), 0, D(0)
    for part in parts:
        got += share(total, whole, before, part, "EUR")
        before += part
    assert got == total


def test_two_currencies_are_never_added() -> None:
    assert Money(D(1), "EUR") + Money(D(2), "EUR") == Money(D(3), "EUR")
    with pytest.raises(ValueError, match="cannot be added"):
        Money(D(1), "EUR") + Money(D(1), "USD")


def test_typed_units_become_whole_base_units_or_are_refused() -> None:
    case, third = UnitFactor(12), UnitFactor(1, 3)
    assert (to_base(D("1.5"), case), to_base(3, third), from_base(18, case)) == (18, 1, D("1.5"))
    for typed, factor in ((D("0.1"), case), (1, third), (0, case), (-1, case), (10**16, case)):
        with pytest.raises(Invalid):
            to_base(typed, factor)


def test_ids_are_version_7_and_sort_by_time() -> None:
    first, later = new_id(NOW), new_id(NOW.replace(hour=10))
    assert (first.version, first < later) == (7, True)
    many = new_ids(NOW, 50)
    assert many == sorted(set(many))


def test_equal_contents_have_one_spelling() -> None:
    assert to_json({"b": D("1.50"), "a": NOW}) == to_json({"a": NOW, "b": D("1.5")})

"""Which tax a line owes: places, parts, tax numbers, exemptions; tables of cases, no database."""

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from tradepost.domain.parties.rules import is_number_of_another_country
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.rules import Exemption, Owed, TaxCandidate, TaxedBuyer, TaxPlace

DAY = date(2026, 3, 16)


def rule(code: str, rate: str, country: str = "", **more: Any) -> TaxCandidate:
    given = {"customer_class": "", "item_class": "", **more}
    return TaxCandidate(country=country, code=code, rate=D(rate), **given)


# A German seller of goods, and one in California beside it.
TABLE = [
    rule("S", "19", "DE"),
    rule("AA", "7", "DE", item_class="reduced"),
    rule("K", "0", "FR", needs_tax_number=True, legal_text="Intra-Community supply"),
    rule("S", "20", "FR", customer_class="standard", item_class="zero"),
    rule("G", "0"),
    rule("S", "7.25", "US", region="CA"),
    rule("S", "1", "US", region="CA", postal_prefix="94", part="county"),
    rule("S", "1.375", "US", region="CA", postal_prefix="9410", part="county"),
    rule("S", "0.5", "US", region="CA", postal_prefix="94103", part="city"),
    rule("Z", "0", "US", region="CA", item_class="zero"),
    rule("E", "0", "DE", customer_class="exempt"),
]
VALID = "FR40303265045"


def told(found: Owed | None) -> tuple[str, D] | None:
    return None if found is None else (found.code, found.rate)


@pytest.mark.parametrize(
    ("story", "place", "customer_class", "number", "item_class", "expected"),
    [
        ("at home", TaxPlace("DE"), "standard", "", "standard", ("S", "19")),
        ("books at home", TaxPlace("DE"), "standard", "", "reduced", ("AA", "7")),
        ("zero has no rule of its own", TaxPlace("DE"), "standard", "", "zero", ("S", "19")),
        ("within the EU with a number", TaxPlace("FR"), "standard", VALID, "standard", ("K", "0")),
        ("without one the tax of home", TaxPlace("FR"), "standard", "", "standard", ("S", "19")),
        ("and its lower rate", TaxPlace("FR"), "standard", "", "reduced", ("AA", "7")),
        ("a doubtful number is none", TaxPlace("FR"), "standard", "FR00303265045", "standard", ("S", "19")),
        ("our own number is none", TaxPlace("FR"), "standard", "DE136695976", "standard", ("S", "19")),
        ("a more exact rule asks for none", TaxPlace("FR"), "standard", "", "zero", ("S", "20")),
        ("export", TaxPlace("CH"), "standard", "", "standard", ("G", "0")),
        ("nowhere known", TaxPlace(), "standard", "", "standard", ("G", "0")),
        ("a state", TaxPlace("US", "CA"), "standard", "", "standard", ("S", "7.25")),
        ("in small letters", TaxPlace("US", "ca "), "standard", "", "standard", ("S", "7.25")),
        ("another state", TaxPlace("US", "OR"), "standard", "", "standard", ("G", "0")),
        ("a county adds up", TaxPlace("US", "CA", "94501"), "standard", "", "standard", ("S", "8.25")),
        ("the longer code wins", TaxPlace("US", "CA", "94108"), "standard", "", "standard", ("S", "8.625")),
        ("three parts", TaxPlace("US", "CA", "94103-1234"), "standard", "", "standard", ("S", "9.125")),
        ("blanks in the code", TaxPlace("US", "CA", " 941 03"), "standard", "", "standard", ("S", "9.125")),
        ("zero and a county", TaxPlace("US", "CA", "94501"), "standard", "", "zero", ("S", "1")),
        ("zero alone", TaxPlace("US", "CA", "90001"), "standard", "", "zero", ("Z", "0")),
        ("exempt by a rule", TaxPlace("DE"), "exempt", "", "standard", ("E", "0")),
        ("exempt by class", TaxPlace("US", "CA"), "exempt", "", "standard", ("E", "0")),
        ("reverse charge by class", TaxPlace("US", "CA"), "reverse", "", "standard", ("AE", "0")),
        ("reverse, number missing", TaxPlace("FR"), "reverse", "", "standard", ("AE", "0")),
    ],
)
def test_what_a_line_owes(
    story: str, place: TaxPlace, customer_class: str, number: str, item_class: str, expected: tuple[str, str]
) -> None:
    buyer = TaxedBuyer(place, customer_class, number, home="DE")
    found = rules.owed(TABLE, [], buyer, item_class, DAY)
    assert told(found) == (expected[0], D(expected[1])), story
    # The order of the rows decides nothing.
    assert told(rules.owed(TABLE[::-1], [], buyer, item_class, DAY)) == told(found), story


def test_nothing_is_owed_while_nobody_set_a_rule_and_a_missing_one_is_said() -> None:
    assert rules.owed(None, [], TaxedBuyer(TaxPlace("DE")), "standard", DAY) == Owed("O", D(0), {})
    assert rules.owed([TABLE[0]], [], TaxedBuyer(TaxPlace("FR")), "standard", DAY) is None
    # Without a number, and without a rule for home either.
    assert rules.owed([TABLE[2]], [], TaxedBuyer(TaxPlace("FR"), home="DE"), "standard", DAY) is None


def test_the_trace_names_rule_place_parts_and_what_lost() -> None:
    found = rules.owed(TABLE, [], TaxedBuyer(TaxPlace("US", "CA", "94103")), "standard", DAY)
    assert found is not None
    assert found.trace == {
        "from": "rule",
        "rule": {"code": "S", "rate": "7.25", "country": "US", "region": "CA"},
        "place": {"country": "US", "region": "CA", "postal_code": "94103"},
        "parts": [
            {"part": "", "rate": "7.25"},
            {"part": "city", "rate": "0.5"},
            {"part": "county", "rate": "1.375"},
        ],
        "losers": [
            {
                "code": "S", "rate": "1", "country": "US", "region": "CA", "postal_prefix": "94", "part": "county",
                "why": "less_exact",
            },
            {"code": "G", "rate": "0", "why": "less_exact"},
        ],
    }  # fmt: skip
    abroad = rules.owed(TABLE, [], TaxedBuyer(TaxPlace("FR"), "standard", VALID, "DE"), "standard", DAY)
    assert abroad is not None and abroad.trace["text"] == "Intra-Community supply"
    short = rules.owed(TABLE, [], TaxedBuyer(TaxPlace("FR"), home="DE"), "standard", DAY)
    assert short is not None and short.trace["place"] == {"country": "DE"}
    assert short.trace["losers"][0] == {"code": "K", "rate": "0", "country": "FR", "why": "no_tax_number"}


LATER, BEFORE, PAST = date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 16)


@pytest.mark.parametrize(
    ("story", "exemption", "item_class", "expected"),
    [
        ("anywhere, all goods", ("", "", "", BEFORE, None), "standard", ("E", "0", "A-1", None)),
        ("here", ("DE", "", "", BEFORE, None), "standard", ("E", "0", "A-1", None)),
        ("elsewhere", ("FR", "", "", BEFORE, None), "standard", ("S", "19", None, None)),
        ("another region", ("DE", "BY", "", BEFORE, None), "standard", ("S", "19", None, None)),
        ("its region", ("DE", "bw", "", BEFORE, None), "standard", ("E", "0", "A-1", None)),
        ("these goods", ("", "", "reduced", BEFORE, None), "reduced", ("E", "0", "A-1", None)),
        ("other goods", ("", "", "reduced", BEFORE, None), "standard", ("S", "19", None, None)),
        ("until tomorrow", ("", "", "", BEFORE, date(2026, 3, 17)), "standard", ("E", "0", "A-1", None)),
        ("ended today", ("", "", "", BEFORE, PAST), "standard", ("S", "19", None, "A-1")),
        ("not yet", ("", "", "", LATER, None), "standard", ("S", "19", None, None)),
    ],
)
def test_a_certificate_takes_off_what_would_be_owed(
    story: str, exemption: Any, item_class: str, expected: Any
) -> None:
    buyer = TaxedBuyer(TaxPlace("DE", "BW"))
    found = rules.owed(TABLE, [Exemption("A-1", *exemption)], buyer, item_class, DAY)
    assert found is not None
    seen = (found.trace.get("certificate"), (found.trace.get("expired") or {}).get("certificate"))
    assert (found.code, found.rate, *seen) == (expected[0], D(expected[1]), *expected[2:]), story


def test_a_certificate_is_not_used_where_nothing_is_owed_and_the_exact_one_is_named() -> None:
    anywhere = Exemption("ANY", "", "", "", BEFORE, None)
    here = Exemption("HERE", "DE", "", "", BEFORE, None)
    abroad = rules.owed(TABLE, [anywhere], TaxedBuyer(TaxPlace("CH")), "standard", DAY)
    assert abroad is not None and (abroad.code, "certificate" in abroad.trace) == ("G", False)
    home = rules.owed(TABLE, [anywhere, here], TaxedBuyer(TaxPlace("DE")), "standard", DAY)
    assert home is not None and (home.trace["certificate"], home.trace["instead_of"]) == ("HERE", "19")


@pytest.mark.parametrize(
    ("number", "country", "home", "expected"),
    [
        ("FR40303265045", "FR", "DE", True),
        ("FR40303265045", "FR", "FR", False),
        # The number says whose it is, wherever the goods go.
        ("FR40303265045", "DE", "DE", True),
        ("DE136695976", "FR", "DE", False),
        ("FR40303265045", "FR", "", True),
        ("FR00303265045", "FR", "DE", False),
        ("EL094259216", "GR", "DE", True),
        ("EL094259216", "GR", "GR", False),
        ("", "FR", "DE", False),
        # A national number without a prefix is of the country of the address.
        ("100.155.212", "CH", "DE", False),
        ("CHE-107.787.577 IVA", "CH", "DE", True),
    ],
)
def test_a_tax_number_of_another_country(number: str, country: str, home: str, expected: bool) -> None:
    assert is_number_of_another_country(number, country, home) is expected

"""Prices, line amounts and taxes as tables of cases: no database."""

import json
import random
from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradepost.base.units import UnitFactor
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.rules import Candidate, TaxCandidate, Taxed, TaxedBuyer, TaxLine, TaxPlace

TODAY = date(2026, 3, 16)
YESTERDAY, TOMORROW = date(2026, 3, 15), date(2026, 3, 17)
PIECE, CASE = UnitFactor(), UnitFactor(12)


def listed(amount: str, minimum: int = 1, unit: str = "", kind: str = "fixed", depth: int = 0) -> Candidate:
    return Candidate("List", 9, True, depth, unit, minimum, kind, D(amount), None, None)


def agreed(
    amount: str,
    minimum: int = 1,
    unit: str = "",
    kind: str = "fixed",
    depth: int = 0,
    since: date | None = None,
    until: date | None = None,
    place: int = 1,
) -> Candidate:
    return Candidate(f"Contract {place}", place, False, depth, unit, minimum, kind, D(amount), since, until)


def price(candidates: list[Candidate], quantity: int = 1, unit: str = "") -> D | None:
    factor = CASE if unit == "case" else PIECE
    return choose(candidates, quantity, unit, factor).unit_price


def choose(
    candidates: list[Candidate], quantity: int = 1, unit: str = "", factor: UnitFactor = PIECE
) -> rules.Choice:
    reached = rules.Reached(quantity, quantity, {})
    return rules.choose(candidates, reached=reached, unit=unit, factor=factor, on=TODAY)


@pytest.mark.parametrize(
    ("story", "candidates", "quantity", "unit", "expected"),
    [
        ("the list price", [listed("18")], 1, "", "18"),
        ("the contract before the list, though dearer", [listed("18"), agreed("19")], 1, "", "19"),
        ("the list that stands first", [agreed("15", place=2), agreed("16", place=1)], 1, "", "16"),
        ("below the break", [listed("18"), listed("16", minimum=100)], 99, "", "18"),
        ("at the break", [listed("18"), listed("16", minimum=100)], 100, "", "16"),
        ("the largest break reached", [listed("18"), listed("16", 100), listed("15", 500)], 499, "", "16"),
        ("a case is twelve pieces", [listed("18")], 12, "case", "216"),
        (
            "a case price wins over twelve pieces",
            [listed("18"), listed("200", unit="case")],
            12,
            "case",
            "200",
        ),
        ("a case price is not for pieces", [listed("18"), listed("200", unit="case")], 12, "", "18"),
        (
            "the contract for pieces before the list's case",
            [agreed("16"), listed("190", unit="case")],
            12,
            "case",
            "192",
        ),
        ("a break counts base units", [listed("18"), listed("17", minimum=24)], 24, "case", "204"),
        ("a contract that ended yesterday", [listed("18"), agreed("15", until=TODAY)], 1, "", "18"),
        ("a contract that ends today at midnight", [listed("18"), agreed("15", until=TOMORROW)], 1, "", "15"),
        ("a contract from tomorrow", [listed("18"), agreed("15", since=TOMORROW)], 1, "", "18"),
        ("a contract from today", [listed("18"), agreed("15", since=TODAY)], 1, "", "15"),
        ("the newer of two", [agreed("15", since=YESTERDAY), agreed("16", since=TODAY)], 1, "", "16"),
        ("percent off the list", [listed("18"), agreed("10", kind="percent")], 1, "", "16.2"),
        (
            "percent off what the list asks for so many",
            [listed("18"), listed("16", 100), agreed("10", kind="percent")],
            100,
            "",
            "14.4",
        ),
        (
            "percent off the list's case",
            [listed("200", unit="case"), agreed("10", kind="percent")],
            12,
            "case",
            "180",
        ),
        ("percent for the category", [listed("18"), agreed("5", kind="percent", depth=1)], 1, "", "17.1"),
        (
            "the item before its category",
            [listed("18"), agreed("5", kind="percent", depth=1), agreed("17")],
            1,
            "",
            "17",
        ),
        ("percent off nothing gives way", [agreed("10", kind="percent"), agreed("17", place=2)], 1, "", "17"),
        ("nobody names a price", [agreed("10", kind="percent")], 1, "", None),
        ("a third of a cent is kept to six places", [listed("0.333333")], 12, "case", "3.999996"),
        ("a free sample", [listed("18"), agreed("0")], 1, "", "0"),
    ],
)
def test_choose(
    story: str, candidates: list[Candidate], quantity: int, unit: str, expected: str | None
) -> None:
    for order in (candidates, candidates[::-1]):
        assert price(order, quantity, unit) == (None if expected is None else D(expected)), story


def test_the_losers_say_why_they_lost() -> None:
    choice = choose(
        [
            listed("18"),
            listed("16", minimum=100),
            agreed("190", unit="case"),
            agreed("15", until=TODAY),
            agreed("14", since=TOMORROW),
            agreed("17", place=2),
            agreed("3", kind="percent", depth=1, place=2),
        ],
        10,
    )
    assert (choice.winner, choice.list_price) == (agreed("17", place=2), D(18))
    assert [(loser.candidate.amount, loser.why) for loser in choice.losers] == [
        (D(3), "less_particular"),
        (D(18), "later_list"),
        (D(16), "not_reached"),
        (D(190), "other_unit"),
        (D(15), "ended"),
        (D(14), "not_yet"),
    ]


def test_the_trace_names_winner_losers_and_what_was_typed() -> None:
    candidates = [listed("18"), agreed("15", since=YESTERDAY)]
    winner = {
        "list": "Contract 1",
        "kind": "fixed",
        "amount": "15",
        "minimum_quantity": 1,
        "valid_from": "2026-03-15",
    }
    loser = {"list": "List", "kind": "fixed", "amount": "18", "minimum_quantity": 1, "why": "later_list"}
    terms = rules.OrderTerms(
        "EUR", TODAY, discounts=[rules.Discount("Autumn", "line", D(10), on_agreed=True)]
    )

    def traced(line: rules.AskedLine) -> dict[str, Any]:
        return rules.price_order([line], terms).lines[0].trace

    assert traced(rules.AskedLine("tea", candidates, D(2), 2)) == {
        "source": "agreed",
        "typed": False,
        "quantity": "2",
        "unit_price": "15",
        "discount": "rule",
        "discount_percent": "10",
        "discount_rule": "Autumn",
        "net": "27.00",
        "currency": "EUR",
        "winner": winner,
        "losers": [loser],
    }
    typed = rules.AskedLine("tea", candidates, D(2), 2, unit_price=D("12.50"), discount_percent=D(4))
    assert traced(typed) == {
        "source": "typed",
        "typed": True,
        "quantity": "2",
        "unit_price": "12.50",
        "discount": "typed",
        "discount_percent": "4",
        "discount_losers": [{"rule": "Autumn", "percent": "10", "why": "typed_over"}],
        "net": "24.00",
        "currency": "EUR",
        "losers": [{**winner, "why": "typed_over"}, loser],
    }


def test_losers_tell_what_counted_and_what_is_left_of_a_quota() -> None:
    by_item = listed("16", minimum=100)._replace(counted="item")
    contract = agreed("12")._replace(left=30, row_id="1")
    lines = [rules.AskedLine("tea", [listed("18"), by_item, contract], D(n), n) for n in (20, 30)]
    first, second = rules.price_order(lines, rules.OrderTerms("EUR", TODAY)).lines
    assert (first.unit_price, first.quota, first.trace["winner"]["left"]) == (D(12), "1", 30)
    assert (second.unit_price, second.quota) == (D(18), None)
    assert [(x["why"], x.get("reached"), x.get("left")) for x in second.trace["losers"]] == [
        ("not_reached", 50, None),
        ("quota_used", None, 10),
    ]


def test_ten_thousand_random_lines_replay_to_their_price_and_net() -> None:
    chance = random.Random(63)

    def candidate() -> Candidate:
        kind = chance.choice(["fixed", "fixed", "percent"])
        amount = D(chance.randrange(100_000_000)) / 1_000_000 if kind == "fixed" else D(chance.randrange(101))
        made = agreed(str(amount), chance.choice([1, 1, 10]), chance.choice(["", "case"]), kind)
        return made._replace(
            place=chance.choice([1, 2, 9]), counted=chance.choice(rules.COUNTED), mix="A",
            is_net=chance.random() < 0.2, left=chance.choice([None, 50]), row_id=str(amount),
        )  # fmt: skip

    def line() -> rules.AskedLine:
        in_cases = chance.random() < 0.3
        quantity = chance.randrange(1, 200)
        return rules.AskedLine(
            chance.choice("abc"), [listed("18"), *(candidate() for _ in range(chance.randrange(4)))],
            D(quantity), quantity * 12 if in_cases else quantity, None, "case" if in_cases else "",
            CASE if in_cases else PIECE, chance.choice([None, None, D("3.1415")]),
            chance.choice([None, None, D("2.5")]),
        )  # fmt: skip

    found = 0
    while found < 10_000:
        terms = rules.OrderTerms(
            chance.choice(["EUR", "JPY", "KWD"]), TODAY, D(chance.randrange(10)), D(chance.randrange(4)),
            [rules.Discount("A", "line", D(7), on_agreed=True), rules.Discount("B", "order", D(3))],
        )  # fmt: skip
        for priced in rules.price_order([line() for _ in range(20)], terms).lines:
            stored = json.loads(json.dumps(priced.trace))
            assert rules.replay(stored) == (priced.unit_price, priced.net)
            found += 1


ANY = TaxCandidate("", "", "", "S", D(19))
GERMAN = TaxCandidate("DE", "", "", "S", D(20))
REDUCED = TaxCandidate("", "", "reduced", "S", D(7))
SWISS_EXPORT = TaxCandidate("CH", "standard", "", "G", D(0))


@pytest.mark.parametrize(
    ("story", "country", "customer_class", "item_class", "expected"),
    [
        ("any", "FR", "standard", "standard", ANY),
        ("books", "FR", "standard", "reduced", REDUCED),
        ("the country counts more than the goods", "DE", "standard", "reduced", GERMAN),
        ("export", "CH", "standard", "reduced", SWISS_EXPORT),
        ("an exempt customer", "FR", "exempt", "standard", TaxCandidate("", "exempt", "", "E", D(0))),
        ("reverse charge", "DE", "reverse", "standard", TaxCandidate("", "reverse", "", "AE", D(0))),
    ],
)
def test_the_most_particular_rule_is_owed(
    story: str, country: str, customer_class: str, item_class: str, expected: TaxCandidate
) -> None:
    buyer = TaxedBuyer(TaxPlace(country), customer_class)
    found = rules.owed([ANY, GERMAN, REDUCED, SWISS_EXPORT], [], buyer, item_class, TODAY)
    assert found is not None and (found.code, found.rate) == (expected.code, expected.rate), story


def test_nothing_is_owed_without_a_word_when_a_rule_is_missing() -> None:
    assert rules.owed([REDUCED], [], TaxedBuyer(TaxPlace("FR")), "standard", TODAY) is None


@pytest.mark.parametrize(
    ("quantity", "unit_price", "line", "order", "currency", "expected"),
    [
        ("10", "18", "0", "0", "EUR", "180.00"),
        ("10", "18", "15", "0", "EUR", "153.00"),
        ("10", "18", "10", "10", "EUR", "145.80"),
        ("1", "0.005", "0", "0", "EUR", "0.01"),
        ("1", "0.004999", "0", "0", "EUR", "0.00"),
        ("-1", "0.005", "0", "0", "EUR", "-0.01"),
        ("3", "33.5", "0", "0", "JPY", "101"),
        ("1", "1.0005", "0", "0", "KWD", "1.001"),
        # Rounded after each discount it would be 0.50.
        ("1", "0.5", "1", "1", "EUR", "0.49"),
        ("1", "100", "33.333", "3", "EUR", "64.67"),
        ("0.001", "999999.999999", "99.9999", "0", "EUR", "0.00"),
        # Forty digits on the way; a default context would round them twice.
        ("9999999999.999", "9999999999.999999", "0.0001", "0.0001", "EUR", "99999800000089990020.02"),
    ],
)
def test_line_net(
    quantity: str, unit_price: str, line: str, order: str, currency: str, expected: str
) -> None:
    assert rules.line_net(D(quantity), D(unit_price), D(line), D(order), currency) == D(expected)


def test_tax_is_rounded_once_per_rate_and_not_per_line() -> None:
    thirds = [Taxed(D("0.33"), "S", D(19))] * 3
    others = [Taxed(D("1.00"), "S", D(7)), Taxed(D("5.00"), "E", D(0))]
    assert rules.tax_lines([*thirds, *others], "EUR") == [
        TaxLine("E", D(0), D("5.00"), D("0.00")),
        TaxLine("S", D(7), D("1.00"), D("0.07")),
        TaxLine("S", D(19), D("0.99"), D("0.19")),
    ]


percents = st.decimals(0, 100, places=4)


@given(st.decimals("0.001", "99999", places=3), st.decimals(0, "99999", places=6), percents, percents)
def test_a_line_is_never_worth_more_than_its_gross_nor_off_by_more_than_half_a_cent(
    quantity: D, unit_price: D, line: D, order: D
) -> None:
    from fractions import Fraction

    net = rules.line_net(quantity, unit_price, line, order, "EUR")
    exact = (
        Fraction(quantity) * Fraction(unit_price) * (1 - Fraction(line) / 100) * (1 - Fraction(order) / 100)
    )
    assert abs(Fraction(net) - exact) <= Fraction(1, 200)
    assert net == net.quantize(D("0.01"))
    assert rules.line_net(-quantity, unit_price, line, order, "EUR") == -net


amounts = st.lists(
    st.builds(
        Taxed,
        st.decimals("-9999", "9999", places=2),
        st.sampled_from("SEZ"),
        st.sampled_from([D(0), D(7), D("19.6")]),
        gross=st.none() | st.decimals("-9999", "9999", places=2),
    )
)


@given(amounts, st.randoms(), st.sampled_from(["total", "line"]))
def test_the_tax_of_a_document_does_not_depend_on_the_order_of_its_lines(
    amounts: list[Taxed], random: object, rounding: str
) -> None:
    found = rules.tax_lines(amounts, "EUR", rounding)
    shuffled = list(amounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rules.tax_lines(shuffled, "EUR", rounding) == found
    assert sum(line.net for line in found) == sum(one.net for one in amounts)
    assert len({(line.code, line.rate) for line in found}) == len(found)

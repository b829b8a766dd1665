"""What orders are charged beside their goods: cases worked out by hand, and what may not be kept."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from tradepost.domain.pricing.rules import (
    Carried,
    Charging,
    TaxPlace,
    charged_total,
    charges,
    faults_of_charge,
)

# Goods: sku, pieces, net, grams of one ("-": nobody said). Tea and coffee are drinks, acid is hazardous.
GRAMS = {"tea": 500, "coffee": 1000, "acid": 2500, "cup": None}
BRAND = {"tea": "Highland", "coffee": "Highland", "acid": None, "cup": "Nordic"}
CATEGORY = {"tea": "drinks", "coffee": "drinks", "acid": "hazard", "cup": None}

FLAT = "Flat freight 12"
BELOW = "Below freight 12 <500"
FREE = "Free freight 0 >=500"
SMALL = "Small small_order 15 <100"
FUEL = "Fuel fuel 5%f"

CASES = [
    line
    for line in Path(__file__).with_name("charge_cases.txt").read_text().splitlines()
    if line and not line.startswith("#")
]


def rule_of(words: str) -> Charging:
    name, kind, amount, *rest = words.split()
    given: dict[str, Any] = {"basis": "amount"}
    for end, basis in (
        ("/u", "unit"),
        ("/kg", "kilogram"),
        ("%f", "percent_freight"),
        ("%", "percent_goods"),
    ):
        if amount.endswith(end):
            amount, given["basis"] = amount.removesuffix(end), basis
            break
    for word in rest:
        if word[:2] == ">=":
            given["from_value"] = D(word[2:])
        elif word[0] == "<":
            given["below_value"] = D(word[1:])
        elif word[0] == "@":
            given["country"], _, given["region"] = word[1:].partition("-")
        elif word[0] == "#":
            given["item"] = word[1:]
        elif word[0] == "~":
            given["categories"] = frozenset({word[1:]})
        elif word[0] == "!":
            given["brand"] = word[1:]
        elif word[0] == "p":
            given["priority"] = int(word[1:])
        else:
            given["whose"] = {"own": 0, "group": 1}[word]
    return Charging(name, name, kind, amount=D(amount), **given)


def line_of(words: str) -> Carried:
    sku, count, net = words.split()
    grams = GRAMS[sku]
    whole = None if grams is None else D(grams * int(count))
    return Carried(sku, CATEGORY[sku], int(count), D(net), whole, BRAND[sku])


def worked_out(case: str) -> tuple[str, str]:
    _, goods, ruled, wanted, *more = [part.strip() for part in case.split("|")]
    country, _, region = (more[0] if more else "DE").partition("-")
    found = charges(
        [rule_of(one.strip()) for one in ruled.split(";") if one.strip()],
        [line_of(one.strip()) for one in goods.split(",") if one.strip()],
        TaxPlace(country, region),
        more[1] if len(more) > 1 else "EUR",
    )
    return " ".join(f"{one.kind} {one.amount}" for one in found) or "0", wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("|")[0].strip())
def test_what_is_charged(case: str) -> None:
    found, wanted = worked_out(case)
    assert found == wanted


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


def test_the_trace_names_the_winner_what_it_measured_and_those_that_lost_with_why() -> None:
    ruled = [
        rule_of(one)
        for one in (
            "Own freight 0.50/kg own",
            "Promo freight 0 >=500 p10",
            "Cheap freight 3 <5 p20",
            "Group freight 8 group",
            "Step freight 9 >=10",
            "All freight 12",
            "Later freight 1 p200",
        )
    ]
    (freight,) = charges(ruled, [line_of("tea 4 40"), line_of("cup 1 5")], TaxPlace("DE"), "EUR")
    assert (freight.amount, freight.rule) == (D("1.00"), "Own")
    why = freight.why or {}
    assert {name: why[name] for name in ("rule", "basis", "rate", "of", "goods", "without_weight")} == {
        "rule": "Own", "basis": "kilogram", "rate": "0.5", "of": "2", "goods": "45", "without_weight": 1,
    }  # fmt: skip
    assert [(one["name"], one["why"]) for one in why["losers"]] == [
        ("Promo", "value_not_reached"),
        ("Cheap", "value_reached"),
        ("Group", "others_terms"),
        ("Step", "others_terms"),
        ("All", "others_terms"),
        ("Later", "later"),
    ]
    steps = charges(
        [rule_of("A freight 9 >=10"), rule_of("B freight 12")], [line_of("tea 1 10")], TaxPlace(), "EUR"
    )
    assert (steps[0].why or {})["losers"] == [
        {"name": "B", "basis": "amount", "rate": "12", "why": "smaller_step"}
    ]


def test_parts_are_rounded_once_each_and_add_up() -> None:
    ruled = [rule_of("F freight 3.333%"), rule_of("H hazardous 0.333/u"), rule_of(FUEL)]
    found = charges(ruled, [line_of("tea 5 99.99")], TaxPlace("DE"), "EUR")
    assert [one.amount for one in found] == [D("3.33"), D("0.17"), D("1.67")]
    assert charged_total(found) == D("5.17")


@pytest.mark.parametrize(
    ("words", "currency", "field"),
    [
        (FLAT, "", "currency"),
        (BELOW, "EUR", ""),
        ("Free freight 0", "", ""),
        (FREE, "EUR", ""),
        ("Bad freight 5%f", "EUR", "basis"),
        (FUEL, "", ""),
        (SMALL, "", "currency"),
        ("Bad toll 1", "EUR", "kind"),
        ("Bad freight -1", "EUR", "amount"),
        ("Bad freight 1.00001", "EUR", "amount"),
        ("Bad freight 101%", "EUR", "amount"),
        ("Bad freight NaN", "EUR", "amount"),
        ("Bad freight 1 >=100 <100", "EUR", "below_value"),
        ("Bad freight 1 >=-5", "EUR", "minimum_value"),
        ("Bad freight 1 @-BY", "EUR", "country"),
        ("Bad freight 1 @de", "EUR", "country"),
        ("Bad other 1", "EUR", "label"),
    ],
)
def test_what_may_not_be_kept_is_said_at_its_field(words: str, currency: str, field: str) -> None:
    assert list(faults_of_charge(rule_of(words), currency=currency)) == ([field] if field else [])

"""What orders are charged beside their goods: cases worked out by hand, and what may not be kept."""

from __future__ import annotations

from decimal import Decimal as D
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
CATEGORY = {"tea": "drinks", "coffee": "drinks", "acid": "hazard", "cup": None}

# A rule: name kind amount[unit] and words: unit "" an order, /u a unit, /kg a kilogram, % of the goods, %f of freight;
# >=100 from, <100 below, @DE or @US-CA place, #tea item, ~drinks category, own or group, p50 priority.
FLAT = "Flat freight 12"
BELOW = "Below freight 12 <500"
FREE = "Free freight 0 >=500"
SMALL = "Small small_order 15 <100"
FUEL = "Fuel fuel 5%f"

CASES = """
nothing charges nothing | tea 1 10 | | 0
one amount an order | tea 1 10 | Flat freight 12 | freight 12.00
below a value it is charged | tea 1 499.99 | Below freight 12 <500 | freight 12.00
at the value it is not | tea 1 500 | Below freight 12 <500 | 0
from the value on it is free, and says so | tea 1 500 | Flat freight 12; Free freight 0 >=500 | freight 0.00
a cent below the value it is not free | tea 1 499.99 | Flat freight 12; Free freight 0 >=500 | freight 12.00
the higher step is asked first | tea 1 300 | A freight 12; B freight 8 >=100; C freight 5 >=250 | freight 5.00
the step that is reached | tea 1 200 | A freight 12; B freight 8 >=100; C freight 5 >=250 | freight 8.00
a small order | tea 1 99.99 | Small small_order 15 <100 | small_order 15.00
no small order | tea 1 100 | Small small_order 15 <100 | 0
freight and small order | tea 1 50 | Flat freight 12; Small small_order 15 <100 | freight 12.00 small_order 15.00
values count all lines | tea 1 60, cup 1 40 | Small small_order 15 <100 | 0
a unit of all goods | tea 3 30, cup 2 10 | Each other 0.25/u | other 1.25
a unit of an item | tea 3 30, acid 4 80 | Drum hazardous 2.50/u #acid | hazardous 10.00
goods it does not speak of | tea 3 30 | Drum hazardous 2.50/u #acid | 0
a unit of a category | tea 3 30, coffee 2 20, acid 1 5 | Tax other 0.10/u ~drinks | other 0.50
a kilogram | tea 3 30 | Weight freight 0.80/kg | freight 1.20
a kilogram, half a cent up | tea 1 10 | Weight freight 0.25/kg | freight 0.13
a kilogram of two items | tea 1 10, coffee 2 40 | Weight freight 0.40/kg | freight 1.00
what has no weight counts nothing | tea 2 20, cup 9 9 | Weight freight 0.50/kg | freight 0.50
nothing has a weight, so the next one speaks | cup 9 9 | Weight freight 0.50/kg p1; Flat freight 12 | freight 12.00
nothing has a weight, and nothing is next | cup 9 9 | Weight freight 0.50/kg | 0
per cent of the goods | tea 3 33.33 | Part freight 3% | freight 1.00
per cent of a category | tea 1 100, acid 1 50 | Risk hazardous 4% ~hazard | hazardous 2.00
per cent rounds half away from zero | tea 1 10.50 | Part freight 5% | freight 0.53
per cent of an amount of 0 | tea 1 0 | Part freight 5% | freight 0.00
fuel is per cent of the freight | tea 1 10 | Flat freight 12; Fuel fuel 5%f | freight 12.00 fuel 0.60
fuel is of the rounded freight | tea 1 10 | W freight 0.25/kg; Fuel fuel 50%f | freight 0.13 fuel 0.07
fuel of free freight is 0 | tea 1 600 | Free freight 0 >=500; Fuel fuel 5%f | freight 0.00 fuel 0.00
fuel without freight is 0 | tea 1 10 | Fuel fuel 5%f | fuel 0.00
fuel is not of the small order | tea 1 10 | F freight 10; S small_order 20; Fuel fuel 10%f | freight 10.00 small_order 20.00 fuel 1.00
fuel as an amount | tea 1 10 | Fuel fuel 3 | fuel 3.00
the lower priority number first | tea 1 10 | A freight 12; B freight 9 p50 | freight 9.00
a priority goes before one's own | tea 1 10 | A freight 12 own; B freight 9 p50 | freight 9.00
one's own before the group's | tea 1 10 | A freight 5 group; B freight 8 own | freight 8.00
the group's before everybody's | tea 1 10 | A freight 12; B freight 8 group | freight 8.00
exempt by one's own | tea 1 10 | A freight 12; B freight 0 own; S small_order 15 <100 | freight 0.00 small_order 15.00
exempt of everything | tea 1 10 | A freight 12; B freight 0 own; S small_order 15; T small_order 0 own | freight 0.00 small_order 0.00
one's own whose value is not reached lets the next speak | tea 1 10 | A freight 12; B freight 0 >=50 own | freight 12.00
free for everybody before one's own | tea 1 600 | A freight 8 own; Promo freight 0 >=500 p10 | freight 0.00
an item before its category | acid 2 20 | A hazardous 3 ~hazard; B hazardous 7 #acid | hazardous 7.00
a category before all goods | tea 1 10 | A freight 12; B freight 20 ~drinks | freight 20.00
the value is that of its goods | tea 1 90, acid 1 50 | A freight 9 >=100 ~drinks; B freight 4 p200 | freight 4.00
a country | tea 1 10 | A freight 12; B freight 30 @FR | freight 30.00 | FR
another country | tea 1 10 | A freight 12; B freight 30 @FR | freight 12.00 | DE
a region before its country | tea 1 10 | A freight 30 @US; B freight 45 @US-HI | freight 45.00 | US-hi
a region that is not said | tea 1 10 | A freight 30 @US; B freight 45 @US-HI | freight 30.00 | US
nowhere but there | tea 1 10 | B freight 30 @FR | 0
all five kinds | acid 2 40 | A freight 10; B small_order 5 <50; C fuel 10%f; D hazardous 1.50/u #acid; E other 2% | freight 10.00 small_order 5.00 fuel 1.00 hazardous 3.00 other 0.80
free goods are carried too | tea 4 0 | Weight freight 1/kg | freight 2.00
nothing at all is ordered | | Flat freight 12 | 0
equal in everything: by name | tea 1 10 | B freight 9; A freight 12 | freight 12.00
yen have no cents | tea 1 1050 | Part freight 5% | freight 53 | JP | JPY
dinars have three | tea 1 10 | W freight 0.2505/kg | freight 0.125 | KW | KWD
"""


def rule_of(words: str) -> Charging:
    name, kind, amount, *rest = words.split()
    given: dict[str, Any] = {"basis": "amount"}
    for end, basis in (("/u", "unit"), ("/kg", "kilogram"), ("%f", "percent_freight"), ("%", "percent_goods")):
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
        elif word[0] == "p":
            given["priority"] = int(word[1:])
        else:
            given["whose"] = {"own": 0, "group": 1}[word]
    return Charging(name, name, kind, amount=D(amount), **given)


def line_of(words: str) -> Carried:
    sku, count, net = words.split()
    grams = GRAMS[sku]
    whole = None if grams is None else D(grams * int(count))
    return Carried(sku, CATEGORY[sku], int(count), D(net), whole)


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


@pytest.mark.parametrize("case", CASES.strip().splitlines(), ids=lambda case: case.split("|")[0].strip())
def test_what_is_charged(case: str) -> None:
    found, wanted = worked_out(case)
    assert found == wanted


def test_there_are_enough_cases() -> None:
    assert len(CASES.strip().splitlines()) >= 40


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
        "rule": "Own", "basis": "kilogram", "rate": "0.50", "of": "2", "goods": "45", "without_weight": 1,
    }  # fmt: skip
    assert [(one["name"], one["why"]) for one in why["losers"]] == [
        ("Promo", "value_not_reached"),
        ("Cheap", "value_reached"),
        ("Group", "others_terms"),
        ("Step", "others_terms"),
        ("All", "others_terms"),
        ("Later", "later"),
    ]
    steps = charges([rule_of("A freight 9 >=10"), rule_of("B freight 12")], [line_of("tea 1 10")], TaxPlace(), "EUR")
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

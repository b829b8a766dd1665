"""Prices that include tax: what the buyer pays is exact, its net and tax follow. Worked by hand, one case a row."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradepost.base.money import ZERO, minor_units
from tradepost.domain.pricing.rules import (
    AskedLine,
    Candidate,
    Discount,
    Exemption,
    OrderTerms,
    Owed,
    PricedOrder,
    Quotas,
    TaxCandidate,
    Taxed,
    TaxedBuyer,
    TaxPlace,
    Within,
    owed,
    price_order,
    replay,
    replay_gross,
    shares_within,
    tax_lines,
    within,
)

TODAY = date(2026, 3, 16)

# Currency; lines `quantity x price @ rate`: "g" before the price: with tax, "-n": less n percent, "xN": N such lines,
# "!": no tax is owed, the rate is what the price includes; of the order "all n": less n percent. By total, by line:
# gross, net, tax of all.
CASES = """
EUR | 3xg9.99@19                  | 29.97 25.18 4.79     | 29.97 25.18 4.79
EUR | 1xg9.99@19                  | 9.99 8.39 1.60       | 9.99 8.39 1.60
EUR | 1xg0.01@19                  | 0.01 0.01 0.00       | 0.01 0.01 0.00
EUR | 1xg0.04@19                  | 0.04 0.03 0.01       | 0.04 0.03 0.01
EUR | 1xg0.99@19 x3               | 2.97 2.50 0.47       | 2.97 2.49 0.48
EUR | 1xg0.99@19 x2 1xg0.99@7     | 2.97 2.59 0.38       | 2.97 2.59 0.38
EUR | 1xg0.02@19 x5               | 0.10 0.08 0.02       | 0.10 0.10 0.00
EUR | 7xg1.49@7                   | 10.43 9.75 0.68      | 10.43 9.75 0.68
EUR | 1xg1.49@7 x7                | 10.43 9.75 0.68      | 10.43 9.73 0.70
EUR | 1xg10.00@0                  | 10.00 10.00 0.00     | 10.00 10.00 0.00
EUR | 2xg12.00@20                 | 24.00 20.00 4.00     | 24.00 20.00 4.00
EUR | 1xg0.99@20 x4               | 3.96 3.30 0.66       | 3.96 3.28 0.68
USD | 1xg10.00@8.875              | 10.00 9.18 0.82      | 10.00 9.18 0.82
USD | 3xg19.99@8.875              | 59.97 55.08 4.89     | 59.97 55.08 4.89
USD | 1xg19.99@8.875 x3           | 59.97 55.08 4.89     | 59.97 55.08 4.89
USD | 1xg0.05@8.875 x7            | 0.35 0.32 0.03       | 0.35 0.35 0.00
EUR | 3xg9.99@19-10               | 26.97 22.66 4.31     | 26.97 22.66 4.31
EUR | 3xg9.99@19-5 all 3          | 27.62 23.21 4.41     | 27.62 23.21 4.41
EUR | 1xg9.99@19-100              | 0.00 0.00 0.00       | 0.00 0.00 0.00
EUR | 1xg9.99@19 x2 all 50        | 10.00 8.40 1.60      | 10.00 8.40 1.60
EUR | 3xg9.99@19 3x10.00@19       | 65.67 55.18 10.49    | 65.67 55.18 10.49
EUR | 1xg0.99@19 x3 1x0.33@19 x3  | 4.15 3.49 0.66       | 4.14 3.48 0.66
EUR | 2xg4.50@7 3xg9.99@19        | 38.97 33.59 5.38     | 38.97 33.59 5.38
EUR | 1x8.39@19                   | 9.98 8.39 1.59       | 9.98 8.39 1.59
EUR | 3xg9.99@19!                 | 25.18 25.18 0.00     | 25.18 25.18 0.00
EUR | 1xg11.90@19! 1xg11.90@19    | 21.90 20.00 1.90     | 21.90 20.00 1.90
EUR | 1000xg9.99@19               | 9990.00 8394.96 1595.04 | 9990.00 8394.96 1595.04
EUR | 0.5xg9.99@19                | 5.00 4.20 0.80       | 5.00 4.20 0.80
EUR | 0.333xg17.90@7              | 5.96 5.57 0.39       | 5.96 5.57 0.39
JPY | 3xg110@10                   | 330 300 30           | 330 300 30
JPY | 1xg105@10 x3                | 315 286 29           | 315 285 30
JPY | 1xg108@8                    | 108 100 8            | 108 100 8
JPY | 7xg99@10-5                  | 658 598 60           | 658 598 60
KWD | 1xg1.234@5 x2               | 2.468 2.350 0.118    | 2.468 2.350 0.118
KWD | 1xg0.015@5 x4               | 0.060 0.057 0.003    | 0.060 0.056 0.004
"""
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in CASES.strip().splitlines()]


def listed(
    amount: str, *, with_tax: bool = True, name: str = "Shop", place: int = 1, **more: object
) -> Candidate:
    return Candidate(
        name,
        place,
        False,
        0,
        "",
        1,
        "fixed",
        D(amount),
        None,
        None,
        with_tax=with_tax,
        **more,  # type: ignore[arg-type]
    )


def _lines(text: str) -> list[AskedLine]:
    found: list[AskedLine] = []
    for word in text.split():
        if word.startswith("x"):
            found += [found[-1]] * (int(word[1:]) - 1)
            continue
        quantity, _, rest = word.partition("x")
        price, _, tax = rest.partition("@")
        rate, _, off = tax.partition("-")
        untaxed = rate.endswith("!")
        found.append(
            AskedLine(
                "TEA",
                [listed(price.removeprefix("g"), with_tax=price.startswith("g"))],
                D(quantity),
                1,
                discount_percent=D(off) if off else None,
                within=Within(
                    "E" if untaxed else "S", D(rate.removesuffix("!")), not untaxed and D(rate) > 0
                ),
            )
        )
    return found


def taxed_of(asked: list[AskedLine], order: PricedOrder) -> list[Taxed]:
    """As documents tax the lines: at no rate where none is owed."""
    return [
        Taxed(
            one.net, line.within.code, line.within.rate if line.within.code == "S" else ZERO, None, one.gross
        )
        for line, one in zip(asked, order.lines, strict=True)
    ]


@pytest.mark.parametrize(
    ("currency", "text", "rounding", "expected"),
    [
        (currency, text, rounding, expected)
        for currency, text, *both in ROWS
        for rounding, expected in zip(("total", "line"), both, strict=True)
    ],
)
def test_what_is_agreed_with_tax_is_exact(currency: str, text: str, rounding: str, expected: str) -> None:
    words, _, off = text.partition(" all ")
    asked = _lines(words)
    order = price_order(asked, OrderTerms(currency, TODAY, order_discount=D(off or 0), rounding=rounding))
    net = sum((one.net for one in order.lines), ZERO)
    tax = sum((one.tax for one in tax_lines(taxed_of(asked, order), currency, rounding)), ZERO)
    assert f"{net + tax} {net} {tax}" == expected
    for one in order.lines:
        assert replay(one.trace) == (one.unit_price, one.net)
        assert replay_gross(one.trace) == one.gross


money = st.decimals(0, 500, places=2)
rates = st.sampled_from([D(0), D(7), D(19), D(20), D("8.875")])


@given(
    st.lists(
        st.tuples(st.integers(1, 40), money, rates, st.sampled_from([0, 3, 12])), min_size=1, max_size=8
    ),
    st.sampled_from(["total", "line"]),
    st.sampled_from(["EUR", "JPY", "KWD"]),
)
def test_a_sum_of_grosses_is_the_total_and_its_tax_is_rounded_as_said(lines, rounding, currency) -> None:  # type: ignore[no-untyped-def]
    asked = [
        AskedLine("TEA", [listed(str(price))], D(quantity), quantity, discount_percent=D(off),
                  within=Within("S", rate, bool(rate)))
        for quantity, price, rate, off in lines
    ]  # fmt: skip
    order = price_order(asked, OrderTerms(currency, TODAY, rounding=rounding))
    taxed = taxed_of(asked, order)
    step = D(1).scaleb(-minor_units(currency))
    for found in tax_lines(taxed, currency, rounding):
        grosses = [one.gross for one in taxed if one.rate == found.rate and one.gross is not None]
        if not found.rate:
            continue
        assert found.net + found.tax == sum(grosses, ZERO)
        exact = sum(grosses, ZERO) * found.rate / (100 + found.rate)
        within_a_cent = step / 2 * (len(grosses) if rounding == "line" else 1)
        assert abs(found.tax - exact) <= within_a_cent
    for one in order.lines:
        assert one.gross is None or ZERO <= one.net <= one.gross


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), money, rates)
def test_parts_add_up_to_net_and_gross_and_each_has_its_share_of_tax(parts, gross, rate) -> None:  # type: ignore[no-untyped-def]
    whole, before = sum(parts), 0
    net = gross - (gross * rate / (100 + rate)).quantize(D("0.01"))
    found = []
    for part in parts:
        found.append(shares_within(net, gross, whole, before, part, "EUR"))
        before += part
    assert (sum(one[0] for one in found), sum(one[1] for one in found)) == (net, gross)
    assert all(ZERO <= part_net <= part_gross for part_net, part_gross in found)


# ---- which price wins, and what is in it


def choice(*candidates: Candidate, rate: str = "19", owed_now: bool = True) -> tuple[D | None, D | None]:
    asked = AskedLine("TEA", candidates, D(1), 1, within=Within("S", D(rate), owed_now))
    (line,) = price_order([asked], OrderTerms("EUR", TODAY, quotas=Quotas())).lines
    return line.unit_price, line.gross_price


def test_of_two_equal_rows_the_smaller_net_equivalent_wins() -> None:
    with_tax, net = listed("11.90"), listed("10.01", with_tax=False, name="Trade")
    assert choice(with_tax, net) == (D("10.000000"), D("11.90"))
    assert choice(listed("11.92"), net) == (D("10.01"), None)


def test_the_agreed_list_wins_whether_it_includes_tax_or_not() -> None:
    assert choice(listed("99.00"), listed("10", with_tax=False, place=2)) == (D("83.193277"), D("99.00"))


def test_a_percentage_of_a_list_with_tax_is_off_the_net_list_price() -> None:
    base = Candidate("List", 9, True, 0, "", 1, "fixed", D(10), None, None)
    tenth = Candidate("Shop", 1, False, 0, "", 1, "percent", D(10), None, None, with_tax=True)
    assert choice(tenth, base) == (D("9.000000"), None)


def test_discount_rules_see_the_net_value_of_goods_with_tax() -> None:
    big = Discount("Big", "order", D(5), 100, None, None, D("25.18"))
    asked = AskedLine("TEA", [listed("9.99")], D(3), 3, within=Within("S", D(19), is_owed=True))
    (line,) = price_order([asked], OrderTerms("EUR", TODAY, discounts=[big])).lines
    assert (line.gross, line.net, line.order_discount.name) == (D("28.47"), D("23.92"), "Big")


def test_an_offered_price_with_tax_is_typed_and_stays() -> None:
    asked = AskedLine("TEA", [], D(3), 3, unit_price=D("8.394958"), gross_price=D("9.99"),
                      within=Within("S", D(19), is_owed=True))  # fmt: skip
    (line,) = price_order([asked], OrderTerms("EUR", TODAY)).lines
    assert (line.unit_price, line.gross, line.trace["typed"]) == (D("8.394958"), D("29.97"), True)


# ---- whose tax is in the price

RULES = [
    TaxCandidate("DE", "", "", "S", D(19)),
    TaxCandidate("DE", "", "reduced", "AA", D(7)),
    TaxCandidate("AT", "", "", "S", D(20)),
    TaxCandidate("FR", "", "", "K", D(0), needs_tax_number=True),
    TaxCandidate("CH", "", "", "G", D(0)),
    TaxCandidate("US", "", "", "S", D(4), region="NY"),
]
GERMAN = "DE136695976"


@pytest.mark.parametrize(
    ("country", "customer_class", "number", "item_class", "rate", "is_owed"),
    [
        ("DE", "standard", "", "standard", 19, True),
        ("DE", "standard", "", "reduced", 7, True),
        ("AT", "standard", "", "standard", 20, True),  # who owes tax pays the listed price, wherever
        ("DE", "exempt", "", "standard", 19, False),
        ("AT", "reverse", "", "reduced", 7, False),  # what goods like these bear at home comes off
        ("FR", "standard", "FR40303265045", "standard", 19, False),
        ("FR", "standard", "", "standard", 19, True),  # no number: the tax of home is owed
        ("CH", "standard", "", "standard", 19, False),
    ],
)
def test_the_tax_in_a_price(country, customer_class, number, item_class, rate, is_owed) -> None:  # type: ignore[no-untyped-def]
    buyer = TaxedBuyer(TaxPlace(country), customer_class, number, "DE")
    found = owed(RULES, [], buyer, item_class, TODAY)
    assert found is not None
    assert within(RULES, buyer, item_class, found) == Within(found.code, D(rate), is_owed)


def test_a_certificate_takes_off_the_tax_of_its_place() -> None:
    buyer = TaxedBuyer(TaxPlace("US", "NY"), home="US")
    found = owed(RULES, [Exemption("X1", "", "", "", TODAY, None)], buyer, "standard", TODAY)
    assert found is not None
    assert within(RULES, buyer, "standard", found) == Within("E", D(4))


def test_while_nothing_is_taxed_nothing_is_in_a_price() -> None:
    buyer = TaxedBuyer(TaxPlace("DE"), home="DE")
    assert within(None, buyer, "standard", Owed("O", ZERO, {})) == Within("O")

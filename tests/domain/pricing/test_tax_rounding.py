"""Tax rounded of the sum of each rate, or of each line: worked by hand, in currencies of 0, 2, 3 and 4 decimals."""

from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base.money import ZERO
from tradepost.domain.pricing.rules import Taxed, TaxLine, tax_lines

# Currency; net@rate of each line, "xN" for so many, "#n" for a part of line n, "AA" before it another code; tax by
# total; tax by line.
CASES = """
EUR | 0.33@19 x3               | 0.19        | 0.18
EUR | 0.01@19                  | 0.00        | 0.00
EUR | 0.03@19                  | 0.01        | 0.01
EUR | 0.03@19 x2               | 0.01        | 0.02
EUR | 10.05@7                  | 0.70        | 0.70
EUR | 10.05@7 x2               | 1.41        | 1.40
EUR | 0.50@5                   | 0.03        | 0.03
EUR | 0.50@5 x2                | 0.05        | 0.06
EUR | -0.50@5                  | -0.03       | -0.03
EUR | 1.99@19 2.49@7           | 0.55        | 0.55
EUR | 1.99@19 x2 2.49@7 x2     | 1.11        | 1.10
EUR | 100.00@0 0.33@19 x3      | 0.19        | 0.18
EUR | 1.03@19 1.03@19          | 0.39        | 0.40
EUR | 1.03@19 AA1.03@19        | 0.40        | 0.40
EUR | 0.33@19#1 0.33@19#1 0.33@19#1 | 0.19   | 0.19
EUR | 0.03@19#1 0.03@19#1 0.03@19   | 0.02   | 0.02
EUR | 0.03@19#1 0.03@7#1       | 0.01        | 0.01
EUR | 123456789.99@19          | 23456790.10 | 23456790.10
USD | 100.00@9.125             | 9.13        | 9.13
USD | 19.99@9.125 x3           | 5.47        | 5.46
JPY | 105@10                   | 11          | 11
JPY | 105@10 x2                | 21          | 22
JPY | 104@10 x3                | 31          | 30
JPY | 99@8 x3                  | 24          | 24
JPY | 1@10 x5                  | 1           | 0
KWD | 1.234@5                  | 0.062       | 0.062
KWD | 1.234@5 x2               | 0.123       | 0.124
KWD | 0.010@5 x3               | 0.002       | 0.003
KWD | 0.009@5 x10              | 0.005       | 0.000
BHD | 10.005@10                | 1.001       | 1.001
BHD | 10.005@10 x2             | 2.001       | 2.002
CLF | 0.1234@19 x2             | 0.0469      | 0.0468
"""


def _amounts(text: str) -> list[Taxed]:
    found: list[Taxed] = []
    for word in text.split():
        if word.startswith("x"):
            found += [found[-1]] * (int(word[1:]) - 1)
            continue
        money, _, part = word.partition("#")
        net, _, rate = money.partition("@")
        code = "AA" if net.startswith("AA") else "S"
        line = UUID(int=int(part)) if part else None
        found.append(Taxed(D(net.removeprefix("AA")), code, D(rate), line))
    return found


ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in CASES.strip().splitlines()]


@pytest.mark.parametrize(
    ("currency", "amounts", "rounding", "expected"),
    [
        (currency, amounts, rounding, expected)
        for currency, amounts, *both in ROWS
        for rounding, expected in zip(("total", "line"), both, strict=True)
    ],
)
def test_tax_by_total_and_by_line(currency: str, amounts: str, rounding: str, expected: str) -> None:
    given = _amounts(amounts)
    found = tax_lines(given, currency, rounding)
    assert str(sum((one.tax for one in found), ZERO)) in (expected, f"{D(expected):f}")
    assert sum(one.net for one in found) == sum(one.net for one in given)


def test_by_line_a_document_still_says_one_sum_for_each_code_and_rate() -> None:
    assert tax_lines(_amounts("0.33@19 x3 2.49@7"), "EUR", "line") == [
        TaxLine("S", D(7), D("2.49"), D("0.17")),
        TaxLine("S", D(19), D("0.99"), D("0.18")),
    ]

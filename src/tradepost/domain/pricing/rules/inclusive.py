"""Prices that include tax: what is before tax of what a buyer pays. Told in docs/algorithms/rounding.md.

A line at such a price keeps its gross; its tax is gross less net, wherever it stands, so that parts add up in both.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO, round_amount, share
from tradepost.domain.pricing.rules.exact import EXACT, HUNDRED, as_price


class Within(NamedTuple):
    """The tax that a price of an inclusive list bears, `rate` in percent.

    `is_owed`: the buyer owes it, and the gross stays as it is listed. Else the buyer owes no tax, `rate` is what
    goods like these bear at home, and the price is what is left without it.
    """

    code: str = ""
    rate: Decimal = ZERO
    is_owed: bool = False


class Gross(NamedTuple):
    """What a line comes to with its tax; None: its price is net."""

    amount: Decimal | None
    code: str
    rate: Decimal


def price_within(gross_price: Decimal, rate: Decimal) -> Decimal:
    """The net equivalent of a unit price that includes `rate` percent of tax, to six places."""
    return as_price(EXACT.divide(EXACT.multiply(gross_price, HUNDRED), HUNDRED + rate))


def net_within(gross: Decimal, rate: Decimal, currency: str) -> Decimal:
    """What is before tax of an amount that includes it: less gross x rate / (100 + rate), which is rounded once."""
    return gross - round_amount(EXACT.divide(EXACT.multiply(gross, rate), HUNDRED + rate), currency)


def nets_within(lines: Iterable[Gross], currency: str, rounding: str) -> list[Decimal]:
    """The nets of lines that include their tax, in their order; 0 for a line whose price is net.

    By line each for itself. By total the nets of one code and rate are differences of one running total, so that they
    add up to the net of the sum of grosses, and its tax is rounded once.
    """
    upto: dict[tuple[str, Decimal], tuple[Decimal, Decimal]] = {}
    nets = []
    for gross, code, rate in lines:
        if gross is None:
            nets.append(ZERO)
            continue
        before, told = upto.get((code, rate), (ZERO, ZERO)) if rounding != "line" else (ZERO, ZERO)
        net = net_within(before + gross, rate, currency) - told
        upto[code, rate] = (before + gross, told + net)
        nets.append(net)
    return nets


def shares_within(
    net: Decimal, gross: Decimal, whole: int, before: int, part: int, currency: str
) -> tuple[Decimal, Decimal]:
    """Net and gross of `part` of `whole` pieces, when `before` pieces were accounted for; all parts add up to both.

    The gross is shared out, and the tax follows it: of so much gross its share of all the tax, rounded once.
    """
    net_before, gross_before = _upto(net, gross, whole, before, currency)
    net_after, gross_after = _upto(net, gross, whole, before + part, currency)
    return net_after - net_before, gross_after - gross_before


def _upto(net: Decimal, gross: Decimal, whole: int, done: int, currency: str) -> tuple[Decimal, Decimal]:
    upto = share(gross, whole, 0, done, currency)
    if not gross:
        return upto, upto
    tax = round_amount(EXACT.divide(EXACT.multiply(upto, gross - net), gross), currency)
    return upto - tax, upto

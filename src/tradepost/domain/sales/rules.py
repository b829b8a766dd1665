"""Pure choices about orders: totals, what is open, how far things are."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO

# What an order still counts against the credit limit, in base currency: the net of what is neither
# cancelled nor invoiced, with tax, at the order's rate; four decimals.
OPEN_VALUE_SQL = """round(sum(l.net * o.rate * (l.quantity - l.cancelled - l.invoiced) * (100 + l.tax_rate)
  / (100 * l.quantity)), 4)"""
_FOUR = Decimal("0.0001")


class Taxed(NamedTuple):
    """A net amount with its tax code and rate in percent."""

    net: Decimal
    code: str
    rate: Decimal


def open_value(lines: Sequence[Taxed], rate: Decimal) -> Decimal:
    """OPEN_VALUE_SQL for lines of which nothing is cancelled or invoiced."""
    value = sum((line.net * (100 + line.rate) / 100 for line in lines), ZERO) * rate
    return value.quantize(_FOUR, rounding=ROUND_HALF_UP)


def freight_tax(lines: Sequence[Taxed]) -> tuple[str, Decimal]:
    """Freight is taxed like the part of the goods that is worth most (a supply follows its main goods)."""
    worth: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.code, line.rate)
        worth[key] = worth.get(key, ZERO) + line.net
    return max(worth, key=lambda key: (worth[key], key[0])) if worth else ("", ZERO)


def progress(done: int, wanted: int) -> str:
    """none, partial or whole: computed from counters, never stored."""
    if done <= 0:
        return "none"
    return "whole" if done >= wanted else "partial"


def over_limit(
    limit: Decimal | None, receivable: Decimal, open_orders: Decimal, this_order: Decimal
) -> Decimal:
    """How far this order brings the customer over the credit limit, base currency; 0 when within."""
    if limit is None:
        return ZERO
    return max(receivable + open_orders + this_order - limit, ZERO)

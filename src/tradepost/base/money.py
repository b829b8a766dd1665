"""Money: decimal amounts with their currency, and the one place where amounts are rounded.

The rule, documented in docs/algorithms/rounding.md: half away from zero ("commercial") to the minor
unit of the currency (ISO 4217). Unit prices may be finer; every amount that is owed is rounded once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_MINOR_UNITS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}
ZERO = Decimal(0)


def minor_units(currency: str) -> int:
    """Decimal places of a currency by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD."""
    return _MINOR_UNITS.get(currency, 2)


def round_amount(amount: Decimal, currency: str) -> Decimal:
    """`amount` in the currency's minor unit, half away from zero."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_UP)


def share(total: Decimal, whole: int, before: int, part: int, currency: str) -> Decimal:
    """What `part` of `whole` pieces costs when `before` pieces were already accounted for.

    Cumulative rounding: the shares of all parts always sum to `total`, whatever the order and size
    of the parts.
    """
    if whole == 0:
        return round_amount(ZERO, currency)
    upto = round_amount(total * (before + part) / whole, currency)
    return upto - round_amount(total * before / whole, currency)


def shares(amount: Decimal, measures: Sequence[Decimal], currency: str) -> list[Decimal]:
    """`amount` split in proportion to the measures, by cumulative rounding: the shares add up to it exactly.

    The measures add up to more than 0.
    """
    whole, before, taken = sum(measures, ZERO), ZERO, ZERO
    found: list[Decimal] = []
    for measure in measures:
        before += measure
        upto = amount if before == whole else round_amount(amount * before / whole, currency)
        found.append(upto - taken)
        taken = upto
    return found


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; adding two currencies is an error, never a guess."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def rounded(self) -> "Money":
        """The same money in the minor unit of its currency."""
        return Money(round_amount(self.amount, self.currency), self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")

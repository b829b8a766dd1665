"""Quantities: integers in the item's base unit; a typed unit is a rational factor beside it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tradepost.base.errors import Invalid


@dataclass(frozen=True, slots=True)
class UnitFactor:
    """How many base units make one of this unit: numerator / denominator (case of 12: 12/1)."""

    numerator: int = 1
    denominator: int = 1

    @property
    def value(self) -> Fraction:
        """The factor as an exact fraction."""
        return Fraction(self.numerator, self.denominator)


def to_base(typed: Decimal | int, factor: UnitFactor, what: str = "quantity") -> int:
    """Base units of a typed quantity; refuses what is not a whole number of base units or not above 0."""
    whole = int(typed)
    # Nearly every line is whole: no fractions needed.
    plain = whole == typed and factor.denominator == 1
    exact = whole * factor.numerator if plain else Fraction(typed) * factor.value
    if exact <= 0:
        raise Invalid(f"The {what} must be more than 0.", fields={what: "Must be more than 0."})
    if exact.denominator != 1:
        raise Invalid(
            f"{typed} does not make whole base units (one unit is {factor.value}).",
            fields={what: "Does not make whole base units."},
        )
    if exact > 2**53:
        raise Invalid(f"The {what} is too large.", fields={what: "Too large."})
    return int(exact)


def from_base(quantity: int, factor: UnitFactor) -> Fraction:
    """A base quantity in the typed unit, exact."""
    return quantity / factor.value

"""What the parts of some goods are worth."""

from collections.abc import Sequence
from decimal import Decimal

from tradepost.base.money import ZERO, shares


def worth_of_parts(value: Decimal, quantities: Sequence[int], currency: str) -> tuple[list[Decimal], Decimal]:
    """Each part's share of what all of it is worth, by quantity; and what no part has, as they add up to nothing.

    Together they are `value` exactly.
    """
    if not sum(quantities):
        return [ZERO] * len(quantities), value
    return shares(value, [Decimal(quantity) for quantity in quantities], currency), ZERO

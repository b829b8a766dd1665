"""What a person may give by hand: told in docs/algorithms/holds.md. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO
from tradepost.domain.sales.rules.credit import Finding

NO_LIMIT_FOR = "owner"
MOST_NAMED = 8
_WHOLE = Decimal(100)
_TENTH = Decimal("0.1")


class Given(NamedTuple):
    """What was given by hand on a line: per cent of what the price lists say."""

    position: int
    sku: str
    percent: Decimal


def most_by_hand(roles: Iterable[str], limits: Mapping[str, int]) -> Decimal | None:
    """How many per cent who has these roles may give; None: any. The largest counts of those that are named."""
    held = set(roles)
    named = [most for role, most in limits.items() if role in held]
    return None if NO_LIMIT_FOR in held or not named else Decimal(max(named))


def given_by_hand(
    list_price: Decimal | None,
    unit_price: Decimal,
    *,
    typed_price: bool,
    discount: Decimal,
    of_order: Decimal,
) -> Decimal:
    """What a typed price, and discounts typed on the line and the order, take off together, per cent; 0: nothing.

    A typed price above the list gives nothing away, and makes room for a discount.
    """
    whole = list_price if typed_price and list_price else unit_price
    if whole <= 0:
        return ZERO
    paid = unit_price * (_WHOLE - discount) * (_WHOLE - of_order) / (_WHOLE * _WHOLE)
    return max((_WHOLE - _WHOLE * paid / whole).quantize(_TENTH, rounding=ROUND_HALF_UP), ZERO)


def price_findings(given: Sequence[Given], most: Decimal | None) -> list[Finding]:
    """Why an order is held for its prices: the lines on which more was given than may be."""
    beyond = [one for one in given if most is not None and one.percent > most]
    if not beyond:
        return []
    named = ", ".join(f"{one.position} {one.sku} {one.percent:f} %" for one in beyond[:MOST_NAMED])
    more = f" and {len(beyond) - MOST_NAMED} more" if len(beyond) > MOST_NAMED else ""
    return [Finding("price", f"More was given by hand than {most:f} %: lines {named}{more}.")]

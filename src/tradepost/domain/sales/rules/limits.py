"""What a person may give by hand, and let go below the least margin: told in docs/algorithms/holds.md. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO
from tradepost.domain.sales.rules.findings import WARNING, Finding

NO_LIMIT_FOR = "owner"
MOST_NAMED = 8
_WHOLE = Decimal(100)
_TENTH = Decimal("0.1")
_NOTHING_EARNED = Decimal(1000)
"""Points that a line is short of which brings nothing, and cost something."""


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


class Sold(NamedTuple):
    """A line with a least margin: what it brings net and what it cost, in base currency; `cost` None: not known."""

    position: int
    sku: str
    net: Decimal
    cost: Decimal | None
    floor: Decimal


class Short(NamedTuple):
    """A line below its least margin: what it earns, per cent of net (None: it brings nothing), and what is missing."""

    position: int
    sku: str
    earned: Decimal | None
    floor: Decimal
    missing: Decimal

    @property
    def is_below_cost(self) -> bool:
        """Whether it brings less than it cost."""
        return self.earned is None or self.earned < 0


def most_below(roles: Iterable[str], limits: Mapping[str, int]) -> Decimal | None:
    """How many points below the least margin who has these roles may let go; None: any. Not named: none at all."""
    held = set(roles)
    return (
        None
        if NO_LIMIT_FOR in held
        else Decimal(max((limits[role] for role in held & set(limits)), default=0))
    )


def shorts(lines: Iterable[Sold]) -> list[Short]:
    """The lines that earn less than they must; what costs nothing known is not judged."""
    found = []
    for line in lines:
        if line.cost is None or line.net * (_WHOLE - line.floor) >= line.cost * _WHOLE:
            continue
        earned = (line.net - line.cost) / line.net * _WHOLE if line.net > 0 else None
        missing = _NOTHING_EARNED if earned is None else line.floor - earned
        found.append(
            Short(
                line.position,
                line.sku,
                None if earned is None else earned.quantize(_TENTH, rounding=ROUND_HALF_UP),
                line.floor,
                missing.quantize(_TENTH, rounding=ROUND_UP),
            )
        )
    return found


def floor_findings(found: Sequence[Short], most: Decimal | None) -> list[Finding]:
    """Why an order is held for its margin: the lines further below than who confirms may let go.

    The sentence has no figure: it is read by people who may not see what things cost.
    """
    beyond = [one for one in found if most is not None and one.missing > most]
    if not beyond:
        return []
    named = ", ".join(f"{one.position} {one.sku}" for one in beyond[:MOST_NAMED])
    more = f" and {len(beyond) - MOST_NAMED} more" if len(beyond) > MOST_NAMED else ""
    return [Finding("price", f"Below the least margin: lines {named}{more}.", "below-margin")]


def short_findings(found: Sequence[Short], most: Decimal | None, *, figures: bool) -> list[Finding]:
    """The same line by line, with `figures` for who may see costs."""
    told = []
    for one in found:
        note = f"{one.sku} is below its least margin."
        code = "below-margin"
        if figures and one.is_below_cost:
            note, code = f"{one.sku} is sold for less than it cost.", "below-cost"
        elif figures:
            least = one.floor.normalize()
            note = f"{one.sku} earns {one.earned:f} % of its price, and must {least:f} %."
        kind = "price" if most is not None and one.missing > most else ""
        told.append(Finding(kind, note, code, WARNING, one.position - 1, "unit_price"))
    return told

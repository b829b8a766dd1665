"""Numbers in element strings: measures and amounts, whose identifier's last digit says how many decimals there are.

GS1 General Specifications, sections 3.6 and 3.8. Exact decimals; conversions to kilograms are those of the
international yard and pound agreement.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from tradepost.base.gs1.code_lists import CURRENCIES
from tradepost.base.gs1.elements import Element

UNIT = re.compile(r"(?P<name>.+?) \((?P<unit>[^ ].*)\)(?P<log>, log)?")
KILOGRAMS = {"kg": Decimal(1), "lb": Decimal("0.45359237"), "tr oz": Decimal("0.0311034768")}


@dataclass(frozen=True, slots=True)
class Measure:
    """A value in a unit of measure as the symbol says it: `net weight`, 1.250, `kg`.

    `is_logistic`: it is the measure of a unit of transport, packing included.
    """

    name: str
    value: Decimal
    unit: str
    is_logistic: bool = False

    @property
    def kilograms(self) -> Decimal | None:
        """A weight in kilograms, exact; None when it is no weight."""
        factor = KILOGRAMS.get(self.unit) if self.name.endswith("weight") else None
        return None if factor is None else self.value * factor


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money. `currency`: three letters; empty: the one in use where the symbol is read."""

    amount: Decimal
    currency: str = ""


def measure_of(one: Element) -> Measure | None:
    """The measure that an element gives, None when it gives none."""
    if not "31" <= one.ai[:2] <= "36" or len(one.ai) != 4:
        return None
    named = UNIT.fullmatch(one.title)
    if not named:
        return Measure("weight for each area", _decimal(one.value, one.ai), "kg/m²")
    name = named["name"].lower()
    return Measure(
        name, _decimal(one.value, one.ai), named["unit"], bool(named["log"]) or name.startswith("gross")
    )


def price_of(one: Element) -> Price | None:
    """The amount that an element of 390n to 393n gives, None for any other."""
    decade = one.ai[:3] if len(one.ai) == 4 else ""
    if decade in {"390", "392"}:
        return Price(_decimal(one.value, one.ai))
    if decade in {"391", "393"}:
        return Price(_decimal(one.value[3:], one.ai), CURRENCIES[one.value[:3]])
    return None


def _decimal(digits: str, ai: str) -> Decimal:
    """The digits, of which as many are decimals as the identifier's last digit says."""
    return Decimal(digits).scaleb(-int(ai[-1]))

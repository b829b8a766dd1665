"""Pure choices about codes, units and order quantities."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tradepost.base.gs1 import is_gtin
from tradepost.domain.catalog.rules.quantities import ROUNDINGS, Fitted, Pack, Selling, fitted

__all__ = ["ROUNDINGS", "Fitted", "Pack", "Selling", "fitted"]

TRACKING = ("none", "lot", "serial")
TAX_CLASSES = ("standard", "reduced", "zero")
COSTINGS = ("average", "fifo")
"""What stock is worth: at the moving average, or first in, first out."""
CODE_KINDS = ("gtin", "own", "customer", "supplier")
MOST = 2**53
MOST_DAYS = 3650
PER_KILOGRAM = {"g": 1000, "gram": 1000, "grams": 1000, "gramm": 1000, "kg": 1, "kilogram": 1, "kilo": 1}
"""Base units in which stock is weighed, by how people write them."""
_BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212-]")


def gtin(text: str) -> str:
    """The digits of a GTIN-8, -12, -13 or -14. ValueError when length or check digit are wrong.

    Blanks and dashes between the digits are left out. The check digit is that of GS1 General Specifications 7.9.
    """
    typed = _BETWEEN.sub("", text)
    if not is_gtin(typed):
        raise ValueError(f"“{text.strip()}” is not a GTIN: its length or its check digit is wrong.")
    return typed


def same_gtin(code: str) -> str:
    """The 14 digits by which a GTIN is compared: leading zeros say nothing."""
    return code.rjust(14, "0")


@dataclass(frozen=True, slots=True)
class Counted:
    """What one scan counts: `times` of a unit; `quantity` in base units, None where they are no whole number."""

    times: int
    unit: str
    quantity: int | None


def counted(
    unit: str,
    factor: tuple[int, int],
    base_unit: str,
    *,
    pieces: int | None = None,
    packings: int | None = None,
    weight_kg: Decimal | None = None,
) -> Counted:
    """How much goods a barcode stands for: one packing, unless it says more.

    `pieces`: base units that it says itself (30); `packings`: how many of the packing are inside (37). A net weight
    (310n) counts where stock is kept by weight; a weight that is no whole number of base units counts nothing.
    """
    per_kilogram = PER_KILOGRAM.get(base_unit.strip().lower())
    if weight_kg is not None and per_kilogram is not None:
        exact = Fraction(weight_kg) * per_kilogram
        weighed = int(exact) if exact.denominator == 1 else None
        return Counted(weighed or 0, base_unit, weighed)
    if pieces is not None:
        return Counted(pieces, base_unit, pieces)
    times = 1 if packings is None else packings
    exact = Fraction(times * factor[0], factor[1])
    return Counted(times, unit, int(exact) if exact.denominator == 1 else None)


def code(kind: str, text: str) -> str:
    """A code as it is kept. ValueError when it is empty, too long, or no GTIN though it should be."""
    typed = " ".join(text.split())
    if kind not in CODE_KINDS:
        raise ValueError(f"One of {', '.join(CODE_KINDS)}.")
    if kind == "gtin":
        return gtin(typed)
    if not typed or len(typed) > 80:
        raise ValueError("A code has 1 to 80 characters.")
    return typed


@dataclass(frozen=True, slots=True)
class ItemValues:
    """The plain fields of an item, as typed or as they will be."""

    sku: str
    name: str
    base_unit: str
    tracking: str
    tax_class: str
    weight_g: int | None
    minimum_quantity: int
    increment: int
    volume_ml: int | None = None
    costing: str = "average"
    sold_by: str = ""
    round_to: str = ""
    rounding: str = "refuse"
    most_quantity: int | None = None
    most_days: int = 0


def item_problems(item: ItemValues) -> dict[str, str]:
    """A sentence for each field of an item that cannot be kept."""
    problems = {}
    if not 0 < len(item.sku) <= 80:
        problems["sku"] = "An SKU has 1 to 80 characters."
    if not item.name:
        problems["name"] = "Give a name."
    if not item.base_unit:
        problems["base_unit"] = "Give the unit in which stock is counted, for example piece."
    if item.tracking not in TRACKING:
        problems["tracking"] = f"One of {', '.join(TRACKING)}."
    if item.tax_class not in TAX_CLASSES:
        problems["tax_class"] = f"One of {', '.join(TAX_CLASSES)}."
    if item.weight_g is not None and not 0 <= item.weight_g < 2**31:
        problems["weight_g"] = "Give a weight in grams, 0 or more."
    if item.volume_ml is not None and not 0 <= item.volume_ml < 2**31:
        problems["volume_ml"] = "Give a volume in millilitres, 0 or more."
    if item.costing not in COSTINGS:
        problems["costing"] = f"One of {', '.join(COSTINGS)}."
    if not 1 <= item.minimum_quantity <= MOST:
        problems["minimum_quantity"] = "At least 1 base unit."
    if not 1 <= item.increment <= MOST:
        problems["increment"] = "At least 1 base unit."
    if item.rounding not in ROUNDINGS:
        problems["rounding"] = f"One of {', '.join(ROUNDINGS)}."
    if item.most_quantity is not None and not 1 <= item.most_quantity <= MOST:
        problems["most_quantity"] = "At least 1 base unit, or nothing."
    if not 0 <= item.most_days <= MOST_DAYS:
        problems["most_days"] = f"From 0 to {MOST_DAYS} days."
    return problems


def unknown_units(item: ItemValues, units: Collection[str]) -> dict[str, str]:
    """A sentence for each selling rule that names a unit which the item has not; `units` in lower case."""
    named = {"sold_by": item.sold_by, "round_to": item.round_to}
    return {
        field: f"The item has no unit {unit}. Add the unit first."
        for field, unit in named.items()
        if unit and unit.lower() not in units
    }


def unit_problems(name: str, numerator: int, denominator: int, taken: Mapping[str, object]) -> dict[str, str]:
    """A sentence for each field that cannot be kept; `taken` are the item's units, in lower case."""
    problems = {}
    if not name:
        problems["name"] = "Give the unit a name, for example case."
    elif name.lower() in taken:
        problems["name"] = f"The item has a unit {name} already."
    if not 1 <= numerator <= MOST:
        problems["numerator"] = "At least 1."
    if not 1 <= denominator <= MOST:
        problems["denominator"] = "At least 1."
    return problems

from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.catalog.events import ItemWeighed
from tradepost.domain.catalog.models import Item, Unit
from tradepost.domain.catalog.rules import PER_KILOGRAM
from tradepost.domain.catalog.rules.weights import WEIGHT_UNITS, factor_of_weight, milli_of

_WEIGHED = (*PER_KILOGRAM, "lb", "pound", "oz", "ounce")
"""Base units in which stock is weighed and not counted."""


@command
def weigh_item(
    by: By,
    *,
    item_id: UUID,
    unit: str,
    piece_weight: Decimal | None = None,
    tolerance_percent: Decimal | None = None,
    version: int | None = None,
) -> Item:
    """Price and bill an item by what it weighs, in `unit` (kg, g, lb, oz), though stock counts pieces.

    `piece_weight`: what a base unit should weigh, to a thousandth; `tolerance_percent`: how far from it goods may be
    before somebody is asked (None: any). An empty `unit`: by the piece again. Orders keep what they were placed by.
    `version` is what the caller read. Raises Invalid, ChangedMeanwhile, NotFound.
    """
    row = Item.objects.select_for_update().filter(id=item_id).first()
    if row is None:
        raise NotFound("There is no such item.", item_id=item_id)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(
            "The item was changed by someone else. Load it again and repeat your change.", version=row.version
        )
    named = unit.strip().lower()
    milli = _refuse(row, named, piece_weight, tolerance_percent)
    tolerance = tolerance_percent if named else None
    new_unit = bool(named) and _keep_unit(row, named, milli)
    if not new_unit and (row.weighed_in, row.weight_tolerance_percent) == (named, tolerance):
        return row
    row.weighed_in, row.weight_tolerance_percent = named, tolerance
    row.save(update_fields=["weighed_in", "weight_tolerance_percent"])
    row.version += 1
    publish(by, ItemWeighed(row.id, named, piece_weight if named else None, tolerance))
    return row


def _refuse(row: Item, unit: str, piece_weight: Decimal | None, tolerance: Decimal | None) -> int:
    """What a piece weighs in thousandths; raises Invalid naming every field that cannot be kept."""
    if not unit:
        return 0
    problems: dict[str, str] = {}
    milli = 0
    if unit not in WEIGHT_UNITS:
        problems["unit"] = f"One of {', '.join(WEIGHT_UNITS)}."
    elif row.base_unit.lower() in _WEIGHED:
        problems["unit"] = (
            f"Stock of {row.sku} is counted in {row.base_unit}: it is priced by weight already. Make an item that"
            " is counted in pieces."
        )
    try:
        milli = milli_of(piece_weight if piece_weight is not None else Decimal(0))
    except ValueError:
        problems["piece_weight"] = (
            f"Say what one {row.base_unit} weighs: more than 0, with at most three decimal places."
        )
    if tolerance is not None and not (tolerance.is_finite() and 0 <= tolerance <= 100):
        problems["tolerance_percent"] = "From 0 to 100, or nothing."
    elif tolerance is not None and tolerance != round(tolerance, 2):
        problems["tolerance_percent"] = "At most two decimal places."
    if problems:
        raise Invalid(" ".join(problems.values()), fields=problems)
    return milli


def _keep_unit(row: Item, name: str, milli: int) -> bool:
    """The unit of weight stands among the item's units, so that prices may name it; gives whether that is new."""
    factor = factor_of_weight(milli)
    pair = (factor.numerator, factor.denominator)
    standing = Unit.objects.filter(item_id=row.id, name__iexact=name).first()
    if standing is None:
        Unit.objects.create(item_id=row.id, name=name, numerator=pair[0], denominator=pair[1])
        return True
    if (standing.name, standing.numerator, standing.denominator) == (name, *pair):
        return False
    standing.name, standing.numerator, standing.denominator = name, *pair
    standing.save(update_fields=["name", "numerator", "denominator"])
    return True

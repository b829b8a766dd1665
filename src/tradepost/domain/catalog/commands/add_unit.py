from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog.commands._codes import UnitInput, codes_of_units, draft_units, save_codes
from tradepost.domain.catalog.events import UnitAdded
from tradepost.domain.catalog.models import Item, Unit


@command
def add_unit(by: By, *, item_id: UUID, unit: UnitInput) -> Unit:
    """One more unit of an item; its GTIN becomes a code. Raises Invalid, CodeTaken, NotFound.

    The same unit sent twice is one unit; another factor under the same name is refused.
    """
    item = Item.objects.select_for_update().filter(id=item_id).first()
    if item is None:
        raise NotFound("There is no such item.", item_id=item_id)
    problems: dict[str, str] = {}
    row = draft_units(item.id, item.base_unit, [unit], problems, "units.")[0]
    standing = Unit.objects.filter(item_id=item.id, name__iexact=row.name).first()
    if standing is not None:
        if _same(standing, row):
            return standing
        problems["units.0.name"] = f"The item has a unit {standing.name} already."
    if problems:
        fields = {name.removeprefix("units.0."): sentence for name, sentence in problems.items()}
        raise Invalid(f"The unit cannot be kept: {next(iter(fields.values()))}", fields=fields)
    row.save(force_insert=True)
    save_codes(codes_of_units([row]))
    publish(by, UnitAdded(item.id, row.name))
    return row


def _same(one: Unit, other: Unit) -> bool:
    names = ("name", "numerator", "denominator", "gtin", "is_case", "break_allowed")
    return all(getattr(one, name) == getattr(other, name) for name in names)

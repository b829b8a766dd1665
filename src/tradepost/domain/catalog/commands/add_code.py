from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog.commands._codes import CodeInput, draft_code, save_codes
from tradepost.domain.catalog.events import CodeAdded
from tradepost.domain.catalog.models import Code, Item
from tradepost.domain.catalog.queries import units_of


@command
def add_code(
    by: By, *, item_id: UUID, kind: str, code: str, party_id: UUID | None = None, unit: str = ""
) -> Code:
    """One more code of an item; see add_codes. Raises Invalid, CodeTaken, NotFound."""
    made: list[Code] = add_codes(by, codes=[(item_id, CodeInput(kind, code, party_id, unit))])
    return made[0]


@command
def add_codes(by: By, *, codes: Sequence[tuple[UUID, CodeInput]]) -> list[Code]:
    """Codes of many items in as many statements as one. Raises Invalid, CodeTaken, NotFound.

    A code that already stands for the same item and unit is refused as taken like any other.
    """
    if not codes:
        return []
    asked = {item_id for item_id, _ in codes}
    named = {item.id: {item.base_unit.lower(): ""} for item in Item.objects.filter(id__in=asked)}
    if missing := asked - named.keys():
        raise NotFound("There is no such item.", item_ids=sorted(missing))
    for unit in units_of(list(asked)):
        named[unit.item_id][unit.name.lower()] = unit.name
    problems: dict[str, str] = {}
    made = [
        draft_code(item_id, given, named[item_id], problems, "" if len(codes) == 1 else f"codes.{n}.")
        for n, (item_id, given) in enumerate(codes)
    ]
    if problems:
        raise Invalid(f"The code cannot be kept: {next(iter(problems.values()))}", fields=problems)
    save_codes(made)
    publish(by, *(CodeAdded(row.item_id, row.kind, row.code) for row in made))
    return made

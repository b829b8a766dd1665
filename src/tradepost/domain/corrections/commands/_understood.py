"""What was given to be corrected, as lines that the stock ledger knows: places, items and lots that are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.corrections import rules
from tradepost.domain.corrections.rules import MOST_PIECES, Why
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import AdjustInput, LotInput

_SAYS = "This cannot be corrected; nothing was written."
_WRONG_WAY = {
    "scrap": "What is thrown away or lost becomes fewer.",
    "give_away": "What is given away becomes fewer.",
    "find": "What is found becomes more.",
}


@dataclass(frozen=True, slots=True)
class CorrectionInput:
    """By how many base units one place and lot differs from what stands in the books.

    `lot_code` names a lot that may be new, in place of `lot_id`.
    """

    item_id: UUID
    place_id: UUID
    delta: int
    lot_id: UUID | None = None
    lot_code: str = ""
    expires_on: date | None = None
    best_before_on: date | None = None


def understood(by: By, warehouse_id: UUID, why: Why, lines: Sequence[CorrectionInput]) -> list[AdjustInput]:
    """The lines that change something, lots made where they are new. Raises Invalid for every bad one."""
    changed = [line for line in lines if line.delta]
    if not changed:
        raise Invalid("Nothing differs: there is nothing to correct.", fields={"counted": "As it stands."})
    _refuse_unknown(by, warehouse_id, why, changed)
    named = [
        LotInput(line.item_id, line.lot_code.strip(), line.expires_on, line.best_before_on)
        for line in changed
        if line.lot_code.strip()
    ]
    # Lots are stock's own rows, and made before the moves that name them.
    lots = inventory.ensure_lots(by, lots=named) if named else {}
    return [
        AdjustInput(
            line.item_id,
            line.place_id,
            line.delta,
            lots.get((line.item_id, line.lot_code.strip()), line.lot_id),
        )
        for line in changed
    ]


def _refuse_unknown(by: By, warehouse_id: UUID, why: Why, lines: Sequence[CorrectionInput]) -> None:
    places = inventory_queries.places_of(by, list({line.place_id for line in lines}))
    here = {place.pk for place in places if place.warehouse_id == warehouse_id}
    items = {one.pk: one for one in catalog_queries.items_of(by, list({line.item_id for line in lines}))}
    named = [line.item_id for line in lines if line.lot_id]
    lots = {(item, lot) for (item, _), lot in inventory_queries.lot_ids(named).items()} if named else set()
    wrong: dict[str, str] = {}
    for number, line in enumerate(lines):
        item = items.get(line.item_id)
        if not rules.goes(why.kind, line.delta) or abs(line.delta) > MOST_PIECES:
            wrong[f"lines.{number}.delta"] = _WRONG_WAY.get(why.kind, "This is too much.")
        if line.place_id not in here:
            wrong[f"lines.{number}.place"] = "This place is not in the warehouse."
        if item is None:
            wrong[f"lines.{number}.item"] = "There is no such item."
        elif says := _lot_fault(item.tracking, line, lots):
            wrong[f"lines.{number}.lot"] = says
    if wrong:
        # One line alone is told in its own words.
        raise Invalid(next(iter(wrong.values())) if len(wrong) == 1 else _SAYS, fields=wrong)


def _lot_fault(tracking: str, line: CorrectionInput, known: set[tuple[UUID, UUID]]) -> str:
    """What is wrong with the lot of a line; empty: nothing."""
    if tracking == "none":
        return "This item has no lots." if line.lot_id or line.lot_code.strip() else ""
    if line.lot_id is None:
        return "" if line.lot_code.strip() else "Say the lot."
    return "" if (line.item_id, line.lot_id) in known else "This lot is not of this item."

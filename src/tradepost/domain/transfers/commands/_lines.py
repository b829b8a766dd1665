"""The lines of a transfer as typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import queries, rules
from tradepost.domain.transfers.models import TransferLine


@dataclass(frozen=True, slots=True)
class TransferLineInput:
    """What to send: `quantity` in `unit` (empty: base units). `lot_id` where it must be that lot."""

    item_id: UUID
    quantity: Decimal
    unit: str = ""
    lot_id: UUID | None = None


def made_lines(by: By, transfer_id: UUID, asked: Sequence[TransferLineInput]) -> list[TransferLine]:
    """The lines as rows, not written; raises Invalid that names every line that cannot be sent."""
    wrong: dict[str, str] = {} if asked else {"lines": "Name at least one line."}
    if len(asked) > rules.MOST_LINES:
        wrong["lines"] = f"At most {rules.MOST_LINES} lines. Make several transfers."
    known = queries.traded([(line.item_id, line.unit) for line in asked])
    lots = queries.lots_by_id([line.lot_id for line in asked if line.lot_id])
    made: list[TransferLine] = []
    for row, (line, item, line_id) in enumerate(zip(asked, known, new_ids(by.now, len(asked)), strict=True)):
        found = rules.wanted(item, line.quantity)
        if isinstance(found, rules.Faulty):
            wrong[f"lines.{row}.{found.field}"] = found.says
            continue
        if line.lot_id and lots.get(line.lot_id) != line.item_id:
            wrong[f"lines.{row}.lot_id"] = "This item has no such lot."
        made.append(
            TransferLine(
                id=line_id,
                transfer_id=transfer_id,
                position=row + 1,
                item_id=line.item_id,
                lot_id=line.lot_id,
                typed_quantity=line.quantity,
                unit=found.unit,
                unit_numerator=found.factor.numerator,
                unit_denominator=found.factor.denominator,
                quantity=found.quantity,
            )
        )
    if wrong:
        raise Invalid("Some lines cannot be sent. Correct the marked ones.", fields=wrong)
    return made


def refuse_same_place(from_warehouse_id: UUID, to_warehouse_id: UUID) -> None:
    """Both are there, and they are two. Raises NotFound, Invalid."""
    for warehouse_id in (from_warehouse_id, to_warehouse_id):
        inventory_queries.warehouse(warehouse_id)
    if from_warehouse_id == to_warehouse_id:
        says = "Choose two warehouses. Within one, goods are moved from place to place under Stock."
        raise Invalid(says, fields={"to_warehouse_id": "The same warehouse."})

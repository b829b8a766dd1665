from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.money import ZERO
from tradepost.domain.inventory import queries, rules
from tradepost.domain.inventory.commands._change import MoveRow, StockChange, write_posting
from tradepost.domain.inventory.commands._hold import Held, hold_positions
from tradepost.domain.inventory.commands._places import imagined_place
from tradepost.domain.inventory.queries import ArrivedInput
from tradepost.domain.inventory.rules import OpenLayer


@dataclass(frozen=True, slots=True)
class RevaluedInput:
    """A cost of goods that arrived, base currency, which comes late; below 0: one that is taken back."""

    goods: ArrivedInput
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Revalued:
    """What of a late cost went into stock, with the base units that still lay there; the rest is of what is gone."""

    source_id: UUID
    lying: int
    to_stock: Decimal


@command
def revalue(
    by: By, *, posting_id: UUID, subject_id: UUID, lines: Sequence[RevaluedInput], kind: str = "landed_cost"
) -> list[Revalued]:
    """Add late costs to goods as far as they still lie there, by moves of value without quantity, now.

    Nothing that left is valued again: that part is the caller's to book. Gives the lines in their order. What is taken
    back takes no more than the goods are worth.
    """
    held = {
        warehouse_id: hold_positions(
            warehouse_id, {line.goods.item_id for line in lines if line.goods.warehouse_id == warehouse_id}
        )
        for warehouse_id in sorted({line.goods.warehouse_id for line in lines})
    }
    lying = queries.still_lying([line.goods for line in lines])
    layers = _layers([line.goods.source_id for line in lines])
    changes = {warehouse_id: StockChange(warehouse_id) for warehouse_id in held}
    done = [
        Revalued(line.goods.source_id, lies, _add(changes, held, layers, line, lies))
        for line, lies in zip(lines, lying, strict=True)
    ]
    for change in changes.values():
        change.write()
    if moves := _moves(lines, done):
        write_posting(posting_id, kind, subject_id, "", by.now, moves)
    return done


def _layers(source_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], list[OpenLayer]]:
    """By the line they came by and its item: what is left of the cost layers."""
    found: dict[tuple[UUID, UUID], list[OpenLayer]] = defaultdict(list)
    for source_id, item_id, *layer in sql.rows(
        """select source_id, item_id, id, quantity_left, value_left from inventory_layer
           where source_id = any(%s::uuid[]) and quantity_left > 0 order by id""",
        [list(source_ids)],
    ):
        found[source_id, item_id].append(OpenLayer(*layer))
    return found


def _add(
    changes: dict[UUID, StockChange],
    held: dict[UUID, dict[UUID, Held]],
    layers: dict[tuple[UUID, UUID], list[OpenLayer]],
    line: RevaluedInput,
    lying: int,
) -> Decimal:
    """Take up in the change what goes into stock of one line; gives it."""
    goods, currency = line.goods, settings.BASE_CURRENCY
    change, position = changes[goods.warehouse_id], held[goods.warehouse_id][goods.item_id]
    if not position.fifo:
        worth = position.value + change.positions[goods.item_id].value
        added = rules.late_part(line.cost, goods.quantity, lying, worth, currency)
    else:
        added, before = ZERO, 0
        for layer in layers[goods.source_id, goods.item_id]:
            delta = change.layers[layer.layer_id]
            worth = layer.value + delta.value_left
            part = rules.late_part(line.cost, goods.quantity, layer.quantity, worth, currency, before=before)
            delta.value_left += part
            delta.value += part
            added, before = added + part, before + layer.quantity
    change.positions[goods.item_id].value += added
    return added


def _moves(lines: Sequence[RevaluedInput], done: Sequence[Revalued]) -> list[MoveRow]:
    """Value from the supplier into stock, or what was taken back the other way; it lies in no particular bin."""
    places = {
        warehouse_id: (imagined_place(warehouse_id, "supplier"), queries.first_place(warehouse_id, "bin"))
        for warehouse_id in sorted({line.goods.warehouse_id for line in lines})
    }
    moves = []
    for line, one in zip(lines, done, strict=True):
        beyond, here = places[line.goods.warehouse_id]
        ways = (beyond, here) if one.to_stock > 0 else (here, beyond)
        if one.to_stock:
            moves.append(MoveRow(line.goods.item_id, 0, *ways, None, abs(one.to_stock)))
    return moves

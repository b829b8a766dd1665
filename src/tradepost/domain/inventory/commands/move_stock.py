from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.base.money import ZERO
from tradepost.domain.inventory.commands._change import MoveRow, StockChange, write_posting
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.commands._lots import hold_lots_of, stopped_in
from tradepost.domain.inventory.commands._places import kinds_of
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.events import StockMoved
from tradepost.domain.inventory.models.place import UNSELLABLE


class NotFreeToMove(Refusal):
    """Less lies there than was to be moved, or it is promised or set aside."""


@dataclass(frozen=True, slots=True)
class MoveInput:
    """Base units of one item and lot from one place to another of the same warehouse."""

    item_id: UUID
    quantity: int
    from_place_id: UUID
    to_place_id: UUID
    lot_id: UUID | None = None


def _moved(posting_id: UUID) -> UUID:
    return posting_id


@command(once="posting_id", again=_moved)
def move_stock(
    by: By, *, posting_id: UUID, warehouse_id: UUID, lines: Sequence[MoveInput], reason: str = ""
) -> UUID:
    """Move goods within a warehouse; in quarantine or scrap they are for sale no more, out of it they serve who waits.

    Refuses NotFreeToMove when less than asked is free there, or when promised goods would stop being
    sellable; PlaceIsClosed.
    """
    held = hold_positions(warehouse_id, {line.item_id for line in lines}, stores=True)
    kinds = kinds_of(warehouse_id, {p for line in lines for p in (line.from_place_id, line.to_place_id)})
    stopped = stopped_in(hold_lots_of(lines))
    balances = _balances(lines)
    change = StockChange(warehouse_id)
    for line in lines:
        balance_id, free = balances.get((line.item_id, line.from_place_id, line.lot_id), (0, 0))
        if free + change.balances[balance_id][0] < line.quantity:
            raise NotFreeToMove(f"Only {free} are free there; the rest is set aside or not there.", free=free)
        change.balances[balance_id][0] -= line.quantity
        change.arrivals[line.item_id, line.to_place_id, line.lot_id] += line.quantity
        # What is of a stopped lot is not for sale wherever it lies.
        to_unsellable = 0 if line.lot_id in stopped else _to_unsellable(kinds, line)
        change.positions[line.item_id].on_hand -= to_unsellable * line.quantity
        change.positions[line.item_id].unsellable += to_unsellable * line.quantity
    short = [item_id for item_id, delta in change.positions.items() if held[item_id].free + delta.on_hand < 0]
    if short:
        raise NotFreeToMove("These goods are promised to customers; free them first.", item_id=str(short[0]))
    settle(change, held, held)
    change.write()
    moves = [
        MoveRow(line.item_id, line.quantity, line.from_place_id, line.to_place_id, line.lot_id, ZERO)
        for line in lines
    ]
    write_posting(posting_id, "move", posting_id, reason, by.now, moves)
    publish(by, StockMoved(posting_id, reason))
    return posting_id


def _to_unsellable(kinds: Mapping[UUID, str], line: MoveInput) -> int:
    return (kinds[line.to_place_id] in UNSELLABLE) - (kinds[line.from_place_id] in UNSELLABLE)


def _balances(lines: Sequence[MoveInput]) -> dict[tuple[UUID, UUID, UUID | None], tuple[int, int]]:
    found = sql.rows(
        """select b.item_id, b.place_id, b.lot_id, b.id, b.on_hand - b.reserved from inventory_balance b
           where (b.item_id, b.place_id) in (select * from unnest(%s::uuid[], %s::uuid[]))""",
        [[line.item_id for line in lines], [line.from_place_id for line in lines]],
    )
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in found}

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.domain.inventory.commands._change import MoveRow, NewLayer, StockChange, write_posting
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.commands._lots import hold_lots_of, refuse_serials_elsewhere, stopped_in
from tradepost.domain.inventory.commands._places import arrival_place, imagined_place, kinds_of
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.commands._worth import add_layers
from tradepost.domain.inventory.events import DemandsRepegged
from tradepost.domain.inventory.models.place import UNSELLABLE


@dataclass(frozen=True, slots=True)
class ReceivedInput:
    """Base units that arrived and their total value in base currency.

    `supply_quantity` of `supply_id` are used up by this line (default: the quantity received); None as
    place means the warehouse's first bin, or its dock where it puts away from there. `source_id` is the line of
    the document it came by (default: the document).
    """

    item_id: UUID
    quantity: int
    value: Decimal
    supply_id: UUID | None = None
    supply_quantity: int | None = None
    place_id: UUID | None = None
    lot_id: UUID | None = None
    source_id: UUID | None = None


@command
def receive(
    by: By,
    *,
    subject_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[ReceivedInput],
    from_kind: str = "supplier",
    kind: str = "",
) -> list[UUID]:
    """Post goods in from an imagined place (supplier, customer, loss, transit): stock, supply and promises at once.

    Promises pegged to the supply that arrived turn into stock promises; what is left serves
    backorders by priority, needed day and age. What is of a stopped lot lies there and serves nobody.
    Gives the demands that are covered anew. Raises SerialElsewhere.

    `kind` of the posting, where it is not that of every delivery: store_delivery, of goods that stay their supplier's
    (they come to a store, and are worth 0), or takeover, of what came from such a store.
    """
    held = hold_positions(warehouse_id, {line.item_id for line in lines}, stores=kind == "store_delivery")
    main = arrival_place(warehouse_id, from_kind)
    kinds = kinds_of(warehouse_id, {line.place_id or main for line in lines})
    lots = hold_lots_of(lines)
    refuse_serials_elsewhere(lots, [(line.lot_id, line.quantity) for line in lines], from_kind)
    stopped = stopped_in(lots)
    change = StockChange(warehouse_id)
    arrived: dict[UUID, int] = defaultdict(int)
    open_now = _open_quantities([line.supply_id for line in lines if line.supply_id is not None])
    for line in lines:
        place_id = line.place_id or main
        sellable = kinds[place_id] not in UNSELLABLE and line.lot_id not in stopped
        change.arrivals[line.item_id, place_id, line.lot_id] += line.quantity
        position = change.positions[line.item_id]
        position.on_hand += line.quantity if sellable else 0
        position.unsellable += 0 if sellable else line.quantity
        position.value += line.value
        if line.supply_id is not None:
            asked = line.quantity if line.supply_quantity is None else line.supply_quantity
            used = min(asked, open_now[line.supply_id])
            open_now[line.supply_id] -= used
            change.supplies[line.supply_id].quantity -= used
            position.incoming -= used
            arrived[line.supply_id] += line.quantity if sellable else 0
    posting_id = new_id(by.now)
    add_layers(change, held, (_layer(by, posting_id, subject_id, line) for line in lines))
    served = settle(change, held, held, arrived)
    change.write()
    _write_moves(by, posting_id, subject_id, warehouse_id, lines, from_kind, main, kind)
    if served:
        publish(by, DemandsRepegged(subject_id, served))
    return served


_KINDS = {"supplier": "receipt", "customer": "return", "transit": "transfer"}


def _open_quantities(supply_ids: list[UUID]) -> dict[UUID, int]:
    if not supply_ids:
        return {}
    found = sql.rows("select id, quantity from inventory_supply where id = any(%s::uuid[])", [supply_ids])
    return {row[0]: row[1] for row in found}


def _layer(by: By, posting_id: UUID, subject_id: UUID, line: ReceivedInput) -> NewLayer:
    source_id = line.source_id or subject_id
    return NewLayer(line.item_id, posting_id, source_id, by.now, line.quantity, line.value)


def _write_moves(
    by: By,
    posting_id: UUID,
    subject_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[ReceivedInput],
    from_kind: str,
    main: UUID,
    kind: str,
) -> None:
    origin = imagined_place(warehouse_id, from_kind)
    moves = [
        MoveRow(line.item_id, line.quantity, origin, line.place_id or main, line.lot_id, line.value)
        for line in lines
        if line.quantity > 0
    ]
    if moves:
        kind = kind or _KINDS.get(from_kind, "opening")
        write_posting(posting_id, kind, subject_id, "", by.now, moves)

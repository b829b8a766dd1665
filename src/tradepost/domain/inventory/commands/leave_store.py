from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.money import ZERO
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._break import NotEnoughStock
from tradepost.domain.inventory.commands._change import MoveRow, StockChange, write_posting
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.commands._lots import HeldLot, hold_lots_of, refuse_stopped, stopped_in
from tradepost.domain.inventory.commands._places import imagined_place
from tradepost.domain.inventory.commands._worth import leaving
from tradepost.domain.inventory.models.place import REAL_SQL, SELLABLE, SELLABLE_SQL

Goods = tuple[UUID, UUID | None]
"""An item, and a lot of it or none."""


@dataclass(frozen=True, slots=True)
class StoreGoods:
    """Base units of an item and lot that leave a supplier's store."""

    item_id: UUID
    quantity: int
    lot_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Shelf:
    item_id: UUID
    lot_id: UUID | None
    balance_id: int
    place_id: UUID
    kind: str
    on_hand: int


@command
def leave_store(
    by: By,
    *,
    posting_id: UUID,
    subject_id: UUID,
    warehouse_id: UUID,
    goods: Sequence[StoreGoods],
    kind: str,
    reason: str = "",
) -> None:
    """A supplier's goods leave their store, worth nothing to us: by the walk, as far as they lie on each place.

    Each item and lot is named once. `kind`: takeover (only what may be sold; it becomes ours elsewhere), store_return
    (to the supplier, what lies in quarantine first) or store_loss. Raises NotEnoughStock, LotNotUsable.
    """
    held = hold_positions(warehouse_id, {one.item_id for one in goods}, stores=True)
    lots = hold_lots_of(goods)
    if kind == "takeover":
        _refuse_unusable(by, lots.values())
    stopped = stopped_in(lots)
    change = StockChange(warehouse_id)
    beyond = imagined_place(warehouse_id, "loss" if kind == "store_loss" else "supplier")
    shelves = _shelves(warehouse_id, goods, kind)
    moves = []
    for one in goods:
        lying = [(shelf, shelf.on_hand) for shelf in shelves[one.item_id, one.lot_id]]
        parts, missing = rules.spread(one.quantity, lying)
        if missing:
            raise NotEnoughStock(
                f"Only {one.quantity - missing} can be taken from this store; the rest does not lie there for sale.",
                item_id=str(one.item_id),
                free=one.quantity - missing,
            )
        position = change.positions[one.item_id]
        for shelf, part in parts:
            change.balances[shelf.balance_id][0] -= part
            if shelf.kind in SELLABLE and one.lot_id not in stopped:
                position.on_hand -= part
            else:
                position.unsellable -= part
            moves.append(MoveRow(one.item_id, part, shelf.place_id, beyond, one.lot_id, ZERO))
    # Cost layers of 0: what came first leaves first, here too.
    leaving(change, held, [(one.item_id, one.quantity) for one in goods])
    change.write()
    write_posting(posting_id, kind, subject_id, reason, by.now, moves)


def _refuse_unusable(by: By, lots: Collection[HeldLot]) -> None:
    for lot in lots:
        refuse_stopped(lot.code, lot.state, lot.expires_on, by.now.date())


def _shelves(warehouse_id: UUID, goods: Sequence[StoreGoods], kind: str) -> dict[Goods, list[_Shelf]]:
    """Where they lie, in the order in which it is taken; one statement."""
    wanted = SELLABLE_SQL if kind == "takeover" else REAL_SQL
    found = sql.rows_as(
        _Shelf,
        f"""select b.item_id, b.lot_id, b.id, p.id, p.kind, b.on_hand
            from inventory_balance b join inventory_place p on p.id = b.place_id and p.kind in {wanted}
            where p.warehouse_id = %s and b.item_id = any(%s::uuid[]) and b.on_hand > 0
            order by (p.kind in {SELLABLE_SQL}) = %s, p.pick_sequence, p.code, b.id""",  # noqa: S608 constants only
        [warehouse_id, list({one.item_id for one in goods}), kind == "store_return"],
    )
    shelves: dict[Goods, list[_Shelf]] = defaultdict(list)
    for shelf in found:
        shelves[shelf.item_id, shelf.lot_id].append(shelf)
    return shelves

"""Stopping lots and letting them go: what lies of them leaves, or joins, what may be sold, in every warehouse."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory.commands._break import break_promises
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import Held, hold_positions
from tradepost.domain.inventory.commands._lots import HeldLot, hold_lots, stopped_in
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.events import LotQuarantined, LotRecalled, LotReleased
from tradepost.domain.inventory.flows import LOT
from tradepost.domain.inventory.models.place import SELLABLE_SQL
from tradepost.domain.inventory.queries.lots import HitDemand, set_aside_of


@dataclass(frozen=True, slots=True)
class LotStopped:
    """What followed from a lot's new state: who lost stock that was promised, who got some, and what is being picked.

    `picked` is set aside for shipments that may not leave with it now; it goes when they are given up.
    """

    lot_id: UUID
    state: str
    lost: Sequence[HitDemand] = ()
    served: Sequence[UUID] = ()
    picked: Sequence[HitDemand] = ()


@dataclass
class HeldLots:
    """Lots, and the positions of their items wherever any of them lies, locked."""

    lots: dict[UUID, HeldLot]
    positions: dict[UUID, dict[UUID, Held]]


@dataclass
class Followed:
    """What followed in all warehouses."""

    lost: list[tuple[UUID, int]] = field(default_factory=list)
    served: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Lying:
    warehouse_id: UUID
    item_id: UUID
    sellable: int


def hold_with_positions(lot_ids: Collection[UUID]) -> HeldLots:
    """Lock the positions of the items of these lots where they lie, then the lots. Raises NotFound."""
    positions = _hold_where(lot_ids, {})
    lots = hold_lots(lot_ids)
    # One may have come to another warehouse while we waited.
    return HeldLots(lots, _hold_where(lot_ids, positions))


def _hold_where(
    lot_ids: Collection[UUID], held: dict[UUID, dict[UUID, Held]]
) -> dict[UUID, dict[UUID, Held]]:
    items: dict[UUID, set[UUID]] = defaultdict(set)
    for warehouse_id, item_id in sql.rows(
        """select distinct p.warehouse_id, b.item_id from inventory_lot l
             join inventory_balance b on b.item_id = l.item_id and b.lot_id = l.id
             join inventory_place p on p.id = b.place_id
           where l.id = any(%s::uuid[]) order by 1, 2""",
        [sorted(lot_ids)],
    ):
        items[warehouse_id].add(item_id)
    fresh = {
        warehouse: wanted for warehouse, wanted in items.items() if wanted - set(held.get(warehouse, ()))
    }
    return held | {
        warehouse: hold_positions(warehouse, wanted, stores=True)
        for warehouse, wanted in sorted(fresh.items())
    }


def restate(held: HeldLots, lot_ids: Collection[UUID], stop: bool) -> Followed:
    """What lies free of these lots is for sale no more, or again; promises follow. Their rows are written already.

    A constant number of statements for each warehouse where some of it lies.
    """
    followed = Followed()
    if not lot_ids:
        return followed
    changes: dict[UUID, StockChange] = {}
    for row in _lying(lot_ids):
        change = changes.setdefault(row.warehouse_id, StockChange(row.warehouse_id))
        sign = -1 if stop else 1
        change.positions[row.item_id].on_hand += sign * row.sellable
        change.positions[row.item_id].unsellable -= sign * row.sellable
    for warehouse_id, change in changes.items():
        positions = held.positions[warehouse_id]
        broken = break_promises(change, positions)
        served = settle(change, positions, list(change.positions), already=broken)
        change.write()
        followed.lost += [(peg.demand_id, peg.quantity) for peg in broken if peg.kind == "backorder"]
        followed.served |= set(served)
    return followed


def _lying(lot_ids: Collection[UUID]) -> list[_Lying]:
    """What lies of them where things are sold from, and is not set aside."""
    return sql.rows_as(
        _Lying,
        f"""select p.warehouse_id, b.item_id, sum(b.on_hand - b.reserved)::bigint from inventory_lot l
             join inventory_balance b on b.item_id = l.item_id and b.lot_id = l.id and b.on_hand > b.reserved
             join inventory_place p on p.id = b.place_id and p.kind in {SELLABLE_SQL}
           where l.id = any(%s::uuid[]) group by 1, 2 order by 1, 2""",  # noqa: S608 constants only
        [sorted(lot_ids)],
    )


def change_state(by: By, lot_id: UUID, verb: str, reason: str) -> LotStopped:
    """Quarantine, recall or release one lot, with what follows. Raises NotFound, NotAllowed, Invalid."""
    reason = reason.strip()
    if not reason:
        raise Invalid("Say why. The reason stands in the history of the lot.", fields={"reason": "Say why."})
    held = hold_with_positions([lot_id])
    before = held.lots[lot_id]
    state = LOT.next(before.state, verb)
    sql.run("update inventory_lot set state = %s where id = %s", [state, lot_id])
    after = hold_lots([lot_id])
    followed = Followed()
    if before.stopped != after[lot_id].stopped:
        followed = restate(held, [lot_id], stop=after[lot_id].stopped)
    told = LotStopped(
        lot_id,
        state,
        hit(followed.lost),
        sorted(followed.served),
        set_aside_of([lot_id]) if stopped_in(after) else (),
    )
    fact = {"quarantine": LotQuarantined, "recall": LotRecalled, "release": LotReleased}[verb]
    publish(
        by,
        fact(
            lot_id,
            before.code,
            before.item_id,
            reason,
            sorted({one.document_id for one in told.lost}),
            sorted({one.document_id for one in told.picked}),
            list(told.served),
        ),
    )
    return told


def hit(lost: Iterable[tuple[UUID, int]]) -> list[HitDemand]:
    """Demands that lost stock, with their documents; several losses of one are one."""
    sums: dict[UUID, int] = defaultdict(int)
    for demand_id, quantity in lost:
        sums[demand_id] += quantity
    if not sums:
        return []
    found = sql.rows(
        "select id, document_id, item_id from inventory_demand where id = any(%s::uuid[]) order by document_id, id",
        [list(sums)],
    )
    return [HitDemand(row[0], row[1], row[2], sums[row[0]]) for row in found]

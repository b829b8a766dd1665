"""Where less stock can be sold than is promised: who loses it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import Held
from tradepost.domain.inventory.rules import Peg
from tradepost.domain.inventory.rules.dealing import turn


class NotEnoughStock(Refusal):
    """Less lies there than was to be taken, or it is set aside for picking."""


@dataclass(frozen=True, slots=True)
class _Holder:
    demand_id: UUID
    item_id: UUID
    free: int
    priority: int
    needed_on: date
    placed_at: datetime
    policy: str


def break_promises(change: StockChange, held: Mapping[UUID, Held]) -> list[Peg]:
    """Where stock falls below its promises: stock promises of who is served last become backorders.

    Taken up in `change`; what it unreserves counts as not reserved. Refuses NotEnoughStock where more is reserved.
    """
    missing = {
        item_id: -left
        for item_id, delta in change.positions.items()
        if (left := held[item_id].free + delta.on_hand - delta.promised) < 0
    }
    if not missing:
        return []
    holders: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
    found = sql.rows_as(
        _Holder,
        """select d.id, d.item_id, d.promised_stock - d.reserved, d.priority, d.needed_on, d.placed_at, w.allocation
           from inventory_demand d join inventory_warehouse w on w.id = d.warehouse_id
           where d.warehouse_id = %s and d.item_id = any(%s::uuid[]) and d.quantity > 0
             and (d.promised_stock > d.reserved or d.id = any(%s::uuid[]))""",
        [change.warehouse_id, sorted(missing), list(change.demands)],
    )
    for row in sorted(found, key=lambda one: turn(one.policy, one), reverse=True):
        freed = -change.demands[row.demand_id].reserved if row.demand_id in change.demands else 0
        holders[row.item_id].append((row.demand_id, row.free + freed))
    pegs: list[Peg] = []
    for item_id, quantity in missing.items():
        taken, left = rules.spread(quantity, holders[item_id])
        if left:
            raise NotEnoughStock(
                f"{left} of these units are set aside for picking. Cancel or ship those shipments first.",
                item_id=str(item_id),
                reserved=left,
            )
        for demand_id, part in taken:
            pegs.append(Peg(demand_id, item_id, "stock", -part))
            pegs.append(Peg(demand_id, item_id, "backorder", part))
    change.peg(pegs)
    return pegs

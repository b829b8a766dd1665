"""Where less stock can be sold than is promised: who loses it."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import Held
from tradepost.domain.inventory.rules import Peg


class NotEnoughStock(Refusal):
    """Less lies there than was to be taken, or it is set aside for picking."""


def break_promises(change: StockChange, held: Mapping[UUID, Held]) -> list[Peg]:
    """Where stock falls below its promises: stock promises of the lowest rank become backorders.

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
    for demand_id, item_id, free in sql.rows(
        """select id, item_id, promised_stock - reserved from inventory_demand
           where warehouse_id = %s and item_id = any(%s::uuid[]) and quantity > 0
             and (promised_stock > reserved or id = any(%s::uuid[]))
           order by priority, needed_on desc, placed_at desc, id desc""",
        [change.warehouse_id, sorted(missing), list(change.demands)],
    ):
        freed = -change.demands[demand_id].reserved if demand_id in change.demands else 0
        holders[item_id].append((demand_id, free + freed))
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

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.queries.demands import DemandCover
from tradepost.domain.inventory.rules import OpenSupply


@dataclass(frozen=True, slots=True)
class Available:
    """What a line would be promised now, base units; `promised_on` None: part would be backordered.

    `supply` of it would come with what is on its way; the day is when all of it is there.
    """

    item_id: UUID
    on_hand: int
    available: int
    incoming: int
    promised_on: date | None
    supply: int = 0


def availability(warehouse_id: UUID, *, wanted: Sequence[tuple[UUID, int]], on: date) -> list[Available]:
    """For each (item, base units), in order and sharing what is free: stock, supply and the promise day.

    Two statements for any number of lines; it holds nothing, so the answer may change until confirmed.
    """
    items = sorted({item_id for item_id, _ in wanted})
    positions = {
        row[0]: (row[1], row[2], row[3])
        for row in sql.rows(
            """select item_id, on_hand, on_hand - promised, incoming from inventory_position
               where warehouse_id = %s and item_id = any(%s::uuid[])""",
            [warehouse_id, items],
        )
    }
    supplies = sql.rows_as(
        OpenSupply,
        """select id, item_id, quantity, promised, expected_on from inventory_supply
           where warehouse_id = %s and item_id = any(%s::uuid[]) and quantity > promised""",
        [warehouse_id, items],
    )
    days = {supply.supply_id: supply.expected_on for supply in supplies}
    lines = [(UUID(int=number), item_id, quantity) for number, (item_id, quantity) in enumerate(wanted)]
    promised: dict[UUID, date | None] = {line_id: on for line_id, _, _ in lines}
    coming = dict.fromkeys(promised, 0)
    for peg in rules.cover(lines, {item: row[1] for item, row in positions.items()}, supplies):
        told = promised[peg.demand_id]
        coming[peg.demand_id] += peg.quantity if peg.kind == "supply" else 0
        if peg.kind == "backorder":
            promised[peg.demand_id] = None
        elif peg.supply_id is not None and told is not None:
            promised[peg.demand_id] = max(told, days[peg.supply_id])
    return [
        _available(item_id, positions.get(item_id), promised[line_id], coming[line_id])
        for line_id, item_id, _ in lines
    ]


def cover_of_wish(warehouse_id: UUID, *, item_id: UUID, quantity: int, on: date) -> DemandCover:
    """How this many base units would be covered if they were ordered now, as `demands_of` tells of real ones.

    Two statements; it holds nothing, so the answer may change until something is confirmed.
    """
    position = sql.one(
        "select on_hand - promised from inventory_position where warehouse_id = %s and item_id = %s",
        [warehouse_id, item_id],
    )
    rows = sql.rows(
        """select id, item_id, quantity, promised, expected_on, source_id from inventory_supply
           where warehouse_id = %s and item_id = %s and quantity > promised""",
        [warehouse_id, item_id],
    )
    supplies = {row[0]: OpenSupply(*row[:5]) for row in rows}
    sources = {row[0]: row[5] for row in rows}
    wish = UUID(int=0)
    free = {item_id: position[0] if position else 0}
    pegs = rules.cover([(wish, item_id, quantity)], free, supplies.values())
    parts = {
        kind: sum(peg.quantity for peg in pegs if peg.kind == kind)
        for kind in ("stock", "supply", "backorder")
    }
    days = [supplies[peg.supply_id].expected_on for peg in pegs if peg.supply_id is not None]
    why: list[dict[str, object]] = [
        {
            "source_id": sources[peg.supply_id] if peg.supply_id else None,
            "quantity": peg.quantity,
            "expected_on": supplies[peg.supply_id].expected_on.isoformat() if peg.supply_id else None,
        }
        for peg in pegs
        if peg.kind != "backorder"
    ]
    promised_on = None if parts["backorder"] else max([on, *days])
    return DemandCover(
        wish, wish, quantity, parts["stock"], parts["supply"], parts["backorder"], 0, promised_on, why
    )


def _available(
    item_id: UUID, position: tuple[int, int, int] | None, promised_on: date | None, supply: int
) -> Available:
    on_hand, available, incoming = position or (0, 0, 0)
    return Available(item_id, on_hand, available, incoming, promised_on, supply)

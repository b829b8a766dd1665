from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.queries.demands import DemandCover
from tradepost.domain.inventory.rules import OpenSupply


@dataclass(frozen=True, slots=True)
class Available:
    """What a line would be promised now, base units; `promised_on` None: part would be backordered.

    `supply` of it would come with what is on its way, `missing` is on nobody's order; the day: when all of it is there.
    """

    item_id: UUID
    on_hand: int
    available: int
    incoming: int
    promised_on: date | None
    supply: int = 0
    missing: int = 0


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
    coming, missing = dict.fromkeys(promised, 0), dict.fromkeys(promised, 0)
    for peg in rules.cover(lines, {item: row[1] for item, row in positions.items()}, supplies):
        told = promised[peg.demand_id]
        coming[peg.demand_id] += peg.quantity if peg.kind == "supply" else 0
        if peg.kind == "backorder":
            promised[peg.demand_id] = None
            missing[peg.demand_id] += peg.quantity
        elif peg.supply_id is not None and told is not None:
            promised[peg.demand_id] = max(told, days[peg.supply_id])
    return [
        Available(
            item_id,
            *positions.get(item_id, (0, 0, 0)),
            promised[line_id],
            coming[line_id],
            missing[line_id],
        )
        for line_id, item_id, _ in lines
    ]


@dataclass(frozen=True, slots=True)
class Wished:
    """How a wish would be covered, and what could be promised from stock now, base units."""

    available: int
    cover: DemandCover


def cover_of_wish(warehouse_id: UUID, *, item_id: UUID, quantity: int, on: date) -> DemandCover:
    """How this many base units would be covered if they were ordered now, as `demands_of` tells of real ones.

    Two statements; it holds nothing, so the answer may change until something is confirmed.
    """
    return covers_of_wishes(warehouse_id, wanted=[(item_id, quantity)], on=on)[0].cover


def covers_of_wishes(warehouse_id: UUID, *, wanted: Sequence[tuple[UUID, int]], on: date) -> list[Wished]:
    """The same for wishes of several items, each as if it alone were ordered; two statements as well."""
    items = sorted({item_id for item_id, _ in wanted})
    free = dict(
        sql.rows(
            """select item_id, on_hand - promised from inventory_position
               where warehouse_id = %s and item_id = any(%s::uuid[])""",
            [warehouse_id, items],
        )
    )
    rows = sql.rows(
        """select id, item_id, quantity, promised, expected_on, source_id from inventory_supply
           where warehouse_id = %s and item_id = any(%s::uuid[]) and quantity > promised""",
        [warehouse_id, items],
    )
    return [
        Wished(
            free.get(item_id, 0),
            _cover(item_id, quantity, free, [row for row in rows if row[1] == item_id], on),
        )
        for item_id, quantity in wanted
    ]


def _cover(
    item_id: UUID, quantity: int, free: Mapping[UUID, int], rows: Sequence[tuple[Any, ...]], on: date
) -> DemandCover:
    supplies = {row[0]: OpenSupply(*row[:5]) for row in rows}
    sources = {row[0]: row[5] for row in rows}
    wish = UUID(int=0)
    pegs = rules.cover([(wish, item_id, quantity)], {item_id: free.get(item_id, 0)}, supplies.values())
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

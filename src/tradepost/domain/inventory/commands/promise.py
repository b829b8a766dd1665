from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import Part, StockChange
from tradepost.domain.inventory.commands._hold import hold_positions, open_supplies
from tradepost.domain.inventory.rules import OpenSupply, Peg


@dataclass(frozen=True, slots=True)
class DemandInput:
    """What a line wants: base units of an item, needed on a day; higher priority is served first.

    `ship_complete`: its document leaves only when whole. At least `minimum_fill_percent` of it leave at once,
    and of no lot that is over within `minimum_shelf_days`.
    """

    demand_id: UUID
    document_id: UUID
    item_id: UUID
    quantity: int
    needed_on: date
    priority: int = 0
    ship_complete: bool = False
    minimum_fill_percent: int = 0
    minimum_shelf_days: int = 0


@dataclass(frozen=True, slots=True)
class Promised:
    """How a demand is covered, base units; `promised_on` is None while any of it is backordered."""

    demand_id: UUID
    stock: int
    supply: int
    backordered: int
    promised_on: date | None


@command
def promise(by: By, *, warehouse_id: UUID, demands: Sequence[DemandInput]) -> list[Promised]:
    """Promise demands in their order: from stock, then pegged to dated supply, the rest backordered.

    A fixed number of statements for any number of demands; never one unit twice.
    """
    held = hold_positions(warehouse_id, {demand.item_id for demand in demands})
    wanted: dict[UUID, int] = {}
    for demand in demands:
        wanted[demand.item_id] = wanted.get(demand.item_id, 0) + demand.quantity
    short = [item_id for item_id, quantity in wanted.items() if held[item_id].free < quantity]
    supplies = open_supplies(warehouse_id, short) if short else []
    free = {item_id: position.free for item_id, position in held.items()}
    pegs = rules.cover(((d.demand_id, d.item_id, d.quantity) for d in demands), free, supplies)
    answers = _answers(by, demands, pegs, supplies)
    change = StockChange(warehouse_id, new_demands=_new_demands(by, warehouse_id, demands, answers))
    change.peg(pegs, touch_demands=False)
    change.write()
    return answers


def _answers(
    by: By, demands: Sequence[DemandInput], pegs: Sequence[Peg], supplies: Sequence[OpenSupply]
) -> list[Promised]:
    days = {supply.supply_id: supply.expected_on for supply in supplies}
    by_demand: dict[UUID, list[Peg]] = {}
    for peg in pegs:
        by_demand.setdefault(peg.demand_id, []).append(peg)
    return [_answer(by.now.date(), demand.demand_id, by_demand[demand.demand_id], days) for demand in demands]


def _answer(today: date, demand_id: UUID, pegs: list[Peg], days: dict[UUID, date]) -> Promised:
    parts = {"stock": 0, "supply": 0, "backorder": 0}
    latest = today
    for peg in pegs:
        parts[peg.kind] += peg.quantity
        if peg.supply_id is not None:
            latest = max(latest, days[peg.supply_id])
    return Promised(
        demand_id, parts["stock"], parts["supply"], parts["backorder"], None if parts["backorder"] else latest
    )


def _new_demands(
    by: By, warehouse_id: UUID, demands: Sequence[DemandInput], answers: Sequence[Promised]
) -> Part:
    ids, documents, items, quantities, needed, priorities, whole, least, shelf_days = sql.columns(demands)
    _, stock, supply, backordered, _ = sql.columns(answers)
    return (
        """insert into inventory_demand (id, document_id, item_id, warehouse_id, quantity, promised_stock,
             promised_supply, backordered, reserved, needed_on, priority, placed_at, ship_complete,
             minimum_fill_percent, minimum_shelf_days)
           select id, document_id, item_id, %s, quantity, stock, supply, backordered, 0, needed_on, priority, %s,
             whole, least, shelf_days
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
             %s::date[], %s::int[], %s::bool[], %s::int[], %s::int[])
             as t(id, document_id, item_id, quantity, stock, supply, backordered, needed_on, priority, whole, least,
               shelf_days)""",
        [
            *(warehouse_id, by.now, ids, documents, items, quantities, stock, supply, backordered),
            *(needed, priorities, whole, least, shelf_days),
        ],
    )

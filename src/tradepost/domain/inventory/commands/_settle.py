"""After stock or supply changed: who is served now. Used by every command that frees or brings goods."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import Held, open_supplies, waiting_demands
from tradepost.domain.inventory.rules import OpenSupply, Peg, WaitingDemand

_NOTHING: Mapping[UUID, int] = {}


def settle(
    change: StockChange,
    held: Mapping[UUID, Held],
    item_ids: Iterable[UUID],
    arrived: Mapping[UUID, int] = _NOTHING,
    already: Iterable[Peg] = (),
) -> list[UUID]:
    """Add to `change` what follows from it for waiting demands; gives the demands that are covered anew.

    `arrived` maps supply to base units that came from it; `already` are pegs taken up in `change` that
    the database does not show yet.
    """
    items = sorted(set(item_ids))
    pegs = list(already)
    # Who loses stock just now waits as well, though the database does not show it yet.
    losing = {peg.demand_id for peg in pegs if peg.kind == "backorder" and peg.quantity > 0}
    waiting = _as_changed(waiting_demands(change.warehouse_id, items, losing), pegs)
    if not waiting:
        return []
    supplies: dict[UUID, list[OpenSupply]] = defaultdict(list)
    for supply in open_supplies(change.warehouse_id, items):
        delta = change.supplies.get(supply.supply_id)
        changed = (
            supply if delta is None else _changed(supply, delta.quantity, delta.promised, delta.expected_on)
        )
        supplies[supply.item_id].append(changed)
    served: set[UUID] = set()
    for item_id, demands in waiting.items():
        delta_position = change.positions[item_id]
        free = held[item_id].free + delta_position.on_hand - delta_position.promised
        pegs = rules.settle_again(item_id, free, supplies[item_id], demands, arrived)
        change.peg(pegs)
        served.update(peg.demand_id for peg in pegs)
    return sorted(served)


def _changed(supply: OpenSupply, quantity: int, promised: int, expected_on: date | None) -> OpenSupply:
    moved = replace(supply, quantity=supply.quantity + quantity, promised=supply.promised + promised)
    return moved if expected_on is None else replace(moved, expected_on=expected_on)


def _as_changed(demands: Iterable[WaitingDemand], already: Iterable[Peg]) -> dict[UUID, list[WaitingDemand]]:
    """Demands by item, with pegs that were decided but not written yet."""
    deltas: dict[UUID, list[Peg]] = defaultdict(list)
    for peg in already:
        deltas[peg.demand_id].append(peg)
    found: dict[UUID, list[WaitingDemand]] = defaultdict(list)
    for demand in demands:
        pegs, backordered = dict(demand.pegs), demand.backordered
        for peg in deltas.get(demand.demand_id, ()):
            if peg.kind == "backorder":
                backordered += peg.quantity
            elif peg.supply_id is not None:
                pegs[peg.supply_id] = pegs.get(peg.supply_id, 0) + peg.quantity
        found[demand.item_id].append(replace(demand, backordered=backordered, pegs=pegs))
    return found

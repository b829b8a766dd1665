from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class WarehouseMade(Event):
    name = "inventory.warehouse_made"
    warehouse_id: UUID


@dataclass(frozen=True)
class PlaceMade(Event):
    name = "inventory.place_made"
    place_id: UUID
    warehouse_id: UUID


@dataclass(frozen=True)
class PlacesMade(Event):
    """Many at once, by a pattern; `count` of them were new."""

    name = "inventory.places_made"
    warehouse_id: UUID
    kind: str
    first: str
    last: str
    count: int


@dataclass(frozen=True)
class LotsMade(Event):
    name = "inventory.lots_made"
    lot_id: UUID
    lot_ids: list[UUID]


@dataclass(frozen=True)
class StockAdjusted(Event):
    """Counted or corrected by hand; the moves are in the posting."""

    name = "inventory.stock_adjusted"
    posting_id: UUID
    reason: str
    short_demands: list[UUID]


@dataclass(frozen=True)
class StockMoved(Event):
    name = "inventory.stock_moved"
    posting_id: UUID
    reason: str


@dataclass(frozen=True)
class DemandsRepegged(Event):
    """Supply arrived or changed: these demands are covered otherwise than before."""

    name = "inventory.demands_repegged"
    posting_id: UUID
    demand_ids: list[UUID]


@dataclass(frozen=True)
class SupplyChanged(Event):
    """Supply slipped, grew or was cut: these demands are affected."""

    name = "inventory.supply_changed"
    supply_id: UUID
    quantity: int
    expected_on: date
    demand_ids: list[UUID]

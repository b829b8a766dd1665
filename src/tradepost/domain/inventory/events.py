from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class WarehouseMade(Event):
    name = "inventory.warehouse_made"
    warehouse_id: UUID


@dataclass(frozen=True)
class WarehouseChanged(Event):
    """`fields` are the names of what is different now."""

    name = "inventory.warehouse_changed"
    warehouse_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class LegSet(Event):
    """How far a country is from the warehouse, and what a shipment there costs; no country: everywhere else."""

    name = "inventory.leg_set"
    warehouse_id: UUID
    country: str
    distance: int
    cost: Decimal


@dataclass(frozen=True)
class LegRemoved(Event):
    name = "inventory.leg_removed"
    warehouse_id: UUID
    country: str


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
class ZoneMade(Event):
    name = "inventory.zone_made"
    zone_id: UUID
    warehouse_id: UUID
    code: str


@dataclass(frozen=True)
class ZoneChanged(Event):
    name = "inventory.zone_changed"
    zone_id: UUID
    warehouse_id: UUID
    code: str
    fields: list[str]


@dataclass(frozen=True)
class PlacesZoned(Event):
    """`count` places between two codes are of a zone now, and perhaps walked otherwise."""

    name = "inventory.places_zoned"
    zone_id: UUID
    warehouse_id: UUID
    code: str
    first: str
    last: str
    count: int


@dataclass(frozen=True)
class PlaceChanged(Event):
    name = "inventory.place_changed"
    place_id: UUID
    warehouse_id: UUID
    code: str
    fields: list[str]


@dataclass(frozen=True)
class PlaceClosed(Event):
    """Empty, and offered no more."""

    name = "inventory.place_closed"
    place_id: UUID
    warehouse_id: UUID
    code: str


@dataclass(frozen=True)
class PlaceReopened(Event):
    name = "inventory.place_reopened"
    place_id: UUID
    warehouse_id: UUID
    code: str


@dataclass(frozen=True)
class BinFixed(Event):
    """The item always lies in this bin, at most `max_quantity` base units of it (none: no end)."""

    name = "inventory.bin_fixed"
    place_id: UUID
    item_id: UUID
    warehouse_id: UUID
    code: str
    sku: str
    max_quantity: int | None


@dataclass(frozen=True)
class BinFreed(Event):
    name = "inventory.bin_freed"
    place_id: UUID
    item_id: UUID
    warehouse_id: UUID
    code: str
    sku: str


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


@dataclass(frozen=True)
class StockReallocated(Event):
    """Stock and supply of an item were dealt out anew by a policy.

    `stock`: by demand, how many base units more (below 0: fewer) it has from stock. `demand_ids`: all that are
    covered otherwise now, also by supply alone.
    """

    name = "inventory.stock_reallocated"
    item_id: UUID
    warehouse_id: UUID
    reallocation_id: UUID
    policy: str
    reason: str
    stock: dict[str, int]
    demand_ids: list[UUID]


@dataclass(frozen=True)
class PromiseShifted(Event):
    """Stock promised to the first of two demands is promised to the second, by hand."""

    name = "inventory.promise_shifted"
    item_id: UUID
    warehouse_id: UUID
    shift_id: UUID
    quantity: int
    reason: str
    demand_ids: list[UUID]


@dataclass(frozen=True)
class LotQuarantined(Event):
    """Nothing of the lot leaves. Orders that lost their stock by it, those being picked with it, demands served."""

    name = "inventory.lot_quarantined"
    lot_id: UUID
    code: str
    item_id: UUID
    reason: str
    short_orders: list[UUID]
    picked_orders: list[UUID]
    served_demands: list[UUID]


@dataclass(frozen=True)
class LotRecalled(Event):
    """The same, and what left of it must come back."""

    name = "inventory.lot_recalled"
    lot_id: UUID
    code: str
    item_id: UUID
    reason: str
    short_orders: list[UUID]
    picked_orders: list[UUID]
    served_demands: list[UUID]


@dataclass(frozen=True)
class LotReleased(Event):
    """The lot may be sold again."""

    name = "inventory.lot_released"
    lot_id: UUID
    code: str
    item_id: UUID
    reason: str
    short_orders: list[UUID]
    picked_orders: list[UUID]
    served_demands: list[UUID]


@dataclass(frozen=True)
class LotChanged(Event):
    """Its days or its supplier's code were corrected."""

    name = "inventory.lot_changed"
    lot_id: UUID
    fields: list[str]
    reason: str
    short_orders: list[UUID]


@dataclass(frozen=True)
class LotExpired(Event):
    """The lot is past its last day; the orders that lost stock of its item by it, or by others with it."""

    name = "inventory.lot_expired"
    lot_id: UUID
    code: str
    item_id: UUID
    expires_on: date
    short_orders: list[UUID]

from tradepost.domain.inventory.queries.availability import Available, availability
from tradepost.domain.inventory.queries.demands import DemandCover, demands_of
from tradepost.domain.inventory.queries.differences import differences
from tradepost.domain.inventory.queries.items import (
    ExpiringLot,
    PlacedStock,
    StoredItem,
    Totals,
    expiring_lots,
    lots_of,
    placed_stock,
    positions_of,
    stored_in,
    totals_of,
)
from tradepost.domain.inventory.queries.lists import MOVES, STOCK
from tradepost.domain.inventory.queries.places import (
    default_warehouse,
    default_warehouse_id,
    place,
    places,
    visible_warehouse,
    visible_warehouses,
    warehouse,
    warehouses,
)
from tradepost.domain.inventory.queries.stock import Shelf, balances_of, position_of, shelves_of, stock_as_of

__all__ = [
    "MOVES",
    "STOCK",
    "Available",
    "DemandCover",
    "ExpiringLot",
    "PlacedStock",
    "Shelf",
    "StoredItem",
    "Totals",
    "availability",
    "balances_of",
    "default_warehouse",
    "default_warehouse_id",
    "demands_of",
    "differences",
    "expiring_lots",
    "lots_of",
    "place",
    "placed_stock",
    "places",
    "position_of",
    "positions_of",
    "shelves_of",
    "stock_as_of",
    "stored_in",
    "totals_of",
    "visible_warehouse",
    "visible_warehouses",
    "warehouse",
    "warehouses",
]

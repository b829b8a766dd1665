from tradepost.domain.inventory.queries.availability import Available, availability
from tradepost.domain.inventory.queries.demands import DemandCover, demands_of
from tradepost.domain.inventory.queries.differences import differences
from tradepost.domain.inventory.queries.lists import MOVES, STOCK
from tradepost.domain.inventory.queries.places import default_warehouse, place, places, warehouse, warehouses
from tradepost.domain.inventory.queries.stock import Shelf, position_of, shelves_of, stock_as_of

__all__ = [
    "MOVES",
    "STOCK",
    "Available",
    "DemandCover",
    "Shelf",
    "availability",
    "default_warehouse",
    "demands_of",
    "differences",
    "place",
    "places",
    "position_of",
    "shelves_of",
    "stock_as_of",
    "warehouse",
    "warehouses",
]

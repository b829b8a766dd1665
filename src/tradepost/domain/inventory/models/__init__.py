from tradepost.domain.inventory.models.balance import Balance, Position
from tradepost.domain.inventory.models.layer import Layer
from tradepost.domain.inventory.models.ledger import Move, Posting
from tradepost.domain.inventory.models.leg import Leg
from tradepost.domain.inventory.models.lot import Lot
from tradepost.domain.inventory.models.month import MonthSum, PlaceSum, StockMonth
from tradepost.domain.inventory.models.place import FixedBin, Place, Warehouse, Zone
from tradepost.domain.inventory.models.promise import Demand, Promise, Reserve, Supply

__all__ = [
    "Balance",
    "Demand",
    "FixedBin",
    "Layer",
    "Leg",
    "Lot",
    "MonthSum",
    "Move",
    "Place",
    "PlaceSum",
    "Position",
    "Posting",
    "Promise",
    "Reserve",
    "StockMonth",
    "Supply",
    "Warehouse",
    "Zone",
]

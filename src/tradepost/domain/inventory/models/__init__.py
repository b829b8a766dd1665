from tradepost.domain.inventory.models.balance import Balance, Position
from tradepost.domain.inventory.models.layer import Layer
from tradepost.domain.inventory.models.ledger import Move, Posting
from tradepost.domain.inventory.models.lot import Lot
from tradepost.domain.inventory.models.place import Place, Warehouse
from tradepost.domain.inventory.models.promise import Demand, Promise, Reserve, Supply

__all__ = [
    "Balance",
    "Demand",
    "Layer",
    "Lot",
    "Move",
    "Place",
    "Position",
    "Posting",
    "Promise",
    "Reserve",
    "Supply",
    "Warehouse",
]

from tradepost.domain.inventory.commands._reserves import NotReserved
from tradepost.domain.inventory.commands.adjust import Adjusted, AdjustInput, NotEnoughStock, adjust
from tradepost.domain.inventory.commands.change_supplies import change_supplies
from tradepost.domain.inventory.commands.create_place import create_place
from tradepost.domain.inventory.commands.create_places import MadePlaces, create_places
from tradepost.domain.inventory.commands.create_warehouse import create_warehouse
from tradepost.domain.inventory.commands.cut_demands import ReservedAlready, cut_demands
from tradepost.domain.inventory.commands.ensure_lots import LotInput, ensure_lots
from tradepost.domain.inventory.commands.expect import SupplyInput, expect
from tradepost.domain.inventory.commands.hold_stock import hold_stock
from tradepost.domain.inventory.commands.load_past_moves import PastMove, PastPosting, load_past_moves
from tradepost.domain.inventory.commands.move_stock import MoveInput, NotFreeToMove, move_stock
from tradepost.domain.inventory.commands.promise import DemandInput, Promised, promise
from tradepost.domain.inventory.commands.receive import ReceivedInput, receive
from tradepost.domain.inventory.commands.reserve import Reserved, reserve
from tradepost.domain.inventory.commands.ship import Shipped, ship
from tradepost.domain.inventory.commands.unreserve import unreserve

__all__ = [
    "AdjustInput",
    "Adjusted",
    "DemandInput",
    "LotInput",
    "MadePlaces",
    "MoveInput",
    "NotEnoughStock",
    "NotFreeToMove",
    "NotReserved",
    "PastMove",
    "PastPosting",
    "Promised",
    "ReceivedInput",
    "Reserved",
    "ReservedAlready",
    "Shipped",
    "SupplyInput",
    "adjust",
    "change_supplies",
    "create_place",
    "create_places",
    "create_warehouse",
    "cut_demands",
    "ensure_lots",
    "expect",
    "hold_stock",
    "load_past_moves",
    "move_stock",
    "promise",
    "receive",
    "reserve",
    "ship",
    "unreserve",
]

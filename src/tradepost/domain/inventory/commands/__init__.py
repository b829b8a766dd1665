from tradepost.domain.inventory.commands._break import NotEnoughStock
from tradepost.domain.inventory.commands._hold import GoodsOfSupplier
from tradepost.domain.inventory.commands._lots import LotNotUsable, SerialElsewhere
from tradepost.domain.inventory.commands._places import PlaceIsClosed
from tradepost.domain.inventory.commands._reserves import NotReserved
from tradepost.domain.inventory.commands._stop import LotStopped
from tradepost.domain.inventory.commands.adjust import Adjusted, AdjustInput, adjust
from tradepost.domain.inventory.commands.change_costing import StockLies, change_costing
from tradepost.domain.inventory.commands.change_demands import (
    DemandMore,
    DemandPart,
    DemandSaid,
    change_demands,
)
from tradepost.domain.inventory.commands.change_lot import change_lot
from tradepost.domain.inventory.commands.change_place import change_place
from tradepost.domain.inventory.commands.change_supplies import change_supplies
from tradepost.domain.inventory.commands.change_warehouse import change_warehouse
from tradepost.domain.inventory.commands.change_zone import change_zone
from tradepost.domain.inventory.commands.choose_sources import choose_sources
from tradepost.domain.inventory.commands.close_place import NotEmpty, close_place
from tradepost.domain.inventory.commands.create_place import create_place
from tradepost.domain.inventory.commands.create_places import MadePlaces, create_places
from tradepost.domain.inventory.commands.create_warehouse import create_warehouse
from tradepost.domain.inventory.commands.create_zone import create_zone
from tradepost.domain.inventory.commands.cut_demands import ReservedAlready, cut_demands
from tradepost.domain.inventory.commands.define_kit import KitInStock, define_kit
from tradepost.domain.inventory.commands.ensure_lots import LotInput, ensure_lots
from tradepost.domain.inventory.commands.expect import SupplyInput, expect
from tradepost.domain.inventory.commands.expire_lots import expire_lots
from tradepost.domain.inventory.commands.fix_bin import fix_bin
from tradepost.domain.inventory.commands.free_bin import free_bin
from tradepost.domain.inventory.commands.hold_stock import hold_stock
from tradepost.domain.inventory.commands.leave_store import StoreGoods, leave_store
from tradepost.domain.inventory.commands.load_past_moves import (
    CostedByLayers,
    PastMove,
    PastPosting,
    load_past_moves,
)
from tradepost.domain.inventory.commands.lose_in_transit import LostInput, lose_in_transit
from tradepost.domain.inventory.commands.move_demands import DemandMove, move_demands
from tradepost.domain.inventory.commands.move_stock import MoveInput, NotFreeToMove, move_stock
from tradepost.domain.inventory.commands.promise import DemandInput, Promised, promise
from tradepost.domain.inventory.commands.quarantine_lot import quarantine_lot
from tradepost.domain.inventory.commands.reallocate import NothingToReallocate, PictureChanged, reallocate
from tradepost.domain.inventory.commands.recall_lot import recall_lot
from tradepost.domain.inventory.commands.receive import ReceivedInput, receive
from tradepost.domain.inventory.commands.release_lot import release_lot
from tradepost.domain.inventory.commands.remove_leg import remove_leg
from tradepost.domain.inventory.commands.reopen_place import reopen_place
from tradepost.domain.inventory.commands.reserve import Reserved, reserve
from tradepost.domain.inventory.commands.revalue import Revalued, RevaluedInput, revalue
from tradepost.domain.inventory.commands.set_leg import FARTHEST, set_leg
from tradepost.domain.inventory.commands.shift_promise import NotSoMuchToShift, shift_promise
from tradepost.domain.inventory.commands.ship import Shipped, ship
from tradepost.domain.inventory.commands.sum_months import sum_months
from tradepost.domain.inventory.commands.unreserve import unreserve
from tradepost.domain.inventory.commands.zone_places import zone_places

__all__ = [
    "FARTHEST",
    "AdjustInput",
    "Adjusted",
    "CostedByLayers",
    "DemandInput",
    "DemandMore",
    "DemandMove",
    "DemandPart",
    "DemandSaid",
    "GoodsOfSupplier",
    "KitInStock",
    "LostInput",
    "LotInput",
    "LotNotUsable",
    "LotStopped",
    "MadePlaces",
    "MoveInput",
    "NotEmpty",
    "NotEnoughStock",
    "NotFreeToMove",
    "NotReserved",
    "NotSoMuchToShift",
    "NothingToReallocate",
    "PastMove",
    "PastPosting",
    "PictureChanged",
    "PlaceIsClosed",
    "Promised",
    "ReceivedInput",
    "Reserved",
    "ReservedAlready",
    "Revalued",
    "RevaluedInput",
    "SerialElsewhere",
    "Shipped",
    "StockLies",
    "StoreGoods",
    "SupplyInput",
    "adjust",
    "change_costing",
    "change_demands",
    "change_lot",
    "change_place",
    "change_supplies",
    "change_warehouse",
    "change_zone",
    "choose_sources",
    "close_place",
    "create_place",
    "create_places",
    "create_warehouse",
    "create_zone",
    "cut_demands",
    "define_kit",
    "ensure_lots",
    "expect",
    "expire_lots",
    "fix_bin",
    "free_bin",
    "hold_stock",
    "leave_store",
    "load_past_moves",
    "lose_in_transit",
    "move_demands",
    "move_stock",
    "promise",
    "quarantine_lot",
    "reallocate",
    "recall_lot",
    "receive",
    "release_lot",
    "remove_leg",
    "reopen_place",
    "reserve",
    "revalue",
    "set_leg",
    "shift_promise",
    "ship",
    "sum_months",
    "unreserve",
    "zone_places",
]

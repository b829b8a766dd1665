"""Stock and moves as lists; the value stands there only for those who may read costs."""

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.inventory.layer_screens import LAYERS
from tradepost.doors.office.inventory.lot_screens import LOT_DELIVERIES, lots_on
from tradepost.doors.office.inventory.place_screens import FIXED_BINS, PUT_AWAY
from tradepost.doors.office.inventory.screens import (
    MOVES,
    MOVES_WITH_VALUE,
    PLACES,
    SHELVES_OF_STOCK,
    STOCK,
    STOCK_WITH_VALUE,
)
from tradepost.doors.office.inventory.supply_screens import SUPPLIES
from tradepost.doors.office.parts.views import list_view
from tradepost.render.screens.listing import ListScreen


def _stock(by: By) -> ListScreen:
    return STOCK_WITH_VALUE if access_queries.may(by, "catalog.read_cost") else STOCK


def _moves(by: By) -> ListScreen:
    return MOVES_WITH_VALUE if access_queries.may(by, "catalog.read_cost") else MOVES


stock = list_view(_stock, "inventory.read")
moves = list_view(_moves, "inventory.read")
lots = list_view(lots_on, "inventory.read")
lot_deliveries = list_view(LOT_DELIVERIES)
places = list_view(PLACES)
shelves = list_view(SHELVES_OF_STOCK)
put_away = list_view(PUT_AWAY)
fixed_bins = list_view(FIXED_BINS)
cost_layers = list_view(LAYERS)
supplies = list_view(SUPPLIES)

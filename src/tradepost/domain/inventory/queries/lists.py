from django.db.models import F, Q

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, day_range, flag, reference
from tradepost.domain.inventory.models import Move, Position


def _positions(by: By) -> Rows:
    return Position.objects.select_related("item", "warehouse")


def _search_positions(rows: Rows, text: str) -> Rows:
    return rows.filter(Q(item__sku__icontains=text) | Q(item__name__icontains=text))


STOCK: Listing[Position] = Listing(
    name="stock",
    rows=_positions,
    sorts={
        "sku": ("item__sku",),
        "name": ("item__name",),
        "on_hand": ("on_hand",),
        "promised": ("promised",),
        "incoming": ("incoming",),
        "backordered": ("backordered",),
        "value": ("value",),
    },
    default_sort="sku",
    filters={
        "warehouse": reference("Warehouse", "warehouse_id"),
        "item": reference("Item", "item_id"),
        "backordered": flag("Has backorders", Q(backordered__gt=0)),
        "available": flag("Can be promised now", Q(on_hand__gt=F("promised"))),
        "in_stock": flag("In stock", Q(on_hand__gt=0)),
    },
    search=_search_positions,
)


def _moves(by: By) -> Rows:
    return Move.objects.select_related("item", "posting", "from_place", "to_place", "lot")


MOVES: Listing[Move] = Listing(
    name="moves",
    rows=_moves,
    sorts={"at": ("at", "id")},
    default_sort="-at",
    filters={
        "item": reference("Item", "item_id"),
        "warehouse": reference("Warehouse", "from_place__warehouse_id"),
        "day": day_range("Day", "at"),
        "kind": Filter("Kind", lambda rows, values: rows.filter(posting__kind__in=values), "choice", ()),
    },
)

from tradepost.domain.catalog.queries.brands import BRANDS, brand, brand_names, brands_named, items_per_brand
from tradepost.domain.catalog.queries.codes import (
    CodeOf,
    Packing,
    barcodes_of,
    codes_of_party,
    items_by_codes,
    packings_by_codes,
)
from tradepost.domain.catalog.queries.differences import differences
from tradepost.domain.catalog.queries.finding import (
    FoundItem,
    LikeItem,
    active_items,
    find_items,
    look_alikes,
)
from tradepost.domain.catalog.queries.items import (
    ITEMS,
    ItemName,
    categories,
    item,
    item_ids,
    items_of,
    items_per_category,
    names_of,
    piece_weight,
    units_of,
)
from tradepost.domain.catalog.queries.kits import KitOf, kit_of, parts_of
from tradepost.domain.catalog.queries.matching import HOW, Named, items_named, sold_items
from tradepost.domain.catalog.queries.substitutes import (
    stand_ins,
    stand_ins_of,
    substitutes_between,
    substitutes_of,
)

__all__ = [
    "BRANDS",
    "HOW",
    "ITEMS",
    "CodeOf",
    "FoundItem",
    "ItemName",
    "KitOf",
    "LikeItem",
    "Named",
    "Packing",
    "active_items",
    "barcodes_of",
    "brand",
    "brand_names",
    "brands_named",
    "categories",
    "codes_of_party",
    "differences",
    "find_items",
    "item",
    "item_ids",
    "items_by_codes",
    "items_named",
    "items_of",
    "items_per_brand",
    "items_per_category",
    "kit_of",
    "look_alikes",
    "names_of",
    "packings_by_codes",
    "parts_of",
    "piece_weight",
    "sold_items",
    "stand_ins",
    "stand_ins_of",
    "substitutes_between",
    "substitutes_of",
    "units_of",
]

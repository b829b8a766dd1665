from tradepost.domain.catalog.queries.codes import CodeOf, items_by_codes
from tradepost.domain.catalog.queries.differences import differences
from tradepost.domain.catalog.queries.finding import FoundItem, find_items
from tradepost.domain.catalog.queries.items import ITEMS, categories, item, item_ids, units_of

__all__ = [
    "ITEMS",
    "CodeOf",
    "FoundItem",
    "categories",
    "differences",
    "find_items",
    "item",
    "item_ids",
    "items_by_codes",
    "units_of",
]

from tradepost.domain.catalog.models.category import Category
from tradepost.domain.catalog.models.item import Code, Item, Unit

__all__ = ["Category", "Code", "Item", "Unit"]

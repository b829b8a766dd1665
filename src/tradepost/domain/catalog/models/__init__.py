from tradepost.domain.catalog.models.brand import Brand
from tradepost.domain.catalog.models.category import Category
from tradepost.domain.catalog.models.item import Code, Item, Unit
from tradepost.domain.catalog.models.kit import KitPart
from tradepost.domain.catalog.models.substitute import Substitute

__all__ = ["Brand", "Category", "Code", "Item", "KitPart", "Substitute", "Unit"]

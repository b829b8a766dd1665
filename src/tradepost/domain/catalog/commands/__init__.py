from tradepost.domain.catalog.commands._codes import CodeInput, CodeTaken, UnitInput
from tradepost.domain.catalog.commands.add_code import add_code, add_codes
from tradepost.domain.catalog.commands.add_unit import add_unit
from tradepost.domain.catalog.commands.change_item import change_item
from tradepost.domain.catalog.commands.create_brand import create_brand, create_brands
from tradepost.domain.catalog.commands.create_category import (
    CategoryInput,
    create_categories,
    create_category,
)
from tradepost.domain.catalog.commands.create_item import ItemInput, SkuTaken, create_item, create_items
from tradepost.domain.catalog.commands.discontinue_item import discontinue_item
from tradepost.domain.catalog.commands.forget_code import forget_code
from tradepost.domain.catalog.commands.keep_substitute import (
    SubstituteInput,
    keep_substitute,
    keep_substitutes,
)
from tradepost.domain.catalog.commands.learn_codes import learn_codes
from tradepost.domain.catalog.commands.reactivate_item import reactivate_item
from tradepost.domain.catalog.commands.record_costing import record_costing
from tradepost.domain.catalog.commands.record_kit import PartOfAKit, record_kit
from tradepost.domain.catalog.commands.remove_brand import remove_brands
from tradepost.domain.catalog.commands.remove_category import remove_categories
from tradepost.domain.catalog.commands.remove_code import remove_codes
from tradepost.domain.catalog.commands.remove_item import remove_items
from tradepost.domain.catalog.commands.remove_substitute import remove_substitute, remove_substitutes
from tradepost.domain.catalog.commands.remove_unit import remove_units
from tradepost.domain.catalog.commands.rename_brand import rename_brand
from tradepost.domain.catalog.commands.weigh_item import weigh_item
from tradepost.domain.catalog.commands.withdraw_item import withdraw_items

__all__ = [
    "CategoryInput",
    "CodeInput",
    "CodeTaken",
    "ItemInput",
    "PartOfAKit",
    "SkuTaken",
    "SubstituteInput",
    "UnitInput",
    "add_code",
    "add_codes",
    "add_unit",
    "change_item",
    "create_brand",
    "create_brands",
    "create_categories",
    "create_category",
    "create_item",
    "create_items",
    "discontinue_item",
    "forget_code",
    "keep_substitute",
    "keep_substitutes",
    "learn_codes",
    "reactivate_item",
    "record_costing",
    "record_kit",
    "remove_brands",
    "remove_categories",
    "remove_codes",
    "remove_items",
    "remove_substitute",
    "remove_substitutes",
    "remove_units",
    "rename_brand",
    "weigh_item",
    "withdraw_items",
]

from tradepost.domain.pricing.commands._lists import PriceListExists, PriceListIsRetired
from tradepost.domain.pricing.commands.assign_price_list import assign_price_list
from tradepost.domain.pricing.commands.create_price_list import create_price_list
from tradepost.domain.pricing.commands.end_discounts import end_discounts
from tradepost.domain.pricing.commands.end_prices import end_prices
from tradepost.domain.pricing.commands.end_promotions import end_promotions
from tradepost.domain.pricing.commands.keep_discount import DiscountInput, keep_discount
from tradepost.domain.pricing.commands.keep_promotion import PromotionInput, keep_promotion
from tradepost.domain.pricing.commands.record_quota_freed import record_quota_freed
from tradepost.domain.pricing.commands.record_quota_used import QuotaUsed, record_quota_used
from tradepost.domain.pricing.commands.reinstate_price_list import reinstate_price_list
from tradepost.domain.pricing.commands.remove_price import remove_prices
from tradepost.domain.pricing.commands.remove_price_list import remove_price_lists
from tradepost.domain.pricing.commands.rename_price_list import rename_price_list
from tradepost.domain.pricing.commands.retire_price_list import PriceListIsBase, retire_price_list
from tradepost.domain.pricing.commands.set_prices import PriceInput, set_prices
from tradepost.domain.pricing.commands.set_tax_rules import TaxRuleInput, set_tax_rules

__all__ = [
    "DiscountInput",
    "PriceInput",
    "PriceListExists",
    "PriceListIsBase",
    "PriceListIsRetired",
    "PromotionInput",
    "QuotaUsed",
    "TaxRuleInput",
    "assign_price_list",
    "create_price_list",
    "end_discounts",
    "end_prices",
    "end_promotions",
    "keep_discount",
    "keep_promotion",
    "record_quota_freed",
    "record_quota_used",
    "reinstate_price_list",
    "remove_price_lists",
    "remove_prices",
    "rename_price_list",
    "retire_price_list",
    "set_prices",
    "set_tax_rules",
]

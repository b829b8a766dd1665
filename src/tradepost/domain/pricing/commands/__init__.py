from tradepost.domain.pricing.commands._lists import PriceListExists, PriceListIsRetired
from tradepost.domain.pricing.commands.assign_price_list import assign_price_list
from tradepost.domain.pricing.commands.create_price_list import create_price_list
from tradepost.domain.pricing.commands.end_prices import end_prices
from tradepost.domain.pricing.commands.reinstate_price_list import reinstate_price_list
from tradepost.domain.pricing.commands.remove_price import remove_prices
from tradepost.domain.pricing.commands.remove_price_list import remove_price_lists
from tradepost.domain.pricing.commands.rename_price_list import rename_price_list
from tradepost.domain.pricing.commands.retire_price_list import PriceListIsBase, retire_price_list
from tradepost.domain.pricing.commands.set_prices import PriceInput, set_prices
from tradepost.domain.pricing.commands.set_tax_rules import TaxRuleInput, set_tax_rules

__all__ = [
    "PriceInput",
    "PriceListExists",
    "PriceListIsBase",
    "PriceListIsRetired",
    "TaxRuleInput",
    "assign_price_list",
    "create_price_list",
    "end_prices",
    "reinstate_price_list",
    "remove_price_lists",
    "remove_prices",
    "rename_price_list",
    "retire_price_list",
    "set_prices",
    "set_tax_rules",
]

from tradepost.domain.pricing.commands.assign_price_list import assign_price_list
from tradepost.domain.pricing.commands.create_price_list import create_price_list
from tradepost.domain.pricing.commands.set_prices import PriceInput, set_prices
from tradepost.domain.pricing.commands.set_tax_rules import TaxRuleInput, set_tax_rules

__all__ = [
    "PriceInput",
    "TaxRuleInput",
    "assign_price_list",
    "create_price_list",
    "set_prices",
    "set_tax_rules",
]

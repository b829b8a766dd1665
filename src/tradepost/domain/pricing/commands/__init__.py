from tradepost.domain.pricing.commands._lists import PriceListExists, PriceListIsRetired
from tradepost.domain.pricing.commands._rows import PriceInput
from tradepost.domain.pricing.commands._tax_rules import TaxRuleInput
from tradepost.domain.pricing.commands.activate_due_versions import activate_due_versions
from tradepost.domain.pricing.commands.activate_version import activate_version
from tradepost.domain.pricing.commands.ask_for_version import ask_for_version
from tradepost.domain.pricing.commands.assign_price_list import assign_price_list
from tradepost.domain.pricing.commands.create_price_list import create_price_list
from tradepost.domain.pricing.commands.discard_version import discard_version
from tradepost.domain.pricing.commands.drop_version_rows import drop_version_rows
from tradepost.domain.pricing.commands.end_charges import end_charges
from tradepost.domain.pricing.commands.end_discounts import end_discounts
from tradepost.domain.pricing.commands.end_prices import end_prices
from tradepost.domain.pricing.commands.end_promotions import end_promotions
from tradepost.domain.pricing.commands.end_version_prices import end_version_prices
from tradepost.domain.pricing.commands.include_tax import PriceListHasPrices, include_tax
from tradepost.domain.pricing.commands.keep_charge import ChargeInput, keep_charge
from tradepost.domain.pricing.commands.keep_discount import DiscountInput, keep_discount
from tradepost.domain.pricing.commands.keep_promotion import BundlePart, PromotionInput, keep_promotion
from tradepost.domain.pricing.commands.keep_tax_exemption import (
    TaxExemptionInput,
    keep_tax_exemption,
    keep_tax_exemptions,
)
from tradepost.domain.pricing.commands.keep_tax_rules import keep_tax_rules
from tradepost.domain.pricing.commands.make_version import make_version
from tradepost.domain.pricing.commands.record_quota_freed import record_quota_freed
from tradepost.domain.pricing.commands.record_quota_used import QuotaUsed, record_quota_used
from tradepost.domain.pricing.commands.reinstate_price_list import reinstate_price_list
from tradepost.domain.pricing.commands.remove_price import remove_prices
from tradepost.domain.pricing.commands.remove_price_list import remove_price_lists
from tradepost.domain.pricing.commands.remove_tax_exemption import (
    remove_tax_exemption,
    remove_tax_exemptions,
)
from tradepost.domain.pricing.commands.remove_tax_rules import remove_tax_rules
from tradepost.domain.pricing.commands.rename_price_list import rename_price_list
from tradepost.domain.pricing.commands.reprice_version import Repriced, reprice_version
from tradepost.domain.pricing.commands.retire_price_list import PriceListIsBase, retire_price_list
from tradepost.domain.pricing.commands.roll_back_version import roll_back_version
from tradepost.domain.pricing.commands.schedule_version import schedule_version
from tradepost.domain.pricing.commands.set_floors import FloorInput, set_floors
from tradepost.domain.pricing.commands.set_prices import set_prices
from tradepost.domain.pricing.commands.set_tax_rules import set_tax_rules
from tradepost.domain.pricing.commands.set_version_prices import set_version_prices
from tradepost.domain.pricing.commands.unschedule_version import unschedule_version

__all__ = [
    "BundlePart",
    "ChargeInput",
    "DiscountInput",
    "FloorInput",
    "PriceInput",
    "PriceListExists",
    "PriceListHasPrices",
    "PriceListIsBase",
    "PriceListIsRetired",
    "PromotionInput",
    "QuotaUsed",
    "Repriced",
    "TaxExemptionInput",
    "TaxRuleInput",
    "activate_due_versions",
    "activate_version",
    "ask_for_version",
    "assign_price_list",
    "create_price_list",
    "discard_version",
    "drop_version_rows",
    "end_charges",
    "end_discounts",
    "end_prices",
    "end_promotions",
    "end_version_prices",
    "include_tax",
    "keep_charge",
    "keep_discount",
    "keep_promotion",
    "keep_tax_exemption",
    "keep_tax_exemptions",
    "keep_tax_rules",
    "make_version",
    "record_quota_freed",
    "record_quota_used",
    "reinstate_price_list",
    "remove_price_lists",
    "remove_prices",
    "remove_tax_exemption",
    "remove_tax_exemptions",
    "remove_tax_rules",
    "rename_price_list",
    "reprice_version",
    "retire_price_list",
    "roll_back_version",
    "schedule_version",
    "set_floors",
    "set_prices",
    "set_tax_rules",
    "set_version_prices",
    "unschedule_version",
]

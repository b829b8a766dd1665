from tradepost.domain.pricing.models.charge import ChargeRule
from tradepost.domain.pricing.models.discount import DiscountRule
from tradepost.domain.pricing.models.margin_floor import MarginFloor
from tradepost.domain.pricing.models.price_list import PriceList, PriceListFor, PriceRow, Quota
from tradepost.domain.pricing.models.price_version import PriceVersion, VersionRow
from tradepost.domain.pricing.models.promotion import Promotion, PromotionPart
from tradepost.domain.pricing.models.tax_exemption import TaxExemption
from tradepost.domain.pricing.models.tax_rule import TaxRule

__all__ = [
    "ChargeRule",
    "DiscountRule",
    "MarginFloor",
    "PriceList",
    "PriceListFor",
    "PriceRow",
    "PriceVersion",
    "Promotion",
    "PromotionPart",
    "Quota",
    "TaxExemption",
    "TaxRule",
    "VersionRow",
]

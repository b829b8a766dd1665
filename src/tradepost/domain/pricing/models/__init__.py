from tradepost.domain.pricing.models.price_list import PriceList, PriceListFor, PriceRow
from tradepost.domain.pricing.models.tax_rule import TaxRule

__all__ = ["PriceList", "PriceListFor", "PriceRow", "TaxRule"]

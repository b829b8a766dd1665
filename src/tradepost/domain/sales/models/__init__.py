from tradepost.domain.sales.models.hold import Hold
from tradepost.domain.sales.models.order import Order, OrderLine
from tradepost.domain.sales.models.quote import Quote, QuoteLine, QuotePart
from tradepost.domain.sales.models.quote_template import QuoteTemplate, QuoteTemplateLine
from tradepost.domain.sales.models.quote_words import LostReason, TermsText

__all__ = [
    "Hold",
    "LostReason",
    "Order",
    "OrderLine",
    "Quote",
    "QuoteLine",
    "QuotePart",
    "QuoteTemplate",
    "QuoteTemplateLine",
    "TermsText",
]

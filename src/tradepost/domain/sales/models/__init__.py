from tradepost.domain.sales.models.blanket import Blanket, BlanketLine
from tradepost.domain.sales.models.cancel_reason import CancelReason
from tradepost.domain.sales.models.change_set import ChangeOperation, ChangeSet
from tradepost.domain.sales.models.hold import Hold
from tradepost.domain.sales.models.order import Order, OrderLine
from tradepost.domain.sales.models.order_template import OrderTemplate, OrderTemplateLine
from tradepost.domain.sales.models.quote import Quote, QuoteLine, QuotePart
from tradepost.domain.sales.models.quote_share import QuoteAsk, QuoteShare
from tradepost.domain.sales.models.quote_template import QuoteTemplate, QuoteTemplateLine
from tradepost.domain.sales.models.quote_words import LostReason, TermsText
from tradepost.domain.sales.models.standing_order import StandingDate, StandingOrder

__all__ = [
    "Blanket",
    "BlanketLine",
    "CancelReason",
    "ChangeOperation",
    "ChangeSet",
    "Hold",
    "LostReason",
    "Order",
    "OrderLine",
    "OrderTemplate",
    "OrderTemplateLine",
    "Quote",
    "QuoteAsk",
    "QuoteLine",
    "QuotePart",
    "QuoteShare",
    "QuoteTemplate",
    "QuoteTemplateLine",
    "StandingDate",
    "StandingOrder",
    "TermsText",
]

from tradepost.domain.pricing.queries.differences import differences
from tradepost.domain.pricing.queries.discounts import DISCOUNTS, discount
from tradepost.domain.pricing.queries.list_prices import ListPrice, list_prices
from tradepost.domain.pricing.queries.lists import (
    PRICE_LISTS,
    PRICES,
    Reach,
    buyers_of,
    lists_for,
    price_list,
    prices_named,
    reach_of,
    tax_rules,
)
from tradepost.domain.pricing.queries.many import Basket, offers_for_many
from tradepost.domain.pricing.queries.prices import Asked, Head, Offer, Priced, offer_for, prices_for
from tradepost.domain.pricing.queries.promotions import PROMOTIONS, promotion

__all__ = [
    "DISCOUNTS",
    "PRICES",
    "PRICE_LISTS",
    "PROMOTIONS",
    "Asked",
    "Basket",
    "Head",
    "ListPrice",
    "Offer",
    "Priced",
    "Reach",
    "buyers_of",
    "differences",
    "discount",
    "list_prices",
    "lists_for",
    "offer_for",
    "offers_for_many",
    "price_list",
    "prices_for",
    "prices_named",
    "promotion",
    "reach_of",
    "tax_rules",
]

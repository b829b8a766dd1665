from tradepost.domain.pricing.queries.differences import differences
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
from tradepost.domain.pricing.queries.many import Basket, prices_for_many
from tradepost.domain.pricing.queries.prices import Asked, Priced, prices_for

__all__ = [
    "PRICES",
    "PRICE_LISTS",
    "Asked",
    "Basket",
    "ListPrice",
    "Priced",
    "Reach",
    "buyers_of",
    "differences",
    "list_prices",
    "lists_for",
    "price_list",
    "prices_for",
    "prices_for_many",
    "prices_named",
    "reach_of",
    "tax_rules",
]

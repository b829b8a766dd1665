from tradepost.domain.pricing.queries._offers import Asked, Head, Offer, Priced
from tradepost.domain.pricing.queries.charges import CHARGES, charge
from tradepost.domain.pricing.queries.charging import Goods, charges_for
from tradepost.domain.pricing.queries.differences import differences
from tradepost.domain.pricing.queries.discounts import DISCOUNTS, discount
from tradepost.domain.pricing.queries.exemptions import (
    TAX_EXEMPTIONS,
    certificates,
    certificates_of,
    exemptions_of,
    is_valid,
    tax_exemption,
)
from tradepost.domain.pricing.queries.floors import FLOORS, Floor, floors_of
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
)
from tradepost.domain.pricing.queries.many import Basket, offers_for_many
from tradepost.domain.pricing.queries.options import Judged, judged, offer_with_options
from tradepost.domain.pricing.queries.owing import Purchase, owed_for_many
from tradepost.domain.pricing.queries.picking import Pick, Picked, count_picked, picked, results_of
from tradepost.domain.pricing.queries.prices import offer_for, prices_for
from tradepost.domain.pricing.queries.promotions import PROMOTIONS, promotion
from tradepost.domain.pricing.queries.tax_rules import (
    TAX_RULES,
    home_rates,
    tax_rules,
    tax_rules_at,
    tax_rules_by_id,
)
from tradepost.domain.pricing.queries.versions import (
    EFFECTS,
    PRICE_VERSIONS,
    VERSION_ROWS,
    Difference,
    changes_named,
    difference_of,
    open_versions,
    price_version,
    versions_of,
)

__all__ = [
    "CHARGES",
    "DISCOUNTS",
    "EFFECTS",
    "FLOORS",
    "PRICES",
    "PRICE_LISTS",
    "PRICE_VERSIONS",
    "PROMOTIONS",
    "TAX_EXEMPTIONS",
    "TAX_RULES",
    "VERSION_ROWS",
    "Asked",
    "Basket",
    "Difference",
    "Floor",
    "Goods",
    "Head",
    "Judged",
    "ListPrice",
    "Offer",
    "Pick",
    "Picked",
    "Priced",
    "Purchase",
    "Reach",
    "buyers_of",
    "certificates",
    "certificates_of",
    "changes_named",
    "charge",
    "charges_for",
    "count_picked",
    "difference_of",
    "differences",
    "discount",
    "exemptions_of",
    "floors_of",
    "home_rates",
    "is_valid",
    "judged",
    "list_prices",
    "lists_for",
    "offer_for",
    "offer_with_options",
    "offers_for_many",
    "open_versions",
    "owed_for_many",
    "picked",
    "price_list",
    "price_version",
    "prices_for",
    "prices_named",
    "promotion",
    "reach_of",
    "results_of",
    "tax_exemption",
    "tax_rules",
    "tax_rules_at",
    "tax_rules_by_id",
    "versions_of",
]

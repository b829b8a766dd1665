"""How lines of an order are priced, discounted and taxed. Pure: no database, no clock.

The order of evaluation is told in docs/algorithms/pricing.md, the rounding in docs/algorithms/rounding.md.
"""

from tradepost.domain.pricing.rules.amounts import line_net
from tradepost.domain.pricing.rules.choosing import (
    COUNTED,
    Candidate,
    Choice,
    Loser,
    Quotas,
    Reached,
    choose,
    in_unit,
)
from tradepost.domain.pricing.rules.discounts import (
    DISCOUNT_KINDS,
    NO_DISCOUNT,
    USUAL_PRIORITY,
    Beaten,
    Discount,
    Given,
    line_discount,
    order_discount,
)
from tradepost.domain.pricing.rules.formulas import (
    FORMULAS,
    ROUNDINGS,
    Formula,
    faults_of_formula,
    priced_by,
)
from tradepost.domain.pricing.rules.ordering import (
    AskedLine,
    OrderTerms,
    PricedLine,
    PricedOrder,
    price_order,
)
from tradepost.domain.pricing.rules.owing import Exemption, Owed, TaxedBuyer, owed
from tradepost.domain.pricing.rules.promotions import Bought, Gift, Promotion, gift_trace, gifts, still_free
from tradepost.domain.pricing.rules.taxes import (
    TAX_CODES,
    TaxCandidate,
    Taxed,
    TaxLine,
    TaxPlace,
    plain_postal_code,
    tax_lines,
)
from tradepost.domain.pricing.rules.tracing import Replayed, replay
from tradepost.domain.pricing.rules.typed import (
    Fault,
    ending,
    faults_of_discount,
    faults_of_price,
    faults_of_promotion,
    faults_of_typed,
)

__all__ = [
    "COUNTED",
    "DISCOUNT_KINDS",
    "FORMULAS",
    "NO_DISCOUNT",
    "ROUNDINGS",
    "TAX_CODES",
    "USUAL_PRIORITY",
    "AskedLine",
    "Beaten",
    "Bought",
    "Candidate",
    "Choice",
    "Discount",
    "Exemption",
    "Fault",
    "Formula",
    "Gift",
    "Given",
    "Loser",
    "OrderTerms",
    "Owed",
    "PricedLine",
    "PricedOrder",
    "Promotion",
    "Quotas",
    "Reached",
    "Replayed",
    "TaxCandidate",
    "TaxLine",
    "TaxPlace",
    "Taxed",
    "TaxedBuyer",
    "choose",
    "ending",
    "faults_of_discount",
    "faults_of_formula",
    "faults_of_price",
    "faults_of_promotion",
    "faults_of_typed",
    "gift_trace",
    "gifts",
    "in_unit",
    "line_discount",
    "line_net",
    "order_discount",
    "owed",
    "plain_postal_code",
    "price_order",
    "priced_by",
    "replay",
    "still_free",
    "tax_lines",
]

"""Prices for many customers at once: bulk orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries._look_up import customer_place, look_up
from tradepost.domain.pricing.queries._offers import Asked, Head, Offer
from tradepost.domain.pricing.queries.prices import offer_from
from tradepost.domain.pricing.rules import Quotas, TaxPlace


@dataclass(frozen=True, slots=True)
class Basket:
    """What one customer asks on a day, in one order. `takes`: what it has of a quota, the next one has not."""

    customer: CustomerTerms
    on: date
    asked: Sequence[Asked]
    head: Head = field(default_factory=Head)
    takes: bool = False


# Customers who find the same rows: own contract, discounts, charges or exemptions (or none), group, currency, country,
# tax class, day. Their regions and tax numbers may differ: the rules choose by those.
_Kind = tuple[UUID | None, UUID | None, str, str, str, date]


def offers_for_many(baskets: Sequence[Basket]) -> list[Offer | Invalid]:
    """For each basket its priced lines, or what is wrong with them: one look-up per kind of customer.

    Customers without price lists, discounts, charges and exemptions of their own who share group, currency,
    country and tax class are one kind, so the statements grow with kinds of customers, not with baskets or lines.
    """
    own = _with_own_terms({basket.customer.customer_id for basket in baskets})
    items: dict[_Kind, dict[UUID, None]] = {}
    kinds = [_kind(basket, own) for basket in baskets]
    places: dict[_Kind, set[TaxPlace]] = {}
    one_of: dict[_Kind, CustomerTerms] = {}
    for kind, basket in zip(kinds, baskets, strict=True):
        items.setdefault(kind, {}).update(dict.fromkeys(line.item_id for line in basket.asked))
        places.setdefault(kind, set()).add(customer_place(basket.customer))
        one_of[kind] = basket.customer
    found = {
        kind: look_up(one_of[kind], kind[-1], list(wanted), contract=kind[0], places=places[kind])
        for kind, wanted in items.items()
    }
    quotas = Quotas()
    return [
        offer_from(
            found[kind],
            basket.customer,
            basket.on,
            basket.asked,
            basket.head,
            quotas if basket.takes else quotas.copy(),
        )
        for kind, basket in zip(kinds, baskets, strict=True)
    ]


def _with_own_terms(customer_ids: Iterable[UUID]) -> set[UUID]:
    rows = sql.rows(
        """select customer_id from pricing_price_list_for where customer_id = any(%(ids)s::uuid[])
           union select customer_id from pricing_discount where customer_id = any(%(ids)s::uuid[])
           union select customer_id from pricing_tax_exemption where customer_id = any(%(ids)s::uuid[])
           union select customer_id from pricing_promotion where customer_id = any(%(ids)s::uuid[])
           union select customer_id from pricing_charge where customer_id = any(%(ids)s::uuid[])""",
        {"ids": sorted(customer_ids)},
    )
    return {row[0] for row in rows}


def _kind(basket: Basket, own: set[UUID]) -> _Kind:
    customer = basket.customer
    contract = customer.customer_id if customer.customer_id in own else None
    return (contract, customer.group_id, customer.currency, customer.country, customer.tax_class, basket.on)

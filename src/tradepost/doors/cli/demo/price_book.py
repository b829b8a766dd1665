"""Prices for history: asked of the pricing room once for each kind of customer, and remembered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Asked, Priced, prices_for
from tradepost.domain.pricing.rules import line_net
from tradepost.doors.cli.demo.company import Buyer, Company
from tradepost.doors.cli.demo.demand import Wish
from tradepost.doors.cli.demo.prices import BREAK_CASES

_Alike = tuple[object, ...]
_Key = tuple[_Alike, UUID, str, bool]
ZERO = Decimal(0)
cached_net = lru_cache(maxsize=200_000)(line_net)


_OF_ONE_LINE = ("quantity", "net", "currency", "tax")


def _brief(trace: dict[str, Any]) -> dict[str, Any]:
    """A million lines would carry the rows that did not win; the winner is enough for the past, of any quantity."""
    return {**{name: told for name, told in trace.items() if name not in _OF_ONE_LINE}, "losers": []}


class PriceBook:
    """What each customer pays today. Customers who buy by the same lists and taxes share an answer."""

    def __init__(self, company: Company) -> None:
        self.on = company.today
        self.terms: dict[UUID, CustomerTerms] = parties_queries.terms_of(
            [buyer.customer_id for buyer in company.buyers]
        )
        self.contracts = company.contracts
        self._known: dict[_Key, Priced] = {}

    def learn(self, wanted: list[tuple[Buyer, Wish]]) -> None:
        """Ask for all that is not known yet: one statement for each kind of customer."""
        missing: dict[_Alike, tuple[CustomerTerms, dict[_Key, Wish]]] = {}
        for buyer, wish in wanted:
            key = self._key(buyer, wish)
            if key not in self._known:
                missing.setdefault(key[0], (self.terms[buyer.customer_id], {}))[1][key] = wish
        for terms, wishes in missing.values():
            asked = [
                Asked(wish.good.item_id, Decimal(BREAK_CASES if key[3] else 1), wish.unit)
                for key, wish in wishes.items()
            ]
            for key, priced in zip(wishes, prices_for(terms, on=self.on, asked=asked), strict=True):
                self._known[key] = replace(priced, trace=_brief(priced.trace))

    def price(self, buyer: Buyer, wish: Wish) -> tuple[Priced, Decimal]:
        """The priced line and its net amount; it must have been learned."""
        one = self._known[self._key(buyer, wish)]
        priced = replace(one, typed_quantity=wish.exact, quantity=wish.quantity)
        net = cached_net(wish.exact, one.unit_price, one.discount_percent, ZERO, buyer.currency)
        return priced, net

    def _key(self, buyer: Buyer, wish: Wish) -> _Key:
        return (
            self._alike(buyer),
            wish.good.item_id,
            wish.unit,
            wish.unit == "case" and wish.typed >= BREAK_CASES,
        )

    def _alike(self, buyer: Buyer) -> _Alike:
        terms = self.terms[buyer.customer_id]
        own = terms.customer_id if terms.customer_id in self.contracts else None
        return own, terms.group_id, terms.currency, terms.country, terms.tax_class, terms.discount_percent

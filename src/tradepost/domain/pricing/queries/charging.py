"""What the rules charge an order beside its goods."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Protocol
from uuid import UUID

from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.queries._look_up import Found, customer_place, look_up


class Goods(NamedTuple):
    """Goods that are priced already: base units of an item, and their net."""

    item_id: UUID
    quantity: int
    net: Decimal


class _Priced(Protocol):
    @property
    def item_id(self) -> UUID: ...
    @property
    def quantity(self) -> int: ...
    @property
    def net(self) -> Decimal: ...


def charges_for(customer: CustomerTerms, *, at: datetime, goods: Sequence[Goods]) -> Sequence[rules.Charge]:
    """What the rules in force at a moment, and made by then, charge for goods that are priced; one statement."""
    item_ids = list(dict.fromkeys(one.item_id for one in goods))
    found = look_up(customer, at.date(), item_ids, contract=customer.customer_id, known_at=at)
    return charges_of(found, customer, goods)


def charges_of(found: Found, customer: CustomerTerms, goods: Sequence[_Priced]) -> Sequence[rules.Charge]:
    """What the rules that were looked up charge for these goods."""
    if not found.charges:
        return ()
    lines = []
    for one in goods:
        item = found.items[one.item_id]
        category = None if item.category_id is None else str(item.category_id)
        brand = None if item.brand_id is None else str(item.brand_id)
        grams = item.grams(one.quantity)
        lines.append(rules.Carried(str(one.item_id), category, one.quantity, one.net, grams, brand))
    return rules.charges(found.charges, lines, customer_place(customer), customer.currency)

"""What the rules charge an order beside its goods."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.queries._look_up import Found, customer_place, look_up


def charges_for(
    customer: CustomerTerms, *, on: date, goods: Sequence[tuple[UUID, int, Decimal]]
) -> Sequence[rules.Charge]:
    """What the rules of a day charge for goods that are priced already: (item, base units, net); one statement."""
    item_ids = list(dict.fromkeys(item_id for item_id, _, _ in goods))
    return charges_of(look_up(customer, on, item_ids, contract=customer.customer_id), customer, goods)


def charges_of(
    found: Found, customer: CustomerTerms, goods: Sequence[tuple[UUID, int, Decimal]]
) -> Sequence[rules.Charge]:
    """What the rules that were looked up charge for these goods."""
    if not found.charges:
        return ()
    lines = []
    for item_id, quantity, net in goods:
        item = found.items[item_id]
        lines.append(
            rules.Carried(str(item_id), None if item.category_id is None else str(item.category_id), quantity, net, item.grams(quantity))
        )
    return rules.charges(found.charges, lines, customer_place(customer), customer.currency)

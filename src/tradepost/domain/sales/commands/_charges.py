"""What a confirmed order is charged beside its goods, once these are others."""

from collections.abc import Sequence
from dataclasses import replace

from tradepost.base.money import round_amount
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Goods, charges_for
from tradepost.domain.sales.commands._change_plan import Plan
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules.charging import Charged, charged, typed_freight

_OF_GOODS = {"quantity", "cancelled", "net"}


def charges_after(
    order: Order, customer: CustomerTerms, lines: Sequence[OrderLine], plan: Plan, draft: Draft
) -> Charged:
    """Worked out anew for the goods as they will be, by the rules there were when the order was placed.

    What somebody typed or a quote offered stays, and so does what an invoice carries already.
    """
    standing = Charged(order.freight, order.charges)
    touched = draft.lines or any(_OF_GOODS & set(one.values) for one in plan.lines)
    is_fixed = order.quote_id is not None or typed_freight(order.charges, order.freight) is not None
    if not touched or is_fixed or order.invoiced_total:
        return standing
    as_ordered = replace(customer, currency=order.currency)
    found = charges_for(as_ordered, at=order.placed_at, goods=_goods(order, lines, plan, draft))
    return charged(found, None)


def _goods(order: Order, lines: Sequence[OrderLine], plan: Plan, draft: Draft) -> list[Goods]:
    """What is left of each line."""
    values = {one.line.pk: one.values for one in plan.lines}
    goods = []
    for line in lines:
        given = values.get(line.pk, {})
        quantity, net = given.get("quantity", line.quantity), given.get("net", line.net)
        left = quantity - given.get("cancelled", line.cancelled)
        if left:
            worth = net if left == quantity else round_amount(net * left / quantity, order.currency)
            goods.append(Goods(line.item_id, left, worth))
    return goods + [Goods(line.priced.item_id, line.priced.quantity, line.net) for line in draft.lines]

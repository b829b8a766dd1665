from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import (
    Draft,
    price_lines,
    refuse_bad_amounts,
    replace_lines,
)
from tradepost.domain.sales.events import OrderChanged
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import LineInput


class OrderIsFirm(Refusal):
    """A confirmed order is changed by cancelling or adding, not by rewriting."""


@command
def change_order(
    by: By,
    *,
    order_id: UUID,
    lines: Sequence[LineInput] | None = None,
    customer_po: str | None = None,
    requested_on: date | None = None,
    order_discount_percent: Decimal | None = None,
    freight: Decimal | None = None,
    note: str | None = None,
    shipping_address: str | None = None,
) -> Order:
    """Rewrite an order that is not confirmed yet; lines are priced again at the day it was placed.

    None leaves a field as it is. Refuses OrderIsFirm once it is confirmed.
    """
    order = queries.order_for_update(order_id)
    if order.state not in ("draft", "submitted"):
        raise OrderIsFirm(f"{order.number} is {order.state}. Cancel lines, or place another order.")
    for name, value in (
        ("customer_po", customer_po),
        ("requested_on", requested_on),
        ("order_discount_percent", order_discount_percent),
        ("freight", freight),
        ("note", note),
        ("shipping_address", shipping_address),
    ):
        if value is not None:
            setattr(order, name, value)
    refuse_bad_amounts(order.order_discount_percent, order.freight, order.currency)
    typed = queries.as_typed(order_id) if lines is None else lines
    _rewrite(by, order, typed)
    publish(by, OrderChanged(order.id))
    return Order.objects.get(pk=order_id)


def _rewrite(by: By, order: Order, lines: Sequence[LineInput]) -> None:
    customer = parties_queries.customer_terms(order.customer_id)
    draft = Draft(
        order_id=order.id,
        customer=customer,
        warehouse_id=order.warehouse_id,
        rate=order.rate,
        lines=price_lines(by, customer, lines, order.placed_at.date(), order.order_discount_percent),
        order_discount_percent=order.order_discount_percent,
        freight=order.freight,
    )
    replace_lines(draft)
    order.freight_tax_code, order.freight_tax_rate = draft.freight_tax
    order.lines_count = len(draft.lines)
    order.net_total, order.tax_total = draft.net_total, draft.tax_total
    order.total = draft.net_total + draft.freight + draft.tax_total
    order.quantity_total = sum(line.priced.quantity for line in draft.lines)
    order.save()

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.money import ZERO
from tradepost.domain.accounts.queries import rate_on
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Head
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._confirm import Settled, confirm_draft, record
from tradepost.domain.sales.commands._draft import (
    Draft,
    insert_orders,
    price_lines,
    refuse_bad_amounts,
    ships_as,
)
from tradepost.domain.sales.commands._lots import refuse_strange_lots
from tradepost.domain.sales.commands._sold import refuse_unsold
from tradepost.domain.sales.commands._source import refuse_scattered
from tradepost.domain.sales.commands._written import as_written
from tradepost.domain.sales.events import OrderPlaced
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import LineInput
from tradepost.domain.sales.rules.charging import Charged, charged


def _placed(order_id: UUID) -> Order:
    return Order.objects.get(pk=order_id)


@command(once="order_id", again=_placed)
def place_order(
    by: By,
    *,
    order_id: UUID,
    customer_id: UUID,
    lines: Sequence[LineInput],
    warehouse_id: UUID | None = None,
    customer_po: str = "",
    requested_on: date | None = None,
    order_discount_percent: Decimal = ZERO,
    freight: Decimal | None = None,
    note: str = "",
    shipping_address: str = "",
    quote_id: UUID | None = None,
    priority: int = 0,
    ship_complete: bool | None = None,
    minimum_fill_percent: int | None = None,
    carrier_id: UUID | None = None,
    sourcing: str | None = None,
    tax_rounding: str = "",
    offered: Charged | None = None,
    confirm: bool = False,
) -> Order:
    """Write an order at today's prices; with `confirm` promise it in the same breath.

    Sent twice with one `order_id` it is one order; it ships, and its tax is rounded, as its customer wishes unless that
    is said. `sourcing` is the rule by which other warehouses may serve it; who names a warehouse and no rule means that
    one. `freight` None: the rules of charges decide; `offered` is what its quote charges. Refuses blocked customers,
    lines that cannot be priced or sold so, and BelowLeastOrder. As many statements for 1,000 lines as for 1.
    """
    customer = _rounded(parties_queries.customer_terms(customer_id), tax_rounding)
    refuse_strange_lots(lines)
    refuse_bad_amounts(order_discount_percent, freight, customer.currency)
    goes = _goes(customer, warehouse_id, carrier_id, confirm=confirm)
    own, rule = queries.served_as(
        by, customer, warehouse_id, sourcing, default=goes.sent.warehouse_id if goes else None
    )
    head = Head(order_discount_percent, as_offered=quote_id is not None)  # a quote was offered at its prices
    priced, off, found = price_lines(by, customer, lines, by.now.date(), head)
    draft = Draft(
        order_id=order_id, customer=customer, warehouse_id=own, sent_by=carrier_id, ways={own: goes} if goes else {},
        rate=rate_on(customer.currency, by.now.date()), lines=priced, value_discount=off, sourcing=rule,
        order_discount_percent=order_discount_percent, charged=offered or charged(found, freight),
        ships=ships_as(customer, ship_complete, minimum_fill_percent), customer_po=customer_po, note=note,
        requested_on=requested_on, shipping_address=shipping_address, quote_id=quote_id, priority=priority,
    )  # fmt: skip
    refuse_scattered(draft)
    refuse_unsold(by, draft)
    # Promised first: the lines are then written once, with their promise dates.
    return _write(by, draft, confirm_draft(by, draft) if confirm else None)


def _rounded(customer: CustomerTerms, tax_rounding: str) -> CustomerTerms:
    return replace(customer, tax_rounding=tax_rounding) if tax_rounding else customer


def _write(by: By, draft: Draft, settled: Settled | None) -> Order:
    number = insert_orders(by, [draft])[draft.order_id]
    publish(by, OrderPlaced(draft.order_id, number, draft.customer.customer_id))
    if settled is not None:
        record(by, [(settled, number)])
    # Held, it is another one than was written.
    return _placed(draft.order_id) if settled and settled.holds else as_written(by, draft, number)


def _goes(
    customer: CustomerTerms, warehouse_id: UUID | None, carrier_id: UUID | None, *, confirm: bool
) -> Found | None:
    """How goods get there from the order's own warehouse: asked when it is promised, or names a carrier."""
    if confirm or carrier_id:
        return delivery_queries.way_to(customer, warehouse_id or customer.warehouse_id, carrier_id)
    return None

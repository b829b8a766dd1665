from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.copying import copy_rows
from tradepost.base.events import to_json
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Priced
from tradepost.domain.pricing.rules import Taxed, tax_lines
from tradepost.domain.sales.events import OrderCancelled, OrderClosed, OrderConfirmed, OrderPlaced
from tradepost.domain.sales.rules import freight_tax, with_freight

_ORDER = (
    "id", "number", "state", "customer_id", "customer_name", "customer_po", "rep_id", "warehouse_id", "currency",
    "rate", "placed_at", "confirmed_at", "closed_at", "requested_on", "terms_days", "ship_complete", "priority",
    "order_discount_percent", "freight", "freight_tax_code", "freight_tax_rate", "billing_address",
    "shipping_address", "note", "lines_count", "net_total", "tax_total", "total", "quantity_total",
    "cancelled_total", "shipped_total", "invoiced_total", "open_value", "held", "made_at", "version", "tax_rounding",
)  # fmt: skip
_LINE = (
    "id", "order_id", "position", "item_id", "sku", "name", "typed_quantity", "unit", "unit_numerator",
    "unit_denominator", "quantity", "list_price", "unit_price", "discount_percent", "net", "tax_code", "tax_rate",
    "price_trace", "promised_on", "note", "cancelled", "released", "picked", "shipped", "returned", "invoiced",
    "credited",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastLine:
    """A line with its price; `cancelled` base units were given up, the rest was shipped and invoiced."""

    line_id: UUID
    priced: Priced
    net: Decimal
    cancelled: int = 0


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order that is over: closed, or cancelled as a whole. `seller.now` is when it was placed.

    `ended_at` is when the last of it was invoiced, or when it was cancelled; `freight` in its currency.
    """

    order_id: UUID
    customer: CustomerTerms
    warehouse_id: UUID
    rate: Decimal
    seller: By
    confirmed_at: datetime
    ended_at: datetime
    requested_on: date
    promised_on: date
    lines: Sequence[PastLine]
    freight: Decimal = ZERO
    customer_po: str = ""
    reason: str = ""

    @property
    def is_cancelled(self) -> bool:
        return bool(self.reason)


@command
def load_past_orders(by: By, *, orders: Sequence[PastOrder]) -> list[str]:
    """Write a stretch of history at once: orders that are over, in the order of time; gives their numbers.

    The rooms above load the shipments and invoices that the counters of the lines tell of.
    """
    numbers = cheap_numbers("order", len(orders))
    copy_rows("sales_order", _ORDER, map(_order_row, orders, numbers))
    copy_rows("sales_order_line", _LINE, _line_rows(orders))
    for order, number in zip(orders, numbers, strict=True):
        publish(order.seller, OrderPlaced(order.order_id, number, order.customer.customer_id))
        confirmed = OrderConfirmed(order.order_id, number, order.customer.customer_id, 0)
        publish(order.seller.at(order.confirmed_at), confirmed)
        ended = order.seller.at(order.ended_at)
        if order.is_cancelled:
            publish(ended, OrderCancelled(order.order_id, order.reason))
        else:
            publish(ended, OrderClosed(order.order_id))
    return numbers


def _order_row(order: PastOrder, number: str) -> tuple[Any, ...]:
    customer = order.customer
    taxed = [Taxed(line.net, line.priced.tax_code, line.priced.tax_rate) for line in order.lines]
    code, rate = freight_tax(taxed)
    amounts = with_freight(taxed, order.freight, (code, rate))
    net = sum((line.net for line in order.lines), ZERO)
    tax = sum((line.tax for line in tax_lines(amounts, customer.currency, customer.tax_rounding)), ZERO)
    quantity = sum(line.priced.quantity for line in order.lines)
    cancelled = sum(line.cancelled for line in order.lines)
    return (
        order.order_id, number, "cancelled" if order.is_cancelled else "closed", customer.customer_id,
        customer.name, order.customer_po, customer.rep_id, order.warehouse_id, customer.currency, order.rate,
        order.seller.now, order.confirmed_at, None if order.is_cancelled else order.ended_at, order.requested_on,
        customer.terms_days, customer.ship_complete, 0, 0, order.freight, code, rate, customer.billing_address,
        customer.shipping_address, "", len(order.lines), net, tax, net + order.freight + tax, quantity, cancelled,
        quantity - cancelled, quantity - cancelled, 0, False, order.seller.now, 1, customer.tax_rounding,
    )  # fmt: skip


def _line_rows(orders: Iterable[PastOrder]) -> Iterator[tuple[Any, ...]]:
    # The same price is asked over and over: its trace is spelled once.
    traces: dict[int, str] = {}
    for order in orders:
        for position, line in enumerate(order.lines, 1):
            price = line.priced
            trace = traces.get(id(price)) or traces.setdefault(id(price), to_json(price.trace))
            gone = price.quantity - line.cancelled
            yield (
                line.line_id, order.order_id, position, price.item_id, price.sku, price.name,
                price.typed_quantity, price.unit, price.factor.numerator, price.factor.denominator, price.quantity,
                price.list_price, price.unit_price, price.discount_percent, line.net, price.tax_code,
                price.tax_rate, trace, order.promised_on, "", line.cancelled, 0, 0, gone, 0, gone, 0,
            )  # fmt: skip

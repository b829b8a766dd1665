from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_ids
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.accept_quote import QuoteHasExpired
from tradepost.domain.sales.commands.place_order import place_order
from tradepost.domain.sales.events import QuoteOrdered
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Order, Quote, QuoteLine
from tradepost.domain.sales.queries import LineInput
from tradepost.domain.sales.rules import parts_to_order
from tradepost.domain.sales.rules.charging import Charged

_TYPED_TO = Decimal("0.000001")


class QuoteIsOrdered(Refusal):
    """There is an order from this quote already; `facts` name it."""


class QuotedInAnotherCurrency(Refusal):
    """The customer's currency was changed after the quote was made."""


def _ordered(order_id: UUID) -> Order:
    return Order.objects.get(pk=order_id)


@command(once="order_id", again=_ordered)
def order_quote(
    by: By,
    *,
    quote_id: UUID,
    order_id: UUID,
    warehouse_id: UUID | None = None,
    customer_po: str = "",
    confirm: bool = False,
    parts: Sequence[tuple[UUID, int]] | None = None,
) -> Order:
    """Make an order of an accepted quote, at the offered prices and discounts; both keep the link.

    `parts` are lines with base units; without them all that is left is ordered. What remains stays on the quote, and
    may be ordered until its last day. Freight goes with the first order; tax is that of the day of the order. However
    often and from wherever it is said, nothing is ordered twice: with nothing left it is refused with QuoteIsOrdered.
    Refuses what `place_order` refuses, quotes that are not accepted, and Invalid naming lines as `parts.<n>`.
    """
    quote = queries.quote_for_update(quote_id)
    if quote.state == "ordered":
        refuse_ordered(quote)
    QUOTE.next(quote.state, "order")
    standing = queries.quote_lines(quote_id)
    is_first = not any(line.ordered for line in standing)
    _refuse_late(by, quote, is_first)
    taken, faults = parts_to_order([(line.pk, line.left) for line in standing], parts)
    if faults or not taken:
        raise Invalid("Give lines of the quote, and what is left of them at most.", fields=faults)
    order = place_order(
        by,
        order_id=order_id,
        customer_id=quote.customer_id,
        lines=_lines(standing, taken),
        warehouse_id=warehouse_id,
        customer_po=customer_po or quote.customer_po,
        requested_on=quote.requested_on,
        order_discount_percent=quote.order_discount_percent or quote.value_discount_percent,
        offered=Charged(quote.freight, quote.charges) if is_first else Charged(),
        note=quote.note,
        shipping_address=quote.shipping_address,
        quote_id=quote_id,
        tax_rounding=quote.tax_rounding,
        confirm=confirm,
    )
    _refuse_other_currency(quote, order)
    remains = any(line.left > taken.get(line.pk, 0) for line in standing)
    quote.state = QUOTE.next(quote.state, "order_part" if remains else "order")
    quote.save(update_fields=["state"])
    _record_parts(by, order_id, str(quote), taken)
    publish(by, QuoteOrdered(quote_id, order_id, order.number, remains))
    return order


def refuse_ordered(quote: Quote) -> None:
    """Raise QuoteIsOrdered, naming the newest order, where there is one."""
    if placed := queries.orders_of_quote(quote.pk):
        number = placed[-1].number
        raise QuoteIsOrdered(f"{quote} was ordered as {number}. Open that order.", order_id=placed[-1].pk)


def _refuse_other_currency(quote: Quote, order: Order) -> None:
    if order.currency != quote.currency:
        raise QuotedInAnotherCurrency(
            f"{quote} is in {quote.currency}, the customer now buys in {order.currency}. Make another quote.",
            quote=quote.number,
        )


def _refuse_late(by: By, quote: Quote, is_first: bool) -> None:
    """Accepted in time, the word holds; what was left over may be had while the quote is valid."""
    if not is_first and by.now.date() > quote.valid_until:
        raise QuoteHasExpired(
            f"What is left of {quote} could be ordered until {quote.valid_until}. Make another quote.",
            valid_until=quote.valid_until,
        )


def _lines(standing: Sequence[QuoteLine], taken: Mapping[UUID, int]) -> list[LineInput]:
    """What is taken, as the order has it: the price, and of a whole line the quantity as it was typed."""
    offered = queries.quote_as_offered(standing)
    return [
        LineInput(
            line.item_id,
            asked.quantity if taken[line.pk] == line.quantity else _in_unit(line, taken[line.pk]),
            asked.unit,
            asked.unit_price,
            asked.discount_percent,
            asked.requested_on,
            asked.note,
            is_net=asked.is_net,
            gross_price=asked.gross_price,
        )
        for line, asked in zip(standing, offered, strict=True)
        if line.pk in taken
    ]


def _in_unit(line: QuoteLine, quantity: int) -> Decimal:
    """Base units in the unit that was offered, for that is what the price is for. Raises Invalid."""
    exact = from_base(quantity, UnitFactor(line.unit_numerator, line.unit_denominator))
    typed = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_TYPED_TO)
    if typed * exact.denominator != exact.numerator:
        raise Invalid(
            f"{line.sku} is offered by the {line.unit}: order whole ones.",
            fields={"parts": "Not a whole number of the unit."},
        )
    return typed


def _record_parts(by: By, order_id: UUID, quote: str, taken: Mapping[UUID, int]) -> None:
    """Count what was taken, keep it by order, and say on each order line how the quote came to its price."""
    ids, quantities = list(taken), list(taken.values())
    sql.run(
        """with taken as (select * from unnest(%s::uuid[], %s::uuid[], %s::bigint[])
             with ordinality as t(id, line_id, quantity, position)),
           counted as (
             update sales_quote_line q set ordered = q.ordered + t.quantity from taken t where q.id = t.line_id
             returning q.id, t.position, q.price_trace),
           kept as (
             insert into sales_quote_part (id, line_id, order_id, quantity)
             select id, line_id, %s, quantity from taken)
           update sales_order_line o
           set price_trace = o.price_trace
             || jsonb_build_object('source', 'quoted', 'quote', %s::text, 'quoted', c.price_trace)
           from counted c where o.order_id = %s and o.position = c.position""",
        [new_ids(by.now, len(ids)), ids, quantities, order_id, quote, order_id],
    )

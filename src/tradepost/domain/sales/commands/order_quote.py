from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.place_order import place_order
from tradepost.domain.sales.events import QuoteOrdered
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Order


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
) -> Order:
    """Make the order of an accepted quote, at the offered prices and discounts; both keep the link.

    Tax is that of the day of the order. However often and from wherever it is said, one quote makes one
    order: the second is refused with QuoteIsOrdered. Refuses what `place_order` refuses, and quotes that
    are not accepted.
    """
    quote = queries.quote_for_update(quote_id)
    if (placed := queries.order_of_quote(quote_id)) is not None:
        raise QuoteIsOrdered(f"{quote} was ordered as {placed.number}. Open that order.", order_id=placed.pk)
    quote.state = QUOTE.next(quote.state, "order")
    order = place_order(
        by,
        order_id=order_id,
        customer_id=quote.customer_id,
        lines=queries.quote_as_offered(queries.quote_lines(quote_id)),
        warehouse_id=warehouse_id,
        customer_po=customer_po or quote.customer_po,
        requested_on=quote.requested_on,
        order_discount_percent=quote.order_discount_percent or quote.value_discount_percent,
        freight=quote.freight,
        note=quote.note,
        shipping_address=quote.shipping_address,
        quote_id=quote_id,
        confirm=confirm,
    )
    if order.currency != quote.currency:
        raise QuotedInAnotherCurrency(
            f"{quote} is in {quote.currency}, the customer now buys in {order.currency}. Make another quote.",
            quote=quote.number,
        )
    quote.save(update_fields=["state"])
    _hand_over_traces(order_id, quote_id, str(quote))
    publish(by, QuoteOrdered(quote_id, order_id, order.number))
    return order


def _hand_over_traces(order_id: UUID, quote_id: UUID, quote: str) -> None:
    """Say on each order line that its price was quoted, and keep how the quote came to it."""
    sql.run(
        """update sales_order_line o
           set price_trace = o.price_trace
             || jsonb_build_object('source', 'quoted', 'quote', %s::text, 'quoted', q.price_trace)
           from sales_quote_line q
           where o.order_id = %s and q.quote_id = %s and q.position = o.position""",
        [quote, order_id, quote_id],
    )

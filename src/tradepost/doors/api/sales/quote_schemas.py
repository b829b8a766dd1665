"""Quotes as JSON."""

from decimal import Decimal

from tradepost.domain.sales.flows import QUOTE
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    NumberOut,
    Percent,
    Word,
    Yes,
    about,
    new,
)
from tradepost.doors.api.sales.schemas import Lines
from tradepost.doors.api.shapes import In, Shape


class QuoteIn(In):
    """A quote to be made."""

    id: Id | None = about("Your id for it: sent twice, it is one quote.", AN_ID, None)
    customer_id: Id = about("Who asks.", AN_ID)
    lines: Lines = about("What is offered.", min_length=1, max_length=5000)
    valid_until: Day | None = about(
        "The last day it may be accepted; null: thirty days from now.", None, None
    )
    customer_po: Word = about("The customer's own number.", "PO-7781", "")
    requested_on: Day | None = about("When it is wanted.", "2031-05-04", None)
    order_discount_percent: Percent = about("On all lines, after their own discount.", "2", Decimal(0))
    freight: Amount = about("Freight, net.", "12.50", Decimal(0))
    note: Note = about("For the customer.", None, "")
    shipping_address: Note = about("Where it would go; empty: the customer's shipping address.", None, "")


class QuoteChange(In):
    """New values for a draft; what is left out stays."""

    lines: Lines = new("All lines anew.", min_length=1, max_length=5000)
    valid_until: Day = new("The last day it may be accepted.", "2031-05-31")
    customer_po: Word = new("The customer's own number.", "PO-7781")
    requested_on: Day = new("When it is wanted.", "2031-05-04")
    order_discount_percent: Percent = new("On all lines, after their own discount.", "2")
    freight: Amount = new("Freight, net.", "12.50")
    note: Note = new("For the customer.")
    shipping_address: Note = new("Where it would go.")


class ReviseIn(QuoteChange):
    """What the next revision has different; what is left out is taken over."""

    id: Id | None = about("Your id for the revision.", None, None)


class AcceptIn(In):
    """Who said yes."""

    accepted_by: Word = about("The name of who said so.", "Ada Blum", "")
    customer_po: Word = about("Their order number.", "PO-7781", "")
    note: Note = about("What they said.", None, "")


class DeclineIn(In):
    """Who said no, and why."""

    declined_by: Word = about("The name of who said so.", "Ada Blum", "")
    reason: Note = about("Why.", "too dear", "")


class QuoteOrderIn(In):
    """How the order of a quote is made."""

    id: Id | None = about("Your id for the order: sent twice, it is one order.", AN_ID, None)
    warehouse_id: Id | None = about("Where it ships from; null: the first warehouse.", None, None)
    customer_po: Word = about("The customer's own number.", "PO-7781", "")
    confirm: Yes = about("Promise it in the same breath.", True, False)


class QuoteRow(Shape):
    """A revision of a quote in a list."""

    id: IdOut = about("The revision.")
    number: str = about("The number people say, the same for all revisions.", "Q-1007")
    revision: int = about("From 1.", 1)
    replaces_id: IdOut | None = about("The revision before.")
    state: str = about("What people decided.", "sent", json_schema_extra={"enum": list(QUOTE.states)})
    customer_id: IdOut = about("Who asks.")
    customer_name: str = about("The name as it was that day.", "Café Blum")
    customer_po: str = about("The customer's own number.")
    rep_id: IdOut | None = about("Who looks after the customer.")
    currency: str = about("Of all amounts.", "EUR")
    valid_until: DayOut = about("The last day it may be accepted.")
    requested_on: DayOut | None = about("When it is wanted.")
    net_total: AmountOut = about("The sum of the lines.")
    freight: AmountOut = about("Freight, net.")
    tax_total: AmountOut = about("Tax of lines and freight.")
    total: AmountOut = about("What the customer would pay.")
    lines_count: int = about("How many lines.", 3)
    sent_at: MomentOut | None = about("When it was sent.")
    answered_at: MomentOut | None = about("When the customer answered.")
    answered_by: str = about("Who answered.")
    answer_note: str = about("What they said.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class QuoteLineOut(Shape):
    """A line of a quote."""

    id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    sku: str = about("As it was that day.", "TEA-1")
    name: str = about("As it was that day.", "Assam, 500 g")
    typed_quantity: NumberOut = about("As typed, in `unit`.")
    unit: str = about("The unit.", "case")
    quantity: int = about("Base units.", 24)
    list_price: AmountOut | None = about("Per unit, before what was agreed.")
    unit_price: AmountOut = about("Per unit.")
    discount_percent: NumberOut = about("Of the line.")
    net: AmountOut = about("After both discounts, rounded once.")
    tax_code: str = about("By customer and item.", "S")
    tax_rate: NumberOut = about("Percent.")
    requested_on: DayOut | None = about("When this line is wanted.")
    note: str = about("For the people who pack and read it.")


class QuoteOut(QuoteRow):
    """A revision of a quote with its lines."""

    order_discount_percent: NumberOut = about("Typed, on all lines.")
    value_discount_percent: NumberOut = about(
        "What a rule takes off all lines for their value, when none was typed."
    )
    value_discount: str = about("The name of that rule; empty: none.", "Over 1,000")
    terms_days: int = about("Days until an invoice would be due.", 30)
    billing_address: str = about("As it was that day.")
    shipping_address: str = about("Where it would go.")
    note: str = about("For the customer.")
    lines: list[QuoteLineOut] = about("By position.")

"""Quotes as JSON."""

from dataclasses import fields
from decimal import Decimal

from tradepost.domain.sales.commands import LineInput, OfferedInput
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.rules import LINE_KINDS
from tradepost.doors.api.charged import ChargeOut, charges_of
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Count,
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
    one_of,
    text,
)
from tradepost.doors.api.sales.schemas import LineIn
from tradepost.doors.api.shapes import In, Shape


class QuoteLineIn(LineIn):
    """A line of a quote as typed: under a heading, firm or one of those that may be left out."""

    section: text(120) = about("The heading it stands under.", "Furniture", "")  # type: ignore[valid-type]
    kind: one_of(*LINE_KINDS) = about(  # type: ignore[valid-type]
        "firm; optional; or alternative: one of a group of which one may be taken.", "alternative", "firm"
    )
    choice: text(120) = about("The group of an alternative.", "Desk", "")  # type: ignore[valid-type]
    chosen: Yes = about("Whether an option is taken already, and in the total.", False, False)

    def typed(self) -> OfferedInput:
        """The line as the command takes it."""
        line = super().typed()
        values = {one.name: getattr(line, one.name) for one in fields(LineInput)}
        return OfferedInput(
            **values, section=self.section, kind=self.kind, choice=self.choice, chosen=self.chosen
        )


QuoteLines = list[QuoteLineIn]
LongText = text(8000)


class QuoteIn(In):
    """A quote to be made."""

    id: Id | None = about("Your id for it: sent twice, it is one quote.", AN_ID, None)
    customer_id: Id = about("Who asks.", AN_ID)
    lines: QuoteLines = about("What is offered; empty: the lines of the template.", None, [], max_length=5000)
    template_id: Id | None = about("A template it begins with.", None, None)
    valid_until: Day | None = about(
        "The last day it may be accepted; null: thirty days from now.", None, None
    )
    customer_po: Word = about("The customer's own number.", "PO-7781", "")
    requested_on: Day | None = about("When it is wanted.", "2031-05-04", None)
    order_discount_percent: Percent = about("On all lines, after their own discount.", "2", Decimal(0))
    freight: Amount | None = about(
        "Charged beside the goods, net; null: as the rules of charges say.", "12.50", None
    )
    note: Note = about("For the customer.", None, "")
    shipping_address: Note = about("Where it would go; empty: the customer's shipping address.", None, "")
    terms: text(80) = about("The name of kept terms, in the customer's language.", None, "")  # type: ignore[valid-type]
    terms_text: LongText = about("The terms; goes before kept ones.", "Delivery within 14 days.", "")  # type: ignore[valid-type]


class QuoteChange(In):
    """New values for a draft; what is left out stays."""

    lines: QuoteLines = new("All lines anew.", min_length=1, max_length=5000)
    valid_until: Day = new("The last day it may be accepted.", "2031-05-31")
    customer_po: Word = new("The customer's own number.", "PO-7781")
    requested_on: Day = new("When it is wanted.", "2031-05-04")
    order_discount_percent: Percent = new("On all lines, after their own discount.", "2")
    freight: Amount | None = new("Charged beside the goods, net; null: as the rules of charges say.", "12.50")
    note: Note = new("For the customer.")
    shipping_address: Note = new("Where it would go.")
    terms: text(80) = new("The name of kept terms, in the customer's language.")  # type: ignore[valid-type]
    terms_text: LongText = new("The terms; goes before kept ones.")  # type: ignore[valid-type]


class ReviseIn(QuoteChange):
    """What the next revision has different; what is left out is taken over."""

    id: Id | None = about("Your id for the revision.", None, None)


class AcceptIn(In):
    """Who said yes."""

    accepted_by: Word = about("The name of who said so.", "Ada Blum", "")
    customer_po: Word = about("Their order number.", "PO-7781", "")
    note: Note = about("What they said.", None, "")
    chosen: list[Id] | None = about(
        "All lines that are taken of options and alternatives; null: those that were chosen before.",
        None,
        None,
        max_length=5000,
    )


class DeclineIn(In):
    """Who said no, and why."""

    declined_by: Word = about("The name of who said so.", "Ada Blum", "")
    lost_for: text(20) = about("The code of a kept reason.", "price", "")  # type: ignore[valid-type]
    reason: Note = about("What they said.", "too dear", "")


class QuotePartIn(In):
    """What an order takes of a line of a quote."""

    line_id: Id = about("The line.", AN_ID)
    quantity: Count = about("Base units, at most what is left.", 12)


class QuoteOrderIn(In):
    """How the order of a quote is made."""

    id: Id | None = about("Your id for the order: sent twice, it is one order.", AN_ID, None)
    warehouse_id: Id | None = about("Where it ships from; null: the first warehouse.", None, None)
    customer_po: Word = about("The customer's own number.", "PO-7781", "")
    confirm: Yes = about("Promise it in the same breath.", True, False)
    parts: list[QuotePartIn] | None = about(
        "What is ordered now; what remains may be ordered while the quote is valid. Null: all that is left.",
        None,
        None,
        min_length=1,
        max_length=5000,
    )


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
    freight: AmountOut = about("Freight and all other charges, net.")
    tax_total: AmountOut = about("Tax of lines and freight.")
    tax_rounding: str = about(
        "Tax was rounded of the `total` of each code and rate, or of each `line`.", "total"
    )
    total: AmountOut = about("What the customer would pay.")
    lines_count: int = about("How many lines.", 3)
    sent_at: MomentOut | None = about("When it was sent.")
    answered_at: MomentOut | None = about("When the customer answered.")
    answered_by: str = about("Who answered.")
    answer_note: str = about("What they said.")
    lost_for: str = about("The code of the reason why it was declined; empty: none.", "price")
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
    is_weighed: bool = about(
        "`typed_quantity` is what it should weigh; it is billed by what it weighs.", False
    )
    unit: str = about("The unit.", "case")
    quantity: int = about("Base units.", 24)
    list_price: AmountOut | None = about("Per unit, before what was agreed.")
    unit_price: AmountOut = about("Per unit.")
    discount_percent: NumberOut = about("Of the line.")
    net: AmountOut = about("After both discounts, rounded once.")
    gross_price: AmountOut | None = about(
        "Per unit with tax, where that was agreed; null: the price is net.", default=None
    )
    gross: AmountOut | None = about("What the line comes to with tax, where that was agreed.", default=None)
    tax_code: str = about("By customer and item.", "S")
    tax_rate: NumberOut = about("Percent.")
    requested_on: DayOut | None = about("When this line is wanted.")
    note: str = about("For the people who pack and read it.")
    section: str = about("The heading it stands under.", "Furniture")
    kind: str = about("How it stands.", "firm", json_schema_extra={"enum": list(LINE_KINDS)})
    choice: str = about("The group of an alternative.")
    chosen: bool = about("Whether it is in the total.", True)
    ordered: int = about("Base units that orders took of it.", 0)


class QuoteOut(QuoteRow):
    """A revision of a quote with its lines."""

    FROM = {"charges": charges_of}

    order_discount_percent: NumberOut = about("Typed, on all lines.")
    value_discount_percent: NumberOut = about(
        "What a rule takes off all lines for their value, when none was typed."
    )
    value_discount: str = about("The name of that rule; empty: none.", "Over 1,000")
    terms_days: int = about("Days until an invoice would be due.", 30)
    charges: list[ChargeOut] = about("What `freight` is made of; empty: nothing is charged.")
    billing_address: str = about("As it was that day.")
    shipping_address: str = about("Where it would go.")
    note: str = about("For the customer.")
    terms_text: str = about("What is agreed beside goods and prices.")
    options_net: AmountOut = about("What the options would add; of undecided alternatives the dearest.")
    lines: list[QuoteLineOut] = about("By position.")


class QuoteFieldChange(Shape):
    """A field that is different; null where there was, or is, no such line."""

    field: str = about("Its name.", "unit_price")
    before: str | None = about("As it was.", "9.90")
    after: str | None = about("As it is.", "9.50")


class QuoteLineChange(Shape):
    """What became of a line from one revision to another."""

    kind: str = about(
        "What became of it.", "changed", json_schema_extra={"enum": ["added", "removed", "changed"]}
    )
    sku: str = about("The item.", "TEA-1")
    name: str = about("As it was that day.", "Assam, 500 g")
    fields: list[QuoteFieldChange] = about("What is different.")


class QuoteChangesOut(Shape):
    """What is different between two revisions of a quote."""

    before_id: IdOut = about("The one it is compared with.")
    after_id: IdOut = about("This one.")
    lines: list[QuoteLineChange] = about("Line by line, in the order of the later one, then what is gone.")
    terms: list[QuoteFieldChange] = about("Beside the lines, totals included.")

"""Orders as JSON."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tradepost.domain.parties.rules import SOURCING
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.rules.credit import HOLD_KINDS
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
    Price,
    Quantity,
    Word,
    Yes,
    about,
    new,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape


class LineIn(In):
    """A line as typed. What is left out is found: unit, price and discount from the lists."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Quantity = about("How many of `unit`; a whole number of base units.", "24")
    unit: Word = about("The unit typed; empty: the item's base unit.", "case", "")
    unit_price: Price | None = about("Overrides the list, per `unit`.", "9.90", None)
    discount_percent: Percent | None = about("Overrides the agreed discount.", "5", None)
    requested_on: Day | None = about("When this line is wanted, if not with the order.", "2031-05-04", None)
    note: Note = about("For the people who pack and read it.", "gift wrap", "")
    id: Id | None = about("Your id for the line; without it, one is made.", None, None)
    warehouse_id: Id | None = about("It comes from there, whatever the rule says.", None, None)
    lot_ids: list[Id] = about(
        "Preferred lots, the first wish first: a release takes of them what is there and lasts, then others.",
        None,
        [],
        max_length=20,
    )
    called: Word = about(
        "What the customer calls it: becomes their code of the item when the order is confirmed.", "A-77", ""
    )

    def typed(self) -> LineInput:
        """The line as the command takes it."""
        return LineInput(
            self.item_id,
            self.quantity,
            self.unit,
            self.unit_price,
            self.discount_percent,
            self.requested_on,
            self.note,
            self.id,
            self.warehouse_id,
            tuple(self.lot_ids),
            called=self.called,
        )


class OrderLineIn(LineIn):
    """A line of an order; it may call off a blanket order."""

    blanket_line_id: Id | None = about(
        "The line of a blanket order it calls off, at the price agreed there.", None, None
    )

    def typed(self) -> LineInput:
        """The line as the command takes it."""
        return replace(super().typed(), blanket_line_id=self.blanket_line_id)


Lines = list[OrderLineIn]


class OrderIn(In):
    """An order to be placed."""

    id: Id | None = about("Your id for the order (UUIDv7 is best): sent twice, it is one order.", AN_ID, None)
    customer_id: Id = about("Who buys.", AN_ID)
    lines: Lines = about("What is ordered.", min_length=1, max_length=5000)
    warehouse_id: Id | None = about(
        "Where it ships from; without it, the customer's own warehouse, else the first.", None, None
    )
    sourcing: one_of(*SOURCING) | None = about(  # type: ignore[valid-type]
        "Which other warehouses its lines may come from; null: only `warehouse_id`, or without that as the customer"
        " or the company says.",
        None,
        None,
    )
    customer_po: Word = about("The customer's own number.", "PO-7781", "")
    requested_on: Day | None = about("When it is wanted; without it, at once.", "2031-05-04", None)
    order_discount_percent: Percent = about("On all lines, after their own discount.", "2", Decimal(0))
    freight: Amount | None = about(
        "Charged beside the goods on the first invoice, in the customer's currency; null: as the rules of charges say.",
        "12.50",
        None,
    )
    note: Note = about("For everybody who handles the order.", "call before delivery", "")
    shipping_address: Note = about("Where it goes; empty: the customer's shipping address.", None, "")
    priority: whole(-1000, 1000) = about("Higher is served first when goods are scarce.", 0, 0)  # type: ignore[valid-type]
    ship_complete: Yes | None = about(
        "Whether it leaves only when whole; null: as the customer wishes.", None, None
    )
    minimum_fill_percent: whole(0, 100) | None = about(  # type: ignore[valid-type]
        "Of a line at least so much leaves at once; null: as the customer wishes.", None, None
    )
    carrier_id: Id | None = about("By what it is sent; null: as the warehouse sends.", None, None)
    confirm: Yes = about("Promise it in the same breath.", True, False)


class OrderChange(In):
    """New values for an order that is not confirmed yet; what is left out stays."""

    lines: Lines = new("All lines anew.", min_length=1, max_length=5000)
    customer_po: Word = new("The customer's own number.", "PO-7781")
    requested_on: Day = new("When it is wanted.", "2031-05-04")
    order_discount_percent: Percent = new("On all lines, after their own discount.", "2")
    freight: Amount | None = new(
        "Charged beside the goods on the first invoice; null: as the rules of charges say.", "12.50"
    )
    note: Note = new("For everybody who handles the order.", "call before delivery")
    shipping_address: Note = new("Where it goes.", "Hauptstr. 1, Köln")
    carrier_id: Id = new("By what it is sent; of a confirmed order too, whose days may move by it.", AN_ID)


class Because(In):
    """Why it is done."""

    reason: Note = about("In words; kept on the timeline.", "ordered twice", "")


class CutIn(In):
    """How much of a line."""

    line_id: Id = about("A line of this order.", AN_ID)
    quantity: Count = about("Base units.", 12)


class CancelReasonIn(In):
    """A reason to cancel."""

    code: text(20, 1) = about("Its name for programs.", "ordered_twice")  # type: ignore[valid-type]
    name: text(60, 1) = about("In words.", "Ordered twice")  # type: ignore[valid-type]
    is_open: Yes = about("Whether it may be chosen.", True, True)


class CancelReasonOut(Shape):
    """A reason to cancel."""

    code: str = about("Its name for programs.", "ordered_twice")
    name: str = about("In words.", "Ordered twice")
    is_open: bool = about("Whether it may be chosen.", True)


class FreedLineOut(Shape):
    """What would be cancelled of a line, and what of it others get. Base units."""

    line_id: IdOut = about("The line.")
    sku: str = about("As ordered.", "TEA-1")
    quantity: int = about("Cancelled.", 12)
    stock: int = about("Of it promised from stock.", 8)
    supply: int = about("Of it promised from what is on its way.", 4)
    quota: int = about("Of it sold at a price with a quota.", 0)
    with_goods: bool = about("It came free with goods that are cancelled.", False)


class FreedOut(Shape):
    """What cancelling would free."""

    lines: list[FreedLineOut] = about("By position.")
    net: AmountOut = about("Net less, in the order's currency.")
    value: AmountOut = about("So much less counts against the credit limit, in base currency.")


class CutsIn(Because):
    """What is cancelled of an order."""

    keep_gifts: Yes = about("Leave what came free with the goods.", False, False)

    lines: list[CutIn] = about("Which lines, and how much of each.", min_length=1, max_length=5000)


class SourceIn(In):
    """Lines that are to come from another warehouse."""

    warehouse_id: Id = about("From there.", AN_ID)
    reason: text(500, 1) = about("Why; kept on the timeline.", "Main is short until Friday.")  # type: ignore[valid-type]
    lines: list[CutIn] = about("Which lines, and how much of each.", min_length=1, max_length=5000)


class LineLotsIn(In):
    """The preferred lots of a line."""

    line_id: Id = about("A line of this order.", AN_ID)
    lot_ids: list[Id] = about(
        "The first wish first; none: what is over first goes first.", [AN_ID], max_length=20
    )


class LotsWishedIn(In):
    """Lines and the lots that are preferred for them."""

    lines: list[LineLotsIn] = about("Which lines, and their lots.", min_length=1, max_length=5000)


class HoldIn(In):
    """Why an order is kept back."""

    id: Id | None = about("Your id for the hold.", None, None)
    note: Note = about("What has to be cleared up.", "address is incomplete")
    reason: one_of(*HOLD_KINDS) = about("The kind of reason.", "manual", "manual")  # type: ignore[valid-type]


class HoldReleaseIn(In):
    """Why an order goes on."""

    note: text(10_000, 1) = about("What was cleared up.", "paid by phone")  # type: ignore[valid-type]


class OrderRow(Shape):
    """An order in a list."""

    id: IdOut = about("The order.")
    number: str = about("The number people say.", "SO-1042")
    state: str = about("What people decided.", "confirmed", json_schema_extra={"enum": list(ORDER.states)})
    held: bool = about("Whether a hold keeps it from the warehouse.")
    customer_id: IdOut = about("Who buys.")
    customer_name: str = about("The name as it was that day.", "Café Blum")
    customer_po: str = about("The customer's own number.", "PO-7781")
    rep_id: IdOut | None = about("Who looks after the customer.")
    warehouse_id: IdOut = about("Where it ships from.")
    quote_id: IdOut | None = about("The quote it came from.")
    currency: str = about("Of all amounts.", "EUR")
    placed_at: MomentOut = about("When it was placed.")
    confirmed_at: MomentOut | None = about("When it was promised.")
    closed_at: MomentOut | None = about("When it was done or cancelled.")
    requested_on: DayOut | None = about("When it is wanted.")
    net_total: AmountOut = about("The sum of the lines.")
    freight: AmountOut = about("Freight and all other charges, net.")
    tax_total: AmountOut = about("Tax of lines and freight.")
    tax_rounding: str = about(
        "Tax was rounded of the `total` of each code and rate, or of each `line`.", "total"
    )
    total: AmountOut = about("What the customer pays.")
    lines_count: int = about("How many lines.", 3)
    quantity_total: int = about("Base units ordered.", 48)
    shipped_total: int = about("Base units shipped.", 0)
    cancelled_total: int = about("Base units cancelled.", 0)
    invoiced_total: int = about("Base units invoiced.", 0)
    version: int = about("Counts the changes; the number in the ETag.", 1)


class OrderLineOut(Shape):
    """A line: as typed, priced, and how far it came (counters in base units)."""

    id: IdOut = about("The line; also its demand in stock.")
    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    sku: str = about("As it was that day.", "TEA-1")
    name: str = about("As it was that day.", "Assam, 500 g")
    typed_quantity: NumberOut = about("As typed, in `unit`.")
    unit: str = about("Empty: the base unit.", "case")
    is_weighed: bool = about(
        "`typed_quantity` is what it should weigh; it is billed by what it weighs.", False
    )
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
    requested_on: DayOut | None = about("When this line is wanted, if not with the order.")
    promised_on: DayOut | None = about("When it arrives, as told; null: backordered or a draft.")
    ships_on: DayOut | None = about("When it leaves, as told; null: backordered, a draft, or loaded history.")
    promise_trace: dict[str, Any] = about(
        "How the days came about: `ready_on`, `receiving_days`, `handling_days`, `ships_on`, `carrier`, `place`, "
        "`transit_days`, `arrives_on`, `closed`; empty: it is there, leaves and arrives on one day."
    )
    note: str = about("For the people who pack and read it.")
    warehouse_id: IdOut | None = about("Where what is open comes from; null: the order's warehouse.")
    carrier_id: IdOut | None = about("By what it is sent from `warehouse_id`; without that, as the order is.")
    split_of: IdOut | None = about("The line it is a part of, sent from another warehouse.")
    wished_lots: list[str] = about("Ids of preferred lots, the first wish first.")
    called: str = about("What the customer called it, when that was to be learned.", "A-77")
    blanket_line_id: IdOut | None = about("The line of a blanket order it calls off.")
    cancelled: int = about("Base units cancelled.", 0)
    released: int = about("Base units with the warehouse.", 0)
    picked: int = about("Base units picked.", 0)
    shipped: int = about("Base units shipped.", 0)
    returned: int = about("Base units returned.", 0)
    invoiced: int = about("Base units invoiced.", 0)
    credited: int = about("Base units credited.", 0)


class OrderOut(OrderRow):
    """An order with its lines."""

    FROM = {"charges": charges_of}

    ship_complete: bool = about("Whether it leaves only when whole.")
    minimum_fill_percent: int = about("Of a line at least so much leaves at once; 0: any.", 0)
    minimum_shelf_days: int = about("So many days the goods must still last when they are set aside.", 0)
    priority: int = about("Higher is served first.", 0)
    carrier_id: IdOut | None = about("By what it is sent; null: nothing in particular.")
    sourcing: str = about(
        "Which other warehouses its lines may come from.", "one", json_schema_extra={"enum": list(SOURCING)}
    )
    terms_days: int = about("Days until an invoice is due.", 30)
    terms: dict[str, Any] = about(
        "What else is agreed, as far as it is: `month_end` (days count from the end of the month), `parts` (per cent "
        "and days of each instalment), `discount` (per cent, and the days within), `deposit` (per cent, paid before)."
    )
    deposit: AmountOut = about("What is paid before it leaves.")
    order_discount_percent: NumberOut = about("Typed, on all lines.")
    value_discount_percent: NumberOut = about(
        "What a rule takes off all lines for their value, when none was typed."
    )
    value_discount: str = about("The name of that rule; empty: none.", "Over 1,000")
    charges: list[ChargeOut] = about("What `freight` is made of; empty: nothing is charged.")
    billing_address: str = about("As it was that day.")
    shipping_address: str = about("Where it goes.")
    note: str = about("For everybody who handles the order.")
    lines: list[OrderLineOut] = about("By position.")


class HoldOut(Shape):
    """Why an order is kept back, and who let it go on."""

    id: IdOut = about("The hold.")
    order_id: IdOut = about("The order.")
    reason: str = about("The kind of reason.", "credit")
    note: str = about(
        "What has to be cleared up.",
        "An invoice due on 2026-03-01 is 40 days overdue; orders are held after 30.",
    )
    placed_at: MomentOut = about("Since when.")
    placed_by: str = about("By whom.", "Vera Rep")
    released_at: MomentOut | None = about("When it was let go; null: it is in force.")
    released_by: str = about("By whom.")
    released_note: str = about("What was cleared up.")

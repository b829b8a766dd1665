"""Blanket orders: what a customer agreed to take, and what is left of it."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.flows import BLANKET
from tradepost.domain.sales.models import Blanket
from tradepost.domain.sales.queries import BLANKETS
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    NumberOut,
    Price,
    Quantity,
    Word,
    about,
    new,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])


class BlanketLineIn(In):
    """A line to be agreed: what, how many, and at which price."""

    id: Id | None = about("Of a line that stands; your id for a new one, or none.", None, None)
    item_id: Id = about("The item.", AN_ID)
    quantity: Quantity = about("How many of `unit` in all.", "240")
    unit: Word = about("The unit; empty: the item's base unit.", "case", "")
    unit_price: Price | None = about(
        "Per `unit`; null: that of the list, when it is called off.", "9.90", None
    )
    note: Note = about("For the people who read it.", None, "")

    def typed(self) -> LineInput:
        """The line as the command takes it."""
        return LineInput(
            self.item_id, self.quantity, self.unit, self.unit_price, note=self.note, line_id=self.id
        )


BlanketLines = list[BlanketLineIn]


class BlanketIn(In):
    """A blanket order to be made."""

    id: Id | None = about("Your id for it: sent twice, it is one.", AN_ID, None)
    customer_id: Id = about("Who takes the goods.", AN_ID)
    lines: BlanketLines = about("What is agreed.", min_length=1, max_length=2000)
    valid_from: Day | None = about("The first day of call-offs; null: today.", None, None)
    valid_until: Day = about("The last day of call-offs.", "2031-12-31")
    customer_po: Word = about("The customer's own number of it.", "FC-2031", "")
    note: Note = about("For everybody who calls off.", None, "")


class BlanketChange(In):
    """New values; what is left out stays."""

    lines: BlanketLines = new(
        "All lines anew; one that is missing is taken away.", min_length=1, max_length=2000
    )
    valid_from: Day = new("The first day of call-offs.", "2031-01-01")
    valid_until: Day = new("The last day of call-offs.", "2031-12-31")
    customer_po: Word = new("The customer's own number of it.", "FC-2031")
    note: Note = new("For everybody who calls off.")


class CloseBlanketIn(In):
    """Why nothing is called off any more."""

    reason: Note = about("Kept with it.", "They buy elsewhere.", "")


class BlanketRow(Shape):
    """A blanket order in a list."""

    id: IdOut = about("The blanket order.")
    number: str = about("Its number.", "BO-1000001")
    state: str = about(
        "open; closed by somebody; expired with its last day.",
        "open",
        json_schema_extra={"enum": list(BLANKET.states)},
    )
    customer_id: IdOut = about("Who takes the goods.")
    customer_name: str = about("As it was when it was made.", "Café Blum")
    customer_po: str = about("The customer's own number of it.", "FC-2031")
    currency: str = about("Of the agreed prices.", "EUR")
    valid_from: DayOut = about("The first day of call-offs.")
    valid_until: DayOut = about("The last day of call-offs.")
    lines_count: int = about("How many lines.", 12)
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; call-offs do not change it.", 1)


class BlanketLineOut(Shape):
    """A line, and how far it is called off. Send its id as `blanket_line_id` of an order's line to call off."""

    id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    typed_quantity: NumberOut = about("As agreed, in `unit`.")
    unit: str = about("By what the price is.", "case")
    quantity: int = about("Base units agreed.", 288)
    called: int = about("Base units on confirmed orders that are not cancelled; returns do not count.", 24)
    left: int = about("Base units that may still be called off.", 264)
    unit_price: AmountOut | None = about("Per unit; null: that of the list, when it is called off.")
    note: str = about("For the people who read it.")


class BlanketOut(BlanketRow):
    """A blanket order with its lines."""

    note: str = about("For everybody who calls off.")
    closed_at: MomentOut | None = about("When it was closed or expired.")
    closed_for: str = about("Why it was closed.")
    lines: list[BlanketLineOut] = about("By position.")


CLOSED = CloseBlanketIn()
lists(router, "/blanket-orders", BLANKETS, name="list_blanket_orders", needs="sales.read", gives=BlanketRow)


def _whole(found: Blanket) -> dict[str, Any]:
    return BlanketOut.plain(found, lines=sales_queries.blanket_lines(found.pk))


@reads(router, "/blanket-orders/{blanket_id}", needs="sales.read", gives=BlanketOut)
def get_blanket_order(by: By, blanket_id: Id) -> dict[str, Any]:
    """A blanket order with what is left of each line."""
    return _whole(sales_queries.blanket(by, blanket_id))


@changes(
    router,
    "POST",
    "/blanket-orders",
    needs="sales.make_blanket",
    gives=BlanketOut,
    status=201,
    at="/api/v1/blanket-orders/{id}",
)
def make_blanket_order(by: By, body: BlanketIn) -> dict[str, Any]:
    """Agree on what a customer takes until a day. It promises nothing; orders call it off."""
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    given = body.model_dump(exclude={"id", "lines"})
    lines = [line.typed() for line in body.lines]
    return _whole(sales.make_blanket(by, blanket_id=body.id or new_id(by.now), lines=lines, **given))


@changes(
    router,
    "PATCH",
    "/blanket-orders/{blanket_id}",
    needs="sales.change_blanket",
    gives=BlanketOut,
    within=BLANKETS,
)
def change_blanket_order(by: By, blanket_id: Id, body: BlanketChange) -> dict[str, Any]:
    """Agree on something else; of what was called off nothing is taken away."""
    given = body.model_dump(exclude_unset=True, exclude={"lines"})
    lines = None if body.lines is None else [line.typed() for line in body.lines]
    return _whole(sales.change_blanket(by, blanket_id=blanket_id, lines=lines, **given))


@changes(
    router,
    "POST",
    "/blanket-orders/{blanket_id}/close",
    needs="sales.close_blanket",
    gives=BlanketOut,
    within=BLANKETS,
)
def close_blanket_order(by: By, blanket_id: Id, body: CloseBlanketIn = CLOSED) -> dict[str, Any]:
    """Nothing is called off any more; what is on order stays."""
    return _whole(sales.close_blanket(by, blanket_id=blanket_id, reason=body.reason))

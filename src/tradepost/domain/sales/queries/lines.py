from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.pricing.queries import Asked
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules import is_free


def lines_of(order_id: UUID) -> list[OrderLine]:
    """The lines of an order by position."""
    return list(OrderLine.objects.filter(order_id=order_id).order_by("position"))


def lines_with_items(order_id: UUID) -> list[OrderLine]:
    """The same, each with its item, where it comes from and by what, for pages and papers."""
    rows = OrderLine.objects.filter(order_id=order_id).select_related("item", "warehouse", "carrier")
    return list(rows.order_by("position"))


def price_traces(line_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """How the price of each of these order lines came about; unknown ids are missing from the answer."""
    found = OrderLine.objects.filter(pk__in=list(line_ids)).values_list("pk", "price_trace")
    return dict(found)


def lines_with(order: Order) -> list[OrderLine]:
    """The lines of an order by position; without a statement when a command has just written them."""
    return lines_of(order.id) if order.known_lines is None else order.known_lines


def orders_of_lines(line_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The order of each of these lines; unknown ids are missing from the answer."""
    return dict(OrderLine.objects.filter(pk__in=list(line_ids)).values_list("pk", "order_id"))


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as typed: `quantity` in `unit` ("" is the item's base unit); a price overrides the list.

    `warehouse_id`: it comes from there, whatever the rule says. `lot_ids`: of these lots first, as far
    as they are there. `is_net`: no discount of the order touches it. `called`: what the customer calls it, a code that
    becomes theirs of the item once the order is confirmed. `blanket_line_id`: the line of a blanket order that it calls
    off, at the price agreed there unless another is typed. `gross_price`: a price with tax that was offered.
    """

    item_id: UUID
    quantity: Decimal
    unit: str = ""
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    requested_on: date | None = None
    note: str = ""
    line_id: UUID | None = None
    warehouse_id: UUID | None = None
    lot_ids: tuple[UUID, ...] = ()
    is_net: bool = False
    called: str = ""
    blanket_line_id: UUID | None = None
    gross_price: Decimal | None = None

    @property
    def asked(self) -> Asked:
        """As the price look-up wants it."""
        return Asked(
            self.item_id, self.quantity, self.unit, self.unit_price, self.discount_percent, self.is_net,
            self.gross_price,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfferedInput(LineInput):
    """A line of a quote as typed: under which heading, and whether it may be left out (rules.LINE_KINDS).

    `choice` names the group of an alternative. A firm line is always chosen.
    """

    section: str = ""
    kind: str = "firm"
    choice: str = ""
    chosen: bool = False


def as_typed(order_id: UUID) -> list[LineInput]:
    """The lines as typed; prices and discounts from lists, and goods that came free, are left to be found again."""
    return [
        LineInput(
            line.item_id,
            line.typed_quantity,
            line.unit,
            line.unit_price if line.price_trace.get("typed") else None,
            line.discount_percent if line.price_trace.get("discount") == "typed" else None,
            line.requested_on,
            line.note,
            line.id,
            line.warehouse_id,
            wished_by(line),
            bool(line.price_trace.get("typed") and line.price_trace.get("is_net")),
            line.called,
            line.blanket_line_id,
            line.gross_price if line.price_trace.get("typed") else None,
        )
        for line in lines_of(order_id)
        if not is_free(line.price_trace)
    ]


def wished_by(line: OrderLine) -> tuple[UUID, ...]:
    """The lots that somebody prefers for a line, the first wish first."""
    return tuple(UUID(one) for one in line.wished_lots)


@dataclass(frozen=True, slots=True)
class LastBought:
    """When a customer last ordered an item, how much of it in which unit, and at what price per unit."""

    item_id: UUID
    placed_at: datetime
    typed_quantity: Decimal
    unit: str
    unit_price: Decimal
    discount_percent: Decimal
    currency: str


def last_bought(customer_id: UUID, *, among_orders: int = 300, limit: int = 1000) -> dict[UUID, LastBought]:
    """The items in a customer's newest orders, each with its last purchase, the newest first; one statement."""
    found = sql.rows_as(
        LastBought,
        """select item_id, placed_at, typed_quantity, unit, unit_price, discount_percent, currency from (
             select distinct on (l.item_id) l.item_id, o.placed_at, l.position, l.typed_quantity, l.unit,
                    l.unit_price, l.discount_percent, o.currency
             from (select id, placed_at, currency from sales_order
                   where customer_id = %s and state in ('submitted', 'confirmed', 'closed')
                   order by placed_at desc limit %s) o
             join sales_order_line l on l.order_id = o.id and l.price_trace ->> 'source' is distinct from 'gift'
             order by l.item_id, o.placed_at desc, l.position) newest
           order by placed_at desc, position limit %s""",
        [customer_id, among_orders, limit],
    )
    return {row.item_id: row for row in found}

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.domain.sales.models import Order, OrderLine


def lines_of(order_id: UUID) -> list[OrderLine]:
    """The lines of an order by position."""
    return list(OrderLine.objects.filter(order_id=order_id).order_by("position"))


def lines_with_items(order_id: UUID) -> list[OrderLine]:
    """The same, each with its item, for pages and papers."""
    return list(OrderLine.objects.filter(order_id=order_id).select_related("item").order_by("position"))


def lines_with(order: Order) -> list[OrderLine]:
    """The lines of an order by position; without a statement when a command has just written them."""
    return lines_of(order.id) if order.known_lines is None else order.known_lines


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as typed: `quantity` in `unit` ("" is the item's base unit); a price overrides the list."""

    item_id: UUID
    quantity: Decimal
    unit: str = ""
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    requested_on: date | None = None
    note: str = ""
    line_id: UUID | None = None


def as_typed(order_id: UUID) -> list[LineInput]:
    """The lines as typed; prices and discounts that came from lists are left to be found again."""
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
        )
        for line in lines_of(order_id)
    ]

"""What has left, for the rooms above: billing invoices it, returns take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql

_SELECT = """select l.shipment_id, s.number, s.shipped_at, l.id, s.order_id, l.order_line_id, l.position,
                    l.item_id, l.shipped, l.returned, l.value
             from fulfilment_shipment_line l join fulfilment_shipment s on s.id = l.shipment_id"""


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """A line of a shipment that has left: base units, and the cost of all of it in base currency."""

    shipment_id: UUID
    shipment_number: str
    shipped_at: datetime
    shipment_line_id: UUID
    order_id: UUID
    order_line_id: UUID
    position: int
    item_id: UUID
    shipped: int
    returned: int
    value: Decimal


def lines_to_invoice(
    *, shipment_ids: Sequence[UUID] = (), order_ids: Sequence[UUID] = ()
) -> list[ShippedLine]:
    """Everything shipped in these shipments, or for these orders; billing knows what it has invoiced."""
    return sql.rows_as(
        ShippedLine,
        f"""{_SELECT} where l.shipped > 0 and (s.id = any(%s::uuid[]) or s.order_id = any(%s::uuid[]))
            order by s.shipped_at, s.id, l.position, l.id""",
        [list(shipment_ids), list(order_ids)],
    )


def shipped_lines(line_ids: Sequence[UUID]) -> list[ShippedLine]:
    """These shipment lines, in id order, as far as something was shipped."""
    return sql.rows_as(
        ShippedLine,
        f"{_SELECT} where l.shipped > 0 and l.id = any(%s::uuid[]) order by l.id",
        [list(line_ids)],
    )

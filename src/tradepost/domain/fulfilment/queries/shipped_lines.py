"""What has left, for the rooms above: billing invoices it, returns take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql

_SELECT = """select l.shipment_id, s.number, s.shipped_at, l.id, s.order_id, l.order_line_id, l.position,
                    l.item_id, l.shipped, l.returned, l.value, l.weight_milli, l.returned_milli,
                    (select i.weight_tolerance_percent from catalog_item i where i.id = l.item_id and l.weighed)
             from fulfilment_shipment_line l join fulfilment_shipment s on s.id = l.shipment_id"""


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """A line of a shipment that has left: base units, and the cost of all of it in base currency.

    `weight_milli` is what it weighed, where it is billed by that, and `returned_milli` what of it came back:
    thousandths of the order line's unit. `tolerance_percent`: how far from what it should weigh its item may be.
    """

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
    weight_milli: int | None = None
    returned_milli: int = 0
    tolerance_percent: Decimal | None = None

    @property
    def weight_left(self) -> int | None:
        """What can still come back of its weight."""
        return None if self.weight_milli is None else self.weight_milli - self.returned_milli


@dataclass(frozen=True, slots=True)
class ShippedLot:
    """Base units of one lot in a shipment line; no id and an empty code for an item without lots."""

    lot_id: UUID | None
    code: str
    quantity: int


@dataclass(frozen=True, slots=True)
class LotIn:
    """Base units of one lot in a shipment: picked, or asked as long as the task is open."""

    lot_id: UUID
    code: str
    item_id: UUID
    sku: str
    state: str
    expires_on: date | None
    quantity: int


def lots_in(shipment_id: UUID) -> list[LotIn]:
    """The lots in a shipment, by SKU and code; an expired one says so."""
    return sql.rows_as(
        LotIn,
        """select o.id, o.code, i.id, i.sku,
                  case when o.state = 'usable' and o.expired_at is not null then 'expired' else o.state end,
                  o.expires_on, sum(case when t.done_at is null then t.asked else t.picked end)::bigint
           from fulfilment_pick_task t join inventory_lot o on o.id = t.lot_id join catalog_item i on i.id = o.item_id
           where t.shipment_id = %s group by o.id, i.id
           having sum(case when t.done_at is null then t.asked else t.picked end) > 0 order by i.sku, o.code""",
        [shipment_id],
    )


def weights_shipped(order_id: UUID) -> dict[UUID, int]:
    """What has left of an order's lines that are billed by weight weighed, in thousandths, by order line."""
    found = sql.rows(
        """select l.order_line_id, sum(l.weight_milli)::bigint
           from fulfilment_shipment_line l join fulfilment_shipment s on s.id = l.shipment_id
           where s.order_id = %s and l.weighed and l.shipped > 0 group by l.order_line_id order by l.order_line_id""",
        [order_id],
    )
    return dict(found)


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


def lines_for_update(line_ids: Sequence[UUID]) -> list[ShippedLine]:
    """The same, with their shipments locked in id order: nobody else can take them back meanwhile."""
    sql.run(
        """select id from fulfilment_shipment
           where id in (select shipment_id from fulfilment_shipment_line where id = any(%s::uuid[]))
           order by id for no key update""",
        [list(line_ids)],
    )
    return shipped_lines(line_ids)


def shipped_lots(line_ids: Sequence[UUID]) -> dict[UUID, list[ShippedLot]]:
    """The lots in these shipment lines, by code; a line of an item without lots has one with no id."""
    lots: dict[UUID, list[ShippedLot]] = {}
    for line_id, lot_id, code, quantity in sql.rows(
        """select t.line_id, t.lot_id, t.lot_code, sum(t.picked)::bigint
           from fulfilment_pick_task t where t.line_id = any(%s::uuid[]) and t.picked > 0
           group by t.line_id, t.lot_id, t.lot_code order by t.line_id, t.lot_code""",
        [list(line_ids)],
    ):
        lots.setdefault(line_id, []).append(ShippedLot(lot_id, code, quantity))
    return lots

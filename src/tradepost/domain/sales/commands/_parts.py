"""Lines of an order that stands, given their warehouse; a part of one becomes a line of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.events import to_json
from tradepost.domain.sales.commands._source import Amount, part_of
from tradepost.domain.sales.models import Order, OrderLine


@dataclass(frozen=True, slots=True)
class Part:
    """Base units of a line that come from a warehouse, and how they go from there.

    With its line's id it is what stays of the line. `way_changed`: it goes another way than when its day was told.
    """

    line: OrderLine
    line_id: UUID
    quantity: int
    warehouse_id: UUID | None
    trace: Mapping[str, Any]
    carrier_id: UUID | None = None
    transit_id: UUID | None = None
    way_changed: bool = False


_STAY = """update sales_order_line l set quantity = t.quantity, typed_quantity = t.typed, net = t.net,
             gross = t.gross, warehouse_id = t.warehouse_id, carrier_id = t.carrier_id, transit_id = t.transit_id,
             way_changed = t.way_changed, source_trace = t.trace from rows from (
             unnest(%s::uuid[], %s::bigint[], %s::numeric[], %s::numeric[], %s::numeric[], %s::uuid[], %s::uuid[],
               %s::uuid[], %s::bool[]),
             jsonb_array_elements(%s::jsonb)
           ) as t(id, quantity, typed, net, gross, warehouse_id, carrier_id, transit_id, way_changed, trace)
           where l.id = t.id"""


def write_parts(order: Order, parts: Sequence[Part]) -> None:
    """Write lines in their parts, which stand one after the other and make up their line. Two statements.

    Price and days told stay, the net is shared out to the cent; what was shipped and invoiced stays with the line.
    """
    amounts = _amounts(order.currency, parts)
    stay = [n for n, part in enumerate(parts) if part.line_id == part.line.pk]
    sql.run(
        _STAY,
        _arrays([parts[n] for n in stay], [amounts[n] for n in stay]),
    )
    more = [n for n, part in enumerate(parts) if part.line_id != part.line.pk]
    if not more:
        return
    sql.run(
        """with made as (insert into sales_order_line (id, order_id, position, item_id, sku, name, typed_quantity, unit,
               unit_numerator, unit_denominator, quantity, list_price, unit_price, discount_percent, net,
               gross_price, gross, tax_code, tax_rate, price_trace, quota_row_id, blanket_line_id, requested_on,
               promised_on, ships_on, promise_trace, note, warehouse_id, carrier_id, transit_id, way_changed,
               source_trace, split_of, wished_lots, cancelled, released, picked, shipped, returned, invoiced, credited)
             select t.id, l.order_id, last.position + t.n, l.item_id, l.sku, l.name, t.typed, l.unit, l.unit_numerator,
               l.unit_denominator, t.quantity, l.list_price, l.unit_price, l.discount_percent, t.net,
               l.gross_price, t.gross, l.tax_code,
               l.tax_rate, l.price_trace, l.quota_row_id, l.blanket_line_id, l.requested_on, l.promised_on, l.ships_on,
               l.promise_trace, l.note, t.warehouse_id, t.carrier_id, t.transit_id, t.way_changed, t.trace, l.id,
               l.wished_lots,
               0, 0, 0, 0, 0, 0, 0
             from rows from (
               unnest(%s::uuid[], %s::bigint[], %s::numeric[], %s::numeric[], %s::numeric[], %s::uuid[], %s::uuid[],
                 %s::uuid[], %s::bool[]),
               jsonb_array_elements(%s::jsonb), unnest(%s::uuid[])
             ) with ordinality
               as t(id, quantity, typed, net, gross, warehouse_id, carrier_id, transit_id, way_changed, trace, line_id,
                 n)
               join sales_order_line l on l.id = t.line_id
               cross join (select max(position) as position from sales_order_line where order_id = %s) last
             returning order_id)
           update sales_order o set lines_count = lines_count + (select count(*) from made) where o.id = %s""",
        [
            *_arrays([parts[n] for n in more], [amounts[n] for n in more]),
            [parts[n].line.pk for n in more],
            order.pk,
            order.pk,
        ],
    )


def _amounts(currency: str, parts: Sequence[Part]) -> list[Amount]:
    """Typed quantity, net and gross of each part."""
    before: dict[UUID, int] = {}
    found = []
    for part in parts:
        line, done = part.line, before.get(part.line.pk, 0)
        whole = (line.typed_quantity, line.net, line.gross)
        found.append(part_of(whole, line.quantity, done, part.quantity, currency))
        before[line.pk] = done + part.quantity
    return found


def _arrays(parts: Sequence[Part], amounts: Sequence[Amount]) -> list[object]:
    return [
        [part.line_id for part in parts],
        [part.quantity for part in parts],
        [one.typed for one in amounts],
        [one.net for one in amounts],
        [one.gross for one in amounts],
        [part.warehouse_id for part in parts],
        [part.carrier_id for part in parts],
        [part.transit_id for part in parts],
        [part.way_changed for part in parts],
        to_json([dict(part.trace) for part in parts]),
    ]

"""The same work by hand: SQL through psycopg on the same tables, without Django and HTTP."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import psycopg

from tradepost.base.ids import new_id

_PRICES = """
select i.id, i.sku, i.name, r.amount, t.code, t.rate, c.id, p.name, c.terms_days
from parties_customer c join parties_party p on p.id = c.party_id
  join pricing_price_list l on l.is_base and l.currency = c.currency
  join pricing_price_row r on r.price_list_id = l.id and r.item_id = any(%s)
  join catalog_item i on i.id = r.item_id cross join pricing_tax_rule t
where c.id = %s"""
_HOLD = """select item_id, on_hand - promised from inventory_position
where warehouse_id = %s and item_id = any(%s) order by item_id for no key update"""
_PROMISE = """with t as (select * from unnest(%s::uuid[], %s::bigint[]) as t(item_id, quantity))
update inventory_position p set promised = p.promised + t.quantity from t
where p.warehouse_id = %s and p.item_id = t.item_id and p.on_hand >= p.promised + t.quantity"""
_DEMANDS = """with d as (insert into inventory_demand (id, document_id, item_id, warehouse_id, quantity, promised_stock,
  promised_supply, backordered, reserved, needed_on, priority, placed_at)
  select id, %s, item_id, %s, quantity, quantity, 0, 0, 0, %s, 0, %s
  from unnest(%s::uuid[], %s::uuid[], %s::bigint[]) as t(id, item_id, quantity))
insert into inventory_promise (demand_id, quantity) select * from unnest(%s::uuid[], %s::bigint[])"""
_ORDER = """insert into sales_order (id, number, state, customer_id, customer_name, customer_po, warehouse_id,
  currency, rate, placed_at, confirmed_at, terms_days, ship_complete, priority, order_discount_percent, freight,
  freight_tax_code, freight_tax_rate, billing_address, shipping_address, note, lines_count, net_total, tax_total,
  total, quantity_total, cancelled_total, shipped_total, invoiced_total, open_value, held, made_at, version)
values (%s, 'SO-' || nextval('base_number_order'), 'confirmed', %s, %s, '', %s, 'USD', 1, %s, %s, %s, false, 0, 0, 0,
  'S', 19, '', '', '', %s, %s, %s, %s, %s, 0, 0, 0, %s, false, %s, 1)"""
_LINES = """insert into sales_order_line (order_id, id, position, item_id, sku, name, typed_quantity, unit,
  unit_numerator, unit_denominator, quantity, list_price, unit_price, discount_percent, net, tax_code, tax_rate,
  price_trace, promised_on, note, cancelled, released, picked, shipped, returned, invoiced, credited)
select %s, id, position, item_id, sku, name, quantity, '', 1, 1, quantity, price, price, 0, net, code, rate,
  trace::jsonb, %s, '', 0, 0, 0, 0, 0, 0, 0
from unnest(%s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::text[], %s::bigint[], %s::numeric[], %s::numeric[],
  %s::text[], %s::numeric[], %s::text[])
  as t(id, position, item_id, sku, name, quantity, price, net, code, rate, trace)"""
_EVENTS = """insert into base_event (name, subject_id, data, at, actor, command, request_id)
values ('sales.order_placed', %s, %s, %s, 'raw', 'raw', ''),
  ('sales.order_confirmed', %s, '{}', %s, 'raw', 'raw', '')"""


def connect(url: str) -> psycopg.Connection:
    """A connection as the application uses it."""
    return psycopg.connect(url, prepare_threshold=2)


def place(
    connection: psycopg.Connection,
    warehouse_id: UUID,
    customer_id: UUID,
    items: list[UUID],
    rng: random.Random,
) -> UUID:
    """Place and confirm one order: priced, taxed, promised, traced, on the change feed; all or nothing."""
    now = datetime.now(UTC)
    order_id = new_id(now)
    wanted = {item_id: rng.randint(1, 9) for item_id in items}
    with connection.transaction():
        found = connection.execute(_PRICES, [items, customer_id]).fetchall()
        free = dict(connection.execute(_HOLD, [warehouse_id, items]).fetchall())
        if any(free[item_id] < quantity for item_id, quantity in wanted.items()):
            raise LookupError("short")
        lines = [
            (new_id(now), n, row, wanted[row[0]], row[3] * wanted[row[0]]) for n, row in enumerate(found, 1)
        ]
        ids, item_ids = [x[0] for x in lines], [x[2][0] for x in lines]
        quantities = [x[3] for x in lines]
        connection.execute(_PROMISE, [item_ids, quantities, warehouse_id])
        demand = [order_id, warehouse_id, now.date(), now, ids, item_ids, quantities, ids, quantities]
        connection.execute(_DEMANDS, demand)
        connection.execute(_ORDER, _order(order_id, warehouse_id, customer_id, now, lines))
        connection.execute(_LINES, _lines(order_id, now, lines))
        placed = json.dumps({"customer_id": str(customer_id)})
        connection.execute(_EVENTS, [order_id, placed, now, order_id, now])
    return order_id


# (line id, position, row of _PRICES, quantity, net)
Line = tuple[UUID, int, tuple[Any, ...], int, D]


def _order(
    order_id: UUID, warehouse_id: UUID, customer_id: UUID, now: datetime, lines: list[Line]
) -> list[object]:
    first = lines[0][2]
    net = sum((line[4] for line in lines), D(0))
    tax = (net * first[5] / 100).quantize(D("0.01"))
    return [
        *(order_id, customer_id, first[7], warehouse_id, now, now, first[8], len(lines)),
        *(net, tax, net + tax, sum(line[3] for line in lines), net + tax, now),
    ]


def _lines(order_id: UUID, now: datetime, lines: list[Line]) -> list[object]:
    trace = [json.dumps({"list": "List prices", "price": str(x[2][3])}) for x in lines]
    return [
        *(order_id, now.date(), [x[0] for x in lines], [x[1] for x in lines]),
        *([x[2][place] for x in lines] for place in (0, 1, 2)),
        *([x[3] for x in lines], [x[2][3] for x in lines], [x[4] for x in lines]),
        *([x[2][place] for x in lines] for place in (4, 5)),
        trace,
    ]

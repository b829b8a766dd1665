"""Five hundred orders by hand: multi-row inserts on the same tables, everything in one transaction."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal as D
from uuid import UUID

import psycopg

from tradepost.base.ids import new_id

_PRICES = """select i.id, i.sku, i.name, r.amount from catalog_item i
  join pricing_price_list l on l.is_base and l.currency = 'USD'
  join pricing_price_row r on r.price_list_id = l.id and r.item_id = i.id where i.id = any(%s)"""
_PROMISE = """with t as (select * from unnest(%s::uuid[], %s::bigint[]) as t(item_id, quantity)),
  l as (select p.id, t.quantity from inventory_position p join t using (item_id) where p.warehouse_id = %s
        order by p.item_id for no key update of p)
update inventory_position p set promised = p.promised + l.quantity from l
where l.id = p.id and p.on_hand >= p.promised + l.quantity"""
_ORDERS = """insert into sales_order (id, number, state, customer_id, customer_name, customer_po, warehouse_id,
  currency, rate, placed_at, confirmed_at, terms_days, ship_complete, priority, order_discount_percent, freight,
  freight_tax_code, freight_tax_rate, billing_address, shipping_address, note, lines_count, net_total, tax_total,
  total, quantity_total, cancelled_total, shipped_total, invoiced_total, open_value, held, made_at, version)
select id, 'SO-' || nextval('base_number_order'), 'confirmed', customer_id, '', '', %s, 'USD', 1, %s, %s, 30, false,
  0, 0, 0, 'S', 19, '', '', '', lines, net, tax, net + tax, quantity, 0, 0, 0, net + tax, false, %s, 1
from unnest(%s::uuid[], %s::uuid[], %s::int[], %s::numeric[], %s::numeric[], %s::bigint[])
  as t(id, customer_id, lines, net, tax, quantity)"""
_LINES = """with t as (select * from unnest(%s::uuid[], %s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::text[],
  %s::bigint[], %s::numeric[], %s::numeric[], %s::text[])
  as t(order_id, id, position, item_id, sku, name, quantity, price, net, trace)),
d as (insert into inventory_demand (id, document_id, item_id, warehouse_id, quantity, promised_stock,
  promised_supply, backordered, reserved, needed_on, priority, placed_at)
  select id, order_id, item_id, %s, quantity, quantity, 0, 0, 0, %s, 0, %s from t),
p as (insert into inventory_promise (demand_id, quantity) select id, quantity from t)
insert into sales_order_line (order_id, id, position, item_id, sku, name, typed_quantity, unit, unit_numerator,
  unit_denominator, quantity, list_price, unit_price, discount_percent, net, tax_code, tax_rate, price_trace,
  promised_on, note, cancelled, released, picked, shipped, returned, invoiced, credited)
select order_id, id, position, item_id, sku, name, quantity, '', 1, 1, quantity, price, price, 0, net, 'S', 19,
  trace::jsonb, %s, '', 0, 0, 0, 0, 0, 0, 0 from t"""
_EVENTS = """insert into base_event (name, subject_id, data, at, actor, command, request_id)
select name, id, '{}', %s, 'raw', 'raw', '' from unnest(%s::uuid[]) as t(id),
  (values ('sales.order_placed'), ('sales.order_confirmed')) as n(name)"""


def place_many(
    connection: psycopg.Connection,
    warehouse_id: UUID,
    customers: list[UUID],
    items: list[UUID],
    rng: random.Random,
    orders: int = 500,
) -> None:
    """Place `orders` orders of 10 lines."""
    now = datetime.now(UTC)
    baskets = [(new_id(now), rng.choice(customers), rng.sample(items, 10)) for _ in range(orders)]
    with connection.transaction():
        wanted = sorted({item for _, _, basket in baskets for item in basket})
        prices = {row[0]: row for row in connection.execute(_PRICES, [wanted])}
        lines, heads = [], []
        total: Counter[UUID] = Counter()
        for order_id, customer_id, basket in baskets:
            net, quantity = D(0), 0
            for position, item in enumerate(basket, 1):
                _, sku, name, price = prices[item]
                count = rng.randint(1, 9)
                total[item] += count
                trace = json.dumps({"list": "List prices", "price": str(price)})
                amount = price * count
                lines.append((order_id, new_id(now), position, item, sku, name, count, price, amount, trace))
                net, quantity = net + amount, quantity + count
            tax = (net * 19 / 100).quantize(D("0.01"))
            heads.append((order_id, customer_id, 10, net, tax, quantity))
        connection.execute(_PROMISE, [list(total), list(total.values()), warehouse_id])
        connection.execute(_ORDERS, [warehouse_id, now, now, now, *map(list, zip(*heads, strict=True))])
        columns = [list(column) for column in zip(*lines, strict=True)]
        connection.execute(_LINES, [*columns, warehouse_id, now.date(), now, now.date()])
        connection.execute(_EVENTS, [now, [head[0] for head in heads]])

"""Who waits for an item, and what brings it: the ledger of stock beside the documents above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports.queries.work import scope_of


@dataclass(frozen=True, slots=True)
class ItemDemand:
    """An order line that still wants the item, base units: from stock, from supply, or waiting."""

    order_id: UUID
    order_number: str
    customer_name: str
    warehouse: str
    needed_on: date
    quantity: int
    stock: int
    supply: int
    backordered: int
    reserved: int


def item_demands(
    by: By, item_id: UUID, *, warehouse_id: UUID | None = None, limit: int = 100
) -> list[ItemDemand]:
    """Who is promised what of an item (in one warehouse), the earliest need first, within the actor's scope."""
    return sql.rows_as(
        ItemDemand,
        """select o.id, o.number, o.customer_name, w.code, d.needed_on, d.quantity, d.promised_stock,
                  d.promised_supply, d.backordered, d.reserved
           from inventory_demand d join sales_order o on o.id = d.document_id
             join inventory_warehouse w on w.id = d.warehouse_id
           where d.item_id = %(item)s and d.quantity > 0
             and (%(customer)s::uuid is null or o.customer_id = %(customer)s::uuid)
             and (%(rep)s::uuid is null or exists (
               select from parties_customer c where c.id = o.customer_id and c.rep_id = %(rep)s::uuid))
             and (%(warehouse)s::uuid is null or d.warehouse_id = %(warehouse)s::uuid)
             and (%(only)s::uuid is null or d.warehouse_id = %(only)s::uuid)
           order by d.needed_on, d.placed_at, d.id limit %(limit)s""",
        {**scope_of(by), "item": item_id, "only": warehouse_id, "limit": limit},
    )


@dataclass(frozen=True, slots=True)
class LostTo:
    """Who holds of an item what a backordered line wants, base units. Of a customer who is not theirs to see, or of a
    transfer, `customer_name` is empty; of the former `number` too. `holders` is how many hold some, seen or not.
    """

    line_id: UUID
    policy: str
    order_id: UUID | None
    number: str
    customer_name: str
    priority: int
    needed_on: date
    stock: int
    supply: int
    holders: int


NAMED = 5
"""Of those who came before a line, the last in their turn: what they hold it would have got next."""


def lost_to(by: By, document_ids: Sequence[UUID]) -> dict[UUID, list[LostTo]]:
    """Who came before each backordered line of these documents, by line id; the nearest turn first. One statement.

    They are those who hold some of the same item in the same warehouse, in the turns of the warehouse's policy.
    """
    found = sql.rows_as(
        LostTo,
        """select me.id, w.allocation, o.id, coalesce(o.number, t.number, ''), coalesce(o.customer_name, ''),
                  d.priority, d.needed_on, d.promised_stock, d.promised_supply, d.holders
           from inventory_demand me join inventory_warehouse w on w.id = me.warehouse_id
             cross join lateral (
               select d.*, count(*) over () as holders, row_number() over (order by
                   case when w.allocation = 'needed' then d.needed_on end desc,
                   case when w.allocation = 'first_come' then d.placed_at end desc,
                   d.priority, d.needed_on desc, d.placed_at desc, d.id desc) as turn
               from inventory_demand d where d.item_id = me.item_id and d.warehouse_id = me.warehouse_id
                 and d.quantity > 0 and d.promised_stock + d.promised_supply > 0 and d.id <> me.id
               order by turn limit %(named)s) d
             left join sales_order o on o.id = d.document_id
               and (%(customer)s::uuid is null or o.customer_id = %(customer)s::uuid)
               and (%(rep)s::uuid is null or exists (
                 select from parties_customer c where c.id = o.customer_id and c.rep_id = %(rep)s::uuid))
             left join transfers_transfer t on t.id = d.document_id
           where me.document_id = any(%(documents)s::uuid[]) and me.backordered > 0
           order by me.id, d.turn""",
        {**scope_of(by), "documents": list(document_ids), "named": NAMED},
    )
    told: dict[UUID, list[LostTo]] = {}
    for one in found:
        told.setdefault(one.line_id, []).append(one)
    return told


@dataclass(frozen=True, slots=True)
class ItemSupply:
    """A line that still brings the item, base units; `promised` of it has takers.

    Of a purchase order, or of a `transfer`: then it comes `from_whom`, another warehouse of ours. Of a
    `store_delivery` it lies in the supplier's store with us, since `expected_on`.
    """

    document: str
    document_id: UUID
    number: str
    from_whom: str
    state: str
    warehouse: str
    expected_on: date
    quantity: int
    promised: int

    @property
    def free(self) -> int:
        """What nobody was promised yet."""
        return self.quantity - self.promised


def item_supplies(
    by: By, item_id: UUID, *, warehouse_id: UUID | None = None, limit: int = 100
) -> list[ItemSupply]:
    """What is on its way (to one warehouse), the earliest first, within the actor's warehouse. Customers see none."""
    if "customer" in by.scope:
        return []
    return sql.rows_as(
        ItemSupply,
        """select case when p.id is not null then 'purchase_order' when t.id is not null then 'transfer'
                    else 'store_delivery' end, s.source_id,
                  coalesce(p.number, t.number, e.number), coalesce(p.supplier_name, f.name, e.supplier_name),
                  coalesce(p.state, t.state, 'in_store'), w.code, s.expected_on, s.quantity, s.promised
           from inventory_supply s join inventory_warehouse w on w.id = s.warehouse_id
             left join purchasing_purchase_order p on p.id = s.source_id
             left join transfers_transfer t on t.id = s.source_id
             left join inventory_warehouse f on f.id = t.from_warehouse_id
             left join purchasing_store_delivery e on e.id = s.source_id
           where s.item_id = %(item)s and s.quantity > 0 and coalesce(p.id, t.id, e.id) is not null
             and s.warehouse_id <> all(%(unseen)s::uuid[])
             and (%(only)s::uuid is null or s.warehouse_id = %(only)s::uuid)
           order by s.expected_on, 3, s.id limit %(limit)s""",
        {"unseen": inventory_queries.unseen(by), "item": item_id, "only": warehouse_id, "limit": limit},
    )


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """A customer's order line that waits for a line of a purchase order, or of a transfer, base units."""

    order_id: UUID
    order_number: str
    customer_name: str
    sku: str
    quantity: int
    needed_on: date
    expected_on: date

    @property
    def is_late(self) -> bool:
        """The goods are expected after the day they are needed."""
        return self.expected_on > self.needed_on


@dataclass(frozen=True, slots=True)
class WaitingOrders:
    """Who waits for the goods of a document: the first `rows`, and how many lines, orders and late orders in all."""

    rows: list[WaitingOrder]
    lines: int
    orders: int
    late_orders: int
    late_numbers: list[str]


def waiting_orders(by: By, source_id: UUID, *, limit: int = 20) -> WaitingOrders:
    """Which customers wait for the goods of a purchase order, a transfer or a delivery into a store, the earliest need
    first, in scope; one statement. `late_numbers` are the first five of `late_orders`."""
    found = sql.rows(
        """with waiting as materialized (
             select o.id as order_id, o.number, o.customer_name, i.sku, p.quantity, d.needed_on, s.expected_on,
                    d.placed_at, d.id
             from inventory_supply s join inventory_promise p on p.supply_id = s.id
               join inventory_demand d on d.id = p.demand_id join sales_order o on o.id = d.document_id
               join catalog_item i on i.id = s.item_id
             where s.source_id = %(source)s
               and (%(customer)s::uuid is null or o.customer_id = %(customer)s::uuid)
               and (%(rep)s::uuid is null or exists (
                 select from parties_customer c where c.id = o.customer_id and c.rep_id = %(rep)s::uuid))
           ), late as (select distinct number from waiting where expected_on > needed_on)
           select order_id, number, customer_name, sku, quantity, needed_on, expected_on,
                  (select count(*) from waiting), (select count(distinct order_id) from waiting),
                  (select count(*) from late), array(select number from late order by number limit 5)
           from waiting order by needed_on, placed_at, id limit %(limit)s""",
        {**scope_of(by), "source": source_id, "limit": limit},
    )
    lines, orders, late, numbers = found[0][7:] if found else (0, 0, 0, [])
    return WaitingOrders([WaitingOrder(*row[:7]) for row in found], lines, orders, late, numbers)

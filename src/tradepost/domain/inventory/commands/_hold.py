"""Holding positions: the lock under which everything about an item in a warehouse may change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.inventory.queries.allocation import WHOLE_UNITS
from tradepost.domain.inventory.rules import OpenSupply, WaitingDemand


class GoodsOfSupplier(Refusal):
    """It is a supplier's store: its goods are theirs, and come and go as such."""


class IsAKit(Refusal):
    """The item is a kit: only its parts are stored, promised, bought and counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """The position of one item, locked: base units, and the value of on_hand + unsellable."""

    item_id: UUID
    on_hand: int
    unsellable: int
    promised: int
    value: Decimal
    fifo: bool = False
    of_supplier: bool = False
    is_kit: bool = False

    @property
    def free(self) -> int:
        """Base units in stock that nobody was promised."""
        return self.on_hand - self.promised

    @property
    def stock(self) -> int:
        """Base units that the value is spread over."""
        return self.on_hand + self.unsellable


# Who waited for a lock is told what the row says now, and of other tables what they said before it waited: so the row
# itself says that it is of a kit. Of a row that was just made the parts are asked, in a statement that begins after it.
_HOLD = """select item_id, on_hand, unsellable, promised, value, fifo, of_supplier,
                  is_kit or exists (select from catalog_kit_part k where k.kit_id = p.item_id)
           from inventory_position p
           where warehouse_id = %s and item_id = any(%s::uuid[]) order by item_id for no key update"""


def hold_positions(warehouse_id: UUID, item_ids: Iterable[UUID], *, stores: bool = False) -> dict[UUID, Held]:
    """Lock the positions of these items in item order; missing ones are made first.

    Raises IsAKit; GoodsOfSupplier where they are a supplier's, unless the command is one for their `stores` as well.
    """
    wanted = sorted(set(item_ids))
    held = sql.rows_as(Held, _HOLD, [warehouse_id, wanted])
    if len(held) < len(wanted):
        sql.run(
            """with i as (select id, costing = 'fifo' as fifo from catalog_item where id = any(%s::uuid[]) order by id
                 for share),  -- whoever makes one of them a kit (`define_kit`) is waited for, or waits
               k as (select distinct kit_id from catalog_kit_part where kit_id = any(%s::uuid[]))
               insert into inventory_position (item_id, warehouse_id, on_hand, unsellable, promised, incoming,
                 backordered, value, fifo, of_supplier, is_kit)
               select t.item_id, %s, 0, 0, 0, 0, 0, 0, coalesce(i.fifo, false),
                 exists (select from inventory_warehouse w where w.id = %s and w.supplier_id is not null),
                 k.kit_id is not null
               from unnest(%s::uuid[]) as t(item_id) left join i on i.id = t.item_id
                 left join k on k.kit_id = t.item_id order by t.item_id
               on conflict do nothing""",
            [wanted, wanted, warehouse_id, warehouse_id, wanted],
        )
        held = sql.rows_as(Held, _HOLD, [warehouse_id, wanted])
    if any(row.is_kit for row in held):
        raise IsAKit(
            "It is a kit: it has no stock of its own, and only its parts are sold, bought and counted. Name those.",
            item_ids=[str(row.item_id) for row in held if row.is_kit],
        )
    if not stores and any(row.of_supplier for row in held):
        raise GoodsOfSupplier(
            "What lies in this store is a supplier's: it is not promised, ordered, counted or corrected as ours. "
            "Take it over first, or use the warehouse beside it.",
            warehouse_id=str(warehouse_id),
        )
    return {row.item_id: row for row in held}


def open_supplies(warehouse_id: UUID, item_ids: Iterable[UUID]) -> list[OpenSupply]:
    """Supply of these items that is still to come, earliest first. Positions must be held."""
    return sql.rows_as(
        OpenSupply,
        """select id, item_id, quantity, promised, expected_on from inventory_supply
           where warehouse_id = %s and item_id = any(%s::uuid[]) and quantity > 0
           order by item_id, expected_on, id""",
        [warehouse_id, sorted(set(item_ids))],
    )


@dataclass(frozen=True, slots=True)
class _WaitingRow:
    demand_id: UUID
    item_id: UUID
    backordered: int
    supply_ids: list[UUID | None]
    quantities: list[int | None]
    priority: int
    needed_on: date
    placed_at: datetime
    policy: str
    step: int


def waiting_demands(
    warehouse_id: UUID, item_ids: Iterable[UUID], also: Iterable[UUID] = ()
) -> list[WaitingDemand]:
    """Demands of these items that are not wholly promised from stock, and `also` these. Positions must be held."""
    items = sorted(set(item_ids))
    found = sql.rows_as(
        _WaitingRow,
        f"""select d.id, d.item_id, d.backordered, array_agg(p.supply_id), array_agg(p.quantity),
                  d.priority, d.needed_on, d.placed_at, w.allocation, s.step
           from inventory_demand d join inventory_warehouse w on w.id = d.warehouse_id
             join ({WHOLE_UNITS} where i.id = any(%s::uuid[])) s on s.id = d.item_id
             left join inventory_promise p on p.demand_id = d.id and p.supply_id is not null
           where d.warehouse_id = %s and d.item_id = any(%s::uuid[]) and d.quantity > 0
             and (d.quantity > d.promised_stock or d.id = any(%s::uuid[]))
           group by d.id, w.id, s.step""",  # noqa: S608 constants only
        [items, warehouse_id, items, list(also)],
    )
    return [
        WaitingDemand(
            row.demand_id,
            row.item_id,
            row.backordered,
            {
                s: q
                for s, q in zip(row.supply_ids, row.quantities, strict=True)
                if s is not None and q is not None
            },
            row.priority,
            row.needed_on,
            row.placed_at,
            row.policy,
            row.step,
        )
        for row in found
    ]

"""Stock on hand and what it is worth."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries


@dataclass(frozen=True, slots=True)
class StockRow:
    """One item in one warehouse, in base units; `value` in base currency, None without a right to costs."""

    item_id: UUID
    sku: str
    name: str
    category: str
    warehouse_id: UUID
    warehouse: str
    on_hand: int
    unsellable: int
    promised: int
    incoming: int
    backordered: int
    value: Decimal | None

    @property
    def available(self) -> int:
        """What can be promised from stock now."""
        return self.on_hand - self.promised


_FROM = """from inventory_position p
  join catalog_item it on it.id = p.item_id
  join inventory_warehouse w on w.id = p.warehouse_id
  left join catalog_category c on c.id = it.category_id
  where (%(warehouse)s::uuid is null or p.warehouse_id = %(warehouse)s::uuid)
    and p.warehouse_id <> all(%(unseen)s::uuid[])"""


def stock_value(by: By, *, warehouse_id: UUID | None = None) -> list[StockRow]:
    """Every item that is there, expected or wanted, by SKU and warehouse, within the actor's scope."""
    return sql.rows_as(
        StockRow,
        f"""select it.id, it.sku, it.name, coalesce(c.name, ''), w.id, w.code, p.on_hand, p.unsellable,
                   p.promised, p.incoming, p.backordered, case when %(cost)s then p.value end
            {_FROM} and (p.on_hand, p.unsellable, p.incoming, p.backordered) <> (0, 0, 0, 0)
            order by it.sku, w.code""",
        _asked(by, warehouse_id),
    )


@dataclass(frozen=True, slots=True)
class StockTotal:
    """One category in all warehouses of the report; None and no name: items without one."""

    category_id: UUID | None
    category: str
    items: int
    on_hand: int
    unsellable: int
    value: Decimal | None


def stock_by_category(by: By, *, warehouse_id: UUID | None = None) -> list[StockTotal]:
    """What lies there per category, by name."""
    return sql.rows_as(
        StockTotal,
        f"""select c.id, coalesce(c.name, ''), count(distinct it.id), sum(p.on_hand)::bigint,
                   sum(p.unsellable)::bigint, case when %(cost)s then sum(p.value) end
            {_FROM} and p.on_hand + p.unsellable > 0 group by 1, 2 order by 2, 1""",
        _asked(by, warehouse_id),
    )


def _asked(by: By, warehouse_id: UUID | None) -> dict[str, object]:
    # Asking for a warehouse that the actor may not see shows nothing.
    return {
        "warehouse": warehouse_id,
        "unseen": inventory_queries.unseen(by),
        "cost": access_queries.may(by, "catalog.read_cost"),
    }

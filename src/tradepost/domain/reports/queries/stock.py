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
    """One item in one warehouse, in base units; `value` in base currency, None without a right to costs.

    `supplier` has a name where the goods are a supplier's.
    """

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
    supplier: str = ""

    @property
    def available(self) -> int:
        """What can be promised from stock now; of a supplier's goods, nothing."""
        return 0 if self.supplier else self.on_hand - self.promised


_FROM = """from inventory_position p
  join catalog_item it on it.id = p.item_id
  join inventory_warehouse w on w.id = p.warehouse_id
  left join catalog_category c on c.id = it.category_id
  left join parties_supplier s on s.id = w.supplier_id
  left join parties_party o on o.id = s.party_id
  where (%(warehouse)s::uuid is null or p.warehouse_id = %(warehouse)s::uuid)
    and p.warehouse_id <> all(%(unseen)s::uuid[])"""


def stock_value(by: By, *, warehouse_id: UUID | None = None) -> list[StockRow]:
    """Every item that is there, expected or wanted, by SKU and warehouse, within the actor's scope."""
    return sql.rows_as(
        StockRow,
        f"""select it.id, it.sku, it.name, coalesce(c.name, ''), w.id, w.code, p.on_hand, p.unsellable,
                   p.promised, p.incoming, p.backordered, case when %(cost)s then p.value end, coalesce(o.name, '')
            {_FROM} and (p.on_hand, p.unsellable, p.incoming, p.backordered) <> (0, 0, 0, 0)
            order by it.sku, w.code""",
        _asked(by, warehouse_id),
    )


@dataclass(frozen=True, slots=True)
class StockTotal:
    """One category in all warehouses of the report; None and no name: items without one.

    `of_suppliers` lies in suppliers' stores, beside what is ours.
    """

    category_id: UUID | None
    category: str
    items: int
    on_hand: int
    unsellable: int
    value: Decimal | None
    of_suppliers: int = 0


def stock_by_category(by: By, *, warehouse_id: UUID | None = None) -> list[StockTotal]:
    """What lies there per category, by name."""
    return sql.rows_as(
        StockTotal,
        f"""select c.id, coalesce(c.name, ''), count(distinct it.id),
                   coalesce(sum(p.on_hand) filter (where not p.of_supplier), 0)::bigint,
                   coalesce(sum(p.unsellable) filter (where not p.of_supplier), 0)::bigint,
                   case when %(cost)s then sum(p.value) end,
                   coalesce(sum(p.on_hand + p.unsellable) filter (where p.of_supplier), 0)::bigint
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

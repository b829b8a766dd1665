from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.catalog import commands as catalog


class StockLies(Refusal):
    """Something of the item lies in stock, with a worth that was reckoned the other way."""


@command
def change_costing(by: By, *, item_id: UUID, costing: str) -> None:
    """Cost an item at the moving average (`average`) or first in, first out (`fifo`) from now on.

    Only while nothing of it lies anywhere: what was reckoned one way is not reckoned anew the other. Raises StockLies,
    Invalid, NotFound.
    """
    # A position in every warehouse: a delivery that comes meanwhile finds it held, and waits.
    sql.run(
        """insert into inventory_position (item_id, warehouse_id, on_hand, unsellable, promised, incoming, backordered,
             value, fifo, of_supplier)
           select i.id, w.id, 0, 0, 0, 0, 0, 0, i.costing = 'fifo', w.supplier_id is not null
           from catalog_item i cross join inventory_warehouse w
           where i.id = %s order by w.id on conflict do nothing""",
        [item_id],
    )
    held = sql.rows(
        """select w.code, p.on_hand + p.unsellable from inventory_position p
             join inventory_warehouse w on w.id = p.warehouse_id
           where p.item_id = %s order by p.warehouse_id for no key update of p""",
        [item_id],
    )
    lying = sorted((code, quantity) for code, quantity in held if quantity)
    if lying:
        where = ", ".join(f"{code} {quantity}" for code, quantity in lying)
        raise StockLies(
            f"Costing is changed only while nothing lies there: {where}. Sell it, or count it out and in again.",
            quantity=sum(quantity for _, quantity in lying),
        )
    item = catalog.record_costing(by, item_id=item_id, costing=costing)
    sql.run("update inventory_position set fifo = %s where item_id = %s", [item.costing == "fifo", item_id])

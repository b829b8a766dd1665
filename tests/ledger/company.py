"""A company with scarce goods, for clerks to trade in; and the question whether anything differs."""

from __future__ import annotations

from decimal import Decimal as D

from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties import commands as parties
from tradepost.domain.reports import queries as reports_queries
from with_store import open_store


def open_company(items: int = 50, stock: int = 30) -> Trade:
    """`items` goods with `stock` each, every other in two lots, half costed first in, first out.

    Four customers, one of them with a limit, and two suppliers. A second warehouse is empty, and so is the store of a
    third supplier beside the first.
    """
    trade = Trade.open()
    plain, by_lot = [f"scarce-{n}" for n in range(0, items, 2)], [f"scarce-{n}" for n in range(1, items, 2)]
    trade.add_items(*plain[::2], stock=stock)
    trade.add_items(*plain[1::2], stock=stock, costing="fifo")
    trade.add_items(*by_lot[::2], tracking="lot", costing="fifo")
    trade.add_items(*by_lot[1::2], tracking="lot")
    for lot in ("A", "B"):
        trade.receive(*[(sku, stock // 2, "6") for sku in by_lot], lot=lot)
    for name in ("Adler", "Bär", "Chamäleon"):
        trade.add_customer(name)
    trade.add_customer("Dachs", credit_limit=D(500))
    later = trade.at(hours=1)  # so that orders go to the first
    inventory.create_warehouse(later, warehouse_id=new_id(later.now), code="EAST", name="East")
    for name in ("Nord", "Süd"):
        parties.create_supplier(
            trade.by, supplier_id=new_id(trade.by.now), name=name, currency=trade.base_currency, lead_days=10
        )
    # A third keeps goods with us, and does not offer all of them.
    supplier = parties.create_supplier(
        trade.by, supplier_id=new_id(trade.by.now), name="West", currency=trade.base_currency
    )
    offered = {sku: item_id for n, (sku, item_id) in enumerate(trade.items.items()) if n % 4}
    open_store(later, trade.warehouse_id, offered, trade.base_currency, code="WEST", supplier=supplier.pk)
    return trade


def all_differences() -> list[str]:
    """Everything `tradepost verify` finds, as sentences."""
    return [str(difference) for difference in reports_queries.verify()]

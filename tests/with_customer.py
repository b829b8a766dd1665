"""Goods of ours with a customer: `cellar(shop, ("tea", 10))` gives the warehouse where they lie."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import UUID

from shop import Shop
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import ReceivedInput


def cellar(shop: Shop, *lines: tuple[str, int], customer: str = "Café Blum", code: str = "BLUM") -> UUID:
    """A warehouse that stands with a customer, and (sku, base units) there at 2.00 each."""
    made = new_id(NOW)
    inventory.create_warehouse(
        shop.by,
        warehouse_id=made,
        code=code,
        name=f"Cellar of {customer}",
        customer_id=shop.trade.customers[customer],
    )
    rows = [ReceivedInput(shop.items[sku], count, D(2) * count) for sku, count in lines]
    if rows:
        inventory.receive(shop.by, subject_id=new_id(NOW), warehouse_id=made, lines=rows)
    return made

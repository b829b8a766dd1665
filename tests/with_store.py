"""A supplier's store with us: `store = open_store(by, beside, currency)` gives it, `fill` brings goods into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import OfStore, StoreInput, SupplierItemInput
from tradepost.domain.purchasing.models import StoreDelivery, StoreStatement, StoreWithdrawal


@dataclass
class Store:
    """A store beside a warehouse of ours; items by SKU."""

    by: By
    pk: UUID
    beside: UUID
    supplier: UUID
    items: dict[str, UUID] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.by.now

    def offer(self, sku: str, price: str, **given: Any) -> None:
        offer = SupplierItemInput(supplier_id=self.supplier, item_id=self.items[sku], price=D(price), **given)
        purchasing.set_supplier_items(self.by, offers=[offer])

    def fill(self, *lines: tuple[Any, ...], **given: Any) -> StoreDelivery:
        """(sku, quantity) or (sku, quantity, lot)."""
        typed = [StoreInput(self.items[line[0]], line[1], *line[2:]) for line in lines]
        given.setdefault("delivery_id", new_id(self.now))
        return purchasing.fill_store(given.pop("by", self.by), warehouse_id=self.pk, lines=typed, **given)

    def leave(self, command: Any, *lines: tuple[Any, ...], **given: Any) -> StoreWithdrawal:
        typed = [OfStore(self.items[line[0]], line[1], *line[2:]) for line in lines]
        given.setdefault("withdrawal_id", new_id(self.now))
        made: StoreWithdrawal = command(given.pop("by", self.by), warehouse_id=self.pk, lines=typed, **given)
        return made

    def take(self, *lines: tuple[Any, ...], **given: Any) -> StoreWithdrawal:
        return self.leave(purchasing.take_over, *lines, **given)

    def lose(self, *lines: tuple[Any, ...], **given: Any) -> StoreWithdrawal:
        return self.leave(purchasing.report_missing, *lines, **given)

    def count(self, *lines: tuple[Any, ...], **given: Any) -> StoreWithdrawal:
        return self.leave(purchasing.count_store, *lines, **given)

    def return_(self, *lines: tuple[Any, ...], **given: Any) -> StoreWithdrawal:
        return self.leave(purchasing.send_back_from_store, *lines, **given)

    def state(self, **given: Any) -> StoreStatement:
        given = {"statement_id": new_id(self.now), "until_on": self.now.date(), **given}
        return purchasing.state_store(self.by, supplier_id=self.supplier, **given)


def open_store(
    by: By,
    beside: UUID,
    items: dict[str, UUID],
    currency: str,
    *,
    code: str = "NORD",
    name: str = "Teehaus Nord",
    supplier: UUID | None = None,
    prices: dict[str, str] | None = None,
) -> Store:
    """With a supplier who sells every item at 2.00 a piece, but for those of `prices`."""
    if supplier is None:
        supplier = new_id(by.now)
        parties.create_supplier(by, supplier_id=supplier, name=name, currency=currency)
    pk = new_id(by.now)
    inventory.create_warehouse(
        by, warehouse_id=pk, code=code, name=f"Store {code}", supplier_id=supplier, beside_id=beside
    )
    made = Store(by, pk, beside, supplier, items)
    for sku in items:
        made.offer(sku, (prices or {}).get(sku, "2.00"))
    return made

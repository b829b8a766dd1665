"""A small wholesaler for tests, made through the commands only: `trade = Trade.open()`.

Quantities are base units, money is in the base currency. Every helper does one thing a person would do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By, system
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import ItemInput, UnitInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput, SupplyInput
from tradepost.domain.inventory.models import Position
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order

BASE = str(settings.BASE_CURRENCY)
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Trade:
    """The company, its warehouse, and what was made so far by short names."""

    by: By
    warehouse_id: UUID
    price_list_id: UUID
    items: dict[str, UUID] = field(default_factory=dict)
    customers: dict[str, UUID] = field(default_factory=dict)

    @classmethod
    def open(cls, now: datetime = NOW) -> Trade:
        by = system(now, "Test")
        warehouse = inventory.create_warehouse(
            by, warehouse_id=new_id(now), code="MAIN", name="Main warehouse"
        )
        prices = pricing.create_price_list(
            by, price_list_id=new_id(now), name="List prices", currency=BASE, is_base=True
        )
        return cls(by, warehouse.id, prices.id)

    @property
    def base_currency(self) -> str:
        return BASE

    def at(self, days: int = 0, hours: int = 0) -> By:
        """The same actor later."""
        return self.by.at(self.by.now + timedelta(days=days, hours=hours))

    def add_items(
        self, *skus: str, price: str = "10", stock: int = 0, cost: str = "6", **given: Any
    ) -> list[UUID]:
        """Items with a list price and, if wanted, opening stock at a unit cost."""
        ids = [new_id(self.by.now) for _ in skus]
        catalog.create_items(
            self.by,
            items=[ItemInput(i, sku, sku.capitalize(), **given) for i, sku in zip(ids, skus, strict=True)],
        )
        pricing.set_prices(
            self.by, price_list_id=self.price_list_id, rows=[PriceInput(D(price), item_id=i) for i in ids]
        )
        self.items.update(zip(skus, ids, strict=True))
        if stock:
            self.receive(*[(sku, stock, cost) for sku in skus])
        return ids

    def add_case(self, sku: str, name: str = "case", of: int = 12) -> None:
        catalog.add_unit(self.by, item_id=self.items[sku], unit=UnitInput(name, of))

    def add_customer(self, name: str = "Café Blum", **given: Any) -> UUID:
        customer_id = new_id(self.by.now)
        address = AddressInput(
            kind="shipping", line1="Hauptstr. 1", city="Köln", postal_code="50667", country="DE"
        )
        parties.create_customer(
            self.by,
            customer_id=customer_id,
            name=name,
            currency=given.pop("currency", BASE),
            addresses=[address],
            **given,
        )
        self.customers[name] = customer_id
        return customer_id

    def receive(
        self, *lines: tuple[str, int, str], by: By | None = None, lot: str = "", **of_lot: Any
    ) -> None:
        """Opening stock: (sku, base units, unit cost), booked against opening balances; of one lot, if it is said."""
        by = by or self.by
        subject = new_id(by.now)
        values = [D(cost) * quantity for _, quantity, cost in lines]
        asked = [inventory.LotInput(self.items[sku], lot, **of_lot) for sku, _, _ in lines] if lot else []
        lots = inventory.ensure_lots(by, lots=asked)
        inventory.receive(
            by,
            subject_id=subject,
            warehouse_id=self.warehouse_id,
            from_kind="loss",
            lines=[
                ReceivedInput(self.items[sku], quantity, value, lot_id=lots.get((self.items[sku], lot)))
                for (sku, quantity, _), value in zip(lines, values, strict=True)
            ],
        )
        entry = accounts.EntryInput(
            new_id(by.now),
            "opening",
            subject,
            by.now.date(),
            BASE,
            [
                accounts.PostingInput(Ledger.STOCK, sum(values, D(0))),
                accounts.PostingInput(Ledger.OPENING, -sum(values, D(0))),
            ],
        )
        accounts.post(by, entries=[entry])

    def expect(self, sku: str, quantity: int, on: date) -> UUID:
        """Supply on its way, without a purchase order behind it."""
        supply_id = new_id(self.by.now)
        inventory.expect(
            self.by,
            warehouse_id=self.warehouse_id,
            source_id=supply_id,
            supplies=[SupplyInput(supply_id, self.items[sku], quantity, on)],
        )
        return supply_id

    def order(
        self, *lines: tuple[str, int | str], customer: str = "", confirm: bool = True, **given: Any
    ) -> Order:
        """Place an order of (sku, base units), confirmed unless said otherwise."""
        by = given.pop("by", self.by)
        customer_id = self.customers[customer] if customer else next(iter(self.customers.values()))
        return sales.place_order(
            by,
            order_id=given.pop("order_id", None) or new_id(by.now),
            customer_id=customer_id,
            warehouse_id=self.warehouse_id,
            lines=[LineInput(self.items[sku], D(quantity)) for sku, quantity in lines],
            confirm=confirm,
            **given,
        )

    def stock(self, sku: str) -> dict[str, int]:
        """The position of an item as whole values."""
        row = Position.objects.get(item_id=self.items[sku], warehouse_id=self.warehouse_id)
        return {
            "on_hand": row.on_hand,
            "promised": row.promised,
            "incoming": row.incoming,
            "backordered": row.backordered,
        }

    def cover(self, order: Order) -> list[dict[str, Any]]:
        """How each line of an order is covered, by position."""
        found = inventory_queries.demands_of([order.id], on=self.by.now.date())
        return [
            {
                "stock": found[line.id].stock,
                "supply": found[line.id].supply,
                "backordered": found[line.id].backordered,
                "promised_on": found[line.id].promised_on,
            }
            for line in order.lines.order_by("position")
        ]

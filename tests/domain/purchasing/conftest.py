"""A buyer's desk: one warehouse, a tea importer that sells by the case, and items to buy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed, sql
from tradepost.base.by import By, system
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.accounts.queries import trial_balance
from tradepost.domain.catalog.models import Item, Unit
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Demand, Place, Position, Supply
from tradepost.domain.parties.models import Party, Supplier
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.models import (
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
    SupplierItem,
    Variance,
)

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Desk:
    by: By
    warehouse: UUID
    supplier: UUID
    places: dict[str, UUID]
    items: dict[str, UUID] = field(default_factory=dict)

    def item(self, sku: str, **given: Any) -> UUID:
        item_id = new_id(NOW)
        Item.objects.create(id=item_id, sku=sku, name=sku.capitalize(), made_at=NOW, **given)
        self.items[sku] = item_id
        return item_id

    def many_items(self, count: int) -> list[UUID]:
        ids = new_ids(NOW, count)
        Item.objects.bulk_create(
            Item(id=item_id, sku=f"X-{n}-{item_id}", name=f"Thing {n}", made_at=NOW)
            for n, item_id in enumerate(ids)
        )
        return ids

    def new_supplier(self, number: str, **given: Any) -> UUID:
        party = Party.objects.create(id=new_id(NOW), name=f"Supplier {number}", made_at=NOW)
        fields = {"currency": "EUR", "lead_days": 7, **given}
        return Supplier.objects.create(id=new_id(NOW), party=party, number=number, made_at=NOW, **fields).id

    def offer(self, sku: str, price: str, **given: Any) -> None:
        given = {"supplier_id": self.supplier, **given}
        offer = purchasing.SupplierItemInput(item_id=self.items[sku], price=D(price), **given)
        purchasing.set_supplier_items(self.by, offers=[offer])

    def order(self, *lines: tuple[str, int] | purchasing.PurchaseLineInput, **given: Any) -> UUID:
        asked = [
            purchasing.PurchaseLineInput(self.items[line[0]], D(line[1]), unit_price=D("2.50"))
            if isinstance(line, tuple)
            else line
            for line in lines
        ]
        order_id = new_id(NOW)
        given = {"supplier_id": self.supplier, "warehouse_id": self.warehouse, **given}
        purchasing.order_from_supplier(self.by, purchase_order_id=order_id, lines=asked, **given)
        return order_id

    def line(self, order_id: UUID, sku: str) -> PurchaseOrderLine:
        return PurchaseOrderLine.objects.get(purchase_order_id=order_id, sku=sku)

    def receive(
        self, order_id: UUID, *counts: tuple[str, int] | tuple[str, int, int], **given: Any
    ) -> Receipt:
        lines = [purchasing.ReceiptInput(self.line(order_id, count[0]).id, *count[1:]) for count in counts]
        return purchasing.receive(
            self.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=lines, **given
        )

    def wanted(self, sku: str, quantity: int, needed_in: int = 3) -> UUID:
        """A customer's confirmed line."""
        demand_id = new_id(NOW)
        demand = inventory.DemandInput(
            demand_id, new_id(NOW), self.items[sku], quantity, TODAY + timedelta(days=needed_in)
        )
        inventory.promise(self.by, warehouse_id=self.warehouse, demands=[demand])
        return demand_id

    def cover(self, demand_id: UUID) -> dict[str, int]:
        found = Demand.objects.get(pk=demand_id)
        return {
            "stock": found.promised_stock,
            "supply": found.promised_supply,
            "backordered": found.backordered,
        }

    def stock(self, sku: str) -> dict[str, object]:
        found = Position.objects.get(item_id=self.items[sku], warehouse_id=self.warehouse)
        return {
            "on_hand": found.on_hand,
            "unsellable": found.unsellable,
            "incoming": found.incoming,
            "value": found.value,
        }

    def shelves(self, sku: str) -> dict[str, int]:
        """On hand per place (and lot) of an item."""
        found = sql.rows(
            """select p.code || coalesce('/' || l.code, ''), b.on_hand from inventory_balance b
               join inventory_place p on p.id = b.place_id left join inventory_lot l on l.id = b.lot_id
               where b.item_id = %s and b.on_hand > 0 order by 1""",
            [self.items[sku]],
        )
        return dict(found)

    def supply(self, order_id: UUID) -> dict[str, tuple[int, date]]:
        found = Supply.objects.filter(source_id=order_id, quantity__gt=0).select_related("item")
        return {row.item.sku: (row.quantity, row.expected_on) for row in found}

    def books(self) -> dict[str, D]:
        return {row.code: row.balance for row in trial_balance() if row.balance}

    def told(self, *subjects: UUID) -> list[str]:
        return [event.name for event in reversed(feed.about(list(subjects)))]


@pytest.fixture
def desk(db: None, settings: Any) -> Desk:
    settings.BASE_CURRENCY = "EUR"
    return make_desk()


def make_desk() -> Desk:
    by = system(NOW, "Bea")
    warehouse = new_id(NOW)
    inventory.create_warehouse(by, warehouse_id=warehouse, code="W1", name="Main")
    places = dict(Place.objects.filter(warehouse_id=warehouse).values_list("code", "id"))
    made = Desk(by, warehouse, UUID(int=0), places)
    made.supplier = made.new_supplier("S-1", lead_days=14)
    made.item("tea")
    made.item("cups")
    Unit.objects.create(item_id=made.items["tea"], name="case", numerator=12)
    return made


def everything() -> dict[str, object]:
    """All that a refused command must leave as it was."""
    return {
        "orders": list(PurchaseOrder.objects.order_by("id").values()),
        "lines": list(PurchaseOrderLine.objects.order_by("id").values()),
        "receipts": Receipt.objects.count(),
        "variances": list(Variance.objects.order_by("id").values()),
        "offers": list(SupplierItem.objects.order_by("id").values()),
        "supply": list(Supply.objects.order_by("id").values()),
        "positions": list(Position.objects.order_by("id").values()),
        "events": sql.one("select count(*) from base_event"),
        "postings": sql.one("select count(*) from accounts_posting"),
    }


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = everything()
    yield
    assert everything() == before


@contextmanager
def counted() -> Iterator[list[int]]:
    """The number of statements, without the savepoints that only a test's transaction needs."""
    number: list[int] = []
    with CaptureQueriesContext(connection) as caught:
        yield number
    number.append(sum("SAVEPOINT" not in query["sql"] for query in caught.captured_queries))


def nothing_is_different() -> None:
    found = [*queries.differences(), *inventory_queries.differences()]
    assert [str(difference) for difference in found] == []

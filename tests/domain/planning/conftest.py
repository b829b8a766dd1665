"""A planner's desk: two suppliers, tea by the case, and a warehouse to keep filled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed, sql
from tradepost.base.by import By, system
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Position, Supply
from tradepost.domain.parties.models import Party, Supplier
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries
from tradepost.domain.planning.models import ReorderRule, Run, RunLine
from tradepost.domain.planning.queries import Proposal
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Planner:
    by: By
    warehouse: UUID
    importer: UUID
    potter: UUID
    items: dict[str, UUID] = field(default_factory=dict)

    def item(self, sku: str, **given: Any) -> UUID:
        item_id = new_id(NOW)
        Item.objects.create(id=item_id, sku=sku, name=sku.capitalize(), made_at=NOW, **given)
        self.items[sku] = item_id
        return item_id

    def many_items(self, count: int) -> list[UUID]:
        ids = new_ids(NOW, count)
        Item.objects.bulk_create(
            Item(id=item_id, sku=f"X-{item_id}", name=f"Thing {n}", made_at=NOW)
            for n, item_id in enumerate(ids)
        )
        return ids

    def offer(self, sku: str, price: str, supplier: UUID | None = None, **given: Any) -> None:
        offer = purchasing.SupplierItemInput(supplier or self.importer, self.items[sku], D(price), **given)
        purchasing.set_supplier_items(self.by, offers=[offer])

    def rule(self, sku: str, point: int, up_to: int, supplier: UUID | None = None) -> None:
        rule = planning.ReorderRuleInput(self.items[sku], point, up_to, supplier)
        planning.set_reorder_rules(self.by, warehouse_id=self.warehouse, rules=[rule])

    def on_shelf(self, sku: str, quantity: int) -> None:
        found = inventory.ReceivedInput(self.items[sku], quantity, D(quantity))
        inventory.receive(
            self.by, subject_id=new_id(NOW), warehouse_id=self.warehouse, lines=[found], from_kind="loss"
        )

    def wanted(self, sku: str, quantity: int) -> UUID:
        demand = inventory.DemandInput(
            new_id(NOW), new_id(NOW), self.items[sku], quantity, TODAY + timedelta(days=3)
        )
        inventory.promise(self.by, warehouse_id=self.warehouse, demands=[demand])
        return demand.demand_id

    def bought(self, sku: str, quantity: int, **given: Any) -> UUID:
        order_id = new_id(NOW)
        line = purchasing.PurchaseLineInput(self.items[sku], D(quantity), unit_price=D(1))
        purchasing.order_from_supplier(
            self.by,
            purchase_order_id=order_id,
            supplier_id=self.importer,
            warehouse_id=self.warehouse,
            lines=[line],
            **given,
        )
        return order_id

    def proposed(self) -> dict[str, int]:
        return {row.picture.sku: row.suggested for row in queries.proposals(self.by, self.warehouse)}

    def proposal(self, sku: str) -> Proposal:
        return next(row for row in queries.proposals(self.by, self.warehouse) if row.picture.sku == sku)

    def take(self, *skus: str, **given: Any) -> Run:
        """Order what is proposed for these items (all when none is named)."""
        chosen = [
            planning.Chosen(row.item_id, row.suggested, row.supplier_id, row.fingerprint)
            for row in queries.proposals(self.by, self.warehouse)
            if row.supplier_id and (not skus or row.picture.sku in skus)
        ]
        given = {"run_id": new_id(NOW), **given}
        return planning.order_proposals(self.by, warehouse_id=self.warehouse, chosen=chosen, **given)

    def told(self, subject: UUID) -> list[str]:
        return [event.name for event in reversed(feed.about([subject]))]


@pytest.fixture
def planner(db: None, settings: Any) -> Planner:
    settings.BASE_CURRENCY = "EUR"
    by = system(NOW, "Pia")
    warehouse = new_id(NOW)
    inventory.create_warehouse(by, warehouse_id=warehouse, code="W1", name="Main")
    suppliers = []
    for number, name, least in (("S-1", "Importer", "100"), ("S-2", "Potter", "0")):
        party = Party.objects.create(id=new_id(NOW), name=name, made_at=NOW)
        suppliers.append(
            Supplier.objects.create(
                id=new_id(NOW),
                party=party,
                number=number,
                currency="EUR",
                lead_days=14,
                minimum_order=D(least),
                made_at=NOW,
            ).pk
        )
    made = Planner(by, warehouse, *suppliers)
    made.item("tea")
    made.item("cups")
    made.offer("tea", "24.00", unit="case", pack=12)
    made.offer("cups", "0.50", made.potter)
    return made


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = _everything()
    yield
    assert _everything() == before


def _everything() -> list[object]:
    return [
        *(
            list(model.objects.order_by("id").values())
            for model in (ReorderRule, Run, RunLine, PurchaseOrder, PurchaseOrderLine, Supply, Position)
        ),
        sql.one("select count(*) from base_event"),
    ]


@contextmanager
def counted() -> Iterator[list[int]]:
    """The number of statements, without the savepoints that only a test's transaction needs."""
    number: list[int] = []
    with CaptureQueriesContext(connection) as caught:
        yield number
    number.append(sum("SAVEPOINT" not in query["sql"] for query in caught.captured_queries))


def nothing_is_different() -> None:
    found = [*queries.differences(), *purchasing_queries.differences()]
    assert [str(difference) for difference in found] == []

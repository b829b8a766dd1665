"""A small trade for the tests of fulfilment and returns: one warehouse, tea, cups, milk in lots, two customers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed, sql
from tradepost.base.by import By, system
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog.models import Item
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.domain.inventory.models import Place
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


@dataclass
class Trade:
    """What the stories say: items by SKU, orders by what was ordered."""

    by: By
    warehouse: UUID
    customer: UUID
    price_list: UUID
    items: dict[str, UUID] = field(default_factory=dict)

    def item(self, sku: str, price: str = "3.00", **given: Any) -> UUID:
        item_id = new_id(NOW)
        Item.objects.create(id=item_id, sku=sku, name=sku.capitalize(), made_at=NOW, **given)
        rows = [PriceInput(D(price), item_id=item_id)]
        pricing.set_prices(self.by, price_list_id=self.price_list, rows=rows)
        self.items[sku] = item_id
        return item_id

    def many_items(self, count: int, stock: int = 5) -> list[UUID]:
        ids = new_ids(NOW, count)
        Item.objects.bulk_create(
            Item(id=item_id, sku=f"X-{item_id}", name=f"Thing {n}", made_at=NOW)
            for n, item_id in enumerate(ids)
        )
        rows = [PriceInput(D("1.50"), item_id=item_id) for item_id in ids]
        pricing.set_prices(self.by, price_list_id=self.price_list, rows=rows)
        self._stock([ReceivedInput(item_id, stock, D(stock)) for item_id in ids])
        return ids

    def stock(
        self, sku: str, quantity: int, cost: str = "1.00", place: str = "", lot: str = "", **of_lot: Any
    ) -> None:
        """Goods come in at `cost` a piece."""
        item_id = self.items[sku]
        lot_id = None
        if lot:
            lot_id = inventory.ensure_lots(self.by, lots=[LotInput(item_id, lot, **of_lot)])[item_id, lot]
        place_id = Place.objects.get(warehouse_id=self.warehouse, code=place).id if place else None
        self._stock([ReceivedInput(item_id, quantity, quantity * D(cost), place_id=place_id, lot_id=lot_id)])

    def _stock(self, lines: list[ReceivedInput], warehouse: UUID | None = None) -> None:
        subject = new_id(NOW)
        inventory.receive(self.by, subject_id=subject, warehouse_id=warehouse or self.warehouse, lines=lines)
        worth = sum((line.value for line in lines), D(0))
        posted = [PostingInput(Ledger.STOCK, worth), PostingInput(Ledger.OPENING, -worth)]
        entry = EntryInput(new_id(NOW), "opening", subject, NOW.date(), settings.BASE_CURRENCY, posted)
        accounts.post(self.by, entries=[entry])

    def consign(self, *lines: tuple[str, int], customer: UUID | None = None, code: str = "CAFE") -> UUID:
        """A warehouse with a customer, and (sku, quantity) of ours that was brought there, at 2.00 a piece."""
        warehouse = new_id(NOW)
        inventory.create_warehouse(
            self.by,
            warehouse_id=warehouse,
            code=code,
            name=f"Cellar {code}",
            customer_id=customer or self.customer,
        )
        self._stock([ReceivedInput(self.items[sku], count, D(2) * count) for sku, count in lines], warehouse)
        return warehouse

    def bin(self, code: str, pick_sequence: int) -> None:
        inventory.create_place(
            self.by, place_id=new_id(NOW), warehouse_id=self.warehouse, code=code, pick_sequence=pick_sequence
        )

    def new_customer(self, name: str, **given: Any) -> UUID:
        customer_id = new_id(NOW)
        parties.create_customer(
            self.by, customer_id=customer_id, name=name, currency=settings.BASE_CURRENCY, **given
        )
        return customer_id

    def order(self, *lines: tuple[str | UUID, int], confirm: bool = True, **given: Any) -> UUID:
        order_id = new_id(NOW)
        typed = [LineInput(self.items.get(str(item), item), D(quantity)) for item, quantity in lines]  # type: ignore[arg-type]
        given = {"customer_id": self.customer, "warehouse_id": self.warehouse, **given}
        sales.place_order(self.by, order_id=order_id, lines=typed, confirm=confirm, **given)
        return order_id

    def line_ids(self, order_id: UUID) -> list[UUID]:
        return [line.id for line in sales_queries.lines_of(order_id)]

    def hold(self, order_id: UUID) -> UUID:
        hold_id = new_id(NOW)
        sales.hold_order(self.by, order_id=order_id, hold_id=hold_id, reason="manual", note="Ask first.")
        return hold_id

    def release(self, order_id: UUID, **given: Any) -> Shipment:
        return fulfilment.release_order(self.by, shipment_id=new_id(NOW), order_id=order_id, **given)

    def pick_all(self, shipment: Shipment) -> None:
        picks = [fulfilment.Pick(task.id, task.asked) for task in fulfilment_queries.pick_list(shipment.id)]
        fulfilment.record_picks(self.by, shipment_id=shipment.id, picks=picks)

    def pack(self, order_id: UUID) -> Shipment:
        """Released, wholly picked, and packed."""
        shipment = self.release(order_id)
        self.pick_all(shipment)
        return fulfilment.pack_shipment(self.by, shipment_id=shipment.id)

    def ship(self, order_id: UUID, **given: Any) -> Shipment:
        """All at once."""
        return fulfilment.ship_order(self.by, shipment_id=new_id(NOW), order_id=order_id, **given)

    def shelf(self, sku: str) -> tuple[int, int, int]:
        """On hand and sellable, promised, reserved."""
        (found,) = sql.rows(
            """select p.on_hand, p.promised, coalesce((select sum(b.reserved) from inventory_balance b
                 where b.item_id = p.item_id), 0)::bigint
               from inventory_position p where p.item_id = %s""",
            [self.items[sku]],
        )
        return found

    def counters(self, order_id: UUID) -> list[tuple[int, int, int, int, int]]:
        """Per line: ordered, released, picked, shipped, returned."""
        return [
            (line.quantity, line.released, line.picked, line.shipped, line.returned)
            for line in sales_queries.lines_of(order_id)
        ]

    def books(self) -> dict[str, D]:
        """Balances of the accounts that are not 0, but for the opening."""
        found = sql.rows(
            """select account, sum(base_amount) from accounts_posting where account <> '3000'
               group by account having sum(base_amount) <> 0 order by account"""
        )
        return {Ledger(code).name: amount.normalize() for code, amount in found}

    def names(self, subject: UUID) -> list[str]:
        """What the feed says about a document, oldest first."""
        return [event.name for event in reversed(feed.about([subject]))]


def open_trade() -> Trade:
    by = system(NOW)
    warehouse, price_list, customer = new_id(NOW), new_id(NOW), new_id(NOW)
    inventory.create_warehouse(by, warehouse_id=warehouse, code="HH", name="Hamburg")
    pricing.create_price_list(
        by, price_list_id=price_list, name="List", currency=settings.BASE_CURRENCY, is_base=True
    )
    pricing.set_tax_rules(by, rules=[TaxRuleInput("S", D(19))])
    parties.create_customer(by, customer_id=customer, name="Corner Café", currency=settings.BASE_CURRENCY)
    trade = Trade(by, warehouse, customer, price_list)
    for sku in ("tea", "cup"):
        trade.item(sku)
    trade.item("milk", tracking="lot")
    return trade


def differences() -> list[str]:
    """What verify would say about the rooms up to fulfilment."""
    from tradepost.domain.returns import queries as returns_queries

    rooms = (inventory_queries, sales_queries, fulfilment_queries, returns_queries)
    return [str(difference) for room in rooms for difference in room.differences()]


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements of a block, without those that begin or end a transaction."""
    said: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield said
    noise = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    said += [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(noise)]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the rooms, to show that a refusal changed nothing."""
    tables = [
        table
        for (table,) in sql.rows("select tablename from pg_tables where schemaname = 'public' order by 1")
        if table.split("_")[0] in {"sales", "inventory", "accounts", "fulfilment", "returns", "billing"}
    ]
    tables += ["base_event", "base_answer"]
    return {table: sql.rows(f"select t::text from {table} t order by 1") for table in tables}


def day(text: str) -> date:
    return date.fromisoformat(text)

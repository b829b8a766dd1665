"""A small trade in goods, driven through the commands: stock, orders, shipments, to be invoiced and paid."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import sql
from tradepost.base.by import By, system
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.queries import trial_balance
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice, InvoiceLine, Payment
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import ItemInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import ShipmentLine
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import OrderLine

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
HOME = settings.BASE_CURRENCY


@dataclass
class Trade:
    """Everything happens at `by.now`, a Monday in March 2026, unless a day is given."""

    by: By
    warehouse: UUID
    items: dict[str, UUID] = field(default_factory=dict)

    # ---- what there is

    def customer(self, number: str = "C-1", **given: Any) -> UUID:
        customer_id = new_id(NOW)
        parties.create_customer(
            self.by,
            customer_id=customer_id,
            name=f"Customer {number}",
            number=number,
            addresses=[
                AddressInput(kind, line1="Hafenbad 3", city="Ulm", postal_code="89073", country="DE")
                for kind in ("billing", "shipping")
            ],
            **{"currency": HOME, "terms_days": 30, **given},
        )
        return customer_id

    def item(self, sku: str, stock: int = 0, value: str = "0", category: str = "", **given: Any) -> UUID:
        """An item; `value` is what all of its stock cost."""
        category_id = None
        if category:
            category_id = new_id(NOW)
            catalog.create_category(self.by, category_id=category_id, name=category)
        item_id = new_id(NOW)
        catalog.create_item(
            self.by, item_id=item_id, sku=sku, name=sku.capitalize(), category_id=category_id, **given
        )
        self.items[sku] = item_id
        if stock:
            self.stock([(item_id, stock, D(value))])
        return item_id

    def many_items(self, count: int, stock: int) -> list[UUID]:
        ids = new_ids(NOW, count)
        things = [ItemInput(item_id, f"X-{item_id}", f"Thing {n}") for n, item_id in enumerate(ids)]
        catalog.create_items(self.by, items=things)
        self.stock([(item_id, stock, D(stock)) for item_id in ids])
        return ids

    def stock(self, lines: Sequence[tuple[UUID, int, D]]) -> None:
        """Opening stock, in the warehouse and in the books."""
        subject = new_id(NOW)
        inventory.receive(
            self.by,
            subject_id=subject,
            warehouse_id=self.warehouse,
            lines=[ReceivedInput(item_id, quantity, value) for item_id, quantity, value in lines],
        )
        total = sum(value for _, _, value in lines)
        postings = [PostingInput(Ledger.STOCK, D(total)), PostingInput(Ledger.OPENING, -D(total))]
        accounts.post(self.by, entries=[EntryInput(new_id(NOW), "opening", subject, TODAY, HOME, postings)])

    # ---- what happens

    def order(
        self, customer: UUID, *lines: tuple[UUID, int, str], by: By | None = None, **given: Any
    ) -> UUID:
        """A confirmed order of (item, pieces, price)."""
        order_id = new_id(NOW)
        typed = [LineInput(item, D(quantity), unit_price=D(price)) for item, quantity, price in lines]
        sales.place_order(
            by or self.by, order_id=order_id, customer_id=customer, lines=typed, confirm=True, **given
        )
        return order_id

    def order_lines(self, order_id: UUID) -> list[OrderLine]:
        return sales_queries.lines_of(order_id)

    def ship(self, order_id: UUID, *quantities: int, by: By | None = None) -> UUID:
        """Ship everything, or so many pieces of each line in turn (0 leaves a line out)."""
        shipment_id = new_id(NOW)
        parts = None
        if quantities:
            pairs = zip(self.order_lines(order_id), quantities, strict=True)
            parts = [(line.id, quantity) for line, quantity in pairs if quantity]
        fulfilment.ship_order(
            by or self.by,
            shipment_id=shipment_id,
            order_id=order_id,
            line_ids=[line_id for line_id, _ in parts] if parts else None,
            quantities=parts,
        )
        return shipment_id

    def shipment_lines(self, shipment_id: UUID) -> list[ShipmentLine]:
        return list(ShipmentLine.objects.filter(shipment_id=shipment_id).order_by("position"))

    def invoice(self, shipment_id: UUID, *quantities: int, by: By | None = None, **given: Any) -> Invoice:
        """Invoice a shipment, or so many pieces of each of its lines."""
        lines = None
        if quantities:
            pairs = zip(self.shipment_lines(shipment_id), quantities, strict=True)
            lines = [(line.id, quantity) for line, quantity in pairs if quantity]
        return billing.invoice_shipment(
            by or self.by, invoice_id=new_id(NOW), shipment_id=shipment_id, lines=lines, **given
        )

    def sold(self, customer: UUID, net: str, by: By | None = None) -> Invoice:
        """An untaxed invoice over so much money: one piece, ordered, shipped, invoiced."""
        item = self.item(f"ONE-{len(self.items)}", 1, "1.00", tax_class="zero")
        return self.invoice(self.ship(self.order(customer, (item, 1, net), by=by), by=by), by=by)

    def pay(self, customer: UUID, amount: str, **given: Any) -> Payment:
        given = {"paid_on": TODAY, **given}
        return billing.record_payment(
            self.by, payment_id=new_id(NOW), customer_id=customer, amount=D(amount), **given
        )

    def lines(self, invoice: Invoice) -> list[InvoiceLine]:
        return billing_queries.lines_of(invoice.id)

    # ---- what is seen

    def accounts(self) -> dict[str, D]:
        """The accounts that are not empty."""
        return {row.name: row.balance for row in trial_balance() if row.balance}

    def settled(self, *invoices: Invoice) -> list[D]:
        return [Invoice.objects.get(pk=invoice.pk).settled for invoice in invoices]


def make_trade() -> Trade:
    """A warehouse, 19 % tax on standard goods and 7 % on reduced ones."""
    by = system(NOW)
    warehouse = inventory.create_warehouse(by, warehouse_id=new_id(NOW), code="W1", name="Main").id
    rules = [
        TaxRuleInput("S", D(19)),
        TaxRuleInput("AA", D(7), item_class="reduced"),
        TaxRuleInput("Z", D(0), item_class="zero"),
    ]
    pricing.set_tax_rules(by, rules=rules)
    return Trade(by, warehouse)


def later(trade: Trade, days: int) -> By:
    return trade.by.at(NOW + timedelta(days=days))


def rooms_differences() -> list[str]:
    """What the rooms this one stands on find wrong, and this one."""
    rooms = [
        inventory_queries.differences,
        accounts_queries.differences,
        sales_queries.differences,
        fulfilment_queries.differences,
        billing_queries.differences,
    ]
    return [str(difference) for differences in rooms for difference in differences()]


_TABLES = (
    "billing_invoice",
    "billing_invoice_line",
    "billing_invoice_tax",
    "billing_payment",
    "billing_allocation",
    "sales_order",
    "sales_order_line",
    "accounts_entry",
    "accounts_posting",
    "base_event",
    "base_number_sequence",
    "base_answer",
)


def everything() -> dict[str, list[str]]:
    """All rows that billing could touch, to see that a refusal touched none."""
    return {
        table: [row for (row,) in sql.rows(f"select t::text from {table} t order by 1")] for table in _TABLES
    }


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Around a refusal."""
    before = everything()
    yield
    assert everything() == before


def statements(work: Any) -> int:
    """How many SQL statements `work` sends, savepoints left out."""
    with CaptureQueriesContext(connection) as caught:
        work()
    return sum("SAVEPOINT" not in query["sql"] for query in caught.captured_queries)

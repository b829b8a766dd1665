"""Customers who wait for tea on its way, a supplier who says that it comes otherwise; and what moved by it.

As a process of its own, `moved_trade.py prepare` and `moved_trade.py tell CUSTOMER`, it prints JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

if __name__ == "__main__":
    import django

    django.setup()

from django.db import connection

from trade import NOW, TODAY, Trade
from tradepost.base import sql
from tradepost.base.by import By, system
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import AcknowledgedInput, PurchaseLineInput, ReceiptInput
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, OrderLine

BLUM, SOL = "Café Blum", "Bar Sol"
Days = list[tuple[UUID, date | None]]


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@dataclass
class Waiting(Trade):
    """The small trade, and somebody who delivers."""

    supplier_id: UUID = field(default_factory=lambda: new_id(NOW))

    @classmethod
    def with_supplier(cls, now: datetime = NOW, **blum: Any) -> Waiting:
        made = cls(**vars(Trade.open(now)))
        parties.create_supplier(
            made.by, supplier_id=made.supplier_id, name="Tea Trading", currency=made.base_currency
        )
        made.add_items("tea", "cup")
        made.add_customer(BLUM, **blum)
        made.add_customer(SOL)
        return made

    def buy(self, sku: str, quantity: int, on: date) -> PurchaseOrder:
        line = PurchaseLineInput(self.items[sku], D(quantity), unit_price=D(6), expected_on=on)
        return purchasing.order_from_supplier(
            self.by,
            purchase_order_id=new_id(NOW),
            supplier_id=self.supplier_id,
            warehouse_id=self.warehouse_id,
            lines=[line],
        )

    def says(self, order: PurchaseOrder, on: date, quantity: int | None = None) -> None:
        """The supplier confirms another day, or less."""
        said = [AcknowledgedInput(line_of_purchase(order), quantity, on)]
        purchasing.acknowledge(self.by, purchase_order_id=order.id, lines=said)

    def arrives(self, order: PurchaseOrder, quantity: int) -> None:
        counted = [ReceiptInput(line_of_purchase(order), quantity)]
        purchasing.receive(self.by, receipt_id=new_id(NOW), purchase_order_id=order.id, lines=counted)

    def moved(self, by: By | None = None, **filters: Any) -> dict[UUID, tuple[str, date | None, date | None]]:
        """By line: what happened, the day told and the day now."""
        asked = {name: [str(value)] for name, value in filters.items()}
        page = reports_queries.MOVED_DATES.page(by or self.by, filters=asked)
        return {line.pk: (line.move, line.promised_on, line.new_on) for line in page.rows}  # type: ignore[attr-defined]

    def days(self, customer: str) -> Days:
        """What would be told to a customer."""
        return days_of(self.by, self.customers[customer])

    def mail(self, customer: str) -> MailInput:
        return mail_to(self.customers[customer])


def days_of(by: By, customer_id: UUID) -> Days:
    lines = sales_queries.moved_of_customer(by, customer_id)
    return [(line.pk, line.new_on) for line in lines]  # type: ignore[attr-defined]


def line_of(order: Order) -> UUID:
    return OrderLine.objects.get(order=order).pk


def line_of_purchase(order: PurchaseOrder) -> UUID:
    return PurchaseOrderLine.objects.get(purchase_order=order).pk


def pegged_to(order: PurchaseOrder) -> set[UUID]:
    """Straight from the promises: who waits for goods of this order."""
    rows = sql.rows(
        """select p.demand_id from inventory_promise p join inventory_supply s on s.id = p.supply_id
           where s.source_id = %s""",
        [order.id],
    )
    return {row[0] for row in rows}


def mail_to(customer_id: UUID) -> MailInput:
    (party,) = sql.rows("select party_id from parties_customer where id = %s", [customer_id])
    return MailInput(
        mail_id=new_id(NOW), kind="new_dates", subject_id=customer_id, number="1", party_id=party[0],
        customer_id=customer_id, to="ann@blum.example", title="New dates", text="Later.", sender="us@house.example",
    )  # fmt: skip


def prepare() -> str:
    trade = Waiting.with_supplier()
    order = trade.buy("tea", 20, day(5))
    trade.order(("tea", 8))
    trade.order(("tea", 4))
    trade.says(order, day(10))
    return str(trade.customers[BLUM])


def tell(customer: str) -> str:
    """Reads what moved, and mails it as soon as the gate opens; tells what became of it."""
    by = system(NOW)
    days, mail = days_of(by, UUID(customer)), mail_to(UUID(customer))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock_shared(1)")
    try:
        sales.mail_new_dates(by, days=days, mail=mail)
    except Refusal as refusal:
        return refusal.code
    return "told"


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "tell": tell}[sys.argv[1]](*sys.argv[2:])))

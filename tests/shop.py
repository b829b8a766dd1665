"""A small wholesaler with a supplier, for tests of the office's stock, buying and admin side: `shop = open_shop()`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from desk import Desk
from trade import NOW, Trade
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Place
from tradepost.domain.parties import commands as parties
from tradepost.domain.planning import commands as planning
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.models import PurchaseOrderLine, Receipt, Variance


@dataclass
class Shop:
    """The trade, and one supplier with an offer of tea by the case."""

    trade: Trade
    supplier: UUID

    @property
    def by(self) -> By:
        return self.trade.by

    @property
    def warehouse(self) -> UUID:
        return self.trade.warehouse_id

    @property
    def items(self) -> dict[str, UUID]:
        return self.trade.items

    def offer(self, sku: str, price: str = "2.50", **given: Any) -> None:
        given = {"supplier_id": self.supplier, **given}
        offer = purchasing.SupplierItemInput(item_id=self.items[sku], price=D(price), **given)
        purchasing.set_supplier_items(self.by, offers=[offer])

    def buy(self, *lines: tuple[str, int], **given: Any) -> UUID:
        """A purchase order of (sku, base units) at 2.50 a piece, sent unless said otherwise."""
        order_id = new_id(NOW)
        asked = [
            purchasing.PurchaseLineInput(self.items[sku], D(count), unit_price=D("2.50"))
            for sku, count in lines
        ]
        given = {"supplier_id": self.supplier, "warehouse_id": self.warehouse, **given}
        purchasing.order_from_supplier(self.by, purchase_order_id=order_id, lines=asked, **given)
        return order_id

    def line(self, order_id: UUID, sku: str) -> PurchaseOrderLine:
        return PurchaseOrderLine.objects.get(purchase_order_id=order_id, sku=sku)

    def receive(self, order_id: UUID, sku: str, counted: int, damaged: int = 0, **given: Any) -> Receipt:
        count = purchasing.ReceiptInput(self.line(order_id, sku).id, counted, damaged, **given)
        return purchasing.receive(self.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=[count])

    def variance(self) -> UUID:
        """Of a delivery of ten, two were damaged."""
        order = self.buy(("tea", 10))
        self.receive(order, "tea", 10, 2)
        return Variance.objects.get(receipt_line__receipt__purchase_order_id=order).id

    def rule(self, sku: str, point: int, up_to: int) -> None:
        rule = planning.ReorderRuleInput(self.items[sku], point, up_to)
        planning.set_reorder_rules(self.by, warehouse_id=self.warehouse, rules=[rule])

    def place(self, code: str = "MAIN") -> UUID:
        return Place.objects.get(warehouse_id=self.warehouse, code=code).id

    def new_supplier(self, name: str, **given: Any) -> UUID:
        supplier_id = new_id(NOW)
        given = {"currency": self.trade.base_currency, **given}
        parties.create_supplier(self.by, supplier_id=supplier_id, name=name, **given)
        return supplier_id

    def second_warehouse(self) -> UUID:
        later = self.by.at(NOW + timedelta(seconds=1))  # orders go to the oldest
        made = inventory.create_warehouse(later, warehouse_id=new_id(NOW), code="EAST", name="East")
        return made.id

    def keeper_of(self, warehouse_id: UUID) -> Desk:
        """A warehouse worker who is limited to one building."""
        desk = Desk("warehouse")
        access.set_roles(
            self.by, user_id=desk.user_id, grants=[GrantInput("warehouse", "warehouse", warehouse_id)]
        )
        return desk


def open_shop() -> Shop:
    trade = Trade.open()
    trade.add_items("tea", "cup", stock=20, cost="2")
    trade.add_items("milk", tracking="lot")
    trade.add_case("tea", "case", 12)
    trade.add_customer("Café Blum")
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    supplier_id = new_id(NOW)
    parties.create_supplier(
        trade.by, supplier_id=supplier_id, name="Assam Imports", currency=trade.base_currency, lead_days=5
    )
    shop = Shop(trade, supplier_id)
    shop.offer("tea", "24.00", unit="case", supplier_sku="AS-1")
    return shop


def url(name: str, *args: Any) -> str:
    return reverse(f"office:{name}", args=args)


def minted() -> str:
    return str(new_id(timezone.now()))


def grid(*lines: dict[str, Any], grid_id: Any = None, **head: Any) -> dict[str, Any]:
    """What the keyboard grid sends."""
    return {
        "id": str(grid_id or minted()),
        "head": {name: str(value) for name, value in head.items()},
        "lines": [
            {"key": f"n{number}", **{name: str(value) for name, value in line.items()}}
            for number, line in enumerate(lines)
        ],
    }


def rows_of(answer: Any) -> list[str]:
    """The headings of the rows of all tables of a page."""
    found = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', answer.content.decode(), re.DOTALL)
    plain = (re.sub(r'<(span class="tp-note"|button).*', "", row, flags=re.DOTALL) for row in found)
    return [re.sub(r"<[^>]+>", "", row).strip() for row in plain]


def hidden(answer: Any, name: str) -> str:
    """The value of a hidden field on a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None, f"no field {name} on the page"
    return found[1]

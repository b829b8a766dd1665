"""A small shop: tea and coffee, a case of twelve, and customers who buy by different lists."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from tradepost.base.by import By, system
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Category, Item, Unit
from tradepost.domain.parties.models import Address, Customer, CustomerGroup, Party
from tradepost.domain.parties.queries import CustomerTerms, customer_terms
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.queries import Asked, Priced, prices_for

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Shop:
    by: By
    base: UUID
    drinks: UUID
    hot_drinks: UUID
    tea: UUID
    coffee: UUID
    friends: UUID

    def item(self, sku: str, category: UUID | None = None, **given: Any) -> UUID:
        item_id = new_id(NOW)
        Item.objects.create(
            id=item_id, sku=sku, name=sku.capitalize(), category_id=category, made_at=NOW, **given
        )
        return item_id

    def customer(self, number: str = "C-1", country: str = "DE", **given: Any) -> CustomerTerms:
        party = Party.objects.create(id=new_id(NOW), name=f"Customer {number}", made_at=NOW)
        Address.objects.create(id=new_id(NOW), party=party, kind="shipping", country=country, made_at=NOW)
        given = {"currency": "EUR", **given}
        made = Customer.objects.create(id=new_id(NOW), party=party, number=number, made_at=NOW, **given)
        return customer_terms(made.id)

    def price_list(self, name: str, currency: str = "EUR", is_base: bool = False) -> UUID:
        list_id = new_id(NOW)
        pricing.create_price_list(
            self.by, price_list_id=list_id, name=name, currency=currency, is_base=is_base
        )
        return list_id

    def agree(self, customer: CustomerTerms, *rows: PriceInput, rank: int = 1) -> UUID:
        """A contract: a list of the customer's own."""
        list_id = self.price_list(f"Contract {customer.number} {rank}", customer.currency)
        pricing.set_prices(self.by, price_list_id=list_id, rows=rows)
        pricing.assign_price_list(
            self.by, price_list_id=list_id, customer_ids=[customer.customer_id], rank=rank
        )
        return list_id

    def list_price(self, item_id: UUID, amount: str, **given: Any) -> None:
        pricing.set_prices(
            self.by, price_list_id=self.base, rows=[PriceInput(D(amount), item_id=item_id, **given)]
        )

    def prices(self, customer: CustomerTerms, *asked: Asked, on: date = TODAY) -> list[Priced]:
        return prices_for(customer, on=on, asked=asked)

    def price(
        self, customer: CustomerTerms, item_id: UUID, quantity: int = 1, unit: str = "", on: date = TODAY
    ) -> D:
        return self.prices(customer, Asked(item_id, D(quantity), unit), on=on)[0].unit_price


@pytest.fixture
def shop(db: None) -> Shop:
    """Tea at 18.00 and coffee at 9.60 a piece on the list; tea also comes in cases of twelve."""
    drinks = Category.objects.create(id=new_id(NOW), name="Drinks", made_at=NOW)
    hot = Category.objects.create(id=new_id(NOW), name="Hot drinks", parent=drinks, made_at=NOW)
    friends = CustomerGroup.objects.create(id=new_id(NOW), name="Friends of the house", made_at=NOW)
    none = UUID(int=0)
    shop = Shop(system(NOW), none, drinks.id, hot.id, none, none, friends.id)
    shop.base = shop.price_list("List", is_base=True)
    shop.tea, shop.coffee = shop.item("TEA", hot.id), shop.item("COFFEE", hot.id)
    Unit.objects.create(item_id=shop.tea, name="case", numerator=12, is_case=True)
    shop.list_price(shop.tea, "18")
    shop.list_price(shop.coffee, "9.60")
    return shop

"""Before the first day: who and what there is, list prices, and what lay in stock."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.money import round_amount
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import CategoryInput, ItemInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput, ContactInput, CustomerInput, SupplierInput
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning.commands import ReorderRuleInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import SupplierItemInput
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.integrations.replay.history import History, Who
from tradepost.doors.integrations.replay.ids import id_of


class BooksNotEmpty(Refusal):
    """A history is driven into books without orders only: it would stand between what is there."""


def refuse_other_books(by: By) -> None:
    """Raise BooksNotEmpty when there are orders, to us or by us, that this history did not make."""
    sold, bought = sales_queries.ORDERS, purchasing_queries.PURCHASE_ORDERS
    if sold.page(by, limit=1).rows or bought.page(by, limit=1).rows:
        raise BooksNotEmpty(
            "These books hold orders already. Drive a history into empty books: name another database in"
            " DATABASE_URL, or another folder in TRADEPOST_DATA_DIR, and run `tradepost migrate`."
        )


def open_books(by: By, history: History) -> UUID:
    """Everything that must stand before the first order; gives the id of the warehouse."""
    warehouse_id = _warehouse(by)
    for rep in history.reps.values():
        access.create_user(
            by,
            user_id=id_of("rep", rep.key),
            email=rep.email,
            name=rep.name,
            grants=[GrantInput("rep", "own_customers")],
        )
    _parties(by, history)
    _items(by, history)
    _prices(by, history)
    _rules(by, history, warehouse_id)
    _stock(by, history, warehouse_id)
    return warehouse_id


def _warehouse(by: By) -> UUID:
    standing = inventory_queries.warehouses()
    if standing:
        return standing[0].id
    warehouse_id = id_of("warehouse", "MAIN")
    inventory.create_warehouse(by, warehouse_id=warehouse_id, code="MAIN", name="Main warehouse")
    return warehouse_id


def _parties(by: By, history: History) -> None:
    parties.create_customers(
        by,
        customers=[
            CustomerInput(
                customer_id=id_of("customer", key),
                number=key,
                rep_id=id_of("rep", customer.rep) if customer.rep else None,
                addresses=_addresses("customer", key, customer.who),
                contacts=_contacts(customer.who),
                **_words(customer.who),
            )
            for key, customer in history.customers.items()
        ],
    )
    parties.create_suppliers(
        by,
        suppliers=[
            SupplierInput(
                supplier_id=id_of("supplier", key),
                number=key,
                lead_days=supplier.lead_days,
                addresses=_addresses("supplier", key, supplier.who),
                contacts=_contacts(supplier.who),
                **_words(supplier.who),
            )
            for key, supplier in history.suppliers.items()
        ],
    )


def _words(who: Who) -> dict[str, Any]:
    names = ("name", "email", "phone", "website", "tax_number", "terms_days")
    return {name: getattr(who, name) for name in names}


def _addresses(kind: str, key: str, who: Who) -> list[AddressInput]:
    names = ("line1", "line2", "city", "region", "postal_code", "country")
    parts = {name: getattr(who, name) for name in names}
    return [AddressInput(address_id=id_of("address", kind, key), **parts)] if any(parts.values()) else []


def _contacts(who: Who) -> list[ContactInput]:
    return [ContactInput(who.contact, who.contact_title)] if who.contact else []


def _items(by: By, history: History) -> None:
    names = sorted({item.category for item in history.items.values() if item.category})
    catalog.create_categories(by, categories=[CategoryInput(id_of("category", name), name) for name in names])
    catalog.create_items(
        by,
        items=[
            ItemInput(
                item_id=id_of("item", key),
                sku=key,
                name=item.name,
                description=item.description,
                category_id=id_of("category", item.category) if item.category else None,
            )
            for key, item in history.items.items()
        ],
    )


def _prices(by: By, history: History) -> None:
    rows = [
        PriceInput(item.list_price, item_id=id_of("item", key))
        for key, item in history.items.items()
        if item.list_price is not None
    ]
    pricing.set_prices(by, price_list_id=_price_list(by), rows=rows)
    purchasing.set_supplier_items(
        by,
        offers=[
            SupplierItemInput(
                supplier_id=id_of("supplier", item.supplier),
                item_id=id_of("item", key),
                price=item.supplier_price,
                preferred=True,
            )
            for key, item in history.items.items()
            if item.supplier
        ],
    )
    _offers(by, history)


def _offers(by: By, history: History) -> None:
    """What other suppliers ask, and what is known better of those we buy from first."""
    purchasing.set_supplier_items(
        by,
        offers=[
            SupplierItemInput(
                supplier_id=id_of("supplier", offer.supplier),
                item_id=id_of("item", offer.item),
                price=offer.price,
                supplier_sku=offer.supplier_sku,
                minimum_quantity=offer.minimum_quantity,
                lead_days=offer.lead_days,
                preferred=history.items[offer.item].supplier == offer.supplier,
            )
            for offer in history.offers
        ],
    )


def _price_list(by: By) -> UUID:
    """The list with the list prices in base currency, made when it is not there."""
    standing = pricing_queries.PRICE_LISTS.page(by, filters={"base": ["1"]}, limit=500).rows
    for price_list in standing:
        if price_list.is_base and price_list.currency == settings.BASE_CURRENCY:
            return price_list.id
    list_id = id_of("price list", settings.BASE_CURRENCY)
    pricing.create_price_list(
        by, price_list_id=list_id, name="List prices", currency=settings.BASE_CURRENCY, is_base=True
    )
    return list_id


def _rules(by: By, history: History, warehouse_id: UUID) -> None:
    rules = [
        ReorderRuleInput(
            id_of("item", key),
            item.reorder_point,
            max(item.order_up_to or 0, item.reorder_point),
            id_of("supplier", item.supplier),
        )
        for key, item in history.items.items()
        if item.reorder_point is not None and item.supplier and not item.discontinued
    ]
    if rules:
        planning.set_reorder_rules(by, warehouse_id=warehouse_id, rules=rules)


def _stock(by: By, history: History, warehouse_id: UUID) -> None:
    """What lay there goes against opening balances."""
    if not history.opening:
        return
    lines = [
        ReceivedInput(
            item_id=id_of("item", row.item),
            quantity=row.quantity,
            value=round_amount(row.unit_cost * row.quantity, settings.BASE_CURRENCY),
        )
        for row in history.opening
    ]
    subject = id_of("opening", history.digest)
    inventory.receive(by, subject_id=subject, warehouse_id=warehouse_id, lines=lines, from_kind="loss")
    enter_opening(by, subject, by.now.date(), sum((line.value for line in lines), Decimal(0)))


def enter_opening(by: By, subject_id: UUID, day: date, value: Decimal) -> None:
    """Stock against opening balances; nothing for goods that are worth nothing."""
    if not value:
        return
    accounts.post(
        by,
        entries=[
            accounts.EntryInput(
                id_of("entry", subject_id),
                "opening",
                subject_id,
                day,
                settings.BASE_CURRENCY,
                [
                    accounts.PostingInput(Ledger.STOCK, value),
                    accounts.PostingInput(Ledger.OPENING, -value),
                ],
            )
        ],
    )

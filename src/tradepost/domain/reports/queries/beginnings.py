from dataclasses import dataclass, fields

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a new company has already: each the first of its kind."""

    company: bool
    warehouse: bool
    price_list: bool
    tax_rule: bool
    item: bool
    customer: bool
    stock: bool
    order: bool
    released: bool
    shipment: bool
    colleague: bool


_FIRST = {
    "company": "parties_company where name <> ''",
    "warehouse": "inventory_warehouse",
    "price_list": "pricing_price_row",
    "tax_rule": "pricing_tax_rule",
    "item": "catalog_item where state <> 'withdrawn'",
    "customer": "parties_customer",
    "stock": "inventory_position where on_hand > 0",
    "order": "sales_order where state <> 'cancelled'",
    "released": "fulfilment_shipment where state <> 'cancelled'",
    "shipment": "fulfilment_shipment where shipped_at is not null",
    "colleague": "access_user where is_active offset 1",
}


def beginnings() -> Beginnings:
    """Which first steps were taken; one statement that reads one row of each table."""
    asked = ", ".join(f"exists (select from {_FIRST[field.name]})" for field in fields(Beginnings))
    found = sql.rows_as(Beginnings, f"select {asked}")
    return found[0]

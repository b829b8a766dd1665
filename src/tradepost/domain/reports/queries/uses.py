"""Where a record of master data is used: what stands in the way when somebody wants it gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class Use:
    """A column that refers to it. `what` is the plural of the documents it stands in; `also` narrows its rows."""

    table: str
    column: str
    what: str
    also: str = ""


_BESIDE = (Use("notes_note", "subject_id", "notes"), Use("notes_file", "subject_id", "files"))
"""What people laid beside it, by id alone."""

USES: Mapping[str, tuple[Use, ...]] = {
    "customer": (
        Use("sales_order", "customer_id", "orders"),
        Use("sales_quote", "customer_id", "quotes"),
        Use("sales_order_template", "customer_id", "templates of orders"),
        Use("sales_blanket", "customer_id", "blanket orders"),
        Use("sales_standing_order", "customer_id", "standing orders"),
        Use("billing_invoice", "customer_id", "invoices"),
        Use("billing_payment", "customer_id", "payments"),
        Use("returns_return", "customer_id", "returns"),
        Use("service_dispute", "customer_id", "disputes"),
        Use("pricing_price_list_for", "customer_id", "price lists"),
        Use("pricing_discount", "customer_id", "discounts"),
        Use("pricing_charge", "customer_id", "charges"),
        Use("pricing_promotion", "customer_id", "promotions"),
        Use("pricing_tax_exemption", "customer_id", "tax exemptions"),
        Use("fulfilment_lot_rule", "customer_id", "rules for lots"),
        Use("mails_mail", "customer_id", "mails"),
        Use("inventory_warehouse", "customer_id", "warehouses"),
        Use("parties_customer", "parent_id", "branches"),
        *_BESIDE,
    ),
    "supplier": (
        Use("purchasing_purchase_order", "supplier_id", "purchase orders"),
        Use("purchasing_supplier_item", "supplier_id", "offers"),
        Use("purchasing_landed_cost", "supplier_id", "landed costs"),
        Use("inventory_warehouse", "supplier_id", "warehouses"),
        Use("purchasing_store_delivery", "supplier_id", "deliveries into stores"),
        Use("purchasing_store_withdrawal", "supplier_id", "goods out of stores"),
        Use("purchasing_store_statement", "supplier_id", "statements to suppliers"),
        Use("planning_reorder_rule", "supplier_id", "reorder rules"),
        Use("mails_mail", "supplier_id", "mails"),
        *_BESIDE,
    ),
    "item": (
        Use("sales_order_line", "item_id", "orders"),
        Use("sales_quote_line", "item_id", "quotes"),
        Use("sales_quote_template_line", "item_id", "templates of quotes"),
        Use("sales_order_template_line", "item_id", "templates of orders"),
        Use("sales_blanket_line", "item_id", "blanket orders"),
        # Of other lines of invoices the order's line tells.
        Use("billing_invoice_line", "item_id", "credit notes", "and u.order_line_id is null"),
        Use("fulfilment_shipment_line", "item_id", "shipments"),
        Use("returns_return_line", "item_id", "returns"),
        Use("service_dispute_line", "item_id", "disputes"),
        Use("purchasing_purchase_order_line", "item_id", "purchase orders"),
        Use("purchasing_receipt_line", "item_id", "receipts"),
        Use("purchasing_store_line", "item_id", "deliveries into stores"),
        Use("purchasing_store_withdrawal_line", "item_id", "goods out of stores"),
        Use("planning_reorder_rule", "item_id", "reorder rules"),
        Use("planning_run_line", "item_id", "planning runs"),
        Use("inventory_demand", "item_id", "orders"),
        Use("inventory_supply", "item_id", "expected deliveries"),
        *_BESIDE,
        Use("pricing_price_row", "item_id", "prices"),
        Use("pricing_version_row", "item_id", "versions of prices"),
        Use("pricing_discount", "item_id", "discounts"),
        Use("pricing_floor", "item_id", "least margins"),
        Use("pricing_charge", "item_id", "charges"),
        Use("pricing_promotion", "item_id", "promotions"),
        Use("pricing_promotion", "gift_item_id", "promotions"),
        Use("pricing_promotion_part", "item_id", "promotions"),
        Use("fulfilment_lot_rule", "item_id", "rules for lots"),
        Use("purchasing_supplier_item", "item_id", "offers"),
        Use("inventory_move", "item_id", "the stock ledger"),
        Use("inventory_balance", "item_id", "the stock ledger"),
        Use("inventory_position", "item_id", "the stock ledger"),
        Use("inventory_lot", "item_id", "the stock ledger"),
        Use("inventory_layer", "item_id", "the stock ledger"),
        Use("inventory_fixed_bin", "item_id", "fixed bins"),
        Use("counting_line", "item_id", "counts"),
        Use("counting_count_item", "item_id", "counts"),
        Use("corrections_line", "item_id", "corrections"),
        Use("transfers_line", "item_id", "transfers"),
        Use("transfers_discrepancy", "item_id", "transfers"),
        Use("catalog_substitute", "item_id", "substitutes"),
        Use("catalog_substitute", "other_id", "substitutes"),
        Use("catalog_kit_part", "kit_id", "kits"),
        Use("catalog_kit_part", "part_id", "kits"),
    ),
    "group": (
        Use("parties_customer", "group_id", "customers"),
        Use("pricing_price_list_for", "group_id", "price lists"),
        Use("pricing_discount", "group_id", "discounts"),
        Use("pricing_charge", "group_id", "charges"),
        Use("pricing_promotion", "group_id", "promotions"),
    ),
    "brand": (
        Use("catalog_item", "brand_id", "items"),
        Use("pricing_price_row", "brand_id", "prices"),
        Use("pricing_version_row", "brand_id", "versions of prices"),
        Use("pricing_discount", "brand_id", "discounts"),
        Use("pricing_floor", "brand_id", "least margins"),
        Use("pricing_charge", "brand_id", "charges"),
        Use("pricing_promotion", "brand_id", "promotions"),
    ),
    "category": (
        Use("catalog_item", "category_id", "items"),
        Use("catalog_category", "parent_id", "categories"),
        Use("pricing_price_row", "category_id", "prices"),
        Use("pricing_version_row", "category_id", "versions of prices"),
        Use("pricing_discount", "category_id", "discounts"),
        Use("pricing_floor", "category_id", "least margins"),
        Use("pricing_charge", "category_id", "charges"),
        Use("pricing_promotion", "category_id", "promotions"),
        Use("counting_count", "category_id", "counts"),
    ),
    "order": (
        Use("sales_quote_part", "order_id", "quotes"),
        Use("sales_quote_share", "order_id", "quotes"),
        Use("sales_change_set", "order_id", "changes"),
        Use("sales_standing_date", "order_id", "standing orders"),
        Use("fulfilment_shipment", "order_id", "shipments"),
        Use("billing_invoice", "order_id", "invoices"),
        Use("billing_payment", "order_id", "payments"),
        Use("returns_return", "order_id", "returns"),
        Use("service_dispute", "order_id", "disputes"),
        *_BESIDE,
    ),
    "price_list": (
        Use("pricing_price_row", "price_list_id", "prices"),
        Use("pricing_price_list_for", "price_list_id", "buyers"),
        Use("pricing_version", "price_list_id", "versions of prices"),
    ),
}
"""Every foreign key from other tables stands here, but for a document's own lines; a test asks the database."""

LEDGER = "the stock ledger"


def uses_of(kind: str, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What refers to each of these records, in words; those nobody uses are left out. One statement."""
    asked = ", ".join(
        f"case when exists (select from {use.table} u where u.{use.column} = t.id {use.also}) then '{use.what}' end"
        for use in USES[kind]
    )
    found = sql.rows(
        f"select t.id, array_remove(array[{asked}], null) from unnest(%s::uuid[]) as t(id)",  # noqa: S608 constants only
        [list(ids)],
    )
    return {one: list(dict.fromkeys(words)) for one, words in found if words}


def prices_of_items(item_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many prices and suppliers' offers each item has; those without either are left out."""
    found = sql.rows(
        """select t.id, (select count(*) from pricing_price_row p where p.item_id = t.id),
                  (select count(*) from purchasing_supplier_item o where o.item_id = t.id)
           from unnest(%s::uuid[]) as t(id)""",
        [list(item_ids)],
    )
    return {one: (prices, offers) for one, prices, offers in found if prices or offers}


def stock_that_lies(item_ids: Sequence[UUID]) -> set[UUID]:
    """Those of which something lies in a real place, is promised or expected."""
    found = sql.rows(
        """select distinct item_id from inventory_position where item_id = any(%s::uuid[])
             and (on_hand, unsellable, promised, incoming, backordered) <> (0, 0, 0, 0, 0)""",
        [list(item_ids)],
    )
    return {row[0] for row in found}

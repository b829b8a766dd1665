"""The folder format of docs/guide/replay.md: its CSV files become one checked History."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from tradepost.base.money import minor_units
from tradepost.doors.integrations.replay import folder_buying as buying
from tradepost.doors.integrations.replay.history import (
    Closing,
    Customer,
    History,
    Item,
    Line,
    Opening,
    Order,
    Payment,
    Rep,
    Shipment,
    Supplier,
    Who,
)
from tradepost.doors.integrations.replay.tables import Columns, Faults, Row, digest_of, keyed, read_tables

_WHO = (
    "line1", "line2", "city", "region", "postal_code", "country", "contact", "contact_title", "email", "phone",
    "website", "tax_number", "terms_days",
)  # fmt: skip
TABLES: dict[str, Columns] = {
    "reps": Columns(("rep", "name", "email"), is_optional=True),
    "customers": Columns(("customer", "name"), (*_WHO, "rep")),
    "suppliers": Columns(("supplier", "name"), (*_WHO, "lead_days", "buys_for_days")),
    "items": Columns(
        ("item", "name", "supplier", "supplier_price"),
        ("list_price", "description", "category", "reorder_point", "order_up_to", "discontinued"),
    ),
    "orders": Columns(
        ("order", "customer", "ordered_on"),
        ("requested_on", "freight", "discount_percent", "shipping_address", "customer_po", "note"),
    ),
    "order_lines": Columns(("order", "line", "item", "quantity", "unit_price"), ("discount_percent",)),
    "shipments": Columns(
        ("shipment", "order", "shipped_on"), ("line", "quantity", "carrier", "tracking_number")
    ),
    "payments": Columns(
        ("payment", "customer", "paid_on", "amount"), ("method", "reference"), is_optional=True
    ),
    "opening": Columns(("item", "quantity", "unit_cost"), is_optional=True),
    "closing": Columns(("item", "on_hand", "on_order"), is_optional=True),
    **buying.TABLES,
}
SALES = ("customers", "orders", "order_lines", "shipments")
"""The tables that a history of purchases alone may leave out."""


def read_folder(folder: Path) -> History:
    """The history of a folder. Raises BadHistory naming file, row and reason of up to twenty faults."""
    faults = Faults()
    rows = read_tables(folder, _tables_of(folder), faults)
    faults.refuse()
    return history_of(rows, faults, digest_of(folder, TABLES, "folder"))


def _tables_of(folder: Path) -> dict[str, Columns]:
    """A folder with purchase orders needs no sales; one with sales has all of their files."""
    only_bought = (folder / "purchase_orders.csv").is_file() and not (folder / "orders.csv").is_file()
    free = {name: replace(TABLES[name], is_optional=True) for name in SALES if only_bought}
    return {**TABLES, **free}


def history_of(rows: Mapping[str, Sequence[Row]], faults: Faults, digest: str) -> History:
    """Rows of the folder format, wherever they came from, as a checked history. Raises BadHistory."""
    is_bought = bool(rows["purchase_orders"])
    reps = keyed(rows["reps"], "rep", _rep)
    customers = keyed(rows["customers"], "customer", lambda row: _customer(row, reps))
    suppliers = keyed(rows["suppliers"], "supplier", _supplier)
    items = keyed(rows["items"], "item", lambda row: _item(row, suppliers, is_bought))
    lines = _lines(rows["order_lines"], rows["orders"], items)
    orders = keyed(rows["orders"], "order", lambda row: _order(row, customers, lines))
    bought = buying.purchase_orders(rows, suppliers, items)
    faults.refuse()
    history = History(
        digest=digest,
        reps=reps,
        customers=customers,
        suppliers=suppliers,
        items=items,
        orders=orders,
        shipments=_shipments(rows["shipments"], orders),
        payments=keyed(rows["payments"], "payment", lambda row: _payment(row, customers)),
        opening=tuple(keyed(rows["opening"], "item", lambda row: _opening(row, items)).values()),
        closing=tuple(keyed(rows["closing"], "item", lambda row: _closing(row, items)).values()),
        offers=buying.offers(rows["supplier_items"], suppliers, items),
        purchase_orders=bought,
        receipts=buying.receipts(rows["receipts"], bought),
    )
    if not orders and not bought:
        faults.add("orders.csv", 0, "there is no order.")
    if is_bought and rows["closing"]:
        faults.add("closing.csv", 0, "it cannot stand beside purchase_orders.csv, which say what was bought.")
    faults.refuse()
    return history


def _rep(row: Row) -> Rep:
    return Rep(row.text("rep"), row.text("name", needed=True), row.text("email", needed=True))


def _who(row: Row) -> Who:
    words = {name: row.text(name) for name in _WHO if name != "terms_days"}
    return Who(name=row.text("name", needed=True), terms_days=row.whole("terms_days", default=30), **words)


def _customer(row: Row, reps: Mapping[str, Rep]) -> Customer:
    rep = row.key("rep", reps, "rep") if row.text("rep") else ""
    return Customer(row.text("customer"), _who(row), rep)


def _supplier(row: Row) -> Supplier:
    return Supplier(
        row.text("supplier"),
        _who(row),
        row.whole("lead_days", default=7),
        row.whole("buys_for_days", default=0),
    )


def _item(row: Row, suppliers: Mapping[str, Supplier], is_bought: bool) -> Item:
    """Where purchases are told, some goods need no supplier: nothing is bought but what is told."""
    has_supplier = bool(row.text("supplier")) or not is_bought
    point = row.whole("reorder_point") if row.text("reorder_point") else None
    up_to = row.whole("order_up_to") if row.text("order_up_to") else None
    if point is not None and up_to is not None and up_to < point:
        row.fault("order_up_to is below reorder_point.")
    return Item(
        key=row.text("item"),
        name=row.text("name", needed=True),
        supplier=row.key("supplier", suppliers, "supplier") if has_supplier else "",
        supplier_price=row.amount("supplier_price") if has_supplier else Decimal(0),
        list_price=row.amount("list_price") if row.text("list_price") else None,
        description=row.text("description"),
        category=row.text("category"),
        reorder_point=point,
        order_up_to=up_to,
        discontinued=row.yes("discontinued"),
    )


def _lines(rows: Sequence[Row], orders: Sequence[Row], items: Mapping[str, Item]) -> dict[str, list[Line]]:
    known = {row.text("order"): None for row in orders}
    found: dict[str, list[Line]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        order, line = row.key("order", known, "order"), row.text("line", needed=True, most=40)
        if (order, line) in seen:
            row.fault(f"line {line!r} of order {order!r} stands twice.")
        seen.add((order, line))
        found[order].append(
            Line(
                key=line,
                item=row.key("item", items, "item"),
                quantity=row.whole("quantity", least=1),
                unit_price=row.amount("unit_price"),
                discount_percent=row.percent("discount_percent"),
            )
        )
    return found


def _order(row: Row, customers: Mapping[str, Customer], lines: Mapping[str, list[Line]]) -> Order:
    key = row.text("order")
    if key not in lines:
        row.fault(f"order {key!r} has no line in order_lines.csv.")
    return Order(
        key=key,
        customer=row.key("customer", customers, "customer"),
        ordered_on=row.needed_day("ordered_on"),
        lines=tuple(lines.get(key, ())),
        requested_on=row.day("requested_on"),
        freight=row.amount("freight", default=Decimal(0), places=minor_units(settings.BASE_CURRENCY)),
        discount_percent=row.percent("discount_percent"),
        shipping_address=row.text("shipping_address"),
        customer_po=row.text("customer_po"),
        note=row.text("note"),
    )


def _shipments(rows: Sequence[Row], orders: Mapping[str, Order]) -> dict[str, Shipment]:
    """Rows of one shipment stand together by its key; without a line it is all that is left."""
    left = {
        (order.key, line.key): line.quantity for order in orders.values() for line in order.lines
    }  # in the order of the days, so that "all that is left" means what it says
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.text("shipped_on"), row.number)):
        by_key[row.text("shipment", needed=True, most=40)].append(row)
    found = {}
    for key, parts in by_key.items():
        order = orders.get(parts[0].key("order", orders, "order"))
        if order is not None:
            found[key] = _shipment(key, parts, order, left)
    return found


def _shipment(key: str, parts: Sequence[Row], order: Order, left: dict[tuple[str, str], int]) -> Shipment:
    first = parts[0]
    day = first.needed_day("shipped_on")
    if day < order.ordered_on:
        first.fault(f"shipment {key!r} left on {day}, before it was ordered on {order.ordered_on}.")
    quantities: Counter[str] = Counter()
    for row in parts:
        if row.text("order") != order.key or row.day("shipped_on") != day:
            row.fault(f"shipment {key!r} has another order or day in row {first.number}.")
        for line, quantity in _shipped(row, order, left):
            quantities[line] += quantity
            left[order.key, line] -= quantity
    if not quantities:
        first.fault(f"nothing is left of order {order.key!r} to ship.")
    return Shipment(
        key=key,
        order=order.key,
        shipped_on=day,
        quantities=dict(quantities),
        carrier=first.text("carrier"),
        tracking_number=first.text("tracking_number"),
    )


def _shipped(row: Row, order: Order, left: Mapping[tuple[str, str], int]) -> list[tuple[str, int]]:
    if not row.text("line"):
        if row.text("quantity"):
            row.fault("a quantity needs its line.")
        return [(line.key, left[order.key, line.key]) for line in order.lines if left[order.key, line.key]]
    key = row.key("line", {line.key: line for line in order.lines}, f"line of order {order.key}")
    remains = left.get((order.key, key), 0)
    quantity = row.whole("quantity", default=remains, least=1)
    if quantity > remains:
        row.fault(f"{quantity} of line {key!r} were shipped, {remains} were left of it.")
    return [(key, min(quantity, remains))] if remains else []


def _payment(row: Row, customers: Mapping[str, Customer]) -> Payment:
    amount = row.amount("amount", places=minor_units(settings.BASE_CURRENCY))
    if not amount:
        row.fault("amount must be more than 0.")
    return Payment(
        key=row.text("payment"),
        customer=row.key("customer", customers, "customer"),
        paid_on=row.needed_day("paid_on"),
        amount=amount,
        method=row.text("method") or "transfer",
        reference=row.text("reference"),
    )


def _opening(row: Row, items: Mapping[str, Item]) -> Opening:
    return Opening(row.key("item", items, "item"), row.whole("quantity", least=1), row.amount("unit_cost"))


def _closing(row: Row, items: Mapping[str, Item]) -> Closing:
    return Closing(row.key("item", items, "item"), row.whole("on_hand"), row.whole("on_order"))

"""What was bought, as the folder tells it: suppliers' offers, purchase orders, what came of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tradepost.doors.integrations.replay.history import (
    Item,
    Offer,
    PurchaseLine,
    PurchaseOrder,
    Receipt,
    Supplier,
)
from tradepost.doors.integrations.replay.tables import Columns, Row, keyed

TABLES: dict[str, Columns] = {
    "supplier_items": Columns(
        ("supplier", "item", "price"), ("supplier_sku", "minimum_quantity", "lead_days"), is_optional=True
    ),
    "purchase_orders": Columns(
        ("purchase_order", "supplier", "ordered_on"), ("expected_on", "note"), is_optional=True
    ),
    "purchase_order_lines": Columns(
        ("purchase_order", "line", "item", "quantity", "unit_cost"), ("expected_on",), is_optional=True
    ),
    "receipts": Columns(
        ("receipt", "purchase_order", "received_on"),
        ("line", "received", "rejected", "last", "delivery_note"),
        is_optional=True,
    ),
}
Rows = Mapping[str, Sequence[Row]]


def offers(
    rows: Sequence[Row], suppliers: Mapping[str, Supplier], items: Mapping[str, Item]
) -> tuple[Offer, ...]:
    """What suppliers ask, each for an item once."""
    found: dict[tuple[str, str], Offer] = {}
    for row in rows:
        supplier, item = row.key("supplier", suppliers, "supplier"), row.key("item", items, "item")
        if (supplier, item) in found:
            row.fault(f"item {item!r} of supplier {supplier!r} stands twice.")
        found[supplier, item] = Offer(
            supplier=supplier,
            item=item,
            price=row.amount("price"),
            supplier_sku=row.text("supplier_sku"),
            minimum_quantity=row.whole("minimum_quantity", default=1, least=1),
            lead_days=row.whole("lead_days") if row.text("lead_days") else None,
        )
    return tuple(found.values())


def purchase_orders(
    rows: Rows, suppliers: Mapping[str, Supplier], items: Mapping[str, Item]
) -> dict[str, PurchaseOrder]:
    """The orders to suppliers with their lines, by key."""
    lines = _lines(rows["purchase_order_lines"], rows["purchase_orders"], items)
    return keyed(rows["purchase_orders"], "purchase_order", lambda row: _order(row, suppliers, lines))


def _lines(
    rows: Sequence[Row], orders: Sequence[Row], items: Mapping[str, Item]
) -> dict[str, dict[str, PurchaseLine]]:
    known = {row.text("purchase_order"): None for row in orders}
    found: dict[str, dict[str, PurchaseLine]] = defaultdict(dict)
    for row in rows:
        order = row.key("purchase_order", known, "purchase order")
        line = row.text("line", needed=True, most=40)
        if line in found[order]:
            row.fault(f"line {line!r} of purchase order {order!r} stands twice.")
        found[order][line] = PurchaseLine(
            key=line,
            item=row.key("item", items, "item"),
            quantity=row.whole("quantity", least=1),
            unit_cost=row.amount("unit_cost"),
            expected_on=row.day("expected_on"),
        )
    return found


def _order(
    row: Row, suppliers: Mapping[str, Supplier], lines: Mapping[str, Mapping[str, PurchaseLine]]
) -> PurchaseOrder:
    key = row.text("purchase_order")
    if key not in lines:
        row.fault(f"purchase order {key!r} has no line in purchase_order_lines.csv.")
    return PurchaseOrder(
        key=key,
        supplier=row.key("supplier", suppliers, "supplier"),
        ordered_on=row.needed_day("ordered_on"),
        lines=tuple(lines.get(key, {}).values()),
        expected_on=row.day("expected_on"),
        note=row.text("note"),
    )


@dataclass(slots=True)
class _Coming:
    """What is still to come of a purchase order, by line; nothing after the last delivery."""

    left: dict[str, int]
    is_over: bool = field(default=False)


def receipts(rows: Sequence[Row], orders: Mapping[str, PurchaseOrder]) -> dict[str, Receipt]:
    """Rows of one receipt stand together by its key; without a line it is all that is to come."""
    coming = {
        order.key: _Coming({line.key: line.quantity for line in order.lines}) for order in orders.values()
    }  # in the order of the days, so that "all that is to come" means what it says
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.text("received_on"), row.number)):
        by_key[row.text("receipt", needed=True, most=40)].append(row)
    found = {}
    for key, parts in by_key.items():
        order = orders.get(parts[0].key("purchase_order", orders, "purchase order"))
        if order is not None:
            found[key] = _receipt(key, parts, order, coming[order.key])
    return found


def _receipt(key: str, parts: Sequence[Row], order: PurchaseOrder, coming: _Coming) -> Receipt:
    first = parts[0]
    day = first.needed_day("received_on")
    if day < order.ordered_on:
        first.fault(f"receipt {key!r} came on {day}, before it was ordered on {order.ordered_on}.")
    if coming.is_over or not any(coming.left.values()):
        first.fault(f"nothing was to come any more of purchase order {order.key!r}.")
    counts: dict[str, tuple[int, int]] = {}
    last = False
    for row in parts:
        last = row.yes("last") or last
        if row.text("purchase_order") != order.key or row.day("received_on") != day:
            row.fault(f"receipt {key!r} has another purchase order or day in row {first.number}.")
        for line, received, rejected in _came(row, order, coming):
            before = counts.get(line, (0, 0))
            counts[line] = (before[0] + received, before[1] + rejected)
            coming.left[line] = max(coming.left.get(line, 0) - received, 0)
    if not last and not any(received for received, _ in counts.values()):
        first.fault(f"nothing came with receipt {key!r}, and it is not the last one.")
    coming.is_over = last
    return Receipt(key, order.key, day, counts, last, first.text("delivery_note"))


def _came(row: Row, order: PurchaseOrder, coming: _Coming) -> list[tuple[str, int, int]]:
    """Line, base units that came, and the rejected part of them."""
    if not row.text("line"):
        if row.text("received") or row.text("rejected"):
            row.fault("a quantity needs its line.")
        return [(line, quantity, 0) for line, quantity in coming.left.items() if quantity]
    key = row.key("line", {line.key: line for line in order.lines}, f"line of purchase order {order.key}")
    received = row.whole("received", default=coming.left.get(key, 0))
    rejected = row.whole("rejected", default=0)
    if rejected > received:
        row.fault(f"{rejected} of line {key!r} were rejected, but only {received} came.")
    return [(key, received, rejected)]

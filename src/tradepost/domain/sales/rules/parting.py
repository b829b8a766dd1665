"""Orders that are split and merged: which lines may go, and what keeps orders apart. Pure; base units."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID


class Going(NamedTuple):
    """A line as somebody splits it off: how much may go, in steps of its unit, of how much in all."""

    line_id: UUID
    quantity: int
    free: int
    unit: str = ""
    step: int = 1


def wrong_lines(lines: Mapping[UUID, Going], asked: Sequence[tuple[UUID, int]]) -> dict[str, str]:
    """What cannot be split off so, by place: strange or doubled lines, too much, broken units."""
    wrong: dict[str, str] = {}
    for n, (line_id, quantity) in enumerate(asked):
        line = lines.get(line_id)
        if line is None or line_id in {other for other, _ in asked[:n]}:
            wrong[f"lines.{n}"] = "Not a line of this order, or named twice."
        elif not 0 < quantity <= line.free:
            wrong[f"lines.{n}"] = f"Between 1 and {line.free}: the rest is set aside or gone."
        elif quantity != line.free and quantity % line.step and (line.quantity - quantity) % line.step:
            wrong[f"lines.{n}"] = f"A {line.unit} is not broken: {line.step} at a time."
    if not asked:
        wrong["lines"] = "Say which lines, and how many."
    return wrong


ALIKE = {
    "customer_id": "customer",
    "currency": "currency",
    "rate": "exchange rate",
    "terms_days": "terms",
    "terms": "terms",
    "warehouse_id": "warehouse",
    "shipping_address": "address",
    "billing_address": "billing address",
    "tax_rounding": "rounding of tax",
    "order_discount_percent": "discount",
    "value_discount_percent": "discount",
    "carrier_id": "carrier",
    "ship_complete": "way of shipping",
    "minimum_fill_percent": "way of shipping",
    "minimum_shelf_days": "days that goods must last",
}
"""What orders that become one have alike, and how it is called."""


def unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """In what two orders differ that may not, in words."""
    return list(dict.fromkeys(word for name, word in ALIKE.items() if one[name] != other[name]))


class Amounts(NamedTuple):
    """What an order comes to, in its currency."""

    net: Decimal
    tax: Decimal
    total: Decimal

    def plus(self, other: "Amounts") -> "Amounts":
        """Both together."""
        return Amounts(self.net + other.net, self.tax + other.tax, self.total + other.total)

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.copying import copy_rows
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.base.units import UnitFactor
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import PastMove, PastPosting
from tradepost.domain.purchasing.events import (
    PurchaseOrderAcknowledged,
    PurchaseOrderClosed,
    PurchaseOrderMade,
    PurchaseOrderSent,
    Received,
    VariancesFound,
)
from tradepost.domain.purchasing.rules import line_net

_ORDER = (
    "id", "number", "supplier_id", "supplier_name", "warehouse_id", "currency", "state", "expected_on", "note",
    "supplier_reference", "total", "lines_count", "ordered_quantity", "received_quantity", "open_quantity",
    "ordered_at", "closed_at", "made_at", "version",
)  # fmt: skip
_LINE = (
    "id", "purchase_order_id", "position", "item_id", "sku", "name", "supplier_sku", "typed_quantity", "unit",
    "unit_numerator", "unit_denominator", "unit_price", "net", "expected_on", "ordered", "acknowledged", "received",
    "rejected", "over", "billed", "cancelled",
)  # fmt: skip
_RECEIPT = (
    "id", "number", "purchase_order_id", "state", "delivery_note", "received_at", "lines_count", "counted_quantity",
    "damaged_quantity", "value", "is_last", "made_at", "version",
)  # fmt: skip
_RECEIPT_LINE = (
    "id", "receipt_id", "position", "line_id", "item_id", "expected", "counted", "damaged", "place_id", "lot_id",
    "value",
)  # fmt: skip
_VARIANCE = ("id", "receipt_line_id", "kind", "quantity", "state", "note", "closed_at", "made_at", "version")


@dataclass(frozen=True, slots=True)
class PastPurchaseLine:
    """A line with what came of it: `received` of `ordered` base units, worth `value` in base currency."""

    line_id: UUID
    receipt_line_id: UUID
    item_id: UUID
    sku: str
    name: str
    supplier_sku: str
    typed_quantity: Decimal
    unit: str
    factor: UnitFactor
    unit_price: Decimal
    ordered: int
    received: int
    place_id: UUID
    lot_id: UUID | None
    value: Decimal

    @property
    def short(self) -> int:
        """Base units that never came."""
        return self.ordered - self.received


@dataclass(frozen=True, slots=True)
class PastPurchase:
    """A purchase order that is closed: sent at `buyer.now`, acknowledged, received at once by `receiver`.

    What came short was settled with the supplier a while later.
    """

    purchase_order_id: UUID
    receipt_id: UUID
    supplier_id: UUID
    supplier_name: str
    currency: str
    buyer: By
    acknowledged_at: datetime
    supplier_reference: str
    expected_on: date
    receiver: By
    delivery_note: str
    lines: Sequence[PastPurchaseLine]


@command
def load_past_purchases(by: By, *, warehouse_id: UUID, purchases: Sequence[PastPurchase]) -> None:
    """Write a stretch of history at once: closed purchase orders, their receipts, moves and entries."""
    numbers = cheap_numbers("purchase_order", len(purchases))
    receipts = cheap_numbers("receipt", len(purchases))
    heads = [_order_row(one, number, warehouse_id) for one, number in zip(purchases, numbers, strict=True)]
    copy_rows("purchasing_purchase_order", _ORDER, heads)
    copy_rows("purchasing_purchase_order_line", _LINE, _line_rows(purchases))
    copy_rows("purchasing_receipt", _RECEIPT, map(_receipt_row, purchases, receipts))
    copy_rows("purchasing_receipt_line", _RECEIPT_LINE, _receipt_line_rows(purchases))
    variances = [list(_variance_rows(one)) for one in purchases]
    copy_rows("purchasing_variance", _VARIANCE, (row for rows in variances for row in rows))
    inventory.load_past_moves(by, warehouse_id=warehouse_id, postings=[_posting(one) for one in purchases])
    accounts.load_past_entries(by, entries=[(one.receiver.now, _entry(one)) for one in purchases])
    for one, number, receipt, rows in zip(purchases, numbers, receipts, variances, strict=True):
        _tell(one, number, receipt, [row[0] for row in rows])


def _tell(one: PastPurchase, number: str, receipt: str, variances: list[UUID]) -> None:
    order_id = one.purchase_order_id
    publish(one.buyer, PurchaseOrderMade(order_id, number, one.supplier_id))
    publish(one.buyer, PurchaseOrderSent(order_id, number, one.supplier_id))
    acknowledged = PurchaseOrderAcknowledged(order_id, one.supplier_reference)
    publish(one.buyer.at(one.acknowledged_at), acknowledged)
    counted = sum(line.received for line in one.lines)
    publish(one.receiver, Received(one.receipt_id, receipt, order_id, counted, 0))
    if variances:
        publish(one.receiver, VariancesFound(one.receipt_id, order_id, variances, ["short"]))
    publish(one.receiver, PurchaseOrderClosed(order_id))


def _net(one: PastPurchase, line: PastPurchaseLine) -> Decimal:
    return line_net(line.typed_quantity, line.unit_price, one.currency)


def _order_row(one: PastPurchase, number: str, warehouse_id: UUID) -> tuple[Any, ...]:
    return (
        one.purchase_order_id, number, one.supplier_id, one.supplier_name, warehouse_id, one.currency, "closed",
        one.expected_on, "", one.supplier_reference, sum((_net(one, line) for line in one.lines), ZERO),
        len(one.lines), sum(line.ordered for line in one.lines), sum(line.received for line in one.lines), 0,
        one.buyer.now, one.receiver.now, one.buyer.now, 1,
    )  # fmt: skip


def _line_rows(purchases: Sequence[PastPurchase]) -> Iterator[tuple[Any, ...]]:
    for one in purchases:
        for position, line in enumerate(one.lines, 1):
            yield (
                line.line_id, one.purchase_order_id, position, line.item_id, line.sku, line.name,
                line.supplier_sku, line.typed_quantity, line.unit, line.factor.numerator, line.factor.denominator,
                line.unit_price, _net(one, line), one.expected_on, line.ordered, line.ordered, line.received, 0, 0,
                0, line.short,
            )  # fmt: skip


def _receipt_row(one: PastPurchase, number: str) -> tuple[Any, ...]:
    counted = sum(line.received for line in one.lines)
    return (
        one.receipt_id, number, one.purchase_order_id, "posted", one.delivery_note, one.receiver.now, len(one.lines),
        counted, 0, _value(one), True, one.receiver.now, 1,
    )  # fmt: skip


def _receipt_line_rows(purchases: Sequence[PastPurchase]) -> Iterator[tuple[Any, ...]]:
    for one in purchases:
        for position, line in enumerate(one.lines, 1):
            yield (
                line.receipt_line_id, one.receipt_id, position, line.line_id, line.item_id, line.ordered,
                line.received, 0, line.place_id, line.lot_id, line.value,
            )  # fmt: skip


def _variance_rows(one: PastPurchase) -> Iterator[tuple[Any, ...]]:
    now = one.receiver.now
    for line in one.lines:
        if line.short:
            note = "Credited by the supplier."
            yield new_id(now), line.receipt_line_id, "short", line.short, "closed", note, now, now, 1


def _value(one: PastPurchase) -> Decimal:
    return sum((line.value for line in one.lines), ZERO)


def _posting(one: PastPurchase) -> PastPosting:
    moves = [
        PastMove(line.item_id, line.place_id, line.lot_id, line.received, line.value)
        for line in one.lines
        if line.received
    ]
    now = one.receiver.now
    return PastPosting(new_id(now), "receipt", one.receipt_id, now, "supplier", True, moves)


def _entry(one: PastPurchase) -> EntryInput:
    value, now = _value(one), one.receiver.now
    lines = [PostingInput(Ledger.STOCK, value), PostingInput(Ledger.RECEIVED_NOT_BILLED, -value)]
    return EntryInput(new_id(now), "receipt", one.receipt_id, now.date(), settings.BASE_CURRENCY, lines)

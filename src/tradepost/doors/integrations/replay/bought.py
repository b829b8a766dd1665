"""Purchases that a history tells, by the commands that buyers and the dock use."""

from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import PurchaseLineInput, ReceiptInput
from tradepost.doors.integrations.replay.history import PurchaseOrder, Receipt
from tradepost.doors.integrations.replay.ids import id_of


def order_as_told(by: By, order: PurchaseOrder, warehouse_id: UUID) -> None:
    """Order it, and send it at once: what was asked for can come."""
    purchasing.order_from_supplier(
        by,
        purchase_order_id=id_of("purchase order", order.key),
        supplier_id=id_of("supplier", order.supplier),
        warehouse_id=warehouse_id,
        expected_on=order.expected_on,
        note=order.note or f"Purchase order {order.key} of the history",
        lines=[
            PurchaseLineInput(
                item_id=id_of("item", line.item),
                quantity=Decimal(line.quantity),
                unit_price=line.unit_cost,
                expected_on=line.expected_on,
                line_id=id_of("purchase order line", order.key, line.key),
            )
            for line in order.lines
        ],
    )


def receive_as_told(by: By, receipt: Receipt) -> None:
    """Take in what came, also more than ordered: history says that it was taken."""
    order = receipt.purchase_order
    purchasing.receive(
        by,
        receipt_id=id_of("receipt", receipt.key),
        purchase_order_id=id_of("purchase order", order),
        lines=[
            ReceiptInput(id_of("purchase order line", order, line), received, rejected)
            for line, (received, rejected) in receipt.counts.items()
        ],
        delivery_note=receipt.delivery_note,
        last=receipt.last,
        allow_over=True,
    )


def send_back_as_told(by: By, receipt: Receipt) -> None:
    """What was rejected goes back, and is not owed."""
    if any(rejected for _, rejected in receipt.counts.values()):
        purchasing.send_back(
            by,
            posting_id=id_of("sent back", receipt.key),
            receipt_id=id_of("receipt", receipt.key),
            note="Rejected",
        )

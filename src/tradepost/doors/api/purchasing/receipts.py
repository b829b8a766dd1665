"""Deliveries from suppliers, and how they differ from what was ordered."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import Receipt
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS, RECEIPTS, VARIANCES
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.purchasing.schemas import (
    ReceiptIn,
    ReceiptLineOut,
    ReceiptOut,
    ReceiptRow,
    SendBackIn,
    VarianceCloseIn,
    VarianceOut,
)

router = Router(tags=["Receipts"])


def _hidden(by: By) -> dict[str, Any]:
    return {} if sees_costs(by) else {"value": None}


def _receipts(by: By, rows: list[Receipt]) -> list[dict[str, Any]]:
    hidden = _hidden(by)
    return [ReceiptRow.plain(row, **hidden) for row in rows]


def whole_receipt(by: By, receipt: Receipt) -> dict[str, Any]:
    """A delivery with what was counted."""
    hidden = _hidden(by)
    found = purchasing_queries.receipt_lines_of(receipt.id)
    lines = [ReceiptLineOut.plain(line, **hidden) for line in found]
    return ReceiptOut.plain(receipt, lines=lines, **hidden)


lists(
    router,
    "/receipts",
    RECEIPTS,
    name="list_receipts",
    needs="purchasing.read",
    gives=ReceiptRow,
    related=("purchase_order",),
    write=_receipts,
    costly=("value",),
)
lists(
    router,
    "/variances",
    VARIANCES,
    name="list_variances",
    needs="purchasing.read",
    gives=VarianceOut,
    related=("receipt_line__line",),
)


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/receipts",
    needs="purchasing.receive",
    gives=ReceiptOut,
    status=201,
    within=PURCHASE_ORDERS,
    at="/api/v1/receipts/{id}",
)
def receive_delivery(by: By, purchase_order_id: Id, body: ReceiptIn) -> dict[str, Any]:
    """Take a delivery in: stock, books, differences; backorders are served from it."""
    made = purchasing.receive(
        by,
        receipt_id=body.id or new_id(by.now),
        purchase_order_id=purchase_order_id,
        lines=[line.given for line in body.lines],
        **body.model_dump(exclude={"id", "lines"}),
    )
    return whole_receipt(by, made)


@reads(router, "/receipts/{receipt_id}", needs="purchasing.read", gives=ReceiptOut)
def get_receipt(by: By, receipt_id: Id) -> dict[str, Any]:
    """One delivery with what was counted."""
    return whole_receipt(by, purchasing_queries.receipt(by, receipt_id))


@changes(
    router,
    "POST",
    "/receipts/{receipt_id}/send-back",
    needs="purchasing.send_back",
    gives=ReceiptOut,
    within=RECEIPTS,
)
def send_back(by: By, receipt_id: Id, body: SendBackIn) -> dict[str, Any]:
    """Damaged goods go back: out of quarantine, not owed, their differences settled."""
    purchasing.send_back(
        by,
        posting_id=body.id or new_id(by.now),
        receipt_id=receipt_id,
        variance_ids=body.variance_ids,
        note=body.note,
    )
    return whole_receipt(by, purchasing_queries.receipt(by, receipt_id))


@changes(
    router,
    "POST",
    "/variances/{variance_id}/close",
    needs="purchasing.close_variance",
    gives=VarianceOut,
    within=VARIANCES,
)
def close_variance(by: By, variance_id: Id, body: VarianceCloseIn) -> dict[str, Any]:
    """A difference is settled with the supplier."""
    purchasing.close_variance(by, variance_id=variance_id, note=body.note)
    return VarianceOut.plain(purchasing_queries.variance(by, variance_id))

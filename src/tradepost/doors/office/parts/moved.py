"""Beside each move the document behind it, and what lay there after it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.columns import Column

DOCUMENT = Column("document", gettext_lazy("Document"), "code", link=lambda row: row.document_url)
AFTER = Column("after.on_hand", gettext_lazy("Lay there then"), "quantity", priority=2)

MOVE_WORDS: Mapping[str, str | Promise] = {
    "receipt": gettext_lazy("Receipt"),
    "shipment": gettext_lazy("Shipment"),
    "return": gettext_lazy("Return"),
    "supplier_return": gettext_lazy("Sent back"),
    "adjustment": gettext_lazy("Correction"),
    "count": gettext_lazy("Count"),
    "move": gettext_lazy("Moved"),
    "transfer": gettext_lazy("Transfer"),
    "opening": gettext_lazy("Opening"),
    "landed_cost": gettext_lazy("Landed cost"),
    "store_delivery": gettext_lazy("Came into a supplier’s store"),
    "takeover": gettext_lazy("Taken over"),
    "store_loss": gettext_lazy("Missing in the store"),
    "store_return": gettext_lazy("Sent back from the store"),
}
"""Why goods moved, by the kind of posting."""

_DOCUMENTS: Mapping[str, tuple[str, Any, str]] = {
    "receipt": ("purchasing.read", purchasing_queries.RECEIPTS, "receipt"),
    "supplier_return": ("purchasing.read", purchasing_queries.RECEIPTS, "receipt"),
    "shipment": ("fulfilment.read", fulfilment_queries.SHIPMENTS, "shipment"),
    "return": ("returns.read", returns_queries.RETURNS, "return"),
    "count": ("counting.read", counting_queries.COUNTS, "count"),
    "adjustment": ("corrections.read", corrections_queries.CORRECTIONS, "correction"),
    "landed_cost": ("catalog.read_cost", purchasing_queries.LANDED_COSTS, "landed_cost"),
    "transfer": ("transfers.read", transfers_queries.TRANSFERS, "transfer"),
    "store_delivery": ("purchasing.read", purchasing_queries.STORE_DELIVERIES, "store_delivery"),
    "takeover": ("purchasing.read", purchasing_queries.STORE_WITHDRAWALS, "store_withdrawal"),
    "store_loss": ("purchasing.read", purchasing_queries.STORE_WITHDRAWALS, "store_withdrawal"),
    "store_return": ("purchasing.read", purchasing_queries.STORE_WITHDRAWALS, "store_withdrawal"),
}
"""Who may read the documents behind a kind of posting, their list, and their page."""


def with_documents(by: By, rows: list[Any]) -> list[Any]:
    """Each move with its document, as far as it is theirs to read; a statement for each list that is asked."""
    numbers: dict[UUID, str] = {}
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        if known := _DOCUMENTS.get(row.posting.kind):
            wanted.setdefault(known[2], set()).add(row.posting.subject_id)
    for needs, listing, name in {known[2]: known for known in _DOCUMENTS.values()}.values():
        if (ids := wanted.get(name)) and access_queries.may(by, needs):
            numbers |= dict(listing.rows(by).filter(pk__in=ids).order_by().values_list("pk", "number"))
    for row in rows:
        row.document = numbers.get(row.posting.subject_id, "")
        row.document_url = (
            address(_DOCUMENTS[row.posting.kind][2], row.posting.subject_id) if row.document else ""
        )
    return rows


def with_after(by: By, rows: list[Any]) -> list[Any]:
    """Each move with its document; where all are of one item, with what lay of it in that warehouse afterwards."""
    rows = with_documents(by, rows)
    items = {row.item_id for row in rows}
    found = (
        inventory_queries.after_moves(next(iter(items)), [row.pk for row in rows]) if len(items) == 1 else {}
    )
    own = by.scope.get("warehouse")
    for row in rows:
        here = own or row.to_place.warehouse_id
        row.after = found.get((row.pk, here)) or found.get((row.pk, row.from_place.warehouse_id))
    return rows

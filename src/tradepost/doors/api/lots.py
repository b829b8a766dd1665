"""Lots and serials: their state, where they lie, where they came from, and who got them."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, LotStopped
from tradepost.domain.inventory.models import Lot
from tradepost.domain.inventory.queries import LOTS
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.reports.queries import LOT_DELIVERIES
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Day, DayOut, Id, IdOut, MomentOut, about, text
from tradepost.doors.api.inventory import ShelfOut
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Stock"])
LotCode = text(80, 1)


class LotIn(In):
    """A lot."""

    item_id: Id = about("The item.", AN_ID)
    code: LotCode = about("What the label says.", "L-2026-07")
    expires_on: Day | None = about("Its last day.", "2027-01-31", None)
    best_before_on: Day | None = about("Until when it is best; stops nothing.", None, None)
    supplier_code: text(80) = about("The supplier's own code of it.", None, "")  # type: ignore[valid-type]


class LotsIn(In):
    """Lots to be known."""

    lots: list[LotIn] = about("Up to 1,000 lots.", min_length=1, max_length=1000)


class LotChange(In):
    """What was wrong about a lot."""

    expires_on: Day | None = about("Its last day; null: none.", "2027-02-28", None)
    best_before_on: Day | None = about("Until when it is best; null: not said.", "2027-01-31", None)
    supplier_code: text(80) = about("The supplier's own code of it.", "S-77", "")  # type: ignore[valid-type]
    reason: text(1000) = about("Why; needed for another last day.", "misread", "")  # type: ignore[valid-type]


class LotReasonIn(In):
    """Why a lot is stopped, or let go."""

    reason: text(1000, 1) = about("Why; kept in its history.", "the supplier recalls it")  # type: ignore[valid-type]


class LotOut(Shape):
    """A lot; of an item tracked by serial, one piece."""

    FROM = {"sku": "item.sku", "standing": lambda lot: lot.standing(_today())}

    id: IdOut = about("The lot.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of the item.", "MILK-1")
    code: str = about("What the label says.", "L-2026-07")
    supplier_code: str = about("The supplier's own code of it.", "S-77")
    state: str = about("What was decided: usable, quarantine or recalled.", "usable")
    standing: str = about("The same, or expired.", "usable")
    expires_on: DayOut | None = about("Its last day.")
    best_before_on: DayOut | None = about("Until when it is best.")
    on_hand: int = about("What lies of it, base units, also in quarantine.", 12)
    made_at: MomentOut = about("Since when it is known.")
    version: int = about("Counts the changes.", 1)


class LotWhole(LotOut):
    """A lot, and where it lies."""

    places: list[ShelfOut] = about("Where it lies now.")


class LotHitOut(Shape):
    """Part of an order line that a stopped lot meets."""

    order_id: IdOut = about("The order.")
    order_line_id: IdOut = about("Its line.")
    quantity: int = about("Base units.", 4)


class LotStoppedOut(Shape):
    """What followed from a lot's new state."""

    lot: LotOut = about("The lot as it is now.")
    lost: list[LotHitOut] = about("Who lost stock that was promised: it waits for other stock or supply.")
    picked: list[LotHitOut] = about("What is set aside in shipments, which may not leave with it.")


class LotReceiptOut(Shape):
    """A delivery that brought some of a lot."""

    FROM = {
        "receipt_number": "receipt.number",
        "received_at": "receipt.received_at",
        "purchase_order_id": "receipt.purchase_order_id",
        "purchase_order_number": "receipt.purchase_order.number",
        "supplier_id": "receipt.purchase_order.supplier_id",
        "supplier_name": "receipt.purchase_order.supplier_name",
    }

    receipt_id: IdOut = about("The receipt.")
    receipt_number: str = about("Its number.", "GR-1001")
    received_at: MomentOut = about("When.")
    purchase_order_id: IdOut = about("The purchase order.")
    purchase_order_number: str = about("Its number.", "PO-1001")
    supplier_id: IdOut = about("The supplier.")
    supplier_name: str = about("Their name.", "Assam Imports")
    counted: int = about("Base units that arrived.", 24)
    damaged: int = about("Of these, damaged.", 0)


class LotDeliveryOut(Shape):
    """A lot in a line of a shipment that left."""

    FROM = {
        "sku": "lot.item.sku",
        "item_id": "lot.item_id",
        "customer_id": "shipment.order.customer_id",
        "customer_name": "shipment.order.customer_name",
        "customer_email": "shipment.order.customer.party.email",
        "customer_po": "shipment.order.customer_po",
        "order_id": "shipment.order_id",
        "order_number": "shipment.order.number",
        "shipment_number": "shipment.number",
        "shipped_at": "shipment.shipped_at",
        "tracking_number": "shipment.tracking_number",
        "shipping_address": "shipment.shipping_address",
    }

    lot_id: IdOut = about("The lot.")
    lot_code: str = about("What the label says.", "L-2026-07")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "MILK-1")
    customer_id: IdOut = about("Who got it.")
    customer_name: str = about("Their name.", "Café Blum")
    customer_email: str = about("Where they get mail.", "post@blum.example")
    contact: str = about(
        "The first person known there, with e-mail and telephone.", "Ida Blum ida@blum.example"
    )
    customer_po: str = about("Their number of the order.", "PO-77")
    order_id: IdOut = about("The order.")
    order_number: str = about("Its number.", "SO-1042")
    shipment_id: IdOut = about("The shipment.")
    shipment_number: str = about("Its number.", "SH-1042")
    shipped_at: MomentOut = about("When it left.")
    parcels: str = about("The shipment's parcels, each with its tracking number.", "1 00340, 2 00341")
    tracking_number: str = about("The shipment's tracking number.", "00340")
    shipping_address: str = about("Where it went.", "Hauptstr. 1, 50667 Köln")
    shipped: int = about("Base units that left.", 12)
    returned: int = about("Base units that came back.", 2)
    kept: int = about("Base units that are still there.", 10)


def _today() -> date:
    return timezone.localdate()


def _whole(by: By, lot_id: Any) -> dict[str, Any]:
    lot = inventory_queries.lot(by, lot_id)
    return LotWhole.plain(lot, places=[ShelfOut.plain(row) for row in inventory_queries.placed_lot(by, lot)])


def _told(by: By, stopped: LotStopped) -> dict[str, Any]:
    hit = {
        name: [
            LotHitOut.plain(
                None, order_id=str(one.document_id), order_line_id=str(one.demand_id), quantity=one.quantity
            )
            for one in rows
        ]
        for name, rows in (("lost", stopped.lost), ("picked", stopped.picked))
    }
    return LotStoppedOut.plain(None, lot=LotOut.plain(inventory_queries.lot(by, stopped.lot_id)), **hit)


def _lots(by: By, rows: list[Lot]) -> list[dict[str, Any]]:
    return [LotOut.plain(row) for row in rows]


lists(router, "/lots", LOTS, name="list_lots", needs="inventory.read", gives=LotOut, write=_lots)
lists(
    router,
    "/lot-deliveries",
    LOT_DELIVERIES,
    name="list_lot_deliveries",
    needs="sales.read",
    gives=LotDeliveryOut,
)


@changes(router, "POST", "/lots", needs="inventory.ensure_lots", gives=list[LotOut])
def ensure_lots(by: By, body: LotsIn) -> list[dict[str, Any]]:
    """The lots of these codes, made where they are new; a known lot keeps its days and its supplier's code."""
    made = inventory.ensure_lots(by, lots=[LotInput(**lot.model_dump()) for lot in body.lots])
    found = LOTS.rows(by).in_bulk(list(made.values()))
    if len(found) < len(set(made.values())):
        raise NotFound("One of these items is not known. Look for it in the list of items.")
    return [LotOut.plain(found[lot_id]) for lot_id in made.values()]


@reads(router, "/lots/{lot_id}", needs="inventory.read", gives=LotWhole)
def get_lot(by: By, lot_id: Id) -> dict[str, Any]:
    """A lot or serial, and where it lies; /lot-deliveries?lot= tells who got it, /moves?lot= its whole life."""
    return _whole(by, lot_id)


@reads(router, "/lots/{lot_id}/receipts", needs="purchasing.read", gives=list[LotReceiptOut])
def list_lot_receipts(by: By, lot_id: Id) -> list[dict[str, Any]]:
    """The deliveries that brought a lot, the first first."""
    inventory_queries.lot(by, lot_id)
    return [LotReceiptOut.plain(row) for row in purchasing_queries.receipt_lines_of_lot(by, lot_id)]


@changes(router, "PATCH", "/lots/{lot_id}", needs="inventory.change_lot", gives=LotWhole, within=LOTS)
def change_lot(by: By, lot_id: Id, body: LotChange) -> dict[str, Any]:
    """Correct a lot's days or its supplier's code; a last day that is past stops it."""
    inventory.change_lot(by, lot_id=lot_id, **body.model_dump(exclude_unset=True))
    return _whole(by, lot_id)


@changes(
    router,
    "POST",
    "/lots/{lot_id}/quarantine",
    needs="inventory.quarantine_lot",
    gives=LotStoppedOut,
    within=LOTS,
)
def quarantine_lot(by: By, lot_id: Id, body: LotReasonIn) -> dict[str, Any]:
    """Sell, pick and ship nothing of a lot until it is released; says which orders lost stock by it."""
    return _told(by, inventory.quarantine_lot(by, lot_id=lot_id, reason=body.reason))


@changes(
    router, "POST", "/lots/{lot_id}/recall", needs="inventory.recall_lot", gives=LotStoppedOut, within=LOTS
)
def recall_lot(by: By, lot_id: Id, body: LotReasonIn) -> dict[str, Any]:
    """Stop a lot for good and fetch back what left of it: /lot-deliveries?lot= is the list."""
    return _told(by, inventory.recall_lot(by, lot_id=lot_id, reason=body.reason))


@changes(
    router, "POST", "/lots/{lot_id}/release", needs="inventory.release_lot", gives=LotStoppedOut, within=LOTS
)
def release_lot(by: By, lot_id: Id, body: LotReasonIn) -> dict[str, Any]:
    """Let a lot be sold again; what lies of it serves who waits."""
    return _told(by, inventory.release_lot(by, lot_id=lot_id, reason=body.reason))

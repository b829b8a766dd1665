"""Pallets and cartons that suppliers announce with their SSCC, each received as a whole."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import AnnouncedInput, AnnouncedPackageInput
from tradepost.domain.purchasing.models import AnnouncedPackage
from tradepost.domain.purchasing.queries import ANNOUNCED, PACKAGE_STATES, PURCHASE_ORDERS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Count, Day, DayOut, Id, IdOut, MomentOut, Note, about, text
from tradepost.doors.api.listings import lists
from tradepost.doors.api.purchasing.receipts import whole_receipt
from tradepost.doors.api.purchasing.schemas import ReceiptOut
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Receipts"])
AN_SSCC = "340123456789012340"
Code = text(80)


class AnnouncedLineIn(In):
    """What is in a package of one line and lot."""

    line_id: Id = about("A line of the purchase order.", AN_ID)
    quantity: Count = about("Base units.", 48)
    lot_code: Code = about("The lot or serial number, of items that are tracked.", "L7", "")
    expires_on: Day | None = about("The lot's last day.", None, None)
    best_before_on: Day | None = about("The lot's best-before day.", None, None)
    supplier_lot: Code = about("The supplier's own code of the lot.", None, "")


class AnnouncedIn(In):
    """A pallet or carton that comes."""

    sscc: text(18, 18) = about("Its SSCC, 18 digits.", AN_SSCC)  # type: ignore[valid-type]
    lines: list[AnnouncedLineIn] = about("What is in it.", min_length=1, max_length=1000)


class NoticeIn(In):
    """What a supplier sends, as their despatch advice says it."""

    notice: Code = about("The number of the despatch advice.", "DA-4711", "")
    expected_on: Day | None = about("When it comes; null: as the order says.", "2031-05-04", None)
    packages: list[AnnouncedIn] = about("Every pallet and carton.", min_length=1, max_length=500)


class SsccIn(In):
    """A scanned package."""

    id: Id | None = about("Your id for the receipt: sent twice, it is one receipt.", AN_ID, None)
    sscc: text(18, 18) = about("What was scanned, 18 digits.", AN_SSCC)  # type: ignore[valid-type]
    delivery_note: Code = about("The paper that came with it; empty: the despatch advice.", None, "")


class WithdrawIn(In):
    """Why a package will not come."""

    reason: Note = about("In words; kept on the timeline.", "Loaded anew", "")


class AnnouncedRow(Shape):
    """A pallet or carton that a supplier announced."""

    FROM = {
        "purchase_order_number": "purchase_order.number",
        "supplier_id": "purchase_order.supplier_id",
        "supplier_name": "purchase_order.supplier_name",
        "warehouse_id": "purchase_order.warehouse_id",
    }

    id: IdOut = about("The package.")
    sscc: str = about("Its SSCC.", AN_SSCC)
    state: str = about("Where it is.", "expected", json_schema_extra={"enum": list(PACKAGE_STATES)})
    notice: str = about("The number of the despatch advice.", "DA-4711")
    expected_on: DayOut | None = about("When it comes; null: as the order says.")
    purchase_order_id: IdOut = about("Its purchase order.")
    purchase_order_number: str = about("That order's number.", "PO-1000007")
    supplier_id: IdOut = about("Who sends it.")
    supplier_name: str = about("Their name.", "Tea Import Ltd")
    warehouse_id: IdOut = about("Where it goes.")
    receipt_id: IdOut | None = about("The receipt that took it in.")
    withdrawn_at: MomentOut | None = about("When it was withdrawn.")
    made_at: MomentOut = about("When it was announced.")


class AnnouncedLineOut(Shape):
    """What is in it of one line and lot, base units."""

    FROM = {"sku": "line.sku", "name": "line.name", "item_id": "line.item_id"}

    line_id: IdOut = about("The purchase order's line.")
    item_id: IdOut = about("The item.")
    sku: str = about("As ordered.", "TEA-1")
    name: str = about("As ordered.", "Assam, 500 g")
    quantity: int = about("Base units.", 48)
    lot_code: str = about("The lot or serial number.", "L7")
    expires_on: DayOut | None = about("The lot's last day.")
    best_before_on: DayOut | None = about("The lot's best-before day.")
    supplier_lot: str = about("The supplier's own code of the lot.")


class AnnouncedOut(AnnouncedRow):
    """A pallet or carton with what is in it."""

    lines: list[AnnouncedLineOut] = about("As announced.")


lists(
    router,
    "/announced-packages",
    ANNOUNCED,
    name="list_announced_packages",
    needs="purchasing.read",
    gives=AnnouncedRow,
)


def _whole(rows: list[AnnouncedPackage]) -> list[dict[str, Any]]:
    lines = purchasing_queries.announced_lines([row.pk for row in rows])
    return [AnnouncedOut.plain(row, lines=lines[row.pk]) for row in rows]


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/announced-packages",
    needs="purchasing.announce_packages",
    gives=list[AnnouncedOut],
    status=201,
    within=PURCHASE_ORDERS,
)
def announce_packages(by: By, purchase_order_id: Id, body: NoticeIn) -> list[dict[str, Any]]:
    """Announce pallets and cartons of a purchase order, as a supplier's despatch advice (ASN) does: all or none."""
    packages = [
        AnnouncedPackageInput(one.sscc, [AnnouncedInput(**line.model_dump()) for line in one.lines])
        for one in body.packages
    ]
    return _whole(
        purchasing.announce_packages(
            by,
            purchase_order_id=purchase_order_id,
            packages=packages,
            notice=body.notice,
            expected_on=body.expected_on,
        )
    )


@changes(
    router,
    "POST",
    "/announced-packages/receive",
    needs="purchasing.receive_package",
    gives=ReceiptOut,
    status=201,
    at="/api/v1/receipts/{id}",
)
def receive_package(by: By, body: SsccIn) -> dict[str, Any]:
    """Take in a package by its SSCC, as a whole. What nobody announced, or what was taken in before, is refused."""
    found = purchasing_queries.announced_by_sscc(by, body.sscc)
    if found is None:
        raise NotFound(f"No package was announced with the SSCC {body.sscc}. Count what is in it instead.")
    made = purchasing.receive_package(
        by, receipt_id=body.id or new_id(by.now), package_id=found.pk, delivery_note=body.delivery_note
    )
    return whole_receipt(by, made)


@reads(router, "/announced-packages/{announced_id}", needs="purchasing.read", gives=AnnouncedOut)
def get_announced_package(by: By, announced_id: Id) -> dict[str, Any]:
    """One package with what is in it."""
    return _whole([purchasing_queries.announced_package(by, announced_id)])[0]


@changes(
    router,
    "POST",
    "/announced-packages/{announced_id}/withdraw",
    needs="purchasing.withdraw_package",
    gives=AnnouncedOut,
    within=ANNOUNCED,
)
def withdraw_package(by: By, announced_id: Id, body: WithdrawIn) -> dict[str, Any]:
    """It will not come like this; what was ordered is expected as before."""
    purchasing.withdraw_package(by, package_id=announced_id, reason=body.reason)
    return _whole([purchasing_queries.announced_package(by, announced_id)])[0]

"""What was scanned: any barcode's text, and what it is here."""

from typing import Annotated, Any

from ninja import Router
from pydantic import StringConstraints

from tradepost.base.by import By
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries.scanned import KINDS
from tradepost.doors.api.endpoints import reads
from tradepost.doors.api.fields import DayOut, Id, IdOut, NumberOut, about, one_of
from tradepost.doors.api.shapes import Shape
from tradepost.render.sentences import said

router = Router(tags=["Scans"])
ScannedText = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=2000, pattern=r"^[^\x00]*$")
]


class ScanFitOut(Shape):
    """One thing that a scanned text may mean."""

    kind: one_of(*KINDS) = about("What it is.", "item")  # type: ignore[valid-type]
    id: IdOut = about("The item, place or document.")
    label: str = about("An SKU, a place's code, a document's number.", "TEA-100")
    detail: str = about("An item's name, a place's warehouse, a document's partner.", "Tea, 100 bags")
    state: str = about("An item's state, a place's kind; empty for documents.", "active")
    unit: str = about("What was scanned of an item: its base unit, or a packing.", "case")
    times: int = about("How many of that unit one scan is.", 1)
    quantity: int | None = about(
        "Base units of one scan, a case's pieces; null where they are no whole number, and 0 for all but items.",
        12,
    )
    warehouse_id: IdOut | None = about("The warehouse of a place.")


class ScanOut(Shape):
    """A scanned text: what the barcode says, and what it means here."""

    text: str = about("The data, without the scanner's identifier.", "(01)14006381333938(10)L7")
    gtin: str = about("The item's number, 14 digits, or that of what is inside.", "14006381333938")
    lot: str = about("The lot it names.", "L7")
    serial: str = about("The serial number it names.", "S-9")
    sscc: str = about("The logistic unit it names.", "340123456789012340")
    expires_on: DayOut | None = about("Use by.")
    best_before_on: DayOut | None = about("Best before.")
    weight_kg: NumberOut | None = about("Net weight, kilograms.")
    fits: list[ScanFitOut] = about(
        "All it may mean that you may see, best first; empty when it is not known."
    )
    says: str = about("Why it means nothing, and what to do; empty when it means something.", "")
    FROM = {"gtin": "item_gtin"}


@reads(router, "/scan", needs="catalog.read", gives=ScanOut)
def read_scan(by: By, text: ScannedText, warehouse_id: Id | None = None) -> dict[str, Any]:
    """What a text is: own codes, GTINs, GS1 element strings and Digital Links, places, documents.

    `text` is what the scanner sends, with or without its identifier (`]C1`), FNC1 as character 29 or `^`; or the
    text below the barcode, with brackets. `warehouse_id` leaves out the places of other warehouses. What your role
    may not see is as unknown as what is not there.
    """
    found = reports_queries.scanned_one(by, text, warehouse_id=warehouse_id)
    fits = [ScanFitOut.plain(fit) for fit in found.fits]
    return ScanOut.plain(found.scan, fits=fits, says=said(found.says))

"""The papers of stock, as PDF: labels of places, counting sheets, pick lists and notes of transfers."""

import base64
from typing import Annotated, Any

from ninja import Router
from pydantic import Field, StringConstraints

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.doors.api.endpoints import reads
from tradepost.doors.api.fields import Id, about
from tradepost.doors.api.shapes import Shape
from tradepost.render.documents.catalog import usual_sheet
from tradepost.render.documents.counting import sheet_of
from tradepost.render.documents.places import LABELS_AT_ONCE, labels_of_places
from tradepost.render.documents.transfers import transfer_note, transfer_pick_list
from tradepost.render.papers import LAYOUTS, render_labels, render_pdf

router = Router(tags=["Stock"])
Part = Annotated[int, Field(ge=1, le=10_000)]
Code = Annotated[str, StringConstraints(strict=True, max_length=120, pattern=r"^[^\x00]*$")]


class PaperOut(Shape):
    """A paper with its contents."""

    name: str = about("A name for the file.", "CNT-1001-sheet.pdf")
    content_type: str = about("What it is.", "application/pdf")
    content: str = about("The contents in base64.", "JVBERi0xLjcK")


def _paper(name: str, pdf: bytes) -> dict[str, Any]:
    content = base64.b64encode(pdf).decode()
    return PaperOut.plain(None, name=f"{name}.pdf", content_type="application/pdf", content=content)


@reads(router, "/warehouses/{warehouse_id}/place-labels", needs="inventory.read", gives=PaperOut)
def print_place_labels(
    by: By,
    warehouse_id: Id,
    place_id: Id | None = None,
    zone_id: Id | None = None,
    aisle: Code = "",
    part: Part = 1,
) -> dict[str, Any]:
    """Labels of the open places of a warehouse in the order of the walk, 480 at once: all, or of a zone or an aisle.

    Or of one place. On sheets of the size that your printers hold.
    """
    found = inventory_queries.visible_warehouse(by, warehouse_id)
    asked = {"warehouse": str(warehouse_id), "zone": str(zone_id or ""), "aisle": aisle}
    filters = {name: [value] for name, value in asked.items() if value}
    if place_id is None:
        begin = (part - 1) * LABELS_AT_ONCE
        places = inventory_queries.walked_places(by, filters, begin, LABELS_AT_ONCE)
    else:
        places = inventory_queries.places_of(by, [place_id])
        if [one.warehouse_id for one in places] != [found.pk]:
            raise NotFound("There is no such place in this warehouse.")
    pdf = render_labels(labels_of_places(places), LAYOUTS[usual_sheet()])
    return _paper(f"{found.code}-places", pdf)


@reads(router, "/counts/{count_id}/sheet", needs="counting.read", gives=PaperOut)
def print_count_sheet(by: By, count_id: Id, place: Code = "") -> dict[str, Any]:
    """What is still to be counted, as a sheet to write on: up to 500 lines, all or of places that begin so."""
    found = counting_queries.count(by, count_id)
    return _paper(f"{found.number}-sheet", render_pdf(sheet_of(by, found, place)))


@reads(router, "/transfers/{transfer_id}/pick-list", needs="transfers.read", gives=PaperOut)
def print_transfer_pick_list(by: By, transfer_id: Id) -> dict[str, Any]:
    """What is set aside for a transfer, in the order of the walk."""
    found = transfers_queries.transfer(by, transfer_id)
    paper = transfer_pick_list(found, inventory_queries.set_aside_for(transfer_id))
    return _paper(f"{found.number}-pick-list", render_pdf(paper))


@reads(router, "/transfers/{transfer_id}/note", needs="transfers.read", gives=PaperOut)
def print_transfer_note(by: By, transfer_id: Id) -> dict[str, Any]:
    """What travels with the goods of a transfer, to be signed where they arrive."""
    found = transfers_queries.transfer(by, transfer_id)
    return _paper(found.number, render_pdf(transfer_note(found, transfers_queries.loads_of(transfer_id))))

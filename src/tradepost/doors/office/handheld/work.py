"""One piece of work by scan: what is known so far goes from page to page in the form, and nothing else is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Balance, Place, Warehouse
from tradepost.domain.inventory.rules.putting_away import Proposal
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LONGEST_SCAN, Scanned
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import id_of
from tradepost.render.formats import number_text
from tradepost.render.sentences import said


@dataclass(frozen=True)
class Work:
    """What is known: from where, which goods, to where. `proposal` says where they go best."""

    warehouse: Warehouse
    source: Place | None = None
    line: Balance | None = None
    to: Place | None = None
    proposal: Proposal | None = None
    posting_id: UUID | None = None
    trouble: str = ""
    done: str = ""

    @property
    def step(self) -> str:
        """What is asked next."""
        if self.line is None:
            return "source" if self.source is None else "item"
        return "to" if self.to is None else "quantity"

    @property
    def suggested(self) -> int:
        """How many go there: all that is free, or what the proposed bin still takes."""
        if self.line is None:
            return 0
        proposal = self.proposal
        at_it = proposal and proposal.bin and self.to and proposal.bin.place_id == self.to.pk
        return proposal.quantity if proposal and at_it else int(self.line.on_hand - self.line.reserved)


Took = Callable[[By, Work, Scanned], Work]
"""What a scan means at this step. Raises Invalid when it means nothing here."""


def warehouse_of(by: By, text: str) -> Warehouse:
    """The warehouse that an address names, else the first that this person works in. Raises NotFound."""
    if text:
        return inventory_queries.visible_warehouse(by, id_of(text))
    found = inventory_queries.visible_warehouses(by)
    if not found:
        raise NotFound(_("There is no warehouse yet. Make one under Settings first."))
    return found[0]


def known(by: By, asked: Any, *, docks: bool) -> Work:
    """What a form or an address carried; what is gone meanwhile (moved, picked) is asked for again."""
    work = Work(warehouse_of(by, asked.get("warehouse", "")))
    if asked.get("source"):
        work = replace(work, source=place_here(work.warehouse, id_of(asked["source"])))
    number = asked.get("line", "")
    if number.isascii() and number.isdigit() and len(number) < 19:
        found = inventory_queries.free_lines(by, work.warehouse.pk, line=int(number), docks=docks)
        work = replace(work, line=found[0] if found else None)
    if work.line is not None and asked.get("to"):
        work = replace(work, to=place_here(work.warehouse, id_of(asked["to"])))
        posting = asked.get("posting_id", "")
        work = replace(work, posting_id=id_of(posting) if posting else None)
    return work


def place_here(warehouse: Warehouse, place_id: UUID) -> Place:
    """A place of this warehouse. Raises NotFound."""
    found = inventory_queries.place(place_id)
    if found.warehouse_id != warehouse.pk:
        raise NotFound(_("There is no such place."))
    return found


def scanned_place(work: Work, found: Scanned) -> Place:
    """The place that was scanned. Raises Invalid with what it was instead."""
    if found.place is None:
        raise Invalid(not_this(found, _("Scan the barcode of a bin.")))
    return place_here(work.warehouse, found.place.id)


def not_this(found: Scanned, wanted: str) -> str:
    """What was scanned, and what is wanted instead."""
    if not found.fits:
        return said(found.says)
    return f"{found.fits[0].label}: {found.fits[0].detail or found.fits[0].kind}. {wanted}"


def of_lot(lines: list[Balance], found: Scanned) -> list[Balance]:
    """Those of the lot or serial that the barcode names, if it names one."""
    lot = (found.scan.lot or found.scan.serial or "").lower()
    if not lot:
        return lines
    return [line for line in lines if line.lot is not None and line.lot.code.lower() == lot]


def run(
    request: HttpRequest, by: By, *, docks: bool, took: Took, shown: Callable[[By, Work], dict[str, Any]]
) -> HttpResponseBase:
    """Show the step, or take what was scanned, tapped or typed, and show the next one."""
    asked = request.POST if request.method == "POST" else request.GET
    work = known(by, asked, docks=docks)
    if request.method == "POST":
        work = _taken(request, by, work, took)
    work = replace(work, posting_id=work.posting_id or (new_id(by.now) if work.to else None))
    part = request.headers.get("HX-Request") == "true"
    template = "office/handheld/_work.html" if part else "office/handheld/work.html"
    context = {"work": work, **shown(by, work)}
    return render(request, template, context, status=422 if work.trouble else 200)


def _taken(request: HttpRequest, by: By, work: Work, took: Took) -> Work:
    scan = request.POST.get("scan", "").strip(" \t\r\n")
    try:
        if len(scan) > LONGEST_SCAN:
            raise Invalid(_("This could not be read. Load the page again."))
        if scan:
            found = reports_queries.scanned_one(by, scan, warehouse_id=work.warehouse.pk)
            again = work.to is not None and found.place is not None and found.place.id == work.to.pk
            if not again:  # the same bin once more says yes
                return took(by, work, found)
        if work.step == "quantity":
            return _moved(by, work, request.POST.get("quantity", ""))
        if scan or "line" in request.POST:
            return work
        raise Invalid(_("Nothing was scanned."))
    except Refusal as refusal:
        return replace(work, trouble=said(refusal.message))


def _moved(by: By, work: Work, typed: str) -> Work:
    """The goods lie in their bin now; the next ones follow."""
    assert work.line is not None
    assert work.to is not None
    count = figure(typed) if typed.strip() else None
    if typed.strip() and (count is None or count != int(count) or count <= 0):
        raise Invalid(_("Give a whole number above 0."))
    quantity = int(count) if count is not None else work.suggested
    line, to = work.line, work.to
    if line.place_id == to.pk:
        raise Invalid(_("It lies there already."))
    inventory.move_stock(
        by,
        posting_id=work.posting_id or new_id(by.now),
        warehouse_id=work.warehouse.pk,
        lines=[inventory.MoveInput(line.item_id, quantity, line.place_id, to.pk, line.lot_id)],
    )
    words = {"count": number_text(quantity), "unit": line.item.base_unit, "sku": line.item.sku, "to": to.code}
    return Work(work.warehouse, done=_("%(count)s %(unit)s %(sku)s lie in %(to)s now.") % words)

"""An announced pallet or carton at the dock: its SSCC shows what is in it; scanned once more, it is taken in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.gs1 import in_groups
from tradepost.base.ids import new_id
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import AnnouncedPackage
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LONGEST_SCAN
from tradepost.doors.office.handheld.choosing import Way
from tradepost.doors.office.handheld.work import not_this
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.render.sentences import said


def way_of_package(by: By, warehouse: Warehouse, package_id: UUID) -> Way:
    """The way to what is announced. Raises ReceivedBefore, Withdrawn, and Invalid for another warehouse's."""
    found = purchasing_queries.announced_package(by, package_id)
    purchasing_queries.refuse_used(found)
    house = found.purchase_order.warehouse
    if house.pk != warehouse.pk:
        raise Invalid(
            _("This package is for %(house)s, not for %(here)s.")
            % {"house": house.name, "here": warehouse.name}
        )
    return Way(
        address("hand_receive_package", found.pk), in_groups(found.sscc), found.purchase_order.supplier_name
    )


@page("purchasing.receive_package")
def package(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What was announced; a tap, or its own SSCC once more, takes it in."""
    found = purchasing_queries.announced_package(by, pk)
    back = f"{address('hand_receive')}?warehouse={found.purchase_order.warehouse_id}"
    part = request.headers.get("HX-Request") == "true"
    trouble = ""
    if request.method == "POST":
        try:
            receipt = _taken_in(request, by, found)
        except Refusal as refusal:
            trouble = said(refusal.message)
        else:
            url = f"{back}&receipt={receipt}"
            return HttpResponse(status=204, headers={"HX-Redirect": url}) if part else redirect(url)
    elif found.state != "expected":
        try:
            purchasing_queries.refuse_used(found)
        except Refusal as refusal:
            trouble = said(refusal.message)
    context = {
        "package": found,
        "number": in_groups(found.sscc),
        "lines": purchasing_queries.announced_lines([pk])[pk],
        "trouble": trouble,
        "open": found.state == "expected",
        "receipt_id": request.POST.get("receipt_id") or new_id(by.now),
        "back": back,
        "ask": _("Scan it once more to take it in"),
    }
    template = "office/handheld/_package.html" if part else "office/handheld/package.html"
    return render(request, template, context, status=422 if trouble and request.method == "POST" else 200)


def _taken_in(request: HttpRequest, by: By, found: AnnouncedPackage) -> UUID:
    """The receipt. Raises Invalid when something else was scanned."""
    scan = request.POST.get("scan", "").strip(" \t\r\n")
    if len(scan) > LONGEST_SCAN:
        raise Invalid(_("This could not be read. Load the page again."))
    if scan:
        seen = reports_queries.scanned_one(by, scan)
        if found.sscc not in (seen.scan.sscc, seen.scan.text):
            raise Invalid(not_this(seen, _("Scan this package once more, or press the button.")))
    receipt = purchasing.receive_package(
        by, receipt_id=id_of(request.POST.get("receipt_id")), package_id=found.pk
    )
    return receipt.pk

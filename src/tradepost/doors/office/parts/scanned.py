"""What was scanned, as the office's scripts take it: the item that a grid counts, or whatever a text is."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.gs1 import Scan
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Fit, Scanned
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.render.sentences import said

KINDS = {
    "item": gettext_lazy("Item"),
    "place": gettext_lazy("Place"),
    "order": gettext_lazy("Order"),
    "shipment": gettext_lazy("Shipment"),
    "purchase_order": gettext_lazy("Purchase order"),
    "receipt": gettext_lazy("Receipt"),
    "invoice": gettext_lazy("Invoice"),
    "return": gettext_lazy("Return"),
    "quote": gettext_lazy("Quote"),
    "payment": gettext_lazy("Payment"),
    "transfer": gettext_lazy("Transfer"),
    "count": gettext_lazy("Count"),
    "parcel": gettext_lazy("Package"),
    "announced": gettext_lazy("Announced package"),
}


def last_days(scan: Scan) -> tuple[str, str]:
    """The two days that a barcode tells: until when goods may be used, and until when they are best; "" where none.

    Best before, and sell by without it, stop nothing: goods are sold past them until somebody decides otherwise.
    """
    best = scan.best_before_on or scan.sell_by_on
    return scan.expires_on.isoformat() if scan.expires_on else "", best.isoformat() if best else ""


def fit_url(fit: Fit) -> str:
    """The page of what was scanned; of a line on a count's paper the sheet, from that line on."""
    if fit.kind == "count" and fit.line:
        return f"{address('count_sheet', fit.id)}?paper=yes&after={fit.line - 1}"
    return address(fit.kind, fit.id)


def scanned_item(by: By, code: str, party_id: UUID | None = None) -> dict[str, Any]:
    """For a grid: the item that a code names best under `items`, else none and under `says` why."""
    found = reports_queries.scanned_one(by, code, party_id=party_id)
    item = next((fit for fit in found.fits if fit.kind == "item"), None)
    if item is None:
        return {"items": [], "says": said(found.says) or no_item(found)}
    if item.state != "active":
        return {"items": [], "says": _("%s is discontinued.") % item.label}
    if not item.times:
        return {"items": [], "says": no_whole(item)}
    units = catalog_queries.units_of([item.id])
    pieces = {item.base_unit: [1, 1]} | {unit.name: [unit.numerator, unit.denominator] for unit in units}
    return {
        "items": [
            {
                "id": str(item.id),
                "code": item.label,
                "name": item.detail,
                "unit": item.unit,
                "times": item.times,
                "units": list(pieces),
                "pieces": pieces,
            }
        ]
    }


def scanned_goods(
    by: By,
    code: str,
    *,
    warehouse_id: UUID,
    lot: str,
    days: tuple[str, str] | tuple[()] = (),
    party_id: UUID | None = None,
) -> dict[str, Any]:
    """For lines in base units: the item, with its lot in the column `lot`; or a `place`; else under `says` why.

    `days`: the columns of its last day and its best-before day, where there are some.
    """
    found = reports_queries.scanned_one(by, code, party_id=party_id, warehouse_id=warehouse_id)
    item = next((fit for fit in found.fits if fit.kind == "item"), None)
    if item is None:
        if found.place:
            return {"items": [], "place": found.place.label}
        return {"items": [], "says": said(found.says) or no_item(found)}
    if not item.quantity:
        return {"items": [], "says": no_whole(item)}
    own = found.scan.serial if item.tracking == "serial" else found.scan.lot
    sets = {lot: own, **dict(zip(days, last_days(found.scan), strict=False))}
    hit = {
        "id": str(item.id),
        "code": item.label,
        "name": item.detail,
        "unit": item.base_unit,
        "times": item.quantity,
        "units": [item.base_unit],
        "pieces": {item.base_unit: [1, 1]},
        "tracking": item.tracking,
        "sets": {name: text for name, text in sets.items() if text} if item.tracking != "none" else {},
    }
    return {"items": [hit]}


def no_item(found: Scanned) -> str:
    """It is something, but no item."""
    fit = found.fits[0]
    return _("%(code)s is no item. It is: %(kind)s.") % {"code": fit.label, "kind": KINDS[fit.kind]}


def no_whole(item: Fit) -> str:
    """The barcode says none, or no whole number of base units."""
    words = {"sku": item.label, "unit": item.base_unit}
    return _("This barcode of %(sku)s does not say a whole number of %(unit)s. Type the quantity.") % words


@page()
def scan(request: HttpRequest, by: By) -> HttpResponseBase:
    """What `text` is, each with its address; `warehouse` leaves out the places of others."""
    text, warehouse = request.GET.get("text", ""), request.GET.get("warehouse", "")
    if len(text) > reports_queries.LONGEST_SCAN:
        raise Invalid(_("This could not be read. Load the page again."))
    found = reports_queries.scanned_one(by, text, warehouse_id=id_of(warehouse) if warehouse else None)
    expires, best = last_days(found.scan)
    return JsonResponse(
        {
            "text": found.scan.text,
            "lot": found.scan.lot,
            "serial": found.scan.serial,
            "expires": expires,
            "best_before": best,
            "says": said(found.says),
            "fits": [
                {
                    "kind": fit.kind,
                    "kind_label": str(KINDS[fit.kind]),
                    "id": str(fit.id),
                    "label": fit.label,
                    "detail": fit.detail,
                    "url": fit_url(fit),
                    "unit": fit.unit,
                    "quantity": fit.quantity,
                    "tracking": fit.tracking,
                    "warehouse": str(fit.warehouse_id or ""),
                }
                for fit in found.fits
            ],
        }
    )

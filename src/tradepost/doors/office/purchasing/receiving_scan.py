"""A scan at the dock: which line of the order it counts, with lot and its days, or where the goods are put."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.catalog.rules.weights import milli_of_kilograms, shown_weight
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Fit
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import shown
from tradepost.doors.office.parts.scanned import last_days, no_whole
from tradepost.render.sentences import said

SETS = ("lot_code", "expires_on", "best_before_on", "place")
"""The columns that a scan fills beside the count."""


def scanned_line(
    by: By, order: PurchaseOrder, lines: Sequence[PurchaseOrderLine], code: str
) -> dict[str, Any]:
    """For the grid: the line's item under `items`, a bin's `place`, or the `url` of an announced package.

    Else under `says` what is wrong.
    """
    found = reports_queries.scanned_one(
        by, code, party_id=order.supplier.party_id, warehouse_id=order.warehouse_id
    )
    if package := next((fit for fit in found.fits if fit.kind == "announced"), None):
        return {"items": [], "url": address("announced", package.id)}
    items = [fit for fit in found.fits if fit.kind == "item"]
    by_item = lines_by_item(lines)
    item = next((fit for fit in items if fit.id in by_item), None)
    if item is None:
        if found.place:
            return {"items": [], "place": found.place.label}
        if items:
            return _nothing(_("%s is not on this order.") % items[0].label)
        if found.says and not found.is_plain:
            return _nothing(said(found.says))
        return _nothing(_("“%s” is no item of this order and no place of its warehouse.") % found.scan.text)
    if not item.quantity:
        return _nothing(no_whole(item))
    hit = _hit(by_item[item.id], item, found.scan.weight_kg)
    if item.tracking != "none":
        own = found.scan.serial if item.tracking == "serial" else found.scan.lot
        expires, best = last_days(found.scan)
        hit["sets"] = {"lot_code": own, "expires_on": expires, "best_before_on": best}
    return {"items": [hit]}


def _nothing(says: str) -> dict[str, Any]:
    return {"items": [], "says": says}


def lines_by_item(lines: Sequence[PurchaseOrderLine]) -> dict[UUID, PurchaseOrderLine]:
    """An item ordered twice: what is scanned counts for the first line that is still open."""
    return {
        line.item_id: line
        for line in sorted(lines, key=lambda one: (not one.open, one.position), reverse=True)
    }


def _hit(line: PurchaseOrderLine, item: Fit, kilograms: Decimal | None) -> dict[str, Any]:
    """Counted in the line's unit when that packing was scanned, in base units otherwise; by the piece where it is paid
    by weight, with the weight that the barcode says."""
    own = item.base_unit if line.weighed else line.unit
    factor = (1, 1) if line.weighed else (line.unit_numerator, line.unit_denominator)
    in_units = item.unit.lower() == own.lower() and item.pieces == factor
    unit, times = (own, item.times) if in_units else (item.base_unit, item.quantity)
    return {
        "id": str(line.pk),
        "code": line.sku,
        "name": line.name,
        "unit": unit,
        "times": times,
        "units": list(dict.fromkeys([own, item.base_unit])),
        "pieces": {item.base_unit: (1, 1), own: factor},
        "sets": {},
        "adds": _weight(line, kilograms),
    }


def _weight(line: PurchaseOrderLine, kilograms: Decimal | None) -> dict[str, str]:
    """What the barcode says the goods weigh, in the line's unit, where it is paid by that."""
    if not line.weighed or kilograms is None or kilograms <= 0:
        return {}
    return {"weight": shown(shown_weight(milli_of_kilograms(kilograms, line.unit)))}

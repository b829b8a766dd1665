"""Moving by scan: from where, the goods, to where, then how many: all, if nobody says."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports.queries import Scanned
from tradepost.doors.office.handheld.work import Work, not_this, of_lot, run, scanned_place
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address


@page("inventory.move_stock")
def move(request: HttpRequest, by: By) -> HttpResponseBase:
    return run(request, by, docks=False, took=_took, shown=_shown)


def _took(by: By, work: Work, found: Scanned) -> Work:
    if work.line is not None:
        return replace(work, to=scanned_place(work, found), posting_id=None)
    items = {fit.id: fit.label for fit in found.fits if fit.kind == "item"}
    if found.place is not None and not items:
        source = scanned_place(work, found)
        if not inventory_queries.free_lines(by, work.warehouse.pk, place_id=source.pk):
            raise Invalid(_("Nothing in %s is free to be moved.") % source.code)
        return replace(work, source=source)
    if not items:
        raise Invalid(not_this(found, _("Scan a bin, or an item.")))
    sku = next(iter(items.values()))
    source_id = work.source.pk if work.source else None
    lines = inventory_queries.free_lines(by, work.warehouse.pk, item_ids=list(items), place_id=source_id)
    if not lines:
        raise Invalid(
            _("No %(sku)s lies in %(place)s free to be moved.") % {"sku": sku, "place": work.source.code}
            if work.source
            else _("No %s is free to be moved here.") % sku
        )
    right = of_lot(lines, found)
    if len(right) == 1:
        return replace(work, line=right[0], source=right[0].place)
    if not right:
        raise Invalid(_("This lot of %s does not lie there.") % sku)
    if work.source is None and len({line.place_id for line in right}) > 1:
        raise Invalid(_("%s lies in several places. Scan the place first.") % sku)
    raise Invalid(_("Several lots of %s lie there. Scan the label with the lot, or tap the right one.") % sku)


def _shown(by: By, work: Work) -> dict[str, Any]:
    """The words of the step."""
    here = f"{address('hand_move')}?warehouse={work.warehouse.pk}"
    shown = {"title": _("Move"), "here": address("hand_move"), "again": here}
    if work.line is not None:
        return {**shown, "ask": _("Scan where it goes") if work.to is None else _("How many?")}
    if work.source is None:
        return {**shown, "ask": _("Scan the bin it lies in")}
    lines = inventory_queries.free_lines(by, work.warehouse.pk, place_id=work.source.pk)
    return {**shown, "ask": _("Scan the goods"), "choices": lines, "nothing": _("Nothing is left here.")}

"""Putting away by scan: the goods, then the bin (the page says which, and why), then how many: all, if nobody says."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports.queries import Scanned
from tradepost.doors.office.handheld.work import Work, not_this, of_lot, run, scanned_place
from tradepost.doors.office.inventory.words import WHYS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address


@page("inventory.move_stock")
def put_away(request: HttpRequest, by: By) -> HttpResponseBase:
    return run(request, by, docks=True, took=_took, shown=_shown)


def _took(by: By, work: Work, found: Scanned) -> Work:
    if work.line is not None:
        return replace(work, to=scanned_place(work, found), posting_id=None)
    items = {fit.id: fit.label for fit in found.fits if fit.kind == "item"}
    if not items:
        raise Invalid(not_this(found, _("Scan an item that waits on the dock.")))
    sku = next(iter(items.values()))
    lines = inventory_queries.free_lines(by, work.warehouse.pk, item_ids=list(items), docks=True)
    if not lines:
        raise Invalid(_("%s does not wait on a dock.") % sku)
    right = of_lot(lines, found)
    if not right:
        raise Invalid(_("This lot of %s does not wait on a dock.") % sku)
    if len({(line.item_id, line.lot_id) for line in right}) > 1:
        raise Invalid(_("Several lots of %s wait. Scan the label with the lot, or tap the right one.") % sku)
    return replace(work, line=right[0])


def _shown(by: By, work: Work) -> dict[str, Any]:
    """The words of the step, and where the goods go."""
    here = f"{address('hand_put_away')}?warehouse={work.warehouse.pk}"
    shown = {"title": _("Put away"), "here": address("hand_put_away"), "again": here, "docks": True}
    if work.line is None:
        lines = inventory_queries.free_lines(by, work.warehouse.pk, docks=True)
        nothing = _("Nothing waits on a dock.")
        return {**shown, "ask": _("Scan the goods"), "choices": lines, "nothing": nothing}
    proposals = inventory_queries.proposals_for([work.line], by.now).get(work.line.pk, [])
    first = proposals[0] if proposals else None
    work_now = replace(work, proposal=first)
    shown |= {"work": work_now, "proposal": first, "why": WHYS[first.why] if first else ""}
    if work.to is None:
        return {**shown, "ask": _("Scan the bin")}
    other = first and first.bin and first.bin.place_id != work.to.pk
    return {**shown, "ask": _("How many?"), "other": other}

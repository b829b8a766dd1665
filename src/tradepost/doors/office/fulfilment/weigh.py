"""The scales: what picked goods weigh that are billed by weight, typed or scanned, on a phone or at a desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.catalog.rules.weights import milli_of_kilograms, shown_weight
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import LineToWeigh, WeightUnlikely
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LONGEST_SCAN
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import shown
from tradepost.doors.office.parts.weighed import milli_typed, weights_in
from tradepost.doors.office.verbs import verb
from tradepost.render.sentences import said

_LONGEST = 2000
NEXT = 40
"""So many lines are drawn at once; the next ones follow as these are kept."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as its row shows it, with what was typed so far and what is wrong with it."""

    line: LineToWeigh
    typed: str
    error: str = ""

    @property
    def together(self) -> Decimal | None:
        """What several weights come to; None: there is one, or none."""
        if len(weights_in(self.typed)) < 2:
            return None
        try:
            return shown_weight(milli_typed(self.typed, self.line.unit))
        except Invalid:
            return None

    @property
    def is_ready(self) -> bool:
        return bool(self.line.picked) and not self.line.to_pick


def _lines(shipment: Shipment, typed: Mapping[str, str] | None = None) -> list[Shown]:
    """The lines to weigh, those without a weight first; with what was typed, or what they weigh."""
    found = [line for line in fulfilment_queries.lines_to_weigh(shipment.pk) if line.picked or line.to_pick]
    if typed:
        return [Shown(line, typed[str(line.line_id)]) for line in found if str(line.line_id) in typed]
    return [
        Shown(line, "" if line.milli is None else shown(shown_weight(line.milli)))
        for line in sorted(found, key=lambda line: line.milli is not None)
    ]


@page("fulfilment.weigh_shipment")
def shipment_weigh(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    shipment = fulfilment_queries.shipment(by, pk)
    return render(request, "office/fulfilment/weigh.html", _context(shipment, _lines(shipment)))


def _context(
    shipment: Shipment, lines: Sequence[Shown], *, trouble: str = "", unlikely: bool = False
) -> dict[str, Any]:
    return {
        "shipment": shipment,
        "lines": lines[:NEXT],
        "more": max(len(lines) - NEXT, 0),
        "trouble": trouble,
        "unlikely": unlikely,
        "back_url": address("shipment", shipment.pk),
    }


@verb("fulfilment.weigh_shipment", back="office:shipment_weigh")
def shipment_weights(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """A scan adds the weight that the barcode says to its line, as typed so far; without one, all is kept."""
    shipment = fulfilment_queries.shipment(by, pk)
    typed = {
        key.removeprefix("weight-"): value[:_LONGEST]
        for key, value in request.POST.items()
        if key.startswith("weight-")
    }
    scan = request.POST.get("scan", "").strip(" \t\r\n")
    lines = _lines(shipment, typed)
    try:
        if scan:
            added = _added(by, shipment, lines, scan)
            return _again(request, shipment, [added if one.line == added.line else one for one in lines])
        fulfilment.weigh_shipment(
            by, shipment_id=pk, weights=_weights(lines), as_weighed="as_weighed" in request.POST
        )
    except WeightUnlikely as refusal:
        return _again(request, shipment, lines, trouble=said(refusal.message), unlikely=True)
    except Refusal as refusal:
        fields = refusal.facts.get("fields") or {}
        told = " ".join(said(str(text)) for text in fields.values()) or said(refusal.message)
        return _again(request, shipment, lines, trouble=told)
    messages.success(request, _("Weighed."))
    left = [one for one in _lines(shipment) if one.is_ready and one.line.milli is None]
    url = address("shipment_weigh" if left else "shipment", pk)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _again(request: HttpRequest, shipment: Shipment, lines: Sequence[Shown], **told: Any) -> HttpResponseBase:
    part = request.headers.get("HX-Request") == "true"
    template = "office/fulfilment/_weigh.html" if part else "office/fulfilment/weigh.html"
    return render(
        request, template, _context(shipment, lines, **told), status=422 if told.get("trouble") else 200
    )


def _weights(lines: Sequence[Shown]) -> list[tuple[UUID, int]]:
    """What was typed, in thousandths. Raises Invalid naming the item whose weight cannot be read."""
    found = []
    for one in lines:
        if one.typed.strip():
            try:
                found.append((one.line.line_id, milli_typed(one.typed, one.line.unit)))
            except Invalid as wrong:
                raise Invalid(f"{one.line.sku}: {wrong.message}") from None
    if not found:
        raise Invalid(_("Give at least one line a weight."))
    return found


def _added(by: By, shipment: Shipment, lines: Sequence[Shown], scan: str) -> Shown:
    """The line of what was scanned, with its weight beside what was typed. Raises Invalid."""
    if len(scan) > LONGEST_SCAN:
        raise Invalid(_("This could not be read. Load the page again."))
    found = reports_queries.scanned_one(by, scan, warehouse_id=shipment.warehouse_id)
    items = {fit.id: fit.label for fit in found.fits if fit.kind == "item"}
    wanted = [one for one in lines if one.line.item_id in items and one.is_ready]
    if not items:
        raise Invalid(said(found.says) if found.says else _("“%s” is no item of this shipment.") % scan)
    if not wanted:
        raise Invalid(_("%s is not to be weighed here, or not picked yet.") % next(iter(items.values())))
    kilograms = found.scan.weight_kg
    if kilograms is None or kilograms <= 0:
        raise Invalid(_("This barcode says no weight. Type what the scales show."))
    # Several lines of one item fill up in turn.
    one = next((each for each in wanted if _few(each)), wanted[-1])
    weight = shown(shown_weight(milli_of_kilograms(kilograms, one.line.unit)))
    return Shown(one.line, f"{one.typed.strip()} + {weight}" if one.typed.strip() else weight)


def _few(one: Shown) -> bool:
    """Whether fewer weights than pieces are written for it."""
    typed = one.typed.strip()
    return not typed or len(weights_in(typed)) < one.line.picked

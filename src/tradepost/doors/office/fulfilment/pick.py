"""The pick screen: the walk through the warehouse, one tap or one scan per place, on a phone or at a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import Pick
from tradepost.domain.fulfilment.models import PickTask, Shipment
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure, share_of
from tradepost.doors.office.parts.lots import lot_word, why_lots
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.verbs import verb
from tradepost.render.screens.form import ScreenForm
from tradepost.render.sentences import said

NEXT = 60
"""So many tasks are drawn at once; the next ones follow as these are done."""

REASONS = (
    ("", gettext_lazy("Choose …")),
    ("Not there", gettext_lazy("Not there")),
    ("Damaged", gettext_lazy("Damaged")),
    ("Expired", gettext_lazy("Expired")),
    ("Wrong item in the place", gettext_lazy("Wrong item in the place")),
)


class ShortForm(ScreenForm):
    """Less was found than asked."""

    quantity = forms.CharField(
        label=gettext_lazy("Found"), max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    short_reason = forms.ChoiceField(label=gettext_lazy("Why less"), choices=REASONS)
    half = ("quantity", "short_reason")


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as its row shows it."""

    task: PickTask
    form: ShortForm | None = None

    @property
    def lot_word(self) -> str:
        """Why this lot, where it is not just the one that is over first."""
        return lot_word(self.task.line.lot_trace, self.task.lot_id)

    @property
    def why_lot(self) -> str:
        """Which lots were looked at for its line."""
        return why_lots(self.task.line.lot_trace, None)

    @property
    def state(self) -> str:
        if self.task.done_at is None:
            return ""
        return "picked" if self.task.picked == self.task.asked else "short"


@page("fulfilment.record_picks")
def shipment_pick(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """`?short=<task>` opens that task's form."""
    shipment = fulfilment_queries.shipment(by, pk)
    tasks = fulfilment_queries.pick_list(pk)
    return render(
        request, "office/fulfilment/pick.html", _context(shipment, tasks, request.GET.get("short", ""))
    )


def _context(shipment: Shipment, tasks: Sequence[PickTask], short: str = "") -> dict[str, Any]:
    shown = [Shown(task, _short_form(task) if str(task.pk) == short else None) for task in tasks]
    still_open = [one for one in shown if one.task.done_at is None or one.form]
    done = [one for one in shown if one.task.done_at is not None]
    return {
        "shipment": shipment,
        "open": sorted(still_open, key=lambda one: one.form is None)[:NEXT],
        "more": max(len(still_open) - NEXT, 0),
        "done": sorted(done, key=lambda one: one.task.done_at or shipment.made_at, reverse=True)[:NEXT],
        "done_count": len(done),
        "count": len(tasks),
        "share": share_of(len(done), len(tasks)),
        "back_url": address("shipment", shipment.pk),
    }


def _short_form(task: PickTask) -> ShortForm:
    return ShortForm(initial={"quantity": "0"}, auto_id=f"id_{task.pk.hex[-8:]}_%s")


@verb("fulfilment.record_picks", back="office:shipment_pick")
def shipment_pick_task(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """One answer: a tap on a task (`task`), less of it (`quantity` and `short_reason`), or a scan (`scan`)."""
    shipment = fulfilment_queries.shipment(by, pk)
    scan = request.POST.get("scan", "").strip(" \t\r\n")  # not the separator of GS1, which counts as blank
    before = fulfilment_queries.pick_list(pk)
    try:
        task = (
            _scanned(by, shipment, before, scan)
            if "scan" in request.POST
            else _task(before, request.POST.get("task", ""))
        )
        fulfilment.record_picks(by, shipment_id=pk, picks=[_answer(request, task)])
    except Refusal as refusal:
        return _again(request, shipment, before, _sentence(refusal))
    return _again(request, shipment, fulfilment_queries.pick_list(pk))


def _sentence(refusal: Refusal) -> str:
    """A bad pick is told by what is wrong with it."""
    fields = refusal.facts.get("fields") or {}
    return " ".join(said(str(text)) for text in fields.values()) or said(refusal.message)


def _again(
    request: HttpRequest, shipment: Shipment, tasks: Sequence[PickTask], trouble: str = ""
) -> HttpResponseBase:
    if request.headers.get("HX-Request") != "true":
        if trouble:
            messages.error(request, trouble)
        return redirect(address("shipment_pick", shipment.pk))
    context = {**_context(shipment, tasks), "trouble": trouble}
    if not context["open"]:
        return HttpResponse(status=204, headers={"HX-Redirect": address("shipment", shipment.pk)})
    return render(request, "office/fulfilment/_pick.html", context, status=422 if trouble else 200)


def _task(tasks: Sequence[PickTask], text: str) -> PickTask:
    wanted = id_of(text)
    found = next((task for task in tasks if task.pk == wanted), None)
    if found is None:
        raise Invalid(_("This task is not on the list. Load the page again."))
    return found


def _scanned(by: By, shipment: Shipment, tasks: Sequence[PickTask], code: str) -> PickTask:
    """The first open task for the item and lot, or the only one at the place, that was scanned."""
    still_open = [task for task in tasks if task.done_at is None]
    found = reports_queries.scanned_one(by, code, warehouse_id=shipment.warehouse_id)
    items = {fit.id: fit.label for fit in found.fits if fit.kind == "item"}
    if wanted := [task for task in still_open if task.line.item_id in items]:
        return _of_lot(wanted, found.scan.lot)
    places = {fit.id: fit.label for fit in found.fits if fit.kind == "place"}
    here = [task for task in still_open if task.place_id in places]
    if len(here) == 1:
        return here[0]
    if here:
        raise Invalid(
            _("%(n)s items are to be taken from %(place)s. Scan the item.") % {"n": len(here), "place": code}
        )
    if items:
        raise Invalid(_("%s is not on the list, or already picked.") % next(iter(items.values())))
    if found.says and not found.is_plain:
        raise Invalid(found.says)
    raise Invalid(_("“%s” is no item and no place of this list.") % code)


def _of_lot(tasks: Sequence[PickTask], lot: str) -> PickTask:
    """The first of an item's tasks, of this lot where the barcode names one. Raises Invalid when another is asked."""
    right = [task for task in tasks if not lot or not task.lot_code or task.lot_code.lower() == lot.lower()]
    if right:
        return right[0]
    asked = tasks[0]
    words = {"wrong": lot, "lot": asked.lot_code, "place": asked.place_code}
    raise Invalid(_("This is lot %(wrong)s. Take lot %(lot)s from %(place)s.") % words)


def _answer(request: HttpRequest, task: PickTask) -> Pick:
    if "quantity" not in request.POST:
        return Pick(task.pk, task.asked)
    found = figure(request.POST["quantity"])
    if found is None or found != int(found):
        raise Invalid(_("Give a whole number."))
    return Pick(task.pk, int(found), request.POST.get("short_reason", ""))

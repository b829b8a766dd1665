"""Shipments: page, verbs, and releasing many orders at once."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.doors.office.fulfilment.forms import CancelForm, PackForm, ShipForm
from tradepost.doors.office.fulfilment.heads import SHIPMENT_HEAD
from tradepost.doors.office.fulfilment.shipment_page import shipment_page
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb


@page("fulfilment.read")
def shipment(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = fulfilment_queries.shipment(by, pk)
    return answer_document(request, shipment_page(by, pk), SHIPMENT_HEAD.editing(request, by, found))


@page("fulfilment.read")
def parcel(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """A scanned package leads to its shipment."""
    return redirect(address("shipment", fulfilment_queries.package(by, pk).shipment_id))


def _own(by: By, pk: UUID) -> UUID:
    """The shipment's id, when it is theirs to see. Raises NotFound."""
    return fulfilment_queries.shipment(by, pk).pk


@verb("fulfilment.record_picks", back="office:shipment")
def shipment_pick_all(request: HttpRequest, by: By, pk: UUID) -> str:
    """All tasks that are still open, as wholly found."""
    tasks = fulfilment_queries.pick_list(_own(by, pk))
    picks = [Pick(task.pk, task.asked) for task in tasks if task.done_at is None]
    fulfilment.record_picks(by, shipment_id=pk, picks=picks)
    return done(request, _("Everything is picked."))


@verb("fulfilment.pack_shipment", back="office:shipment", form=PackForm)
def shipment_pack(request: HttpRequest, by: By, form: PackForm, pk: UUID) -> str:
    packages = [PackageInput(weight_g=grams) for grams in form.cleaned_data["weights"]]
    fulfilment.pack_shipment(by, shipment_id=_own(by, pk), packages=packages)
    return done(request, _("Packed."))


@verb("fulfilment.ship_shipment", back="office:shipment", form=ShipForm)
def shipment_ship(request: HttpRequest, by: By, form: ShipForm, pk: UUID) -> str:
    fulfilment.ship_shipment(by, shipment_id=_own(by, pk), **form.cleaned_data)
    return done(request, _("Shipped."))


@verb("fulfilment.change_tracking", back="office:shipment", form=ShipForm)
def shipment_tracking(request: HttpRequest, by: By, form: ShipForm, pk: UUID) -> str:
    fulfilment.change_tracking(by, shipment_id=_own(by, pk), **form.cleaned_data)
    return done(request, _("Saved."))


@verb("fulfilment.deliver_shipment", back="office:shipment")
def shipment_deliver(request: HttpRequest, by: By, pk: UUID) -> str:
    fulfilment.deliver_shipment(by, shipment_id=_own(by, pk))
    return done(request, _("Delivered."))


@verb("fulfilment.cancel_shipment", back="office:shipment", form=CancelForm)
def shipment_cancel(request: HttpRequest, by: By, form: CancelForm, pk: UUID) -> str:
    fulfilment.cancel_shipment(by, shipment_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Cancelled. The order can be released again."))

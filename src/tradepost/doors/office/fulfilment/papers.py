"""Pick lists, packing slips and delivery notes as PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from tradepost.base.by import By
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.render.documents.fulfilment import (
    delivery_note_paper,
    packing_slip,
    parcel_labels,
    pick_list_paper,
)
from tradepost.render.papers import render_parcels, render_pdf


@page("fulfilment.read")
def pick_list_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    shipment = fulfilment_queries.shipment(by, pk)
    return answer_pdf(render_pdf(pick_list_paper(shipment)), f"{shipment.number} pick list")


@page("fulfilment.read")
def packing_slip_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    shipment = fulfilment_queries.shipment(by, pk)
    return answer_pdf(render_pdf(packing_slip(by, shipment)), f"{shipment.number} packing slip")


@page("fulfilment.read")
def delivery_note_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    shipment = fulfilment_queries.shipment(by, pk)
    return answer_pdf(render_pdf(delivery_note_paper(by, shipment)), f"{shipment.number} delivery note")


@page("fulfilment.read")
def parcel_labels_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """A label for each package; of a shipment whose boxes nobody counted, one."""
    shipment = fulfilment_queries.shipment(by, pk)
    return answer_pdf(render_parcels(parcel_labels(shipment)), f"{shipment.number} labels")

"""Shipments: one, many, and of an order."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import Plain, Unless, having, loosely
from tradepost.base.listing import Listing, Sum, choice, day_range, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Package, Shipment, ShipmentLine


def shipment(by: By, shipment_id: UUID) -> Shipment:
    """One shipment with its order and warehouse. Raises NotFound, also when it is not theirs to see."""
    found = _rows(by).filter(pk=shipment_id).first()
    if found is None:
        raise NotFound("There is no such shipment. Look for it in the list of shipments.")
    return found


def shipment_for_update(shipment_id: UUID) -> Shipment:
    """The shipment with its order, both locked (the shipment first). Raises NotFound."""
    locked = Shipment.objects.select_for_update(of=("self", "order"), no_key=True).select_related("order")
    found = locked.filter(pk=shipment_id).first()
    if found is None:
        raise NotFound("There is no such shipment. Look for it in the list of shipments.")
    return found


def shipment_by_id(shipment_id: UUID) -> Shipment:
    """The shipment, whoever asks; for commands that were sent twice."""
    return Shipment.objects.get(pk=shipment_id)


def first_shipment_of(order_id: UUID) -> Shipment:
    """The first shipment of an order, whoever asks; for commands that were sent twice."""
    return Shipment.objects.filter(order_id=order_id).order_by("made_at", "id")[:1].get()


def shipments_by_id(ids: Sequence[UUID]) -> dict[UUID, Shipment]:
    """Those of these shipments that exist."""
    return Shipment.objects.in_bulk(list(ids))


def shipments_of(by: By, order_id: UUID) -> list[Shipment]:
    """All shipments of an order, oldest first."""
    return list(_rows(by).filter(order_id=order_id).order_by("made_at", "id"))


def shipment_lines(shipment_id: UUID) -> list[ShipmentLine]:
    """The lines with their order line and item, by position."""
    lines = ShipmentLine.objects.filter(shipment_id=shipment_id).select_related("order_line", "item")
    return list(lines.order_by("position", "id"))


def packages(shipment_id: UUID) -> list[Package]:
    """The packages, by number."""
    return list(Package.objects.filter(shipment_id=shipment_id).order_by("number"))


def _packages(by: By) -> "QuerySet[Package]":
    rows = Package.objects.select_related("shipment__order", "shipment__warehouse")
    return access_queries.scoped(
        rows,
        by,
        rep="shipment__order__rep_id",
        customer="shipment__order__customer_id",
        warehouse="shipment__warehouse_id",
    )


PACKAGES: Listing[Package] = Listing(
    name="packages",
    rows=_packages,
    sorts={"made": ("made_at",), "shipment": ("shipment__made_at", "number")},
    default_sort="-made",
    filters={
        "shipment": reference("Shipment", "shipment_id"),
        "order": reference("Order", "shipment__order_id"),
        "customer": reference("Customer", "shipment__order__customer_id"),
        "warehouse": reference("Warehouse", "shipment__warehouse_id"),
        "shipped": day_range("Shipped", "shipment__shipped_at"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "sscc", "tracking_number", "shipment__number")),
)


def _carried(by: By) -> "QuerySet[Package]":
    called = Coalesce(Unless("tracking_number"), Unless("sscc"), Value(""))
    return _packages(by).annotate(found_by=Plain("sscc", "tracking_number"), called=called)


CARRIED: Listing[Package] = replace(
    PACKAGES, name="carried", rows=_carried, search=lambda rows, text: rows.filter(having(text))
)
"""Packages by the numbers they bear themselves, under one index: `called` is the carrier's, else the SSCC."""


def package(by: By, package_id: UUID) -> Package:
    """One package with its shipment and order. Raises NotFound, also when it is not theirs to see."""
    found = _packages(by).filter(pk=package_id).first()
    if found is None:
        raise NotFound("There is no such package.")
    return found


def _rows(by: By) -> "QuerySet[Shipment]":
    rows = Shipment.objects.select_related("order", "warehouse")
    return access_queries.scoped(
        rows, by, rep="order__rep_id", customer="order__customer_id", warehouse="warehouse_id"
    )


def _search(rows: "QuerySet[Shipment]", text: str) -> "QuerySet[Shipment]":
    return rows.filter(having(text))


SHIPMENTS: Listing[Shipment] = Listing(
    name="shipments",
    rows=_rows,
    sorts={
        "number": ("number",),
        "made": ("made_at",),
        "order": ("order__number",),
        "customer": ("order__customer_name",),
        "state": ("state", "made_at"),
        "quantity": ("asked_total",),
    },
    default_sort="-made",
    filters={
        "state": choice("State", "state", SHIPMENT.states),
        "order": reference("Order", "order_id"),
        "customer": reference("Customer", "order__customer_id"),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "made": day_range("Released", "made_at"),
        "shipped": day_range("Shipped", "shipped_at"),
    },
    search=_search,
    sums={"asked": Sum("Pieces", "asked_total"), "picked": Sum("Picked", "picked_total")},
    subject="pk",
)

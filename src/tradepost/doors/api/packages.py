"""Cartons and pallets of shipments, by their SSCC or the carrier's number."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.queries import PACKAGES
from tradepost.doors.api.endpoints import reads
from tradepost.doors.api.fields import Id, IdOut, MomentOut, about
from tradepost.doors.api.fulfilment_schemas import PackageOut
from tradepost.doors.api.listings import lists

router = Router(tags=["Shipments"])


class PackageRow(PackageOut):
    """A carton or pallet, with the shipment it is of."""

    FROM = {"shipment_number": "shipment.number", "order_id": "shipment.order_id", "state": "shipment.state"}

    shipment_id: IdOut = about("The shipment.")
    shipment_number: str = about("That shipment's number.", "SH-1042")
    order_id: IdOut = about("The order.")
    state: str = about("Of the shipment.", "packed")
    made_at: MomentOut = about("When it was closed.")


lists(
    router,
    "/packages",
    PACKAGES,
    name="list_packages",
    needs="fulfilment.read",
    gives=PackageRow,
    says="List packages, a page at a time; `q` finds one by its SSCC, the carrier's number or the shipment's.",
)


@reads(router, "/packages/{package_id}", needs="fulfilment.read", gives=PackageRow)
def get_package(by: By, package_id: Id) -> dict[str, Any]:
    """One package: what a scanned SSCC of ours is."""
    return PackageRow.plain(fulfilment_queries.package(by, package_id))

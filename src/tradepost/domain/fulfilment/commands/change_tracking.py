from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.base.flows import NotAllowed
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.events import TrackingChanged
from tradepost.domain.fulfilment.models import Shipment


@command
def change_tracking(
    by: By, *, shipment_id: UUID, tracking_number: str, carrier: str = "", version: int | None = None
) -> Shipment:
    """Enter or correct the carrier's number, before or after dispatch; an empty carrier stays as it was.

    `version` is what the caller read. Raises ChangedMeanwhile, NotAllowed for a cancelled shipment, NotFound.
    """
    shipment = queries.shipment_for_update(shipment_id)
    if version is not None and version != shipment.version:
        raise ChangedMeanwhile(
            f"{shipment.number} was changed by someone else. Load it again and repeat your change.",
            version=shipment.version,
        )
    if shipment.state == "cancelled":
        raise NotAllowed(
            f"Shipment {shipment.number} was cancelled: it has no tracking number.", state=shipment.state
        )
    save(shipment, tracking_number=tracking_number.strip(), carrier=carrier.strip() or shipment.carrier)
    publish(by, TrackingChanged(shipment.id, shipment.order_id, shipment.carrier, shipment.tracking_number))
    return shipment

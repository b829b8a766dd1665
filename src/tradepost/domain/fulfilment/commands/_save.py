from typing import Any

from tradepost.domain.fulfilment.models import Shipment


def save(shipment: Shipment, **changed: Any) -> None:
    """Write the changed fields of a locked shipment; the database counts its version, and so do we."""
    for name, value in changed.items():
        setattr(shipment, name, value)
    shipment.save(update_fields=list(changed))
    shipment.version += 1

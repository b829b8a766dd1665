from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.inventory.events import LegRemoved
from tradepost.domain.inventory.models import Leg


@command
def remove_leg(by: By, *, warehouse_id: UUID, country: str = "") -> None:
    """There is no such way any more; orders that are confirmed stay where they are. Said twice is once."""
    gone, _ = Leg.objects.filter(warehouse_id=warehouse_id, country=country).delete()
    if gone:
        publish(by, LegRemoved(warehouse_id, country))

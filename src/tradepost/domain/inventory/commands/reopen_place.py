from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in
from tradepost.base.command import command, publish
from tradepost.domain.inventory.commands._edit import place_for_update
from tradepost.domain.inventory.events import PlaceReopened
from tradepost.domain.inventory.models import Place


@command
def reopen_place(by: By, *, place_id: UUID) -> Place:
    """Offer a closed place again. Raises NotFound."""
    place = place_for_update(place_id)
    if changed_in(place, {"closed_at": None}):
        publish(by, PlaceReopened(place.id, place.warehouse_id, place.code))
    return place

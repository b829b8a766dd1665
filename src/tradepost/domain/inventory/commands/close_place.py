from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.inventory.commands._edit import place_for_update
from tradepost.domain.inventory.events import PlaceClosed
from tradepost.domain.inventory.models import Balance, Place


class NotEmpty(Refusal):
    """Something lies there. Move it first."""


@command
def close_place(by: By, *, place_id: UUID) -> Place:
    """Offer a place no more; its past stays. Closed twice is once. Raises NotFound, NotEmpty."""
    place = place_for_update(place_id)
    refuse_full(place)
    if place.closed_at is None and changed_in(place, {"closed_at": by.now}):
        publish(by, PlaceClosed(place.id, place.warehouse_id, place.code))
    return place


def refuse_full(place: Place) -> None:
    """Refuse while something lies there; the place is under lock, so nothing comes meanwhile. Raises NotEmpty."""
    lying = Balance.objects.filter(place_id=place.pk, on_hand__gt=0).values("item_id").distinct().count()
    if lying:
        raise NotEmpty(f"{place.code} is not empty. Move what lies there first.", items=lying)

from typing import TypedDict, Unpack
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory.commands._edit import named, place_for_update, zone_of
from tradepost.domain.inventory.commands.close_place import refuse_full
from tradepost.domain.inventory.commands.create_place import refuse_other_kinds
from tradepost.domain.inventory.events import PlaceChanged
from tradepost.domain.inventory.models import Place


class PlaceChanges(TypedDict, total=False):
    """What can be changed. With another code its label is printed anew; another kind only while it is empty."""

    code: str
    kind: str
    zone_id: UUID | None
    pick_sequence: int


@command
def change_place(
    by: By, *, place_id: UUID, version: int | None = None, **fields: Unpack[PlaceChanges]
) -> Place:
    """Change what is given, keep the rest. Raises NotFound, ChangedMeanwhile, Invalid, NotEmpty."""
    place = place_for_update(place_id)
    refuse_older(place.version, version, "place")
    if "code" in fields:
        fields["code"] = named("code", fields["code"])
        others = Place.objects.filter(warehouse_id=place.warehouse_id, code__iexact=fields["code"])
        if others.exclude(pk=place_id).exists():
            raise Invalid(
                f"There is a place {fields['code']} already.",
                fields={"code": "Already used in this warehouse."},
            )
    if "zone_id" in fields:
        zone_of(place.warehouse_id, fields["zone_id"])
    if fields.get("kind", place.kind) != place.kind:
        refuse_other_kinds(fields["kind"])
        refuse_full(place)
    if changed := changed_in(place, fields):
        publish(by, PlaceChanged(place.id, place.warehouse_id, place.code, changed))
    return place

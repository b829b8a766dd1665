"""Zones of warehouses, bins that items call their own, and what waits to be put away."""

from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Balance
from tradepost.domain.inventory.queries import CELLS, FIXED_BINS, PLACES, PUT_AWAY, ZONES
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Count, Id, IdOut, MomentOut, Name, Yes, about, new, text, whole
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape
from tradepost.doors.api.warehouses import PlaceOut

router = Router(tags=["Stock"])
Code = text(40, 1)
Part = Annotated[int, Field(ge=1, le=100_000)]
WHYS = "fixed, same_lot, same_item, free_near, free_middle, free_far or nothing_free"


class ZoneIn(In):
    """A zone to be made."""

    id: Id | None = about("Your id for it.", None, None)
    code: Code = about("A short word for it.", "COLD")
    name: Name = about("As people call it.", "Cold room")


class ZoneChange(In):
    """What a zone is to be called."""

    code: Code = new("A short word for it.", "COLD")
    name: Name = new("As people call it.", "Cold room")


class ZoneOut(Shape):
    """A part of a warehouse."""

    id: IdOut = about("The zone.")
    warehouse_id: IdOut = about("Its warehouse.")
    code: str = about("A short word for it.", "COLD")
    name: str = about("As people call it.", "Cold room")
    version: int = about("Counts the changes.", 1)


class ZonePlacesIn(In):
    """Which places stand in a zone."""

    codes: text(120, 1) = about("One code, or the first and the last.", "A-01-01 .. A-20-40")  # type: ignore[valid-type]
    pick_sequence: whole(0, 1_000_000_000) | None = about(  # type: ignore[valid-type]
        "Of the first; the others follow in steps of ten. Null: they are walked as before.", 1000, None
    )
    there_and_back: Yes = about("Every second aisle is walked the other way.", False, False)


class ZonedOut(Shape):
    """What became of the places."""

    places: int = about("How many places the codes named.", 800)


class FixedBinIn(In):
    """How much of an item its bin takes."""

    max_quantity: Count | None = about("Base units at most; null: as much as comes.", 48, None)


class FixedBinOut(Shape):
    """A bin that an item always lies in."""

    FROM = {"sku": "item.sku", "place_code": "place.code", "warehouse_id": "place.warehouse_id"}

    place_id: IdOut = about("The bin.")
    place_code: str = about("What its label says.", "A-01-03")
    warehouse_id: IdOut = about("Its warehouse.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    max_quantity: int | None = about("Base units at most; null: as much as comes.", 48)
    on_hand: int = about("Base units of it that lie there.", 12)


class CellOut(Shape):
    """A place on the plan."""

    place_id: IdOut = about("The place.")
    code: str = about("What its label says.", "A-01-03")
    aisle: str = about("Its aisle, by the beginning of its code; empty: none.", "A-01")
    kind: str = about("What the place is for.", "bin")
    fill: str = about("empty, some, full (its own item fills it), or closed.", "some")


class PlanOut(Shape):
    """A zone of a warehouse as one sees it standing in the hall."""

    places: int = about("Places in the whole zone.", 800)
    cells: list[CellOut] = about(f"This part of them, {CELLS} at most, aisle by aisle.")


class WayOut(Shape):
    """Where some of it goes."""

    place_id: IdOut | None = about("The bin; null: none is free.")
    place_code: str = about("What its label says.", "A-01-03")
    quantity: int = about("Base units.", 12)
    why: str = about(f"The reason: {WHYS}.", "fixed")


class PutAwayOut(Shape):
    """Goods that wait on a receiving dock. POST /stock/moves puts them away."""

    FROM = {
        "sku": "item.sku",
        "warehouse_id": "place.warehouse_id",
        "from_place_id": "place_id",
        "from_place": "place.code",
        "quantity": "free",
        "lot": lambda row: row.lot.code if row.lot else None,
    }

    warehouse_id: IdOut = about("The warehouse.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    lot_id: IdOut | None = about("The lot.")
    lot: str | None = about("Its code; null: none.", "L-2026-07")
    quantity: int = about("Base units that wait; what is set aside for picking is left out.", 12)
    from_place_id: IdOut = about("The dock.")
    from_place: str = about("What its label says.", "RECEIVING")
    since: MomentOut | None = about("When the oldest of it came.")
    to: list[WayOut] = about("Where it goes; several where a bin is too small for all.")


def _waiting(by: By, rows: list[Balance]) -> list[dict[str, Any]]:
    found = inventory_queries.proposals_for(rows, by.now)
    since = inventory_queries.waiting_since([row.pk for row in rows])
    return [
        PutAwayOut.plain(
            row,
            since=since.get(row.pk),
            to=[
                WayOut.plain(
                    None,
                    place_id=one.bin.place_id if one.bin else None,
                    place_code=one.bin.code if one.bin else "",
                    quantity=one.quantity,
                    why=one.why,
                )
                for one in found.get(row.pk, [])
            ],
        )
        for row in rows
    ]


lists(router, "/zones", ZONES, name="list_zones", needs="inventory.read", gives=ZoneOut)
lists(router, "/fixed-bins", FIXED_BINS, name="list_fixed_bins", needs="inventory.read", gives=FixedBinOut)
lists(
    router,
    "/put-away",
    PUT_AWAY,
    name="list_put_away",
    needs="inventory.read",
    gives=PutAwayOut,
    write=_waiting,
    says="List what waits on receiving docks, and where it goes; the rows of a page share what is free.",
)


@reads(router, "/warehouses/{warehouse_id}/plan", needs="inventory.read", gives=PlanOut)
def get_plan(
    by: By,
    warehouse_id: Id,
    zone_id: Id | None = None,
    part: Part = 1,
) -> dict[str, Any]:
    """The plan of a zone, or (without one) of what stands in none: each place, and whether something lies there."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    cells, places = inventory_queries.plan_of(warehouse_id, zone_id, part=part)
    return {"places": places, "cells": [CellOut.plain(cell) for cell in cells]}


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/zones",
    needs="inventory.create_zone",
    gives=ZoneOut,
    status=201,
)
def create_zone(by: By, warehouse_id: Id, body: ZoneIn) -> dict[str, Any]:
    """Make a zone in a warehouse."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    made = inventory.create_zone(
        by, zone_id=body.id or new_id(by.now), warehouse_id=warehouse_id, code=body.code, name=body.name
    )
    return ZoneOut.plain(made)


@changes(router, "PATCH", "/zones/{zone_id}", needs="inventory.change_zone", gives=ZoneOut, within=ZONES)
def change_zone(by: By, zone_id: Id, body: ZoneChange) -> dict[str, Any]:
    """Call a zone otherwise."""
    return ZoneOut.plain(inventory.change_zone(by, zone_id=zone_id, **body.model_dump(exclude_unset=True)))


@changes(
    router, "POST", "/zones/{zone_id}/places", needs="inventory.zone_places", gives=ZonedOut, within=ZONES
)
def zone_places(by: By, zone_id: Id, body: ZonePlacesIn) -> dict[str, Any]:
    """Put the places between two codes into a zone, and walk them anew if you say from where on."""
    return ZonedOut.plain(None, places=inventory.zone_places(by, zone_id=zone_id, **body.model_dump()))


@changes(
    router,
    "PUT",
    "/places/{place_id}/items/{item_id}",
    needs="inventory.fix_bin",
    gives=FixedBinOut,
    within=PLACES,
)
def fix_bin(by: By, place_id: Id, item_id: Id, body: FixedBinIn) -> dict[str, Any]:
    """Say that an item always lies in this bin; said again, the most is the new one."""
    made = inventory.fix_bin(by, place_id=place_id, item_id=item_id, max_quantity=body.max_quantity)
    return FixedBinOut.plain(FIXED_BINS.rows(by).get(pk=made.pk))


@changes(
    router,
    "POST",
    "/places/{place_id}/items/{item_id}/free",
    needs="inventory.free_bin",
    gives=PlaceOut,
    within=PLACES,
)
def free_bin(by: By, place_id: Id, item_id: Id) -> dict[str, Any]:
    """Keep an item elsewhere; what lies there stays."""
    inventory.free_bin(by, place_id=place_id, item_id=item_id)
    return PlaceOut.plain(inventory_queries.place(place_id))

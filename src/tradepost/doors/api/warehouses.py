"""Warehouses and the places in them."""

from decimal import Decimal
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import FARTHEST
from tradepost.domain.inventory.queries import PLACES
from tradepost.domain.inventory.rules.dealing import POLICIES
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Id,
    IdOut,
    MomentOut,
    Name,
    Yes,
    about,
    new,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Stock"])
Code = text(40, 1)
PlaceKind = one_of("bin", "receiving", "packing", "quarantine", "scrap")
ReceivesInto = one_of("bin", "dock")


class WarehouseIn(In):
    """A warehouse to be made."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    code: Code = about("A short word for it.", "WEST")
    name: Name = about("Its name.", "Main warehouse")
    customer_id: Id | None = about(
        "A customer with whom it stands: our goods lie there until they use them, and are sold to them only.",
        None,
        None,
    )
    supplier_id: Id | None = about(
        "A supplier whose store it is: their goods lie there, with us, until they are taken over.", None, None
    )
    beside_id: Id | None = about(
        "Of a supplier's store: the warehouse of ours that promises its goods, and takes them over.",
        None,
        None,
    )


class WarehouseOut(Shape):
    """A warehouse."""

    id: IdOut = about("The warehouse.")
    code: str = about("A short word for it.", "MAIN")
    name: str = about("Its name.", "Main warehouse")
    customer_id: IdOut | None = about("The customer with whom it stands; null: with none.")
    supplier_id: IdOut | None = about("The supplier whose store it is; null: what lies there is ours.")
    beside_id: IdOut | None = about("Of a supplier's store: the warehouse beside it.")
    allocation: str = about(
        "Who of those who wait is served first.", "priority", json_schema_extra={"enum": list(POLICIES)}
    )
    receives_into: str = about(
        "Where deliveries lie first: bin, or dock, from where they are put away.", "bin"
    )
    version: int = about("Counts the changes.", 1)


class WarehouseChange(In):
    """New values; what is left out stays."""

    version: whole(1, 2_000_000_000) = new("What you read; refused when another stands by now.", 1)  # type: ignore[valid-type]
    name: Name = new("Its name.", "Main warehouse")
    allocation: one_of(*POLICIES) = new("Who of those who wait is served first.", "needed")  # type: ignore[valid-type]
    receives_into: ReceivesInto = new("Where deliveries lie first: bin or dock.", "dock")


class LegAwayIn(In):
    """Which way."""

    country: text(2) = about("Two letters; empty: everywhere else.", "DE", "")  # type: ignore[valid-type]


class LegIn(In):
    """From a warehouse to the customers of a country."""

    country: text(60) = about("A name or two letters; empty: everywhere else.", "DE", "")  # type: ignore[valid-type]
    distance: whole(0, FARTHEST) = about("Kilometres, hours, or 1, 2, 3: the smaller is nearer.", 420, 0)  # type: ignore[valid-type]
    cost: Amount = about("What a shipment costs on average, base currency.", "12.50", Decimal(0))


class LegOut(Shape):
    """From a warehouse to the customers of a country."""

    warehouse_id: IdOut = about("The warehouse.")
    country: str = about("Two letters; empty: everywhere else.", "DE")
    distance: int = about("The smaller is nearer.", 420)
    cost: AmountOut = about("What a shipment costs on average, base currency.")


class PlaceIn(In):
    """A place to be made."""

    id: Id | None = about("Your id for it.", None, None)
    code: Code = about("What the label says.", "A-01-03")
    kind: PlaceKind = about("What it is for.", "bin", "bin")
    zone_id: Id | None = about("The zone it stands in.", None, None)
    pick_sequence: whole(0, 2_000_000_000) = about("The order in which pickers walk.", 130, 0)  # type: ignore[valid-type]


class PlaceChange(In):
    """What is to be another of a place. Another kind only while it is empty."""

    code: Code = new("What the label says.", "A-01-03")
    kind: PlaceKind = new("What it is for.", "bin")
    zone_id: Id | None = new("The zone it stands in; null: none.", None)
    pick_sequence: whole(0, 2_000_000_000) = new("The order in which pickers walk.", 130)  # type: ignore[valid-type]


class PlaceOut(Shape):
    """A place in a warehouse."""

    id: IdOut = about("The place.")
    warehouse_id: IdOut = about("Its warehouse.")
    code: str = about("What the label says.", "A-01-03")
    kind: str = about("What it is for.", "bin")
    zone_id: IdOut | None = about("The zone it stands in.")
    aisle: str | None = about("What its code begins with; null: its code has no parts.", "A-01")
    pick_sequence: int = about("The order in which pickers walk.", 130)
    closed_at: MomentOut | None = about("Since when nothing is put there any more; null: open.")
    version: int = about("Counts the changes.", 1)


class PlacesIn(In):
    """Many places to be made."""

    codes: text(120, 1) = about("One code, or the first and the last.", "A-01-01 .. A-20-40")  # type: ignore[valid-type]
    kind: PlaceKind = about("What they are for.", "bin", "bin")
    zone_id: Id | None = about("The zone they stand in.", None, None)
    pick_sequence: whole(0, 1_000_000_000) = about(
        "Of the first; the others follow in steps of ten.", 1000, 0
    )  # type: ignore[valid-type]
    there_and_back: Yes = about("Every second aisle is walked the other way.", False, False)


class PlacesMadeOut(Shape):
    """What became of many places."""

    made: int = about("How many were made.", 800)
    known: int = about("How many were there already, and stay as they are.", 0)


@reads(router, "/warehouses", needs="inventory.read", gives=list[WarehouseOut])
def list_warehouses(by: By) -> list[dict[str, Any]]:
    """All warehouses you may see, the oldest first."""
    return [WarehouseOut.plain(row) for row in inventory_queries.visible_warehouses(by)]


@changes(router, "POST", "/warehouses", needs="inventory.create_warehouse", gives=WarehouseOut, status=201)
def create_warehouse(by: By, body: WarehouseIn) -> dict[str, Any]:
    """Make a warehouse with its first bin, docks and quarantine: your own, with a customer, or a supplier's store."""
    made = inventory.create_warehouse(
        by,
        warehouse_id=body.id or new_id(by.now),
        code=body.code,
        name=body.name,
        customer_id=body.customer_id,
        supplier_id=body.supplier_id,
        beside_id=body.beside_id,
    )
    return WarehouseOut.plain(made)


@changes(
    router, "PATCH", "/warehouses/{warehouse_id}", needs="inventory.change_warehouse", gives=WarehouseOut
)
def change_warehouse(by: By, warehouse_id: Id, body: WarehouseChange) -> dict[str, Any]:
    """Its name, where deliveries lie first, and who is served first; what is promised stays promised."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    given = body.model_dump(exclude_unset=True)
    return WarehouseOut.plain(inventory.change_warehouse(by, warehouse_id=warehouse_id, **given))


@reads(router, "/ways", needs="inventory.read", gives=list[LegOut])
def list_ways(by: By) -> list[dict[str, Any]]:
    """How far customers are from each warehouse, by country, the nearest first."""
    mine = {house.pk for house in inventory_queries.visible_warehouses(by)}
    return [LegOut.plain(row) for row in inventory_queries.legs() if row.warehouse_id in mine]


@changes(router, "POST", "/warehouses/{warehouse_id}/ways", needs="inventory.set_leg", gives=LegOut)
def set_way(by: By, warehouse_id: Id, body: LegIn) -> dict[str, Any]:
    """Say how far a country is, and what a shipment there costs; said again, it is anew."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    return LegOut.plain(inventory.set_leg(by, warehouse_id=warehouse_id, **body.model_dump()))


@changes(
    router, "POST", "/warehouses/{warehouse_id}/ways/remove", needs="inventory.remove_leg", gives=list[LegOut]
)
def remove_way(by: By, warehouse_id: Id, body: LegAwayIn) -> list[dict[str, Any]]:
    """Forget a way; the answer are those that are left of the warehouse. Said twice is once."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    inventory.remove_leg(by, warehouse_id=warehouse_id, country=body.country)
    return [LegOut.plain(row) for row in inventory_queries.legs() if row.warehouse_id == warehouse_id]


lists(router, "/places", PLACES, name="list_places", needs="inventory.read", gives=PlaceOut)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/places",
    needs="inventory.create_place",
    gives=PlaceOut,
    status=201,
)
def create_place(by: By, warehouse_id: Id, body: PlaceIn) -> dict[str, Any]:
    """Make a place in a warehouse."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    given = body.model_dump(exclude={"id"})
    made = inventory.create_place(by, place_id=body.id or new_id(by.now), warehouse_id=warehouse_id, **given)
    return PlaceOut.plain(made)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/places/many",
    needs="inventory.create_places",
    gives=PlacesMadeOut,
)
def create_places(by: By, warehouse_id: Id, body: PlacesIn) -> dict[str, Any]:
    """Make all places between two codes, up to 5,000. Codes that are there already stay as they are."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    made = inventory.create_places(by, warehouse_id=warehouse_id, **body.model_dump())
    return PlacesMadeOut.plain(made)


@changes(router, "PATCH", "/places/{place_id}", needs="inventory.change_place", gives=PlaceOut, within=PLACES)
def change_place(by: By, place_id: Id, body: PlaceChange) -> dict[str, Any]:
    """Give a place another code, kind, zone or place on the walk."""
    given = body.model_dump(exclude_unset=True)
    return PlaceOut.plain(inventory.change_place(by, place_id=place_id, **given))


@changes(
    router, "POST", "/places/{place_id}/close", needs="inventory.close_place", gives=PlaceOut, within=PLACES
)
def close_place(by: By, place_id: Id) -> dict[str, Any]:
    """Put nothing there any more. Only while it is empty."""
    return PlaceOut.plain(inventory.close_place(by, place_id=place_id))


@changes(
    router, "POST", "/places/{place_id}/reopen", needs="inventory.reopen_place", gives=PlaceOut, within=PLACES
)
def reopen_place(by: By, place_id: Id) -> dict[str, Any]:
    """Open a closed place again."""
    return PlaceOut.plain(inventory.reopen_place(by, place_id=place_id))

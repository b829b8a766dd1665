"""What is offered instead of items, and what kits are made of."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import ITEMS
from tradepost.domain.catalog.rules.kits import MOST_OF_A_PART, MOST_PARTS
from tradepost.domain.catalog.rules.substitutes import MOST_NOTE, MOST_RANK
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import KitInHouse
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Day, DayOut, Id, IdOut, Yes, about, text, whole
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Items"])
Rank = whole(1, MOST_RANK)
OfAPart = whole(1, MOST_OF_A_PART)


class SubstituteIn(In):
    """What may be sold instead of an item, one base unit for one."""

    other_id: Id = about("What is offered instead.", AN_ID)
    rank: Rank = about("1 is offered first.", 1, 1)
    both_ways: Yes = about("Whether the item stands in for the other too.", False, False)
    valid_from: Day | None = about("From this day; null: always.", None, None)
    valid_until: Day | None = about("Before this day; null: always.", None, None)
    note: text(MOST_NOTE) = about("Said with the offer.", "New model", "")  # type: ignore[valid-type]


class NoSubstituteIn(In):
    """What is not offered any more."""

    other_id: Id = about("What was offered instead.", AN_ID)


class KeptSubstituteOut(Shape):
    """That one item is offered instead of another."""

    FROM = {"sku": "other.sku", "name": "other.name"}

    item_id: IdOut = about("The item that may be short.")
    other_id: IdOut = about("What is offered instead.")
    sku: str = about("The number of what is offered.", "TEA-2")
    name: str = about("Its name.", "Assam, new crop")
    rank: int = about("1 is offered first.", 1)
    both_ways: bool = about("Whether the item stands in for the other too.", False)
    valid_from: DayOut | None = about("From this day; null: always.")
    valid_until: DayOut | None = about("Before this day; null: always.")
    note: str = about("Said with the offer.", "New model")


class PartOfKitIn(In):
    """A part of a kit."""

    item_id: Id = about("The part; no kit itself.", AN_ID)
    quantity: OfAPart = about("Its base units in one kit.", 2)


class KitIn(In):
    """What a kit is made of."""

    parts: list[PartOfKitIn] = about("All its parts; none: it is a kit no more.", max_length=MOST_PARTS)


class PartOfKitOut(Shape):
    """A part of a kit."""

    item_id: IdOut = about("The part.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    base_unit: str = about("In what it is counted.", "piece")
    quantity: int = about("Its base units in one kit.", 2)


class KitHouseOut(Shape):
    """A kit in one warehouse: as many as of its scarcest part."""

    warehouse_id: IdOut = about("The warehouse.")
    available: int = about("Whole kits from stock that nobody was promised.", 14)
    incoming: int = about("So many more with what is on its way.", 6)
    from_on: DayOut | None = about(
        "When the first is whole: the latest of its parts' days; null: no day yet."
    )
    scarcest_id: IdOut = about("The part of which there is least.")


class KitOut(Shape):
    """What a kit is made of, and how many there are."""

    version: int = about(
        "The item's: it counts changes of the item and of its parts; the number in the ETag.", 1
    )
    parts: list[PartOfKitOut] = about("Its parts; none: it is no kit.")
    warehouses: list[KitHouseOut] = about("Where its parts lie, for who may read stock.")


def _substitutes(by: By, item_id: Id) -> list[dict[str, Any]]:
    return [KeptSubstituteOut.plain(row) for row in catalog_queries.substitutes_of(by, item_id)]


@reads(router, "/items/{item_id}/substitutes", needs="catalog.read", gives=list[KeptSubstituteOut])
def list_substitutes(by: By, item_id: Id) -> list[dict[str, Any]]:
    """What is offered instead of an item, the best first; then for what it stands in itself."""
    catalog_queries.item(by, item_id)
    return _substitutes(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/substitutes",
    needs="catalog.keep_substitute",
    gives=list[KeptSubstituteOut],
    within=ITEMS,
)
def keep_substitute(by: By, item_id: Id, body: SubstituteIn) -> list[dict[str, Any]]:
    """Say what is offered where an item is short, or say it anew of the same other item."""
    catalog.keep_substitute(by, item_id=item_id, **body.model_dump())
    return _substitutes(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/substitutes/remove",
    needs="catalog.remove_substitute",
    gives=list[KeptSubstituteOut],
    within=ITEMS,
)
def remove_substitute(by: By, item_id: Id, body: NoSubstituteIn) -> list[dict[str, Any]]:
    """Offer an item instead of another no more."""
    catalog.remove_substitute(by, item_id=item_id, other_id=body.other_id)
    return _substitutes(by, item_id)


@reads(router, "/items/{item_id}/kit", needs="catalog.read", gives=KitOut)
def get_kit(by: By, item_id: Id) -> dict[str, Any]:
    """What a kit is made of, and how many there are in each warehouse."""
    return _kit(by, item_id)


@changes(router, "PUT", "/items/{item_id}/kit", needs="inventory.define_kit", gives=KitOut, within=ITEMS)
def define_kit(by: By, item_id: Id, body: KitIn) -> dict[str, Any]:
    """Say what a kit is made of. It has no stock of its own, and is ordered by its parts.

    All its parts are said: with If-Match nobody's part is lost that was added since you read them.
    """
    parts = [(part.item_id, part.quantity) for part in body.parts]
    inventory.define_kit(by, item_id=item_id, parts=parts)
    return _kit(by, item_id)


def _kit(by: By, item_id: Id) -> dict[str, Any]:
    item = catalog_queries.item(by, item_id)
    parts = catalog_queries.parts_of([item_id]).get(item_id, [])
    houses: list[KitInHouse] = []
    if parts and access_queries.may(by, "inventory.read"):
        houses = inventory_queries.kit_by_house(by, item_id, parts, by.now.date())
    return KitOut.plain(
        None,
        version=item.version,
        parts=[PartOfKitOut.plain(part) for part in parts],
        warehouses=[KitHouseOut.plain(row, scarcest_id=row.scarcest.item_id) for row in houses],
    )

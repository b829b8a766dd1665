"""Items, their units and codes."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import CodeInput, ItemInput, UnitInput
from tradepost.domain.catalog.queries import ITEMS
from tradepost.domain.catalog.rules import COSTINGS, MOST_DAYS, ROUNDINGS
from tradepost.domain.inventory import commands as inventory
from tradepost.doors.api.endpoints import asks, changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Count,
    Id,
    IdOut,
    MomentOut,
    Name,
    Note,
    NumberOut,
    Percent,
    Weight,
    Word,
    Yes,
    about,
    new,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.parties.schemas import BulkMade
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Items"])
Sku = text(80, 1)
TaxClass = one_of("standard", "reduced", "zero")
Tracking = one_of("none", "lot", "serial")
CodeKind = one_of("gtin", "own", "customer", "supplier")
Grams = whole(0, 2_000_000_000)
Costing = one_of(*COSTINGS)
Rounding = one_of(*ROUNDINGS)
MostDays = whole(0, MOST_DAYS)


class UnitIn(In):
    """A unit: numerator / denominator base units make one."""

    name: Name = about("Its name.", "case")
    numerator: Count = about("So many base units...", 12)
    denominator: Count = about("...make so many of this unit.", 1, 1)
    gtin: text(14) = about("The GTIN on the packing.", "00012345600012", "")  # type: ignore[valid-type]
    is_case: Yes = about("Whether it is an outer packing.", True, False)
    break_allowed: Yes = about("Whether it may be opened to ship less.", True, True)


class UnitOut(Shape):
    """A unit: numerator / denominator base units make one."""

    name: str = about("Its name.", "case")
    numerator: int = about("So many base units...", 12)
    denominator: int = about("...make so many of this unit.", 1)
    gtin: str = about("The GTIN on the packing.")
    is_case: bool = about("Whether it is an outer packing.")
    break_allowed: bool = about("Whether it may be opened to ship less.")


class CodeIn(In):
    """A code that stands for an item, and maybe for one of its units."""

    kind: CodeKind = about("Whose code it is.", "own")
    code: text(80, 1) = about("The code.", "4711-A")  # type: ignore[valid-type]
    party_id: Id | None = about("The customer's or supplier's party.", None, None)
    unit: Word = about("The unit it stands for; empty: the base unit.", None, "")


class CodeOut(Shape):
    """A code that stands for an item, and maybe for one of its units."""

    kind: str = about("Whose code it is.", "own")
    code: str = about("The code.", "4711-A")
    party_id: IdOut | None = about("The customer's or supplier's party.")
    unit: str = about("The unit it stands for; empty: the base unit.")


class ItemIn(In):
    """An item to be made."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    sku: Sku = about("Our number of it; whatever the case, it is there once.", "TEA-1")
    name: Name = about("Its name.", "Assam, 500 g")
    description: Note = about("More about it.", None, "")
    category_id: Id | None = about("Its category.", None, None)
    brand: text(80) = about(
        "The name of its brand, made where there is none; empty: no brand.", "Highland", ""
    )  # type: ignore[valid-type]
    base_unit: Name = about("The smallest unit that is counted.", "piece", "piece")
    tracking: Tracking = about(
        "Whether its lots, or its pieces by serial number, are kept apart.", "none", "none"
    )
    tax_class: TaxClass = about("How it is taxed.", "standard", "standard")
    weight_g: Grams | None = about("Grams per base unit.", 520, None)
    volume_ml: Grams | None = about("Millilitres (cubic centimetres) per base unit.", 1800, None)
    costing: Costing = about(
        "What stock is worth: at the moving average, or first in, first out.", "fifo", "average"
    )
    minimum_quantity: Count = about("The least that is sold, base units.", 1, 1)
    increment: Count = about("Sold in multiples of so many base units.", 1, 1)
    sold_by: Word = about("Sold only in whole ones of this unit of the item; empty: in any.", "", "")
    round_to: Word = about("Lines come to whole ones of this unit, a layer or a pallet; empty: none.", "", "")
    rounding: Rounding = about("What becomes of other quantities.", "up", "refuse")
    most_quantity: Count | None = about("The most a customer may order, base units; null: any.", 240, None)
    most_days: MostDays = about("In so many days; 0: in one order.", 30, 0)
    gtin: text(14) = about("The GTIN of one base unit.", "4006381333931", "")  # type: ignore[valid-type]
    units: list[UnitIn] = about("Further units.", None, [], max_length=100)
    codes: list[CodeIn] = about("Further codes.", None, [], max_length=100)

    def typed(self, by: By) -> dict[str, Any]:
        """The item as the command takes it."""
        return {
            **self.model_dump(exclude={"id", "units", "codes"}),
            "item_id": self.id or new_id(by.now),
            "units": [UnitInput(**unit.model_dump()) for unit in self.units],
            "codes": [CodeInput(**code.model_dump()) for code in self.codes],
        }


class ItemsIn(In):
    """Items to be made."""

    items: list[ItemIn] = about("Up to 1,000 items.", min_length=1, max_length=1000)


class ItemChange(In):
    """New values for an item; what is left out stays."""

    sku: Sku = new("Our number of it.", "TEA-1")
    name: Name = new("Its name.", "Assam, 500 g")
    description: Note = new("More about it.")
    category_id: Id | None = new("Its category; null: none.")
    brand: text(80) = new("The name of its brand, made where there is none; empty: no brand.", "Highland")  # type: ignore[valid-type]
    tax_class: TaxClass = new("How it is taxed.", "standard")
    weight_g: Grams | None = new("Grams per base unit; null: unknown.", 520)
    volume_ml: Grams | None = new("Millilitres per base unit; null: unknown.", 1800)
    minimum_quantity: Count = new("The least that is sold, base units.", 1)
    increment: Count = new("Sold in multiples of so many base units.", 1)
    sold_by: Word = new("Sold only in whole ones of this unit of the item; empty: in any.", "case")
    round_to: Word = new("Lines come to whole ones of this unit, a layer or a pallet; empty: none.", "")
    rounding: Rounding = new("What becomes of other quantities.", "up")
    most_quantity: Count | None = new("The most a customer may order, base units; null: any.", 240)
    most_days: MostDays = new("In so many days; 0: in one order.", 30)


class ItemRow(Shape):
    """An item in a list."""

    id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    description: str = about("More about it.")
    category_id: IdOut | None = about("Its category.")
    brand_id: IdOut | None = about("Its brand.")
    base_unit: str = about("The smallest unit that is counted.", "piece")
    tracking: str = about("none, lot or serial.", "none")
    tax_class: str = about("How it is taxed.", "standard")
    weight_g: int | None = about("Grams per base unit.", 520)
    volume_ml: int | None = about("Millilitres (cubic centimetres) per base unit.", 1800)
    costing: str = about("average or fifo: how its stock is worth.", "average")
    minimum_quantity: int = about("The least that is sold, base units.", 1)
    increment: int = about("Sold in multiples of so many base units.", 1)
    sold_by: str = about("Sold only in whole ones of this unit; empty: in any.", "case")
    round_to: str = about("Lines come to whole ones of this unit; empty: none.", "")
    rounding: str = about("refuse, up or nearest: what becomes of other quantities.", "refuse")
    most_quantity: int | None = about("The most a customer may order, base units; null: any.", 240)
    most_days: int = about("In so many days; 0: in one order.", 30)
    weighed_in: str = about(
        "The unit of weight it is priced in, and billed as weighed; empty: by the piece.", ""
    )
    weight_tolerance_percent: NumberOut | None = about("How far from `piece_weight` goods may be; null: any.")
    state: str = about("active or discontinued.", "active")
    made_at: MomentOut = about("Since when we have it.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class ItemOut(ItemRow):
    """An item with its units and codes."""

    piece_weight: NumberOut | None = about(
        "What one base unit should weigh, in `weighed_in`; null: not weighed."
    )
    units: list[UnitOut] = about("Further units, smallest first.")
    codes: list[CodeOut] = about("Further codes.")


class CostingIn(In):
    """How the stock of an item is worth."""

    costing: Costing = about("At the moving average, or first in, first out.", "fifo")


class WeighingIn(In):
    """How goods are priced that are counted in pieces and billed by what they weigh."""

    unit: one_of("", "kg", "g", "lb", "oz") = about(  # type: ignore[valid-type]
        "Its price is of one of these; empty: by the piece again.", "kg"
    )
    piece_weight: Weight | None = about("What one base unit should weigh, in `unit`.", "4.5", None)
    tolerance_percent: Percent | None = about(
        "How far from that goods may be before somebody is asked; null: any.", "10", None
    )


class CodesIn(In):
    """Codes to be looked up."""

    codes: list[text(80)] = about(
        "SKUs, GTINs, our and the customer's codes.", ["TEA-1"], min_length=1, max_length=1000
    )  # type: ignore[valid-type]
    party_id: Id | None = about("Whose own codes count first.", None, None)


class FoundOut(Shape):
    """What a code stands for."""

    code: str = about("As it was asked.", "TEA-1")
    item_id: IdOut | None = about("The item; null: nothing is called so.")
    sku: str = about("Our number of it.", "TEA-1", "")
    name: str = about("Its name.", "Assam, 500 g", "")
    unit: str = about("The unit it stands for; empty: the base unit.", "", "")
    state: str = about("active or discontinued.", "active", "")


lists(router, "/items", ITEMS, name="list_items", needs="catalog.read", gives=ItemRow)


def _item(by: By, item_id: UUID) -> dict[str, Any]:
    row = catalog_queries.item(by, item_id)
    # What other companies call an item is theirs to know.
    hidden = "customer" in by.scope
    codes = [code for code in row.codes.all() if not (hidden and code.party_id)]
    return ItemOut.plain(
        row, piece_weight=catalog_queries.piece_weight(row), units=row.units.all(), codes=codes
    )


@changes(
    router,
    "POST",
    "/items",
    needs="catalog.create_item",
    gives=ItemOut,
    status=201,
    at="/api/v1/items/{id}",
)
def create_item(by: By, body: ItemIn) -> dict[str, Any]:
    """Make an item, with units and codes."""
    return _item(by, catalog.create_item(by, **body.typed(by)).id)


@changes(router, "POST", "/items/bulk", needs="catalog.create_items", gives=BulkMade, status=201)
def create_items(by: By, body: ItemsIn) -> dict[str, Any]:
    """Make up to 1,000 items, all or none; a refusal names every bad field."""
    made = catalog.create_items(by, items=[ItemInput(**each.typed(by)) for each in body.items])
    return BulkMade.plain(None, ids=[row.id for row in made])


@asks(router, "/items/lookup", needs="catalog.read", gives=list[FoundOut])
def look_up_items(by: By, body: CodesIn) -> list[dict[str, Any]]:
    """What up to 1,000 scanned, typed or pasted codes stand for, in one statement."""
    found = catalog_queries.items_by_codes(list(dict.fromkeys(body.codes)), body.party_id)
    nothing = {"item_id": None, "sku": "", "name": "", "unit": "", "state": ""}
    return [
        FoundOut.plain(found[code], code=code)
        if code in found
        else FoundOut.plain(None, code=code, **nothing)
        for code in body.codes
    ]


@reads(router, "/items/{item_id}", needs="catalog.read", gives=ItemOut)
def get_item(by: By, item_id: Id) -> dict[str, Any]:
    """One item with units and codes."""
    return _item(by, item_id)


@changes(router, "PATCH", "/items/{item_id}", needs="catalog.change_item", gives=ItemOut, within=ITEMS)
def change_item(by: By, item_id: Id, body: ItemChange) -> dict[str, Any]:
    """Change an item; documents keep what they copied."""
    catalog.change_item(by, item_id=item_id, **body.model_dump(exclude_unset=True))
    return _item(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/discontinue",
    needs="catalog.discontinue_item",
    gives=ItemOut,
    within=ITEMS,
)
def discontinue_item(by: By, item_id: Id) -> dict[str, Any]:
    """Put an item on no new document; what is open goes on."""
    catalog.discontinue_item(by, item_id=item_id)
    return _item(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/reactivate",
    needs="catalog.reactivate_item",
    gives=ItemOut,
    within=ITEMS,
)
def reactivate_item(by: By, item_id: Id) -> dict[str, Any]:
    """Trade an item again."""
    catalog.reactivate_item(by, item_id=item_id)
    return _item(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/costing",
    needs="inventory.change_costing",
    gives=ItemOut,
    within=ITEMS,
)
def change_costing(by: By, item_id: Id, body: CostingIn) -> dict[str, Any]:
    """Cost an item at the moving average or first in, first out; only while nothing of it lies in stock."""
    inventory.change_costing(by, item_id=item_id, costing=body.costing)
    return _item(by, item_id)


@changes(router, "PUT", "/items/{item_id}/weighing", needs="catalog.weigh_item", gives=ItemOut, within=ITEMS)
def weigh_item(by: By, item_id: Id, body: WeighingIn) -> dict[str, Any]:
    """Price an item by weight, though it is counted in pieces, and bill it as weighed; open orders stay as they are."""
    catalog.weigh_item(by, item_id=item_id, **body.model_dump())
    return _item(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/units",
    needs="catalog.add_unit",
    gives=ItemOut,
    status=201,
    within=ITEMS,
)
def add_unit(by: By, item_id: Id, body: UnitIn) -> dict[str, Any]:
    """Add a unit to an item."""
    catalog.add_unit(by, item_id=item_id, unit=UnitInput(**body.model_dump()))
    return _item(by, item_id)


@changes(
    router,
    "POST",
    "/items/{item_id}/codes",
    needs="catalog.add_code",
    gives=ItemOut,
    status=201,
    within=ITEMS,
)
def add_code(by: By, item_id: Id, body: CodeIn) -> dict[str, Any]:
    """Add a code to an item."""
    catalog.add_code(by, item_id=item_id, **body.model_dump())
    return _item(by, item_id)

"""Stock, moves, opening stock."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import MoveInput
from tradepost.domain.inventory.models import Move, Position
from tradepost.domain.inventory.queries import BALANCES, MOVES, STOCK
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import OpeningInput
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Count,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    about,
    text,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Stock"])
Code = text(40, 1)


class PositionOut(Shape):
    """An item in a warehouse, in base units."""

    FROM = {
        "sku": "item.sku",
        "name": "item.name",
        "customer_id": "warehouse.customer_id",
        "supplier_id": "warehouse.supplier_id",
    }

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("The warehouse.")
    customer_id: IdOut | None = about("The customer with whom it lies; null: it lies with us.")
    supplier_id: IdOut | None = about("The supplier whose it is, in their store; null: it is ours.")
    on_hand: int = about("Sellable, on the shelves.", 40)
    unsellable: int = about("In quarantine or scrap, or of a lot that is stopped.", 0)
    promised: int = about("Promised to orders.", 12)
    reserved: int = about("Of that set aside for picking.", 4)
    available: int = about("Can be promised now.", 28)
    available_from: DayOut | None = about(
        "The first day on which some can be promised: today where it can now, else that of the first delivery of"
        " which something is free; null: none."
    )
    incoming: int = about("On its way.", 0)
    backordered: int = about("Wanted, and not yet covered.", 0)
    value: AmountOut | None = about("At moving average, base currency; null for those who see no costs.")


class MoveOut(Shape):
    """A move: a row of the stock ledger, never changed."""

    FROM = {
        "posting_id": "posting_id",
        "kind": "posting.kind",
        "reason": "posting.reason",
        "subject_id": "posting.subject_id",
        "sku": "item.sku",
        "from_place": "from_place.code",
        "to_place": "to_place.code",
        "lot": lambda move: move.lot.code if move.lot else "",
    }

    id: int = about("Its number.", 4711)
    posting_id: IdOut = about("The posting it belongs to.")
    kind: str = about("Why goods moved.", "shipment")
    reason: str = about("In words, for corrections.")
    subject_id: IdOut = about("The document behind it.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    quantity: int = about("Base units.", 12)
    from_place: str = about("From where.", "MAIN")
    to_place: str = about("To where.", "CUSTOMER")
    lot: str = about("The lot; empty: none.")
    at: MomentOut = about("When.")
    value: AmountOut | None = about("What they were worth, base currency; null for those who see no costs.")


class ShelfOut(Shape):
    """What lies in one place and lot, in base units."""

    warehouse_id: IdOut = about("The warehouse.")
    place_id: IdOut = about("The place.")
    place_code: str = about("What the label says.", "A-01-03")
    kind: str = about("What the place is for.", "bin")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    expires_on: DayOut | None = about("The lot's last day.")
    on_hand: int = about("What lies there.", 12)
    reserved: int = about("Set aside for picking.", 4)


class BalanceOut(Shape):
    """What lies in one place, of one item and lot, in base units."""

    FROM = {
        "sku": "item.sku",
        "warehouse_id": "place.warehouse_id",
        "customer_id": "place.warehouse.customer_id",
        "supplier_id": "place.warehouse.supplier_id",
        "place_code": "place.code",
        "kind": "place.kind",
        "lot_code": lambda row: row.lot.code if row.lot else "",
        "expires_on": lambda row: row.lot.expires_on if row.lot else None,
    }

    id: int = about("The balance.", 4711)
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    warehouse_id: IdOut = about("The warehouse.")
    customer_id: IdOut | None = about("The customer with whom it lies; null: it lies with us.")
    supplier_id: IdOut | None = about("The supplier whose it is, in their store; null: it is ours.")
    place_id: IdOut = about("The place.")
    place_code: str = about("What the label says.", "A-01-03")
    kind: str = about("What the place is for.", "bin")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    expires_on: DayOut | None = about("The lot's last day.")
    on_hand: int = about("What lies there.", 12)
    reserved: int = about("Set aside for picking.", 4)
    free: int = about("Not set aside.", 8)


class StockMoveIn(In):
    """Goods that go from one place to another."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Count = about("Base units.", 12)
    from_place_id: Id = about("From where.", AN_ID)
    to_place_id: Id = about("To where.", AN_ID)
    lot_id: Id | None = about("The lot.", None, None)


class StockMovesIn(In):
    """Goods moved within a warehouse."""

    id: Id | None = about("Your id for the posting.", None, None)
    warehouse_id: Id = about("The warehouse.", AN_ID)
    reason: Note = about("Why.", "replenish", "")
    lines: list[StockMoveIn] = about("What goes where.", min_length=1, max_length=5000)


class OpeningIn(In):
    """What lay there when the books begin."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Count = about("Base units.", 40)
    value: Amount = about("What all of it is worth, base currency.", "240.00")
    place_id: Id | None = about("The place; null: the first bin.", None, None)
    lot_code: text(80) = about("The lot.", None, "")  # type: ignore[valid-type]
    expires_on: Day | None = about("The lot's last day.", None, None)
    best_before_on: Day | None = about("Until when it is best; stops nothing.", None, None)


class OpeningsIn(In):
    """The stock with which the books begin."""

    id: Id | None = about("Your id for it.", None, None)
    warehouse_id: Id = about("The warehouse.", AN_ID)
    lines: list[OpeningIn] = about("What lies there.", min_length=1, max_length=5000)


class StockPostingOut(Shape):
    """What was written to the stock ledger."""

    id: IdOut = about("The posting; GET /moves tells its rows.")


def _positions(by: By, rows: list[Position]) -> list[dict[str, Any]]:
    costs, today = sees_costs(by), by.now.date()
    reserved = inventory_queries.reserved_of(rows)
    return [
        PositionOut.plain(
            row,
            reserved=reserved.get(row.pk, 0),
            value=money(row.value, costs),
            available_from=_from_when(row, today),
        )
        for row in rows
    ]


def _from_when(row: Position, today: date) -> date | None:
    return today if row.available > 0 else row.supply_on  # type: ignore[attr-defined, no-any-return]


def _moves(by: By, rows: list[Move]) -> list[dict[str, Any]]:
    costs = sees_costs(by)
    return [MoveOut.plain(row, value=money(row.value, costs)) for row in rows]


def money(value: Decimal | None, told: bool) -> Decimal | None:
    """A cost, for those who may see it."""
    return value if told else None


lists(
    router,
    "/stock",
    STOCK,
    name="list_stock",
    needs="inventory.read",
    gives=PositionOut,
    write=_positions,
    costly=("value",),
)
lists(router, "/stock/shelves", BALANCES, name="list_shelves", needs="inventory.read", gives=BalanceOut)
lists(router, "/moves", MOVES, name="list_moves", needs="inventory.read", gives=MoveOut, write=_moves)


@reads(router, "/items/{item_id}/places", needs="inventory.read", gives=list[ShelfOut])
def list_item_places(by: By, item_id: Id) -> list[dict[str, Any]]:
    """Where an item lies, first expiry first."""
    return [ShelfOut.plain(row) for row in inventory_queries.placed_stock(by, item_id)]


@changes(router, "POST", "/stock/moves", needs="inventory.move_stock", gives=StockPostingOut, status=201)
def move_stock(by: By, body: StockMovesIn) -> dict[str, Any]:
    """Move goods within a warehouse; into quarantine or scrap they stop being sellable."""
    inventory_queries.visible_warehouse(by, body.warehouse_id)
    lines = [MoveInput(**line.model_dump()) for line in body.lines]
    made = inventory.move_stock(
        by,
        posting_id=body.id or new_id(by.now),
        warehouse_id=body.warehouse_id,
        lines=lines,
        reason=body.reason,
    )
    return StockPostingOut.plain(None, id=str(made))


@changes(
    router,
    "POST",
    "/stock/opening",
    needs="purchasing.take_opening_stock",
    gives=StockPostingOut,
    status=201,
)
def take_opening_stock(by: By, body: OpeningsIn) -> dict[str, Any]:
    """Take in the stock with which the books begin, against opening balances."""
    inventory_queries.visible_warehouse(by, body.warehouse_id)
    lines = [OpeningInput(**line.model_dump()) for line in body.lines]
    made = purchasing.take_opening_stock(
        by, posting_id=body.id or new_id(by.now), warehouse_id=body.warehouse_id, lines=lines
    )
    return StockPostingOut.plain(None, id=str(made))

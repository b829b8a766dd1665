"""Why: what the figures of an item in a warehouse are made of."""

from datetime import timedelta
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Move
from tradepost.domain.inventory.queries import MOVES
from tradepost.domain.inventory.rules.dealing import POLICIES
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.api.endpoints import reads, sees_costs
from tradepost.doors.api.fields import AmountOut, DayOut, Id, IdOut, MomentOut, about
from tradepost.doors.api.inventory import MoveOut, ShelfOut, money
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Stock"])
OUT_DAYS = 365


class CauseOut(Shape):
    """What all moves of one kind did, quarantine too. Together they are what lies there."""

    kind: str = about("What it was for.", "receipt")
    moves: int = about("How many.", 12)
    quantity: int = about("Base units: above 0 came, below 0 went.", 240)
    value: AmountOut | None = about("What they were worth; null for those who see no costs.")


class LayOut(Shape):
    """What lay in all places of a warehouse after a move, quarantine too."""

    warehouse_id: IdOut = about("The warehouse.")
    on_hand: int = about("Base units.", 36)
    value: AmountOut | None = about("What that was worth, base currency; null for those who see no costs.")


class LedgerOut(MoveOut):
    """A move of an item, with what lay there afterwards."""

    after: list[LayOut] = about("What lay in each warehouse it touched.")


class WhyDemandOut(Shape):
    """An order line that still wants it, in base units."""

    order_id: IdOut = about("The order.")
    order_number: str = about("Its number.", "SO-1000042")
    needed_on: DayOut = about("When it is needed.")
    quantity: int = about("What it still wants.", 12)
    stock: int = about("Of that promised from stock.", 8)
    supply: int = about("Of that promised from what is on its way.", 4)
    backordered: int = about("Of that covered by nothing: others came before it.", 0)
    reserved: int = about("Of that set aside for picking.", 0)


class WhySupplyOut(Shape):
    """A purchase order or a transfer that brings it, in base units."""

    document: str = about("What brings it: purchase_order, transfer or store_delivery.", "purchase_order")
    document_id: IdOut = about("Its purchase order, transfer, or delivery into a supplier's store.")
    number: str = about("Its number.", "PO-1000007")
    expected_on: DayOut = about("When it is expected.")
    quantity: int = about("What is to come.", 48)
    promised: int = about("Of that promised to orders.", 4)
    free: int = about("Of that promised to nobody.", 44)


class StockOutOut(Shape):
    """From when to when nothing lay there to be sold."""

    since: MomentOut | None = about("From when; null: before the last twelve months.")
    until: MomentOut | None = about("Until when; null: still.")


class WhyOut(Shape):
    """What the figures of an item in a warehouse are made of. What you may not read is an empty list.

    `on_hand` and `unsellable` together are the sum of `causes`, and that of what lies on the `shelves`; `promised`
    and `backordered` are sums over `demands`; `available` is on_hand less promised; `incoming` is the sum of
    `supplies`. Demands are served by the warehouse's `policy`.
    """

    item_id: IdOut = about("The item.")
    warehouse_id: IdOut = about("The warehouse.")
    policy: str = about(
        "Who of those who wait is served first here.", "needed", json_schema_extra={"enum": list(POLICIES)}
    )
    on_hand: int = about("Sellable, on the shelves.", 40)
    unsellable: int = about("In quarantine, or of a lot that is stopped.", 0)
    promised: int = about("Promised to orders.", 12)
    available: int = about("Can be promised now.", 28)
    incoming: int = about("On its way.", 0)
    backordered: int = about("Wanted, and not yet covered.", 0)
    value: AmountOut | None = about("What it is worth; null for those who see no costs.")
    causes: list[CauseOut] = about("How it came to what lies there, by the kind of move.")
    shelves: list[ShelfOut] = about("Where it lies.")
    demands: list[WhyDemandOut] = about("Who wants it, the earliest need first; up to 100.")
    supplies: list[WhySupplyOut] = about("What brings it, the earliest first; up to 100.")
    stock_outs: list[StockOutOut] = about("When nothing lay there, in the last twelve months.")


@reads(router, "/items/{item_id}/warehouses/{warehouse_id}/why", needs="inventory.read", gives=WhyOut)
def get_why(by: By, item_id: Id, warehouse_id: Id) -> dict[str, Any]:
    """Why an item's figures in a warehouse are what they are: the rows behind each of them."""
    found = inventory_queries.position(by, item_id, warehouse_id)
    costs, may = sees_costs(by), access_queries.may
    causes = [
        CauseOut.plain(one, value=money(one.value, costs))
        for one in inventory_queries.causes_of(by, item_id, warehouse_id)
    ]
    shelves = [
        ShelfOut.plain(one)
        for one in inventory_queries.placed_stock(by, item_id)
        if one.warehouse_id == warehouse_id
    ]
    demands = (
        reports_queries.item_demands(by, item_id, warehouse_id=warehouse_id) if may(by, "sales.read") else []
    )
    supplies = (
        reports_queries.item_supplies(by, item_id, warehouse_id=warehouse_id)
        if may(by, "purchasing.read")
        else []
    )
    return WhyOut.plain(
        found,
        policy=found.warehouse.allocation,
        value=money(found.value, costs),
        causes=causes,
        shelves=shelves,
        demands=[WhyDemandOut.plain(one) for one in demands],
        supplies=[WhySupplyOut.plain(one) for one in supplies],
        stock_outs=[StockOutOut.plain(one) for one in _outs(by, item_id, warehouse_id)],
    )


def _outs(by: By, item_id: Id, warehouse_id: Id) -> list[inventory_queries.StockOut]:
    if "rep" in by.scope or "customer" in by.scope:
        return []
    return inventory_queries.stock_outs(warehouse_id, by.now - timedelta(days=OUT_DAYS), by.now, item_id)


def _ledger(by: By, rows: list[Move]) -> list[dict[str, Any]]:
    costs, own = sees_costs(by), by.scope.get("warehouse")
    found = inventory_queries.after_moves(rows[0].item_id, [row.pk for row in rows]) if rows else {}
    lay: dict[int, list[dict[str, Any]]] = {}
    for (move_id, warehouse_id), after in found.items():
        if own in (None, warehouse_id):
            told = LayOut.plain(after, warehouse_id=str(warehouse_id), value=money(after.value, costs))
            lay.setdefault(move_id, []).append(told)
    return [LedgerOut.plain(row, value=money(row.value, costs), after=lay.get(row.pk, [])) for row in rows]


lists(
    router,
    "/items/{item_id}/moves",
    MOVES,
    name="list_moves_of_item",
    needs="inventory.read",
    gives=LedgerOut,
    write=_ledger,
    says="The running ledger of an item: its moves, the newest first, and what lay there after each.",
    under=Under("item_id", "item", catalog_queries.item),
)

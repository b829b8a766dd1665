"""The rows behind the figures of stock: who wants it, what brings it, what lay there, and what is over soon."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.utils.timezone import make_aware
from ninja import Router
from pydantic import Field, StringConstraints

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Demand, Supply
from tradepost.domain.inventory.queries import LAYERS, SUPPLIES
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import WANTED
from tradepost.domain.sales.queries import ORDERS
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.doors.api.endpoints import reads, sees_costs
from tradepost.doors.api.fields import AmountOut, Day, DayOut, Id, IdOut, MomentOut, about, one_of, text
from tradepost.doors.api.inventory import money
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Stock"])
EXPIRES_WITHIN = 60
Split = one_of(*inventory_queries.SPLITS)
After = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9_-]{1,4000}$")]
Rows = Annotated[int, Field(ge=1, le=500)]
Words = text(200)
_KINDS = ["order", "transfer", "purchase_order", ""]


class StockRow(Shape):
    """Of an item in a warehouse, with the document behind it as far as one may read it."""

    FROM = {"sku": "item.sku", "name": "item.name", "warehouse": "warehouse.code"}

    id: IdOut = about("The line of the document.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("The warehouse.")
    warehouse: str = about("Its code.", "MAIN")
    document: str = about(
        "What stands behind it; empty: not yours to read.", "order", json_schema_extra={"enum": _KINDS}
    )
    document_id: IdOut | None = about("The document; null: not yours to read.")
    number: str = about("Its number.", "SO-1042")


class StockWantedOut(StockRow):
    """A line of an order or a transfer that still wants goods, base units."""

    needed_on: DayOut = about("When it is needed.")
    priority: int = about("Higher is served first.", 0)
    placed_at: MomentOut = about("Since when it wants them.")
    quantity: int = about("Still wanted: the sum of the next three.", 24)
    promised_stock: int = about("Of that promised from stock.", 20)
    promised_supply: int = about("Of that promised from what is on its way.", 4)
    backordered: int = about("Of that covered by nothing.", 0)
    reserved: int = about("Of what is promised from stock, set aside for picking.", 0)


class StockSupplyOut(StockRow):
    """A line of a purchase order or a transfer that brings goods, base units."""

    expected_on: DayOut = about("When it is expected.")
    quantity: int = about("What is to come.", 48)
    promised: int = about("Of that promised.", 4)
    free: int = about("Of that promised to nobody.", 44)


class CostLayerOut(Shape):
    """What is left of one arrival of an item costed first in, first out: base units, and base currency."""

    FROM = {
        "sku": "item.sku",
        "name": "item.name",
        "warehouse": "warehouse.code",
        "kind": "posting.kind",
        "subject_id": "posting.subject_id",
    }

    id: int = about("Its number; of a warehouse's, the lowest leaves first.", 812)
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("The warehouse.")
    warehouse: str = about("Its code.", "MAIN")
    kind: str = about("By what it came.", "receipt")
    subject_id: IdOut = about("The document behind it.")
    received_at: MomentOut = about("When it came.")
    quantity: int = about("What came.", 48)
    value: AmountOut = about("What it cost, with what was added while it lay.")
    quantity_left: int = about("What is left of it.", 12)
    value_left: AmountOut = about("What that is worth.")


class StockAsOfOut(Shape):
    """What lay of an item in a warehouse when a day ended, base units."""

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    on_hand: int = about("What lay there, quarantine too.", 40)
    value: AmountOut | None = about("What it was worth then; null for those who see no costs.")


class PastStockOut(Shape):
    """What lay of an item when a day ended, as far as it was asked by warehouse, bin, lot or owner; base units."""

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut | None = about("The warehouse; null: not asked by it.")
    warehouse: str = about("Its code.", "MAIN")
    place_id: IdOut | None = about("The bin, or another place of the warehouse; null: not asked by it.")
    place_code: str = about("Its code.", "A-01-01")
    lot_id: IdOut | None = about("The lot; null: not asked by it, or without one.")
    lot_code: str = about("Its code.", "L7")
    supplier_id: IdOut | None = about("By owner: the supplier whose it was; null: ours.")
    customer_id: IdOut | None = about("By owner: the customer with whom ours lay; null: with us.")
    owner: str = about("By owner: the name of that supplier or customer.", "Teehaus Nord")
    on_hand: int = about("What lay there, quarantine too.", 40)
    value: AmountOut | None = about(
        "What it was worth then; a bin's or a lot's is its share, by quantity, of what the item was worth in its"
        " warehouse. Null for those who see no costs."
    )


class PastStockPage(Shape):
    """Some rows, and where the next ones begin."""

    items: list[PastStockOut] = about("Up to `limit` rows, by SKU, then by warehouse, bin and lot.")
    next: str | None = about("Give it as `after` for the next page; null: this is the last.")
    count: int = about("How many rows there are on all pages.", 2)
    value: AmountOut | None = about("What all of them were worth then; null for those who see no costs.")


class CategoryStockOut(Shape):
    """What lies there of a category."""

    category_id: IdOut | None = about("The category; null: items without one.")
    category: str = about("Its name.", "Tea")
    items: int = about("How many items.", 12)
    on_hand: int = about("Base units that may be sold.", 480)
    unsellable: int = about("Base units that may not.", 0)
    value: AmountOut | None = about("Base currency; null for those who see no costs.")


class ExpiringLotOut(Shape):
    """A lot that is over soon, or over already, and still lies somewhere; base units.

    Over is what is past its last day, or no more at its best.
    """

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "MILK-1")
    name: str = about("Its name.", "Milk, 1 l")
    lot_id: IdOut = about("The lot.")
    lot_code: str = about("Its code.", "L7")
    expires_on: DayOut | None = about("Its last day.")
    best_before_on: DayOut | None = about("Until when it is best; stops nothing.")
    over_on: DayOut = about("The earlier of the two.")
    warehouse_id: IdOut = about("Where it lies.")
    warehouse: str = about("That warehouse's code.", "MAIN")
    on_hand: int = about("What lies there.", 12)


def _behind(by: By, ids: set[UUID], kind: str, listing: Listing[Any], may: str) -> dict[UUID, dict[str, Any]]:
    """The document of each of these ids: of the list, or a transfer; two statements at most."""
    known = listing.rows(by).in_bulk(list(ids)) if access_queries.may(by, may) else {}
    others = sorted(ids - known.keys())
    reads_them = others and access_queries.may(by, "transfers.read")
    transfers = transfers_queries.transfers_of(by, others) if reads_them else {}
    found = {pk: {"document": kind, "document_id": pk, "number": row.number} for pk, row in known.items()}
    return found | {
        pk: {"document": "transfer", "document_id": pk, "number": row.number} for pk, row in transfers.items()
    }


_UNREAD: dict[str, Any] = {"document": "", "document_id": None, "number": ""}


def _wanted(by: By, rows: list[Demand]) -> list[dict[str, Any]]:
    found = _behind(by, {row.document_id for row in rows}, "order", ORDERS, "sales.read")
    return [StockWantedOut.plain(row, **found.get(row.document_id, _UNREAD)) for row in rows]


def _supplies(by: By, rows: list[Supply]) -> list[dict[str, Any]]:
    found = _behind(by, {row.source_id for row in rows}, "purchase_order", PURCHASE_ORDERS, "purchasing.read")
    return [StockSupplyOut.plain(row, **found.get(row.source_id, _UNREAD)) for row in rows]


lists(
    router,
    "/stock/wanted",
    WANTED,
    name="list_stock_wanted",
    needs="inventory.read",
    gives=StockWantedOut,
    write=_wanted,
    says="Who wants goods: the rows behind `promised`, `backordered` and what is set aside of a position; their sums"
    " are its figures.",
)
lists(
    router,
    "/stock/supplies",
    SUPPLIES,
    name="list_stock_supplies",
    needs="inventory.read",
    gives=StockSupplyOut,
    write=_supplies,
    says="What is on its way: the rows behind `incoming` of a position.",
)
lists(
    router,
    "/stock/layers",
    LAYERS,
    name="list_cost_layers",
    needs="catalog.read_cost",
    gives=CostLayerOut,
    says="Cost layers: what is left of each arrival of items costed first in, first out; the first to leave first.",
)


@reads(router, "/warehouses/{warehouse_id}/stock-as-of", needs="inventory.read", gives=list[StockAsOfOut])
def list_stock_as_of(by: By, warehouse_id: Id, on: Day, item_id: Id | None = None) -> list[dict[str, Any]]:
    """What lay in a warehouse when a day ended, by SKU: of all items, or of one."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    found = inventory_queries.stock_as_of(warehouse_id, _ends(on), item_id)
    costs = sees_costs(by)
    return [
        StockAsOfOut.plain(
            one, on_hand=found[one.item_id].on_hand, value=money(found[one.item_id].value, costs)
        )
        for one in catalog_queries.names_of(list(found))
    ]


@reads(router, "/reports/stock-as-of", needs="inventory.read", gives=PastStockPage)
def report_stock_as_of(
    by: By,
    on: Day,
    split: Split = "item",
    warehouse_id: Id | None = None,
    item_id: Id | None = None,
    words: Words | None = None,
    after: After | None = None,
    limit: Rows = 100,
) -> dict[str, Any]:
    """What lay there when a day ended, by item and warehouse, bin, lot or owner; of one warehouse, or of all.

    With `words`, only items with all of them in SKU or name; by lot also lots with all of them in the code.

    A day that is over answers the same however often it is asked, until somebody posts into it late.
    """
    houses = (
        inventory_queries.visible_warehouses(by)
        if warehouse_id is None
        else [inventory_queries.visible_warehouse(by, warehouse_id)]
    )
    told = inventory_queries.past_stock(
        houses,
        _ends(on),
        split=split,
        item_id=item_id,
        text=words or "",
        after=_key_of(after) if after else (),
        limit=limit + 1,
    )
    shown, costs = told.rows[:limit], sees_costs(by)
    more = len(told.rows) > limit
    return PastStockPage.plain(
        None,
        items=[PastStockOut.plain(row, value=money(row.value, costs)) for row in shown],
        next=_cursor_of(shown[-1].key) if more else None,
        count=told.count,
        value=money(told.value, costs),
    )


def _cursor_of(key: tuple[str, ...]) -> str:
    return urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _key_of(cursor: str) -> tuple[str, ...]:
    """Raises Invalid: it was made up."""
    try:
        key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        key = None
    if not isinstance(key, list) or not all(isinstance(part, str) for part in key):
        raise Invalid(
            "This cursor does not belong to this list. Start at its first page.",
            fields={"after": "Unknown cursor."},
        )
    return tuple(key)


def _ends(day: date) -> datetime:
    """The moment at which a day is over."""
    return make_aware(datetime.combine(day + timedelta(days=1), time()))


@reads(router, "/reports/stock-by-category", needs="reports.read", gives=list[CategoryStockOut])
def report_stock_by_category(by: By, warehouse_id: Id | None = None) -> list[dict[str, Any]]:
    """What lies there, summed up by category; of one warehouse, or of all."""
    return [
        CategoryStockOut.plain(row)
        for row in reports_queries.stock_by_category(by, warehouse_id=warehouse_id)
    ]


@reads(router, "/reports/expiring-lots", needs="inventory.read", gives=list[ExpiringLotOut])
def report_expiring_lots(by: By, until: Day | None = None) -> list[dict[str, Any]]:
    """Lots that are over up to a day, and still lie somewhere: up to 500, the first to expire first.

    Without `until`, those of the next 60 days. Lots that are over already are among them.
    """
    last = until or by.now.date() + timedelta(days=EXPIRES_WITHIN)
    found = inventory_queries.expiring_lots(by, last + timedelta(days=1))
    return [ExpiringLotOut.plain(row) for row in found]

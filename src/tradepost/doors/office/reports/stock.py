"""Stock: what lies there and what it is worth, as of any day, and what expires."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.listing import NONE
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.inventory.queries import PastPage, PastStock, StockOut
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import StockTotal
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.behind import Leads, days, leading
from tradepost.doors.office.parts.paging import SHOWN, last_page
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.reports.forms import (
    AsOfForm,
    OutsForm,
    UntilForm,
    WarehouseForm,
    first_warehouse,
    last_month,
    today,
)
from tradepost.doors.office.reports.table import Asked, Report, Table
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Total

BASE = settings.BASE_CURRENCY
SOON_DAYS = 60
Link = Callable[[Any], str]
ITEM = Column("sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id))
NAME = Column("name", gettext_lazy("Name"))


def _value(by: By, link: Link) -> tuple[Column, ...]:
    shown = Column("value", _("Value"), "money", currency=f"={BASE}", link=link)
    return (shown,) if access_queries.may(by, "catalog.read_cost") else ()


def stock_value(by: By, asked: Asked) -> Table:
    wanted = asked.get("warehouse") or ""
    rows = reports_queries.stock_value(by, warehouse_id=id_of(wanted) if wanted else None)
    stock, moves = leading(by, "stock", "inventory.read"), leading(by, "moves", "inventory.read")
    ordered, comes = leading(by, "ordered_lines", "sales.read"), leading(by, "supplies", "inventory.read")

    def to(lead: Leads, **more: str) -> Link:
        return lambda row: lead(item=row.item_id, warehouse=row.warehouse_id, **more)

    columns = (
        ITEM,
        NAME,
        Column("category", _("Category"), priority=3),
        Column("warehouse", _("Warehouse"), "code", priority=3),
        Column("supplier", _("Whose"), value=lambda row: row.supplier or _("ours"), priority=2),
        Column("on_hand", _("On hand"), "quantity", link=to(moves)),
        Column("promised", _("Promised"), "quantity", priority=2, link=to(ordered, open="yes")),
        Column("available", _("Available"), "quantity", priority=2, link=to(stock)),
        Column("incoming", _("Incoming"), "quantity", priority=3, link=to(comes)),
        Column("unsellable", _("Not for sale"), "quantity", priority=3, link=to(moves)),
        *_value(by, to(moves)),
    )
    totals = []
    if access_queries.may(by, "catalog.read_cost"):
        value = sum((row.value or ZERO for row in rows), ZERO)
        totals = [Total(_("Value"), value, BASE, strong=True, link=stock(warehouse=wanted))]
    return Table(columns, rows, totals)


def by_category(by: By, asked: Asked) -> Table:
    wanted = asked.get("warehouse") or ""
    rows = reports_queries.stock_by_category(by, warehouse_id=id_of(wanted) if wanted else None)
    stock = leading(by, "stock", "inventory.read")

    def positions(row: StockTotal) -> str:
        return stock(category=row.category_id or NONE, warehouse=wanted, lying="yes")

    def of_suppliers(row: StockTotal) -> str:
        return stock(category=row.category_id or NONE, warehouse=wanted, of_suppliers="yes")

    columns = (
        Column("category", _("Category"), value=lambda row: row.category or _("without"), link=positions),
        Column("items", _("Items"), "quantity", link=positions),
        Column("on_hand", _("On hand"), "quantity", link=positions),
        Column("unsellable", _("Not for sale"), "quantity", priority=2, link=positions),
        Column("of_suppliers", _("Of suppliers"), "quantity", priority=2, link=of_suppliers),
        *_value(by, positions),
    )
    return Table(columns, rows)


def as_of(by: By, asked: Asked) -> Table:
    house, split, item_id = asked.get("warehouse") or "", asked["split"], asked.get("item")
    houses = [one for one in inventory_queries.visible_warehouses(by) if not house or one.pk == id_of(house)]
    moment = make_aware(datetime.combine(asked["day"] + timedelta(days=1), time()))
    told = _told_of(houses, moment, asked)
    moves = leading(by, "moves", "inventory.read")
    until = days(None, asked["day"] + timedelta(days=1))

    def moved(row: PastStock) -> str:
        return moves(
            item=row.item_id, warehouse=_houses_of(row, house, split), day=until, **_lay_in(row, split)
        )

    def worth(row: PastStock) -> str:
        # A bin or a lot is worth its share of what lay of the item in its warehouses.
        return moves(item=row.item_id, warehouse=_houses_of(row, house, split), day=until)

    columns = (
        ITEM,
        NAME,
        *_told_by(split),
        Column("on_hand", _("On hand"), "quantity", unit="base_unit", link=moved),
    )
    totals = []
    if access_queries.may(by, "catalog.read_cost"):
        link = "" if asked.get("words") else moves(warehouse=house, day=until, item=item_id)
        totals = [Total(_("Value"), told.value, BASE, strong=True, link=link)]
    note = _note(houses[0] if house and houses else None, split)
    count = None if asked["page"] is None else told.count
    return Table((*columns, *_value(by, worth)), told.rows, totals, note=note, count=count)


def _told_of(houses: Sequence[Warehouse], moment: datetime, asked: Asked) -> PastPage:
    """The rows of the page that was asked for, the last one where there are less; for a file all."""

    def of(page: int | None) -> PastPage:
        return inventory_queries.past_stock(
            houses,
            moment,
            split=asked["split"],
            item_id=asked.get("item") or None,
            text=asked.get("words") or "",
            begin=0 if page is None else (page - 1) * SHOWN,
            limit=None if page is None else SHOWN,
        )

    told = of(asked["page"])
    return of(last_page(told.count)) if told.count and not told.rows else told


def _houses_of(row: PastStock, house: str, split: str) -> Any:
    """The warehouses whose moves make a row; of all of them together nothing is said."""
    return row.warehouse_ids if split in ("warehouse", "place", "place_lot", "owner") else house


def _lay_in(row: PastStock, split: str) -> dict[str, Any]:
    of_lot = {"lot": row.lot_id or NONE} if split in ("lot", "place_lot") else {}
    return {"place": row.place_id} | of_lot


def _told_by(split: str) -> tuple[Column, ...]:
    """The columns of what the stock is told by, beside the item."""
    lot = Column("lot_code", _("Lot"), "code", link=lambda row: row.lot_id and address("lot", row.lot_id))
    house = Column("warehouse", _("Warehouse"), "code")
    place = Column(
        "place_code", _("Bin"), "code", link=lambda row: row.place_id and address("place", row.place_id)
    )
    of: dict[str, tuple[Column, ...]] = {
        "warehouse": (house,),
        "place": (house, place),
        "lot": (lot,),
        "place_lot": (house, place, lot),
        "owner": (Column("owner", _("Whose"), value=_whose),),
    }
    return of.get(split, ())


def _whose(row: PastStock) -> Any:
    if row.customer_id:
        return _("ours, with %s") % row.owner
    return row.owner or _("ours")


def _note(house: Warehouse | None, split: str) -> Any:
    if house is not None and house.supplier_id:
        return _("What lay in this store was the supplier’s.")
    if split in ("place", "lot", "place_lot"):
        return _(
            "A bin or a lot is worth its share, by quantity, of what the item was worth in its warehouse."
        )
    return ""


def stock_outs(by: By, asked: Asked) -> Table:
    warehouse = inventory_queries.visible_warehouse(by, id_of(asked["warehouse"]))
    since = make_aware(datetime.combine(asked["since"], time()))
    until = min(by.now, make_aware(datetime.combine(asked["until"] + timedelta(days=1), time())))
    found = (
        []
        if {"rep", "customer"} & set(by.scope)
        else inventory_queries.stock_outs(warehouse.pk, since, until)
    )
    names = {one.item_id: one for one in catalog_queries.names_of([one.item_id for one in found])}
    rows = [
        {
            "item_id": one.item_id,
            "warehouse_id": warehouse.pk,
            "sku": names[one.item_id].sku,
            "name": names[one.item_id].name,
            "since": one.since,
            "until": one.until,
            "days": _days_out(one, since, until),
            "on_hand": one.on_hand,
        }
        for one in found
        if one.item_id in names
    ]
    moves = leading(by, "moves", "inventory.read")

    def to_moves(row: Any) -> str:
        return moves(item=row["item_id"], warehouse=warehouse.pk)

    columns = (
        Column(
            "sku",
            _("Item"),
            "code",
            link=lambda row: address("position", row["item_id"], row["warehouse_id"]),
        ),
        NAME,
        Column("since", _("From"), "moment"),
        Column("until", _("Until"), "moment"),
        Column("days", _("Days")),
        Column("on_hand", _("On hand now"), "quantity", link=to_moves),
    )
    note = _("An empty day lies outside the period: it was out before, or still is.")
    return Table(columns, sorted(rows, key=lambda row: row["sku"]), note=note)


def _days_out(one: StockOut, since: datetime, until: datetime) -> str:
    length = min(one.until or until, until) - max(one.since or since, since)
    return str(max(length.days, 0))


def expiring(by: By, asked: Asked) -> Table:
    rows = inventory_queries.expiring_lots(by, asked["until"] + timedelta(days=1))
    now = today(by)
    moves = leading(by, "moves", "inventory.read")
    columns = (
        ITEM,
        NAME,
        Column("lot_code", _("Lot"), "code", link=lambda row: address("lot", row.lot_id)),
        Column("expires_on", _("Expires"), "day", tone=lambda row: _due(row.expires_on, now)),
        Column("best_before_on", _("Best before"), "day", tone=lambda row: _due(row.best_before_on, now)),
        Column(
            "on_hand",
            _("On hand"),
            "quantity",
            unit="base_unit",
            link=lambda row: moves(lot=row.lot_id, warehouse=row.warehouse_id),
        ),
        Column("warehouse", _("Warehouse"), "code", priority=2),
    )
    return Table(columns, rows)


def _due(day: date | None, now: date) -> str:
    if day is None:
        return ""
    return "bad" if day < now else "warn"


REPORTS = (
    Report(
        "stock_value",
        gettext_lazy("Stock and its value"),
        gettext_lazy("Every item that is there, expected or wanted."),
        "reports.read",
        stock_value,
        WarehouseForm,
        lambda by: {"warehouse": ""},
        icon="warehouse",
    ),
    Report(
        "stock_by_category",
        gettext_lazy("Stock by category"),
        gettext_lazy("What lies there, summed up."),
        "reports.read",
        by_category,
        WarehouseForm,
        lambda by: {"warehouse": ""},
        icon="folder-tree",
    ),
    Report(
        "stock_as_of",
        gettext_lazy("Stock as of a day"),
        gettext_lazy("What lay there when the day ended."),
        "inventory.read",
        as_of,
        AsOfForm,
        first_warehouse,
        icon="calendar",
    ),
    Report(
        "stock_outs",
        gettext_lazy("Stock-outs"),
        gettext_lazy("When nothing of an item lay there to be sold."),
        "inventory.read",
        stock_outs,
        OutsForm,
        last_month,
        gettext_lazy("Nothing ran out."),
        icon="circle-x",
    ),
    Report(
        "expiring_lots",
        gettext_lazy("Expiring lots"),
        gettext_lazy("What must be sold or written off soon."),
        "inventory.read",
        expiring,
        UntilForm,
        lambda by: {"until": today(by) + timedelta(days=SOON_DAYS)},
        gettext_lazy("No lot expires by then."),
        "calendar-clock",
    ),
)

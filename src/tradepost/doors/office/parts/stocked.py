"""The figures of an item in a warehouse, each leading to the rows it is made of; and what moved, with what lay then."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.render.formats import day_text
from tradepost.render.screens.columns import Column, value_at

BASE = f"={settings.BASE_CURRENCY}"


def quiet_zero(name: str) -> Callable[[Any], str]:
    """Nothing there is said quietly, so that what is there stands out."""
    return lambda row: "" if value_at(row, name) else "quiet"


def _backordered(row: Any) -> str:
    return "bad" if row.backordered else "quiet"


def position_url(row: Any) -> str:
    """The page that says why: all that an item's figures in a warehouse are made of."""
    return address("position", row.item_id, row.warehouse_id)


def rows_behind(page: str, **more: str) -> Callable[[Any], str]:
    """The rows of a list that are about an item in a warehouse."""

    def link(row: Any) -> str:
        asked = {"item": row.item_id, "warehouse": row.warehouse_id, **more}
        return f"{address(page)}?{urlencode(asked)}"

    return link


def available_from(row: Any) -> str:
    """The first day on which some of it can be promised: now, a day, or none."""
    if row.available > 0:
        return _("now")
    found = getattr(row, "supply_on", None)
    return day_text(found, None) if found else ""


BEHIND = {
    "on_hand": ("moves", {}),
    "unsellable": ("moves", {}),
    "reserved": ("wanted", {"reserved": "yes"}),
    "promised": ("wanted", {"promised": "yes"}),
    "incoming": ("supplies", {}),
    "backordered": ("wanted", {"backordered": "yes"}),
    "value": ("moves", {}),
}
"""Of each figure the list whose rows add up to it, and what they have in common."""


def behind(figure: str) -> Callable[[Any], str]:
    """The rows that add up to a figure."""
    page, more = BEHIND[figure]
    return rows_behind(page, **more)


def way_behind(figure: str) -> Callable[[Any], str]:
    """The same by a short address, where a page has hundreds of them. Of nothing there are no rows, but there is a
    reason why nothing is available."""
    always = figure == "available"
    return lambda row: f"{address('stock_rows')}?{figure}={row.pk}" if always or getattr(row, figure) else ""


FIGURES = (
    Column("on_hand", gettext_lazy("On hand"), "quantity", unit="item.base_unit", sort="on_hand",
           link=behind("on_hand")),
    Column("promised", gettext_lazy("Promised"), "quantity", priority=2, sort="promised",
           tone=quiet_zero("promised"), link=behind("promised")),
    Column("available", gettext_lazy("Available"), "quantity", link=position_url),
    Column("available_from", gettext_lazy("From when"), value=available_from, priority=3),
    Column("incoming", gettext_lazy("Incoming"), "quantity", priority=2, sort="incoming",
           tone=quiet_zero("incoming"), link=behind("incoming")),
    Column("backordered", gettext_lazy("Backordered"), "quantity", sort="backordered", tone=_backordered,
           link=behind("backordered")),
    Column("unsellable", gettext_lazy("Not for sale"), "quantity", priority=3, tone=quiet_zero("unsellable"),
           link=behind("unsellable")),
)  # fmt: skip
RESERVED = Column(
    "reserved",
    gettext_lazy("Set aside"),
    "quantity",
    priority=3,
    tone=quiet_zero("reserved"),
    link=behind("reserved"),
)


def with_reserved(by: By, rows: list[Any]) -> list[Any]:
    """Beside each position what of it is set aside for picking."""
    found = inventory_queries.reserved_of(rows)
    for row in rows:
        row.reserved = found.get(row.pk, 0)
    return rows


def with_contents(by: By, rows: list[Any]) -> list[Any]:
    """How much lies in each place."""
    found = inventory_queries.contents_of([row.pk for row in rows])
    for row in rows:
        row.contents = found.get(row.pk, inventory_queries.Contents(0, 0))
    return rows


NARROW = tuple(
    replace(column, note=available_from) if column.key == "available" else column
    for column in FIGURES
    if column.key != "available_from"
)
"""The same where there is less room."""
VALUE = Column(
    "value",
    gettext_lazy("Value"),
    "money",
    currency=BASE,
    sort="value",
    priority=2,
    link=behind("value"),
)
SHELVES = (
    Column("place.code", gettext_lazy("Place"), "code", link=lambda row: address("place", row.place_id), sort="place"),
    Column("place.warehouse.code", gettext_lazy("Warehouse"), "code", priority=3),
    Column("lot.code", gettext_lazy("Lot"), "code", link=lambda row: address("lot", row.lot_id) if row.lot_id else ""),
    Column("lot.expires_on", gettext_lazy("Last day"), "day", priority=2),
    Column("on_hand", gettext_lazy("On hand"), "quantity", unit="item.base_unit", sort="on_hand",
           link=lambda row: f"{address('moves')}?item={row.item_id}&place={row.place_id}"
           + (f"&lot={row.lot_id}" if row.lot_id else "")),
    Column("reserved", gettext_lazy("Set aside"), "quantity", sort="reserved", tone=quiet_zero("reserved")),
    Column("free", gettext_lazy("Not set aside"), "quantity", priority=2),
)  # fmt: skip
"""What lies in a place, of an item and lot."""

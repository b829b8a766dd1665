"""The lists of what waits to be put away, and of the bins that items call their own."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.inventory.words import WHYS
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import known_ids
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb

LATE = timedelta(days=1)


def place_codes(by: By, values: Any) -> dict[str, str]:
    """The codes of the places chosen in a filter."""
    return {str(one.pk): one.code for one in inventory_queries.places_of(by, known_ids(values))}


def with_proposals(by: By, rows: list[Any]) -> list[Any]:
    """Beside each since when it waits, and where it goes with the reason."""
    found = inventory_queries.proposals_for(rows, by.now)
    since = inventory_queries.waiting_since([row.pk for row in rows])
    may = access_queries.may(by, "inventory.move_stock")
    for row in rows:
        row.since = since.get(row.pk)
        row.proposals = found.get(row.pk, [])
        row.hand_url = _hand_url(row) if may else address("item", row.item_id)
        row.first = row.proposals[0] if row.proposals else None
    return rows


def _where(row: Any) -> str:
    """The bins, with how much goes into each where there are several."""
    several = len(row.proposals) > 1
    codes = [(one.bin.code if one.bin else "–", one.quantity) for one in row.proposals]
    return ", ".join(f"{code} ({count})" if several else code for code, count in codes)


def _why(row: Any) -> str:
    return ", ".join(dict.fromkeys(str(WHYS[one.why]) for one in row.proposals))


def _late(row: Any) -> str:
    return "warn" if row.since and timezone.now() - row.since > LATE else ""


def _hand_url(row: Any) -> str:
    """The page that puts this line away, by scanning or by hand."""
    asked = {"warehouse": row.place.warehouse_id, "line": row.pk}
    return f"{address('hand_put_away')}?{urlencode(asked)}"


PUT_AWAY = ListScreen(
    name="put_away",
    title=_("To put away"),
    noun=_("lines"),
    listing=inventory_queries.PUT_AWAY,
    may="inventory.read",
    search_hint=_("SKU, name"),
    decorate=with_proposals,
    is_kept=False,
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: row.hand_url, sort="sku"),
        Column("item.name", _("Name"), priority=2),
        Column("lot.code", _("Lot"), "code", priority=3),
        Column("free", _("Quantity"), "quantity", unit="item.base_unit"),
        Column("place.code", _("From"), "code", sort="place"),
        Column("since", _("Since"), "moment", tone=_late),
        Column("first", _("To"), "code", value=_where),
        Column("why", _("Why"), value=_why),
        Column("place.warehouse.code", _("Warehouse"), "code", priority=3),
    ),
    filters=(
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    ),
    verbs=(
        ListVerb(_("Put away by scan"), later("hand_put_away"), "scan-barcode", may="inventory.move_stock"),
    ),
    empty=Empty(
        _("Nothing waits on a dock"),
        _(
            "Where deliveries go onto the receiving dock, a warehouse says on its page; from there they stand here."
        ),
        _("Warehouses"),
        later("warehouses"),
        "forklift",
    ),
)

FIXED_BINS = ListScreen(
    name="fixed_bins",
    title=_("Fixed bins"),
    noun=_("bins"),
    listing=inventory_queries.FIXED_BINS,
    may="inventory.read",
    search_hint=_("SKU, name"),
    columns=(
        Column(
            "place.code", _("Place"), "code", link=lambda row: address("place", row.place_id), sort="walk"
        ),
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="sku"),
        Column("item.name", _("Name"), priority=2),
        Column("on_hand", _("On hand"), "quantity", unit="item.base_unit"),
        Column("max_quantity", _("At most"), "quantity"),
        Column("place.warehouse.code", _("Warehouse"), "code", priority=3),
    ),
    filters=(
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("place", _("Place"), text_of=place_codes),
    ),
    verbs=(ListVerb(_("Places"), later("places"), "map-pin"),),
    empty=Empty(
        _("No bin is kept for an item yet"),
        _("On the page of a bin say which item always lies there; deliveries are put away there first."),
        _("Places"),
        later("places"),
        "pin",
    ),
)

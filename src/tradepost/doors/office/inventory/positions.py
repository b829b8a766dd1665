"""Why: an item in a warehouse, and what each of its figures is made of."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Position
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.catalog.item_columns import DEMANDS, MOVES, SUPPLIES
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.correcting import correction_verbs
from tradepost.doors.office.parts.moved import MOVE_WORDS, with_after
from tradepost.doors.office.parts.promised import POLICIES
from tradepost.doors.office.parts.stocked import SHELVES, available_from, behind, rows_behind
from tradepost.doors.office.parts.views import answer_document
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Total, Verb

BASE = settings.BASE_CURRENCY
SHOWN = 20
OUT_DAYS = 365
_KIND = Column(
    "kind",
    gettext_lazy("Why"),
    value=lambda row: MOVE_WORDS.get(row["kind"], row["kind"]),
    link=lambda row: row["url"],
)
CAUSES = (
    _KIND,
    Column("moves", gettext_lazy("Moves"), "number"),
    Column("quantity", gettext_lazy("Quantity"), "quantity"),
)
CAUSES_WITH_VALUE = (*CAUSES, Column("value", gettext_lazy("Value"), "money", currency=f"={BASE}"))
OUTS = (
    Column("since", gettext_lazy("From"), "moment", value=lambda row: row.since),
    Column("until", gettext_lazy("To"), "moment", value=lambda row: row.until),
)


@page("inventory.read")
def position(request: HttpRequest, by: By, item_id: UUID, warehouse_id: UUID) -> HttpResponseBase:
    return answer_document(request, position_page(by, item_id, warehouse_id))


def position_page(by: By, item_id: UUID, warehouse_id: UUID) -> DocumentPage:
    """Raises NotFound. A constant number of statements."""
    found = inventory_queries.position(by, item_id, warehouse_id)
    supplies = reports_queries.item_supplies(by, item_id, warehouse_id=warehouse_id)
    return DocumentPage(
        kind=_("Stock"),
        title=f"{found.item.sku} · {found.warehouse.code}",
        subtitle=found.item.name,
        subtitle_url=address("item", item_id),
        back_url=address("stock"),
        back_label=_("Stock"),
        verbs=list(_verbs(by, found)),
        facts=_facts(by, found, supplies),
        sections=list(_sections(by, found, supplies)),
    )


def _verbs(by: By, found: Position) -> Iterator[Verb]:
    query = f"item={found.item_id}&warehouse={found.warehouse_id}"
    if access_queries.may(by, "corrections.correct_stock") and not found.of_supplier:
        yield from correction_verbs(query)
    if access_queries.may(by, "inventory.move_stock"):
        yield Verb("move", _("Move"), f"{address('stock_move')}?{query}", method="get", icon="move-right")


def _facts(by: By, found: Position, supplies: list[Any]) -> list[FactGroup]:
    moves, unit = behind("on_hand")(found), found.item.base_unit
    reserved = inventory_queries.reserved_of([found]).get(found.pk, 0)
    now = [
        Fact(_("On hand"), found.on_hand, "quantity", unit=unit, link=moves,
             why=_("What lies on bins, docks and tables, without lots that are stopped. The sum of all its moves.")),
        Fact(_("Quarantine"), found.unsellable, "quantity", unit=unit, link=moves,
             why=_("What lies in quarantine, or is of a lot that is stopped: it is not sold.")),
        Fact(_("Promised"), found.promised, "quantity", unit=unit, link=behind("promised")(found),
             why=_("What orders were promised from stock and did not leave yet.")),
        Fact(_("Set aside"), reserved, "quantity", unit=unit, link=behind("reserved")(found),
             why=_("What of it lies ready to be picked, in its bin and lot.")),
        Fact(_("Available"), found.available, "quantity", unit=unit,
             why=_("On hand less promised.")),
        Fact(_("From when"), available_from(found) or _("nothing on its way is free"),
             why=_("Now, if something is available; else the day of the first delivery of which something is free.")),
    ]  # fmt: skip
    coming = [
        Fact(_("Incoming"), found.incoming, "quantity", unit=unit, link=behind("incoming")(found),
             why=_("What purchase orders and transfers are to bring, and what lies in suppliers’ stores beside.")),
        Fact(_("Not promised"), sum(row.free for row in supplies), "quantity", unit=unit,
             link=rows_behind("supplies")(found)),
        Fact(_("Backordered"), found.backordered, "quantity", unit=unit, link=behind("backordered")(found),
             why=_("What orders want, and neither stock nor supply covers.")),
    ]  # fmt: skip
    groups = [FactGroup(_("Now"), now), FactGroup(_("Coming"), coming)]
    if found.of_supplier:
        whose = Fact(
            _("Supplier’s store"),
            found.warehouse.name,
            link=address("warehouse", found.warehouse_id),
            why=_("What lies here is the supplier’s, and worth nothing to us, until it is taken over."),
        )
        groups.insert(0, FactGroup(_("Whose"), [whose]))
    if access_queries.may(by, "catalog.read_cost"):
        lying = found.on_hand + found.unsellable
        worth = [
            Fact(_("Value"), found.value, "money", currency=BASE, link=moves,
                 why=_("What came at its cost, less what left at the cost of its day.")),
            Fact(_("For each"), found.value / lying if lying else None, "price", currency=BASE, note=unit,
                 why=_("Value by all that lies there.")),
        ]  # fmt: skip
        groups.append(FactGroup(_("Worth"), worth))
    return groups


def _sections(by: By, found: Position, supplies: list[Any]) -> Iterator[Section]:
    costs = access_queries.may(by, "catalog.read_cost")
    asked = {"item": [str(found.item_id)], "warehouse": [str(found.warehouse_id)]}
    causes = inventory_queries.causes_of(by, found.item_id, found.warehouse_id)
    rows = [_cause(found, one) for one in causes]
    lying = Total(
        _("Lies there"), sum(one.quantity for one in causes), found.item.base_unit, "quantity", strong=True
    )
    yield Section(
        _("How it came to this"), CAUSES_WITH_VALUE if costs else CAUSES, rows, _("Nothing ever moved."),
        _("All that ever came and went, by what it was for. Together it is what lies there, quarantine too."),
        totals=[lying] if rows else (),
    )  # fmt: skip
    shelves = inventory_queries.BALANCES.page(by, filters=asked, limit=SHOWN)
    yield Section(
        _("Where it lies"), SHELVES, shelves.rows, _("Nothing of it is in stock."),
        link=rows_behind("shelves")(found), link_label=_("All places"),
    )  # fmt: skip
    if access_queries.may(by, "sales.read"):
        demands = reports_queries.item_demands(by, found.item_id, warehouse_id=found.warehouse_id)
        yield Section(
            _("Who is promised what"), DEMANDS, demands, _("Nobody waits for it."),
            _served(found),
        )  # fmt: skip
    if access_queries.may(by, "purchasing.read"):
        yield Section(_("On its way"), SUPPLIES, supplies, _("Nothing is on order."))
    moved = inventory_queries.MOVES.page(by, filters=asked, limit=SHOWN)
    yield Section(
        _("What moved"), MOVES, with_after(by, moved.rows), _("Nothing moved yet."),
        link=rows_behind("moves")(found), link_label=_("All moves"),
    )  # fmt: skip
    outs = _outs(by, found)
    yield Section(
        _("When nothing lay there, in the last twelve months"), OUTS, outs, _("There was always some.")
    )


def _served(found: Position) -> str:
    """Which rule of the warehouse gave it to whom."""
    name, how = POLICIES[found.warehouse.allocation]
    return _("The rule of %(warehouse)s is %(policy)s: %(how)s What is backordered came last.") % {
        "warehouse": found.warehouse.name, "policy": name, "how": how,
    }  # fmt: skip


def _cause(found: Position, one: inventory_queries.Cause) -> dict[str, Any]:
    url = rows_behind("moves", kind=one.kind)(found)
    return {
        "kind": one.kind, "moves": one.moves, "quantity": one.quantity, "value": one.value, "url": url,
    }  # fmt: skip


def _outs(by: By, found: Position) -> list[inventory_queries.StockOut]:
    """Newest first. For those who see only some customers: none, as with moves."""
    if "rep" in by.scope or "customer" in by.scope:
        return []
    since = by.now - timedelta(days=OUT_DAYS)
    outs = inventory_queries.stock_outs(found.warehouse_id, since, by.now, found.item_id)
    return sorted(outs, key=lambda one: one.since or since, reverse=True)

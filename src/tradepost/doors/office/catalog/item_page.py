"""The page of an item: stock, who waits, what comes, prices, units and codes, what moved, what was sold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.flows import Flow
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.flows import ITEM
from tradepost.domain.catalog.models import Item, Substitute
from tradepost.domain.catalog.queries import KitOf
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import ItemDemand, ItemSupply
from tradepost.doors.office.catalog.costing import costing_fact, costing_verb, worth_sections
from tradepost.doors.office.catalog.forms import TAX, CodeForm, LabelsForm, UnitForm
from tradepost.doors.office.catalog.item_columns import (
    CODES,
    DEMANDS,
    MOVES,
    OFFERS,
    POSITIONS,
    PRICES,
    SUPPLIES,
    UNITS,
    sales_columns,
    shelf_columns,
)
from tradepost.doors.office.catalog.kits import kit_sections, kit_verbs
from tradepost.doors.office.catalog.selling import selling_facts
from tradepost.doors.office.catalog.substitutes import substitutes_section
from tradepost.doors.office.catalog.weighing import weighing_facts, weighing_verb
from tradepost.doors.office.catalog.wishes import wish_verb
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.cards import first_of, listed
from tradepost.doors.office.parts.correcting import correction_verbs
from tradepost.doors.office.parts.moved import with_after
from tradepost.doors.office.parts.stocked import VALUE
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.trail import MOST
from tradepost.render.screens.document import (
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Notice,
    Section,
    Stage,
    Total,
    Verb,
)

HISTORY_DAYS = 365
MOVES_SHOWN = 5
SHOWN = 10
"""Rows of a card; the list behind it has all of them."""


@dataclass(frozen=True, slots=True)
class Around:
    """Who waits for the item, and what brings it (None: not for this person to read); and what is asked of it."""

    demands: Sequence[ItemDemand] | None
    supplies: Sequence[ItemSupply] | None
    kit: KitOf = field(default_factory=KitOf)
    substitutes: Sequence[Substitute] = ()
    houses: Sequence[Warehouse] = ()
    answers: bool = False


def around_item(by: By, item: Item, *, answers: bool = False) -> Around:
    """`answers`: the page answers a wish, which says what is free of substitutes; they do not say it again."""
    may = access_queries.may
    kit = catalog_queries.kit_of(item.pk) if getattr(item, "in_kits", True) else KitOf()
    # Nobody waits for a kit itself, and nothing brings one.
    demands = [] if kit.parts or not may(by, "sales.read") else reports_queries.item_demands(by, item.pk)
    supplies = (
        [] if kit.parts or not may(by, "purchasing.read") else reports_queries.item_supplies(by, item.pk)
    )
    return Around(
        demands if may(by, "sales.read") else None,
        supplies if may(by, "purchasing.read") else None,
        kit,
        catalog_queries.substitutes_of(by, item.pk) if getattr(item, "has_substitutes", True) else (),
        inventory_queries.warehouses_of_ours(by) if may(by, "inventory.read") else (),
        answers,
    )


def item_page(by: By, item: Item, around: Around) -> DocumentPage:
    """Each part only for those who may read its room; a constant number of statements."""
    may = access_queries.may
    sections = [
        *kit_sections(by, item, around.kit),
        *substitutes_section(by, item, around.substitutes, free=not around.answers),
    ]
    own = _KIT_PARTS if around.kit.parts else _PARTS
    sections += [part for room, make in own if may(by, f"{room}.read") for part in make(by, item, around)]
    notices = []
    if item.state == "discontinued":
        notices.append(
            Notice(_("No new documents with this item. What is open goes on."), "warn", _("Discontinued."))
        )
    return DocumentPage(
        kind=_("Item"),
        title=item.sku,
        subtitle=item.name,
        state=item.state,
        back_url=address("items"),
        back_label=_("Items"),
        verbs=[*_verbs(by, item, around)],
        history_url=address("item_history", item.pk),
        notices=notices,
        facts=_facts(item),
        sections=[*sections, *_own(item)],
        related=_related(item, around),
        timeline=timeline({item.pk: Subject()}, 12),
        version=item.version,
        subject=("item", item.pk),
    )


def _related(item: Item, around: Around) -> list[Stage]:
    """The map: what brings it soonest, and the orders that need it first."""
    stages = []
    if around.supplies is not None:
        brought = {one.document_id: one for one in reversed(around.supplies)}
        nodes = [
            Node(one.number, address(one.document, pk), one.state, one.from_whom)
            for pk, one in [*reversed(brought.items())][:MOST]
        ]
        stages.append(Stage(_("On its way"), nodes, len(brought), f"{address('supplies')}?item={item.pk}"))
    stages.append(Stage(_("Item"), [Node(item.sku, state=item.state, current=True)]))
    if around.demands is not None:
        wanted = {one.order_id: one for one in reversed(around.demands)}
        nodes = [
            Node(
                one.order_number,
                address("order", pk),
                "backordered" if one.backordered else "",
                one.customer_name,
            )
            for pk, one in [*reversed(wanted.items())][:MOST]
        ]
        stages.append(Stage(_("Orders that wait"), nodes, len(wanted), f"{address('wanted')}?item={item.pk}"))
    return stages


def _verbs(by: By, item: Item, around: Around) -> Iterator[Verb]:
    may, here = access_queries.may, str(item.pk)
    if may(by, "catalog.change_item"):
        yield Verb(
            "edit",
            _("Edit"),
            address("item_edit", item.pk),
            strong=True,
            method="get",
            icon="pencil",
            key="l",
        )
    if may(by, "corrections.correct_stock") and not around.kit.parts:
        yield from correction_verbs(f"item={here}")
    if may(by, "inventory.read") and (when := wish_verb(item, around.houses)):
        yield when
    yield Verb(
        "labels",
        _("Labels"),
        address("item_label", item.pk),
        form=LabelsForm(item=item, auto_id="id_labels_%s"),
        icon="scan-barcode",
    )
    if may(by, "catalog.add_unit"):
        yield Verb(
            "unit",
            _("Add unit"),
            address("item_unit", item.pk),
            form=UnitForm(auto_id="id_unit_%s"),
            icon="boxes",
        )
    if may(by, "catalog.add_code"):
        form = CodeForm(item=item, auto_id="id_code_%s")
        yield Verb("code", _("Add code"), address("item_code", item.pk), form=form, icon="scan-barcode")
    yield from costing_verb(by, item)
    yield from weighing_verb(by, item)
    if not (around.demands or around.supplies):  # a kit is nothing that is asked for or expected itself
        yield from kit_verbs(by, item, around.kit.parts)
    yield from _flow_verbs(by, item, ITEM)


def _flow_verbs(by: By, item: Item, flow: Flow) -> Iterator[Verb]:
    allowed = flow.allowed(item.state)
    if "discontinue" in allowed and access_queries.may(by, "catalog.discontinue_item"):
        yield Verb(
            "discontinue",
            _("Discontinue"),
            address("item_discontinue", item.pk),
            confirm=_("Nobody can order it any more. Open orders go on, and stock stays."),
            danger=True,
            icon="ban",
        )
    if "reactivate" in allowed and access_queries.may(by, "catalog.reactivate_item"):
        yield Verb("reactivate", _("Trade again"), address("item_reactivate", item.pk), icon="circle-play")


def brand_of(item: Item) -> str:
    """The name of its brand."""
    return item.brand.name if item.brand else ""


def _facts(item: Item) -> tuple[FactGroup, ...]:
    tracking = {
        "lot": _("by lot, first expiry first"),
        "serial": _("by serial number, each piece its own"),
    }.get(item.tracking, _("not tracked"))
    return (
        FactGroup(
            _("What it is"),
            (
                Fact(_("Category"), item.category.name if item.category else "", edit="category_id"),
                Fact(_("Brand"), brand_of(item), edit="brand"),
                Fact(_("Counted in"), item.base_unit),
                Fact(_("Tracking"), tracking),
                costing_fact(item),
                Fact(_("Description"), item.description, edit="description", hides=True),
            ),
        ),
        FactGroup(
            _("How it is sold"),
            (
                Fact(_("Tax"), dict(TAX).get(item.tax_class, item.tax_class), edit="tax_class"),
                Fact(_("Weight"), item.weight_g, "quantity", unit="g", edit="weight_g"),
                Fact(_("Volume"), item.volume_ml, "quantity", unit="ml", edit="volume_ml"),
                *weighing_facts(item),
            ),
        ),
        FactGroup(_("In which quantities"), selling_facts(item)),
    )


def _own(item: Item) -> list[Section]:
    return [
        Section(_("Units"), UNITS, list(item.units.all()), _("Only sold by the %s.") % item.base_unit),
        Section(_("Codes"), CODES, list(item.codes.all()), _("No barcode or other code yet.")),
    ]


def _stock(by: By, item: Item, around: Around) -> list[Section]:
    positions = inventory_queries.positions_of(by, item.pk)
    columns = (*POSITIONS, VALUE) if access_queries.may(by, "catalog.read_cost") else POSITIONS
    lying = inventory_queries.placed_stock(by, item.pk)
    return [
        Section(
            _("Stock"),
            columns,
            positions,
            _("Nothing of it was ever in stock."),
            link=_as_of_url(item.pk),
            link_label=_("As of a past day"),
            totals=[
                Total(
                    _("Available"),
                    sum(row.available for row in positions),
                    item.base_unit,
                    "quantity",
                    link=f"{address('stock')}?item={item.pk}",
                )
            ]
            if len(positions) > 1
            else (),
        ),
        *([_where(by, item, lying)] if lying else []),
        *worth_sections(by, item),
    ]


def _where(by: By, item: Item, lying: Sequence[Any]) -> Section:
    found = first_of(by, lying, SHOWN, "shelves", item=item.pk)
    link, label = found.url if found.is_cut else "", _("All places")
    if item.is_traced and not found.is_cut:
        link, label = f"{address('lots')}?item={item.pk}", _("All lots")
    return Section(
        _("Where it lies"), shelf_columns(item.pk), found.rows, link=link, link_label=label, count=found.count
    )


def _demands(by: By, item: Item, around: Around) -> list[Section]:
    known = around.demands or ()
    found = first_of(by, known, SHOWN, "wanted", item=item.pk, listing=reports_queries.WANTED)
    short = any(row.stock < row.quantity for row in known) and access_queries.may(by, "inventory.reallocate")
    verb = Verb("allocate", _("Allocate anew"), f"{address('shortages')}?item={item.pk}", method="get")
    return [
        Section(
            _("Who is promised what"),
            DEMANDS,
            found.rows,
            _("Nobody waits for it."),
            verbs=[verb] if short else [],
            link=found.url if found.is_cut else "",
            link_label=_("All who wait"),
            count=found.count,
        )
    ]


def _supplies(by: By, item: Item, around: Around) -> list[Section]:
    today = timezone.localtime(by.now).date()
    offers = purchasing_queries.offers_of([item.pk], on=today)
    found = first_of(
        by, around.supplies or (), SHOWN, "supplies", item=item.pk, listing=inventory_queries.SUPPLIES
    )
    made = [
        Section(
            _("On its way"),
            SUPPLIES,
            found.rows,
            _("Nothing is on order, and nothing comes from another warehouse."),
            link=found.url if found.is_cut else "",
            link_label=_("All that comes"),
            count=found.count,
        )
    ]
    if access_queries.may(by, "catalog.read_cost"):
        sold = first_of(by, offers, SHOWN, "supplier_items", item=item.pk, may="catalog.read_cost")
        made.append(
            Section(
                _("Who sells it to us"),
                OFFERS,
                sold.rows,
                _("No supplier has an offer yet."),
                link=sold.url if sold.is_cut else "",
                link_label=_("All offers"),
                count=sold.count,
            )
        )
    return made


def _prices(by: By, item: Item, around: Around) -> list[Section]:
    found = listed(by, pricing_queries.PRICES, "prices", {"item": [str(item.pk)]}, SHOWN)
    return [
        Section(
            _("Prices"),
            PRICES,
            found.rows,
            _("No price list names it yet."),
            link=found.url if found.is_cut else "",
            link_label=_("All prices"),
            count=found.count,
        )
    ]


def _moves(by: By, item: Item, around: Around) -> list[Section]:
    found = listed(by, inventory_queries.MOVES, "moves", {"item": [str(item.pk)]}, MOVES_SHOWN)
    return [
        Section(
            _("What moved"),
            MOVES,
            with_after(by, list(found.rows)),
            _("Nothing moved yet."),
            link=found.url if found.is_cut else "",
            link_label=_("All moves"),
            count=found.count,
        )
    ]


def _sales(by: By, item: Item, around: Around) -> list[Section]:
    today = timezone.localtime(by.now).date()
    period: tuple[date, date] = (today - timedelta(days=HISTORY_DAYS), today + timedelta(days=1))
    rows = reports_queries.sales_by(by, period, "month", item_id=item.pk)
    columns = sales_columns(by, item.pk, *period)
    return [Section(_("Sold in the last twelve months"), columns, rows, _("Nothing was invoiced yet."))]


def _as_of_url(item_id: UUID) -> str:
    """What lay of it at the end of a past day; the report asks which, and where."""
    return f"{address('stock_as_of')}?item={item_id}"


_PARTS: Sequence[tuple[str, Any]] = (
    ("inventory", _stock),
    ("sales", _demands),
    ("purchasing", _supplies),
    ("pricing", _prices),
    ("reports", _sales),
    ("inventory", _moves),
)
_KIT_PARTS = tuple(one for one in _PARTS if one[1] not in (_stock, _demands, _supplies))
"""A kit itself is neither stored nor promised nor bought; what was of it before it was one stays."""

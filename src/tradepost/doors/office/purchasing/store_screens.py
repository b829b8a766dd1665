"""Lists of suppliers' stores: what came, what left, what suppliers were told. Money only for those who see costs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import SUPPLIER, known_ids
from tradepost.doors.office.purchasing.words import WITHDRAWALS
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

BASE = settings.BASE_CURRENCY


def statement_numbers(by: By, values: Sequence[str]) -> dict[str, str]:
    """The numbers of the statements chosen in a filter."""
    found = purchasing_queries.STORE_STATEMENTS.rows(by).in_bulk(known_ids(values))
    return {str(pk): one.number for pk, one in found.items()}


def kind_of(row: Any) -> Any:
    """How goods left, in words."""
    return WITHDRAWALS.get(row.kind, row.kind)


_STORE = FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names)
_ITEM = FilterField("item", url=later("stock_item_lookup"), text_of=item_names)
_SUPPLIER = Column("supplier_name", _("Supplier"), link=lambda row: address("supplier", row.supplier_id))
_AT = Column(
    "warehouse.code", _("Store"), "code", link=lambda row: address("warehouse", row.warehouse_id), priority=2
)

STORE_DELIVERIES = ListScreen(
    name="store_deliveries",
    title=_("Deliveries into stores"),
    noun=_("deliveries"),
    listing=purchasing_queries.STORE_DELIVERIES,
    may="purchasing.read",
    search_hint=_("Number, delivery note, supplier"),
    columns=(
        Column("number", _("Number"), "code", link=lambda row: address("store_delivery", row.pk), sort="number"),
        _SUPPLIER,
        _AT,
        Column("came_on", _("Came"), "day", sort="came"),
        Column("delivery_note", _("Delivery note"), "code", priority=3),
        Column("quantity", _("Counted"), "quantity"),
        Column("left", _("Left of it"), "quantity"),
    ),
    filters=(FilterField("came"), FilterField("left", _("Something left")), SUPPLIER, _STORE, _ITEM),
    presets=(Preset(_("Something left"), "left=yes"),),
    sums=(SumField("quantity", _("Counted"), "quantity"),),
    verbs=(
        ListVerb(_("What left"), later("store_withdrawals"), "package-open"),
        ListVerb(_("Stock"), later("stock"), "warehouse"),
    ),
    empty=Empty(
        _("Nothing came yet"),
        _("A supplier’s goods with us come into their store: a warehouse that is made under Warehouses."),
        _("Warehouses"),
        later("warehouses"),
        "package-check",
    ),
)  # fmt: skip

_LEFT = (
    Column(
        "number", _("Number"), "code", link=lambda row: address("store_withdrawal", row.pk), sort="number"
    ),
    Column("kind", _("What became of it"), value=kind_of, note=lambda row: row.note),
    _SUPPLIER,
    _AT,
    Column("left_on", _("Left"), "day", sort="left"),
    Column("quantity", _("Quantity"), "quantity"),
)
STORE_WITHDRAWALS = ListScreen(
    name="store_withdrawals",
    title=_("What left suppliers’ stores"),
    noun=_("withdrawals"),
    listing=purchasing_queries.STORE_WITHDRAWALS,
    may="purchasing.read",
    search_hint=_("Number, supplier, note"),
    columns=_LEFT,
    filters=(
        FilterField("kind", choices=tuple(WITHDRAWALS.items())),
        FilterField("left"),
        FilterField("unstated", _("Not told to the supplier yet")),
        SUPPLIER,
        _STORE,
        _ITEM,
        FilterField("statement", text_of=statement_numbers),
    ),
    presets=(
        Preset(_("Taken over"), "kind=taken_over"),
        Preset(_("Missing"), "kind=missing"),
        Preset(_("Not told yet"), "unstated=yes"),
    ),
    sums=(SumField("quantity", _("Quantity"), "quantity"),),
    verbs=(ListVerb(_("Deliveries into stores"), later("store_deliveries"), "package-check"),),
    empty=Empty(
        _("Nothing left a store yet"),
        _("What is taken over, missing or sent back of a supplier’s goods stands here."),
        icon="package-open",
    ),
)
STORE_WITHDRAWALS_WITH_COST = replace(
    STORE_WITHDRAWALS,
    columns=(
        *_LEFT,
        Column("amount", _("Amount"), "money", currency="currency", priority=3),
        Column("value", _("Value"), "money", currency=f"={BASE}", sort="value"),
        Column(
            "statement.number", _("Statement"), "code", priority=2,
            link=lambda row: address("store_statement", row.statement_id) if row.statement_id else "",
        ),
    ),
    sums=(*STORE_WITHDRAWALS.sums, SumField("value", _("Value"), currency=BASE)),
    verbs=(*STORE_WITHDRAWALS.verbs, ListVerb(_("Statements to suppliers"), later("store_statements"), "file-text")),
)  # fmt: skip


def withdrawals_for(by: By) -> ListScreen:
    """With money for those who may read costs."""
    return STORE_WITHDRAWALS_WITH_COST if access_queries.may(by, "catalog.read_cost") else STORE_WITHDRAWALS


STORE_STATEMENTS = ListScreen(
    name="store_statements",
    title=_("Statements to suppliers"),
    noun=_("statements"),
    listing=purchasing_queries.STORE_STATEMENTS,
    may="catalog.read_cost",
    search_hint=_("Number, supplier"),
    columns=(
        Column(
            "number", _("Number"), "code", link=lambda row: address("store_statement", row.pk), sort="number"
        ),
        _SUPPLIER,
        Column("until_on", _("Up to"), "day", sort="until"),
        Column("quantity", _("Quantity"), "quantity", priority=2),
        Column("amount", _("Amount"), "money", currency="currency", sort="amount"),
        Column("made_at", _("Made"), "moment", sort="made", priority=2),
    ),
    filters=(FilterField("until"), SUPPLIER),
    sums=(SumField("amount", _("Amount")),),
    verbs=(ListVerb(_("What left stores"), later("store_withdrawals"), "package-open"),),
    empty=Empty(
        _("No statements yet"),
        _(
            "What became ours of a supplier’s goods is told to them from their page: each once, and what they may bill."
        ),
        _("Suppliers"),
        later("suppliers"),
        "file-text",
    ),
)

"""Landed costs in lists and tables: what was split, by what, and where it went. For those who may read costs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import LandedCost
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import SUPPLIER
from tradepost.doors.office.parts.landed import LANDED_KINDS
from tradepost.doors.office.parts.timeline import Subject
from tradepost.render.formats import number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Total, Verb
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, SumField

BASE = settings.BASE_CURRENCY


def lying_text(lying: int, quantity: int) -> str:
    """How many of the goods still lay there."""
    return _t("%(lying)s of %(quantity)s") % {"lying": number_text(lying), "quantity": number_text(quantity)}


def _money(key: str, label: Any, priority: int = 1) -> Column:
    return Column(key, label, "money", currency=f"={BASE}", priority=priority)


_PARTS = (
    _money("share", _("Share")),
    _money("to_stock", _("Into stock")),
    _money("to_cost", _("Cost of goods")),
)
SHARES = (
    Column(
        "receipt_line.item.sku", _("Item"), "code",
        link=lambda row: address("item", row.receipt_line.item_id), note=lambda row: row.receipt_line.item.name,
    ),
    Column(
        "receipt_line.receipt.number", _("Receipt"), "code",
        link=lambda row: address("receipt", row.receipt_line.receipt_id), priority=2,
    ),
    Column(
        "receipt_line.lot.code", _("Lot"), "code",
        link=lambda row: address("lot", row.receipt_line.lot_id) if row.receipt_line.lot_id else "", priority=3,
    ),
    Column("measure", _("Measured"), "number", priority=2),
    Column("lying", _("Still there"), value=lambda row: lying_text(row.lying, row.quantity), priority=2),
    *_PARTS,
)  # fmt: skip
SHARES_BEFORE = (
    Column(
        "goods.sku", _("Item"), "code",
        link=lambda row: address("item", row.goods.item_id), note=lambda row: row.goods.name,
    ),
    Column("goods.receipt", _("Receipt"), "code", link=lambda row: address("receipt", row.goods.receipt_id),
           priority=2),
    Column("measure", _("Measured"), "number", priority=2),
    Column("lying", _("Still there"), value=lambda row: lying_text(row.lying, row.goods.counted), priority=2),
    *_PARTS,
)  # fmt: skip
LANDED = (
    Column("number", _("Landed cost"), "code", link=lambda row: address("landed_cost", row.pk)),
    Column("kind", _("What for"), value=lambda row: LANDED_KINDS.get(row.kind, row.kind),
           note=lambda row: row.reference),
    _money("value", _("Value")),
    _money("to_stock", _("Into stock")),
    _money("to_cost", _("Cost of goods")),
    Column("made_at", _("Posted"), "moment", priority=2),
)  # fmt: skip


def landed_of(by: By, purchase_order_id: UUID, receipt_id: UUID | None = None) -> list[LandedCost]:
    """The landed costs of a receipt or of a purchase order, for those who may read costs."""
    if not access_queries.may(by, "catalog.read_cost"):
        return []
    return purchasing_queries.landed_costs_of(by, purchase_order_id=purchase_order_id, receipt_id=receipt_id)


def landed_verb(by: By, url: str, brought: int) -> Iterator[Verb]:
    """To add one, for those who may, where anything came."""
    if brought and access_queries.may(by, "purchasing.add_landed_cost"):
        yield Verb("landed", _t("Add landed cost"), url, method="get", icon="truck")


def subjects_of(landed: Sequence[LandedCost]) -> dict[UUID, Subject]:
    """What a timeline tells of them, each with the way to it."""
    return {one.pk: Subject(one.number, address("landed_cost", one.pk)) for one in landed}


def totals_of(value: Any, to_stock: Any, to_cost: Any) -> tuple[Total, ...]:
    """What goes where, in base currency."""
    return (
        Total(_t("Into stock"), Decimal(to_stock), BASE),
        Total(_t("Cost of goods"), Decimal(to_cost), BASE),
        Total(_t("In all"), Decimal(value), BASE, strong=True),
    )


LANDED_COSTS = ListScreen(
    name="landed_costs",
    title=_("Landed costs"),
    noun=_("landed costs"),
    listing=purchasing_queries.LANDED_COSTS,
    may="catalog.read_cost",
    search_hint=_("Number, bill, who sent it"),
    columns=(
        Column("number", _("Number"), "code", link=lambda row: address("landed_cost", row.pk), sort="number"),
        Column("kind", _("What for"), value=lambda row: LANDED_KINDS.get(row.kind, row.kind)),
        Column("supplier_name", _("Supplier"), priority=2),
        Column("reference", _("Bill number"), "code", priority=2),
        Column("value", _("Value"), "money", currency=f"={BASE}", sort="value"),
        _money("to_stock", _("Into stock"), 2),
        _money("to_cost", _("Cost of goods"), 2),
        Column("made_at", _("Posted"), "moment", sort="made"),
        Column("reverses.number", _("Takes back"), "code", priority=3),
    ),
    filters=(
        FilterField("kind", choices=tuple(LANDED_KINDS.items())),
        SUPPLIER,
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("made"),
    ),
    sums=(
        SumField("value", _("Value"), currency=BASE),
        SumField("to_stock", _("Into stock"), currency=BASE),
        SumField("to_cost", _("Cost of goods"), currency=BASE),
    ),
    verbs=(ListVerb(_("Receipts"), later("receipts"), "package-check"),),
    empty=Empty(
        _("No landed costs yet"),
        _(
            "Freight, duty and insurance are entered from the receipt or the purchase order that they belong to."
        ),
        icon="package-open",
    ),
)

"""Suppliers' stores with us: what came, what is left of it, what left, and what the supplier was told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models import Sum as SumOf

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Filter, Listing, Rows, Sum, choice, day_range, flag, reference, uuids
from tradepost.domain.purchasing.models import (
    StoreDelivery,
    StoreLine,
    StoreStatement,
    StoreWithdrawal,
    StoreWithdrawalLine,
)
from tradepost.domain.purchasing.queries._scope import visible
from tradepost.domain.purchasing.queries.supplier_items import BY_PIECE_SQL
from tradepost.domain.purchasing.rules.store import OWED_KINDS, WITHDRAWAL_KINDS, InStore

M = TypeVar("M", StoreDelivery, StoreLine, StoreWithdrawal)


def _seen(rows: QuerySet[M], by: By) -> QuerySet[M]:
    """Customers see nothing of buying; who works in one warehouse sees the stores beside it, or that store."""
    if "customer" in by.scope:
        return rows.none()
    if "warehouse" in by.scope:
        own = by.scope["warehouse"]
        return rows.filter(Q(warehouse_id=own) | Q(warehouse__beside_id=own))
    return rows


def _deliveries(by: By) -> QuerySet[StoreDelivery]:
    """`left`: base units that are still the supplier's."""
    lines = StoreLine.objects.filter(delivery_id=OuterRef("pk")).order_by().values("delivery_id")
    left = Subquery(lines.annotate(n=SumOf("quantity_left")).values("n"))
    return _seen(StoreDelivery.objects.select_related("warehouse").annotate(left=left), by)


def _with_line_of(rows: Rows, values: list[str]) -> Rows:
    lines = StoreLine.objects.filter(delivery_id=OuterRef("pk"), item_id__in=uuids(values))
    return rows.filter(Exists(lines))


STORE_DELIVERIES: Listing[StoreDelivery] = Listing(
    name="store_deliveries",
    rows=_deliveries,
    sorts={"made": ("made_at",), "number": ("number",), "came": ("came_on", "number")},
    default_sort="-made",
    filters={
        "supplier": reference("Supplier", "supplier_id"),
        "warehouse": reference("Store", "warehouse_id"),
        "item": Filter("Item", _with_line_of, "reference"),
        "came": day_range("Came", "came_on"),
        "left": flag("Something left", Q(left__gt=0)),
    },
    search=lambda rows, text: rows.filter(loosely(text, "number", "supplier_name", "delivery_note", "note")),
    sums={"quantity": Sum("Came", "quantity")},
)


def _withdrawals(by: By) -> QuerySet[StoreWithdrawal]:
    rows = StoreWithdrawal.objects.select_related("warehouse__beside", "statement")
    return _seen(rows, by)


def _with_withdrawn(rows: Rows, values: list[str]) -> Rows:
    lines = StoreWithdrawalLine.objects.filter(withdrawal_id=OuterRef("pk"), item_id__in=uuids(values))
    return rows.filter(Exists(lines))


STORE_WITHDRAWALS: Listing[StoreWithdrawal] = Listing(
    name="store_withdrawals",
    rows=_withdrawals,
    sorts={"made": ("made_at",), "number": ("number",), "left": ("left_on", "number"), "value": ("value", "number")},
    default_sort="-made",
    filters={
        "kind": choice("Kind", "kind", WITHDRAWAL_KINDS),
        "supplier": reference("Supplier", "supplier_id"),
        "warehouse": reference("Store", "warehouse_id"),
        "item": Filter("Item", _with_withdrawn, "reference"),
        "left": day_range("Left", "left_on"),
        "statement": reference("Statement", "statement_id"),
        "unstated": flag("Not told to the supplier yet", Q(statement__isnull=True, kind__in=OWED_KINDS)),
    },
    search=lambda rows, text: rows.filter(loosely(text, "number", "supplier_name", "note")),
    sums={"quantity": Sum("Quantity", "quantity"), "value": Sum("Value", "value")},
)  # fmt: skip


def _statements(by: By) -> QuerySet[StoreStatement]:
    """They tell of all stores of a supplier: not for who works in one warehouse."""
    rows = visible(StoreStatement.objects.select_related("supplier__party"), by)
    return rows.none() if "warehouse" in by.scope else rows


STORE_STATEMENTS: Listing[StoreStatement] = Listing(
    name="store_statements",
    rows=_statements,
    sorts={
        "made": ("made_at",),
        "number": ("number",),
        "until": ("until_on", "number"),
        "amount": ("amount", "number"),
    },
    default_sort="-made",
    filters={
        "supplier": reference("Supplier", "supplier_id"),
        "until": day_range("Up to", "until_on"),
        "currency": choice("Currency", "currency", ()),
    },
    search=lambda rows, text: rows.filter(loosely(text, "number", "supplier_name")),
    sums={"amount": Sum("Amount", "amount", "currency")},
)


def store_delivery(by: By, delivery_id: UUID) -> StoreDelivery:
    """One delivery with its store, and what is `left` of it. Raises NotFound."""
    rows = _deliveries(by).select_related("warehouse__beside")
    found = rows.filter(pk=delivery_id).first()
    if found is None:
        raise NotFound("There is no such delivery.", delivery_id=delivery_id)
    return found


def store_delivery_by_id(delivery_id: UUID) -> StoreDelivery:
    """The delivery that a repeated command took in before."""
    return StoreDelivery.objects.get(pk=delivery_id)


def store_lines_of(delivery_id: UUID) -> list[StoreLine]:
    """What came by a delivery, by position, with item and lot."""
    rows = StoreLine.objects.filter(delivery_id=delivery_id).select_related("item", "lot")
    return list(rows.order_by("position"))


def store_lines_of_lot(by: By, lot_id: UUID) -> list[StoreLine]:
    """The deliveries into stores that brought a lot, the first first, with delivery and store."""
    rows = _seen(StoreLine.objects.filter(lot_id=lot_id), by)
    return list(rows.select_related("delivery", "warehouse").order_by("came_on", "id"))


def store_withdrawal(by: By, withdrawal_id: UUID) -> StoreWithdrawal:
    """One withdrawal with its store and its statement. Raises NotFound."""
    found = _withdrawals(by).filter(pk=withdrawal_id).first()
    if found is None:
        raise NotFound("There is no such withdrawal.", withdrawal_id=withdrawal_id)
    return found


def store_withdrawal_by_id(withdrawal_id: UUID) -> StoreWithdrawal:
    """The withdrawal that a repeated command made before."""
    return StoreWithdrawal.objects.get(pk=withdrawal_id)


def withdrawal_lines_of(withdrawal_id: UUID) -> list[StoreWithdrawalLine]:
    """What left, by position, with item, lot, and the delivery by which it came."""
    rows = StoreWithdrawalLine.objects.filter(withdrawal_id=withdrawal_id)
    return list(rows.select_related("item", "lot", "store_line__delivery").order_by("position"))


def store_statement(by: By, statement_id: UUID) -> StoreStatement:
    """One statement with its supplier. Raises NotFound."""
    found = _statements(by).filter(pk=statement_id).first()
    if found is None:
        raise NotFound("There is no such statement.", statement_id=statement_id)
    return found


def store_statement_by_id(statement_id: UUID) -> StoreStatement:
    """The statement that a repeated command made before."""
    return StoreStatement.objects.get(pk=statement_id)


def stated_lines_of(statement_id: UUID) -> list[StoreWithdrawalLine]:
    """All that a statement tells, in the order in which it left, with withdrawal, item, lot and delivery."""
    rows = StoreWithdrawalLine.objects.filter(withdrawal__statement_id=statement_id)
    rows = rows.select_related("withdrawal", "item", "lot", "store_line__delivery")
    return list(rows.order_by("withdrawal__left_on", "withdrawal__made_at", "withdrawal_id", "position"))


def unstated_for_update(supplier_id: UUID, currency: str, until: date) -> list[StoreWithdrawal]:
    """What a supplier was not told of yet, locked until the command ends, in one order."""
    rows = StoreWithdrawal.objects.select_for_update(no_key=True).filter(
        supplier_id=supplier_id, currency=currency, left_on__lte=until, statement=None, kind__in=OWED_KINDS
    )
    return list(rows.order_by("id"))


@dataclass(frozen=True, slots=True)
class Unstated:
    """What became ours of a supplier's goods and was not told to them yet, in one currency, since its first day."""

    currency: str
    withdrawals: int
    amount: Decimal
    since_on: date


def unstated_of(supplier_id: UUID) -> list[Unstated]:
    """By currency; one statement."""
    return sql.rows_as(
        Unstated,
        """select currency, count(*), sum(amount), min(left_on) from purchasing_store_withdrawal
           where supplier_id = %s and statement_id is null and kind = any(%s) group by currency order by currency""",
        [supplier_id, list(OWED_KINDS)],
    )


def in_store_for_update(warehouse_id: UUID, item_ids: Sequence[UUID], today: date) -> list[InStore]:
    """What is left of the deliveries into a store, what came first first, locked until the command ends."""
    return sql.rows_as(
        InStore,
        """select l.id, l.item_id, l.lot_id, l.quantity_left, l.came_on,
                  t.id is null or t.state = 'usable' and t.expired_at is null and coalesce(t.expires_on >= %s, true)
           from purchasing_store_line l left join inventory_lot t on t.id = l.lot_id
           where l.warehouse_id = %s and l.item_id = any(%s::uuid[]) and l.quantity_left > 0
           order by l.came_on, l.id for no key update of l""",
        [today, warehouse_id, sorted(set(item_ids))],
    )


@dataclass(frozen=True, slots=True)
class InStoreNow:
    """What lies in a store of an item and lot, and what of the item orders are promised; base units."""

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    lot_id: UUID | None
    lot_code: str
    expires_on: date | None
    left: int
    promised: int
    since_on: date


def in_store(warehouse_id: UUID, limit: int = 500) -> list[InStoreNow]:
    """What is a supplier's in a store now, by SKU and lot; one statement."""
    return sql.rows_as(
        InStoreNow,
        """select i.id, i.sku, i.name, i.base_unit, t.id, coalesce(t.code, ''), t.expires_on,
                  sum(l.quantity_left)::bigint, coalesce(sum(s.promised), 0)::bigint, min(l.came_on)
           from purchasing_store_line l join catalog_item i on i.id = l.item_id
             left join inventory_lot t on t.id = l.lot_id left join inventory_supply s on s.id = l.id
           where l.warehouse_id = %s and l.quantity_left > 0
           group by i.id, t.id order by i.sku, t.expires_on nulls last, t.code limit %s""",
        [warehouse_id, limit],
    )


@dataclass(frozen=True, slots=True)
class StorePrice:
    """What a supplier asks for an item now: `price` per `unit` of `pack` base units."""

    item_id: UUID
    supplier_sku: str
    unit: str
    pack: int
    price: Decimal


def store_prices(supplier_id: UUID, item_ids: Sequence[UUID]) -> dict[UUID, StorePrice]:
    """The supplier's offers of these items; those without one are left out. One statement."""
    found = sql.rows_as(
        StorePrice,
        f"""select o.item_id, o.supplier_sku, piece.unit, o.pack, piece.price from purchasing_supplier_item o
           {BY_PIECE_SQL}
           where o.supplier_id = %s and o.item_id = any(%s::uuid[]) order by o.item_id""",  # noqa: S608 constants only
        [supplier_id, sorted(set(item_ids))],
    )
    return {one.item_id: one for one in found}

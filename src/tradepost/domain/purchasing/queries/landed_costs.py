"""Landed costs: lists and pages, the goods they may be split over, and how they would be."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Filter, Listing, Rows, Sum, choice, day_range, reference, uuids
from tradepost.base.money import ZERO, shares
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory import rules as inventory_rules
from tradepost.domain.inventory.queries import ArrivedInput
from tradepost.domain.purchasing.models import LandedCost, LandedCostLine
from tradepost.domain.purchasing.rules import BASES, LANDED_KINDS, Landed, landed_value, measured


def _lines_of(**where: object) -> Exists:
    return Exists(LandedCostLine.objects.filter(landed_cost_id=OuterRef("pk"), **where))


def _landed_costs(by: By) -> QuerySet[LandedCost]:
    rows = LandedCost.objects.select_related("reverses", "reversed_by")
    if "customer" in by.scope:
        return rows.none()
    if "warehouse" in by.scope:
        own = by.scope["warehouse"]
        return rows.filter(_lines_of(receipt_line__receipt__purchase_order__warehouse_id=own))
    return rows


def _with(path: str) -> Callable[[Rows, list[str]], Rows]:
    def narrowed(rows: Rows, values: list[str]) -> Rows:
        return rows.filter(_lines_of(**{f"{path}__in": uuids(values)}))

    return narrowed


LANDED_COSTS: Listing[LandedCost] = Listing(
    name="landed_costs",
    rows=_landed_costs,
    sorts={"made": ("made_at",), "number": ("number",), "value": ("value", "number")},
    default_sort="-made",
    filters={
        "kind": choice("Kind", "kind", LANDED_KINDS),
        "supplier": reference("Supplier", "supplier_id"),
        "receipt": Filter("Receipt", _with("receipt_line__receipt_id"), "reference"),
        "purchase_order": Filter(
            "Purchase order", _with("receipt_line__receipt__purchase_order_id"), "reference"
        ),
        "item": Filter("Item", _with("receipt_line__item_id"), "reference"),
        "made": day_range("Entered", "made_at"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "number", "reference", "supplier_name", "note")),
    sums={
        "value": Sum("Value", "value"),
        "to_stock": Sum("Into stock", "to_stock"),
        "to_cost": Sum("Cost of goods", "to_cost"),
    },
)


def landed_cost(by: By, landed_cost_id: UUID) -> LandedCost:
    """One landed cost, with what it reverses or is reversed by. Raises NotFound."""
    found = _landed_costs(by).filter(pk=landed_cost_id).first()
    if found is None:
        raise NotFound("There is no such landed cost.", landed_cost_id=landed_cost_id)
    return found


def landed_cost_by_id(landed_cost_id: UUID) -> LandedCost:
    """The landed cost that a repeated command made before."""
    return LandedCost.objects.get(pk=landed_cost_id)


def landed_cost_for_update(landed_cost_id: UUID) -> LandedCost:
    """One landed cost, locked until the command ends, so that it is taken back once. Raises NotFound."""
    found = LandedCost.objects.select_for_update().filter(pk=landed_cost_id).first()
    if found is None:
        raise NotFound("There is no such landed cost.", landed_cost_id=landed_cost_id)
    return found


def reversal_of(landed_cost_id: UUID) -> LandedCost | None:
    """The document that took a landed cost back."""
    return LandedCost.objects.filter(reverses_id=landed_cost_id).first()


def landed_lines_of(landed_cost_id: UUID) -> list[LandedCostLine]:
    """Its shares in order, with receipt line, item, lot and receipt."""
    return list(
        LandedCostLine.objects.filter(landed_cost_id=landed_cost_id)
        .select_related("receipt_line__item", "receipt_line__lot", "receipt_line__receipt")
        .order_by("position")
    )


@dataclass(frozen=True, slots=True)
class LandedGoods:
    """What a receipt line brought, and what it can be measured by; `value` in base currency."""

    receipt_line_id: UUID
    receipt_id: UUID
    receipt: str
    warehouse_id: UUID
    item_id: UUID
    sku: str
    name: str
    base_unit: str
    lot_id: UUID | None
    counted: int
    after: int
    value: Decimal
    weight_g: int | None
    volume_ml: int | None

    @property
    def arrived(self) -> ArrivedInput:
        """As stock knows it."""
        return ArrivedInput(
            self.receipt_line_id, self.receipt_id, self.warehouse_id, self.item_id, self.lot_id, self.counted,
            self.after,
        )  # fmt: skip

    @property
    def landed(self) -> Landed:
        """As landed costs are split over it."""
        measures = {
            "value": self.value,
            "weight": None if self.weight_g is None else Decimal(self.weight_g * self.counted),
            "volume": None if self.volume_ml is None else Decimal(self.volume_ml * self.counted),
            "count": Decimal(self.counted),
        }
        assert set(measures) == set(BASES)
        return Landed(self.receipt_line_id, self.sku, measures)


def landed_goods(
    by: By, *, receipt_ids: Collection[UUID] = (), receipt_line_ids: Collection[UUID] = ()
) -> list[LandedGoods]:
    """What these receipts and these lines of receipts brought, in order; one statement. Lines of nothing are left out.

    Raises NotFound when one is not there, or not the actor's to see.
    """
    found = sql.rows_as(
        LandedGoods,
        """select l.id, r.id, r.number, o.warehouse_id, l.item_id, i.sku, i.name, i.base_unit, l.lot_id, l.counted,
                  l.after::bigint, l.value, i.weight_g, i.volume_ml
           from (select *, coalesce(sum(counted) over (partition by receipt_id, item_id, lot_id order by position
                     rows between 1 following and unbounded following), 0) as after
                 from purchasing_receipt_line
                 where receipt_id = any(%(receipts)s::uuid[]) or receipt_id in (
                   select receipt_id from purchasing_receipt_line where id = any(%(lines)s::uuid[]))) l
             join purchasing_receipt r on r.id = l.receipt_id
             join purchasing_purchase_order o on o.id = r.purchase_order_id
             join catalog_item i on i.id = l.item_id
           where (r.id = any(%(receipts)s::uuid[]) or l.id = any(%(lines)s::uuid[]))
             and (%(warehouse)s::uuid is null or o.warehouse_id = %(warehouse)s::uuid)
           order by r.received_at, r.number, l.position""",
        {
            "receipts": list(receipt_ids),
            "lines": list(receipt_line_ids),
            "warehouse": by.scope.get("warehouse"),
        },
    )
    missing = (set(receipt_ids) - {one.receipt_id for one in found}) | (
        set(receipt_line_ids) - {one.receipt_line_id for one in found}
    )
    if missing or "customer" in by.scope:
        raise NotFound("There is no such receipt.", receipts=sorted(missing))
    return [one for one in found if one.counted]


@dataclass(frozen=True, slots=True)
class LandedShare:
    """The share of one line before it is posted: what of it would go into stock now, base currency."""

    goods: LandedGoods
    measure: Decimal
    share: Decimal
    lying: int
    to_stock: Decimal

    @property
    def to_cost(self) -> Decimal:
        """What belongs to goods that are gone."""
        return self.share - self.to_stock


def landed_preview(
    by: By,
    *,
    kind: str,
    basis: str,
    amount: Decimal,
    currency: str,
    receipt_ids: Collection[UUID] = (),
    receipt_line_ids: Collection[UUID] = (),
) -> list[LandedShare]:
    """How a landed cost would be split if it were added now; no lock. Raises what adding it does."""
    goods = landed_goods(by, receipt_ids=receipt_ids, receipt_line_ids=receipt_line_ids)
    rate = accounts_queries.rate_on(currency, by.now.date())
    value = landed_value(kind, basis, amount, currency, rate, settings.BASE_CURRENCY)
    measures = measured([one.landed for one in goods], basis)
    split = shares(value, measures, settings.BASE_CURRENCY)
    lying = inventory_queries.still_lying([one.arrived for one in goods])
    return [
        LandedShare(
            one,
            measure,
            share,
            lies,
            inventory_rules.late_part(share, one.counted, lies, ZERO, settings.BASE_CURRENCY),
        )
        for one, measure, share, lies in zip(goods, measures, split, lying, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class LandedOfItem:
    """What landed costs added to an item by one receipt line; base currency."""

    landed_cost_id: UUID
    number: str
    kind: str
    made_at: datetime
    receipt_id: UUID
    receipt: str
    share: Decimal
    to_stock: Decimal
    to_cost: Decimal


def landed_of_item(by: By, item_id: UUID, limit: int = 10) -> list[LandedOfItem]:
    """The newest landed costs of an item, by receipt line, within the actor's warehouse; customers see none."""
    if "customer" in by.scope:
        return []
    return sql.rows_as(
        LandedOfItem,
        """select c.id, c.number, c.kind, c.made_at, r.id, r.number, s.share, s.to_stock, s.to_cost
           from purchasing_receipt_line l
             join purchasing_landed_cost_line s on s.receipt_line_id = l.id
             join purchasing_landed_cost c on c.id = s.landed_cost_id
             join purchasing_receipt r on r.id = l.receipt_id
             join purchasing_purchase_order o on o.id = r.purchase_order_id
           where l.item_id = %s and (%s::uuid is null or o.warehouse_id = %s::uuid)
           order by c.made_at desc, c.id desc, s.position limit %s""",
        [item_id, by.scope.get("warehouse"), by.scope.get("warehouse"), limit],
    )


def landed_costs_of(by: By, *, purchase_order_id: UUID, receipt_id: UUID | None = None) -> list[LandedCost]:
    """The landed costs of one receipt, or of all of a purchase order, the oldest first."""
    where = {"receipt_line__receipt__purchase_order_id": purchase_order_id}
    if receipt_id is not None:
        where = {"receipt_line__receipt_id": receipt_id}
    return list(_landed_costs(by).filter(_lines_of(**where)).order_by("made_at", "id")[:100])

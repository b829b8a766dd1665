"""Lots and serials: one, many, where they lie, and what is set aside of them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import Plain, having
from tradepost.base.listing import Filter, Listing, Rows, choice, day_range, flag, reference, uuids
from tradepost.domain.catalog.rules import TRACKING
from tradepost.domain.inventory.models import Balance, Lot
from tradepost.domain.inventory.queries.items import PlacedStock
from tradepost.domain.inventory.queries.seen import unseen, within

STANDINGS = ("usable", "quarantine", "recalled", "expired")
"""What people see of a lot: what was decided, and whether a usable one is past its last day."""


@dataclass(frozen=True, slots=True)
class HitDemand:
    """Base units of one demand, which is a line of `document_id`, an order."""

    demand_id: UUID
    document_id: UUID
    item_id: UUID
    quantity: int


def _lying(by: By) -> "Rows":
    rows = Balance.objects.filter(item_id=OuterRef("item_id"), lot_id=OuterRef("pk"), on_hand__gt=0)
    return within(rows, by, "place__warehouse_id")


def _rows(by: By) -> "Rows":
    """A lot names nobody; how much lies of it is told of the warehouses the actor may see."""
    lying = _lying(by).order_by().values("lot_id").annotate(sum=Sum("on_hand")).values("sum")
    return Lot.objects.select_related("item").annotate(
        on_hand=Coalesce(Subquery(lying, output_field=BigIntegerField()), 0, output_field=BigIntegerField())
    )


_STANDS = {
    "usable": Q(state="usable", expired_at__isnull=True),
    "quarantine": Q(state="quarantine"),
    "recalled": Q(state="recalled"),
    "expired": Q(state="usable", expired_at__isnull=False),
}


def _standing(rows: Rows, values: list[str]) -> Rows:
    wanted = Q(pk__in=())
    for value in values:
        wanted |= _STANDS.get(value, Q(pk__in=()))
    return rows.filter(wanted)


def _in_warehouse(rows: Rows, values: list[str]) -> Rows:
    lying = Balance.objects.filter(item_id=OuterRef("item_id"), lot_id=OuterRef("pk"), on_hand__gt=0)
    return rows.filter(Exists(lying.filter(place__warehouse_id__in=uuids(values))))


def _search(rows: Rows, text: str) -> Rows:
    return rows.annotate(plain=Plain("code", "supplier_code")).filter(having(text, "plain"))


_THERE = Exists(Balance.objects.filter(item_id=OuterRef("item_id"), lot_id=OuterRef("pk"), on_hand__gt=0))
LOTS: Listing[Lot] = Listing(
    name="lots",
    rows=_rows,
    sorts={"made": ("made_at",), "code": ("code",), "sku": ("item__sku", "code")},
    default_sort="-made",
    filters={
        "item": reference("Item", "item_id"),
        "standing": Filter(
            "State", _standing, "choice", tuple((name, name.capitalize()) for name in STANDINGS)
        ),
        "expires": day_range("Expires", "expires_on"),
        "best_before": day_range("Best before", "best_before_on"),
        "in_stock": flag("In stock", Q(_THERE)),
        "warehouse": Filter("Warehouse", _in_warehouse, "reference"),
        "tracking": choice("Kind", "item__tracking", TRACKING[1:]),
        "made": day_range("Made", "made_at"),
    },
    search=_search,
    subject="pk",
)
"""Lots and serials with what lies of them, `on_hand`, in base units."""


def lot(by: By, lot_id: UUID) -> Lot:
    """One lot or serial with its item, and what lies of it. Raises NotFound."""
    found = _rows(by).filter(pk=lot_id).first()
    if found is None:
        raise NotFound("There is no such lot. Look for it in the list of lots.")
    assert isinstance(found, Lot)
    return found


def placed_lot(by: By, lot: Lot) -> list[PlacedStock]:
    """Where a lot lies, in all warehouses the actor may see."""
    return sql.rows_as(
        PlacedStock,
        """select w.id, w.code, p.id, p.code, p.kind, l.id, l.code, l.expires_on, b.on_hand, b.reserved
           from inventory_balance b join inventory_place p on p.id = b.place_id
             join inventory_warehouse w on w.id = p.warehouse_id join inventory_lot l on l.id = b.lot_id
           where b.item_id = %s and b.lot_id = %s and b.on_hand > 0 and w.id <> all(%s::uuid[])
           order by w.made_at, w.id, p.pick_sequence, p.code, b.id""",
        [lot.item_id, lot.pk, unseen(by)],
    )


def set_aside_of(lot_ids: Collection[UUID]) -> list[HitDemand]:
    """What is set aside for picking of these lots, by the demands it is for."""
    return sql.rows_as(
        HitDemand,
        """select d.id, d.document_id, d.item_id, sum(r.quantity)::bigint from inventory_lot l
             join inventory_balance b on b.item_id = l.item_id and b.lot_id = l.id and b.reserved > 0
             join inventory_reserve r on r.balance_id = b.id join inventory_demand d on d.id = r.demand_id
           where l.id = any(%s::uuid[]) group by d.id order by d.document_id, d.id""",
        [sorted(lot_ids)],
    )

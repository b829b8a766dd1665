"""One item, or many, over all warehouses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.inventory.models import Lot, Position, Supply
from tradepost.domain.inventory.queries.seen import unseen, within


@dataclass(frozen=True, slots=True)
class Totals:
    """An item over all warehouses the actor may see, base units.

    `available` can be promised from stock to anybody: what lies with a customer is not in it. `of_suppliers` lies in
    suppliers' stores, and is in none of the others but, until it is taken over, in what comes.
    """

    on_hand: int
    available: int
    incoming: int
    backordered: int
    of_suppliers: int = 0


def totals_of(by: By, item_ids: Sequence[UUID]) -> dict[UUID, Totals]:
    """The totals of many items, in one statement; items that never had stock are left out."""
    found = sql.rows(
        """select p.item_id, coalesce(sum(p.on_hand) filter (where not p.of_supplier), 0)::bigint,
                  coalesce(sum(p.on_hand - p.promised) filter (
                    where w.customer_id is null and not p.of_supplier), 0)::bigint,
                  sum(p.incoming)::bigint, sum(p.backordered)::bigint,
                  coalesce(sum(p.on_hand) filter (where p.of_supplier), 0)::bigint
           from inventory_position p join inventory_warehouse w on w.id = p.warehouse_id
           where p.item_id = any(%s::uuid[]) and p.warehouse_id <> all(%s::uuid[]) group by p.item_id""",
        [list(item_ids), unseen(by)],
    )
    return {row[0]: Totals(*row[1:]) for row in found}


def unit_costs(item_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """What a base unit of each item in stock cost on average (moving average), base currency; one statement.

    What is sold out is left out: its next cost is not known yet. What is a supplier's cost nothing so far.
    """
    found = sql.rows(
        """select item_id, sum(value) / sum(on_hand + unsellable) from inventory_position
           where item_id = any(%s::uuid[]) and not of_supplier
           group by item_id having sum(on_hand + unsellable) > 0""",
        [list(item_ids)],
    )
    return dict(found)


def with_supply(rows: "QuerySet[Position]") -> "QuerySet[Position]":
    """Positions with `supply_on`: the first day on which something comes that nobody was promised."""
    free = Supply.objects.filter(
        item_id=OuterRef("item_id"), warehouse_id=OuterRef("warehouse_id"), quantity__gt=F("promised")
    )
    return rows.annotate(supply_on=Subquery(free.order_by("expected_on").values("expected_on")[:1]))


def positions_of(by: By, item_id: UUID) -> list[Position]:
    """The positions of an item in the warehouses the actor may see, the oldest warehouse first."""
    rows = with_supply(
        Position.objects.filter(item_id=item_id).select_related("warehouse__supplier__party", "item")
    )
    return list(within(rows, by, "warehouse_id").order_by("warehouse__made_at", "warehouse_id"))


def position(by: By, item_id: UUID, warehouse_id: UUID) -> Position:
    """An item in a warehouse, with both. Raises NotFound, also outside the actor's scope."""
    found = next((one for one in positions_of(by, item_id) if one.warehouse_id == warehouse_id), None)
    if found is None:
        raise NotFound("Nothing of this item was ever in this warehouse, promised or expected.")
    return found


def position_by_number(by: By, number: int) -> Position:
    """The same by the row's own number. Raises NotFound."""
    rows = Position.objects.filter(pk=number)
    found = (within(rows, by, "warehouse_id") if "warehouse" in by.scope else rows).first()
    if found is None:
        raise NotFound("Nothing of this item was ever in this warehouse, promised or expected.")
    return found


def reserved_of(positions: Sequence[Position]) -> dict[int, int]:
    """How much of each is set aside for picking, base units; one statement for any number."""
    found = sql.rows(
        """select p.id, sum(b.reserved)::bigint
           from unnest(%s::bigint[], %s::uuid[], %s::uuid[]) as p(id, item_id, warehouse_id)
             join inventory_balance b on b.item_id = p.item_id and b.reserved > 0
             join inventory_place l on l.id = b.place_id and l.warehouse_id = p.warehouse_id
           group by p.id""",
        [
            [one.pk for one in positions],
            [one.item_id for one in positions],
            [one.warehouse_id for one in positions],
        ],
    )
    return dict(found)


@dataclass(frozen=True, slots=True)
class PlacedStock:
    """What lies in one place and lot of a warehouse, base units; `free` is not set aside for picking."""

    warehouse_id: UUID
    warehouse: str
    place_id: UUID
    place_code: str
    kind: str
    lot_id: UUID | None
    lot_code: str
    expires_on: date | None
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        """What may be moved or taken."""
        return self.on_hand - self.reserved


def placed_stock(by: By, item_id: UUID) -> list[PlacedStock]:
    """Where an item lies, in all warehouses the actor may see, first expiry first within each."""
    return sql.rows_as(
        PlacedStock,
        """select w.id, w.code, p.id, p.code, p.kind, l.id, coalesce(l.code, ''), l.expires_on,
                  b.on_hand, b.reserved
           from inventory_balance b join inventory_place p on p.id = b.place_id
             join inventory_warehouse w on w.id = p.warehouse_id left join inventory_lot l on l.id = b.lot_id
           where b.item_id = %s and b.on_hand > 0 and w.id <> all(%s::uuid[])
           order by w.made_at, w.id, l.expires_on nulls last, p.pick_sequence, p.code, b.id""",
        [item_id, unseen(by)],
    )


def lots_of(item_id: UUID) -> list[Lot]:
    """The lots of an item, first expiry first."""
    return list(Lot.objects.filter(item_id=item_id).order_by("expires_on", "code"))


def lot_codes(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The codes of lots by their ids."""
    return dict(Lot.objects.filter(pk__in=ids).order_by("code").values_list("pk", "code"))


def items_of_lots(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The item of each of these lots; unknown ids are missing from the answer."""
    return dict(Lot.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "item_id"))


@dataclass(frozen=True, slots=True)
class ExpiringLot:
    """A lot that is over soon and still lies somewhere, base units. `over_on`: the earlier of its two days."""

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    warehouse: str
    lot_code: str
    expires_on: date | None
    best_before_on: date | None
    over_on: date
    on_hand: int
    lot_id: UUID
    warehouse_id: UUID


def expiring_lots(by: By, until: date, limit: int = 500) -> list[ExpiringLot]:
    """Lots on hand that expire, or are no more at their best, before a day; the first first, those over already too."""
    return sql.rows_as(
        ExpiringLot,
        """select i.id, i.sku, i.name, i.base_unit, w.code, l.code, l.expires_on, l.best_before_on,
                  least(l.expires_on, l.best_before_on), sum(b.on_hand)::bigint, l.id, w.id
           from inventory_lot l join inventory_balance b on b.lot_id = l.id and b.on_hand > 0
             join inventory_place p on p.id = b.place_id join inventory_warehouse w on w.id = p.warehouse_id
             join catalog_item i on i.id = l.item_id
           where least(l.expires_on, l.best_before_on) < %s and w.id <> all(%s::uuid[])
           group by i.id, w.id, l.id order by least(l.expires_on, l.best_before_on), i.sku, l.code limit %s""",
        [until, unseen(by), limit],
    )

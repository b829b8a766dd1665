"""What waits on receiving docks, since when, and where it goes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, Rows, reference
from tradepost.domain.inventory.models import Balance, FixedBin
from tradepost.domain.inventory.queries.seen import within
from tradepost.domain.inventory.rules.putting_away import (
    TURNS_DAYS,
    Bin,
    Bins,
    FixedFor,
    OnDock,
    Proposal,
    propose_put_away,
    turnover_classes,
)

_ARRIVALS = 50
"""Of so many arrivals the first that still lies there is looked for."""


def _movable(by: By) -> Rows:
    rows = Balance.objects.filter(on_hand__gt=F("reserved"))
    rows = rows.select_related("item", "lot", "place__warehouse").annotate(free=F("on_hand") - F("reserved"))
    return within(rows, by, "place__warehouse_id")


def _waiting(by: By) -> Rows:
    return _movable(by).filter(place__kind="receiving")


PUT_AWAY: Listing[Balance] = Listing(
    name="put_away",
    rows=_waiting,
    sorts={"sku": ("item__sku", "id"), "place": ("place__warehouse__code", "place__code", "id")},
    default_sort="sku",
    filters={
        "warehouse": reference("Warehouse", "place__warehouse_id"),
        "place": reference("Place", "place_id"),
        "item": reference("Item", "item_id"),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
)
"""What lies on receiving docks and is not set aside for picking, `free` base units of it."""


def _fixed(by: By) -> Rows:
    lying = Balance.objects.filter(place_id=OuterRef("place_id"), item_id=OuterRef("item_id")).order_by()
    summed = lying.values("place_id").annotate(sum=Sum("on_hand")).values("sum")
    rows = FixedBin.objects.select_related("item", "place__warehouse").annotate(
        on_hand=Coalesce(Subquery(summed, output_field=BigIntegerField()), 0, output_field=BigIntegerField())
    )
    return within(rows, by, "place__warehouse_id")


FIXED_BINS: Listing[FixedBin] = Listing(
    name="fixed_bins",
    rows=_fixed,
    sorts={
        "walk": ("place__warehouse__code", "place__pick_sequence", "place__code", "item__sku"),
        "sku": ("item__sku", "place__code"),
    },
    default_sort="walk",
    filters={
        "warehouse": reference("Warehouse", "place__warehouse_id"),
        "item": reference("Item", "item_id"),
        "place": reference("Place", "place_id"),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
)
"""Bins that items always lie in, with what lies of the item there, `on_hand`."""


def waiting_since(balance_ids: Collection[int]) -> dict[int, datetime]:
    """When the oldest that still lies of each came: what came later does not make up what lies there. One statement."""
    found = sql.rows(
        """select b.id, min(t.at) from inventory_balance b cross join lateral (
             select m.at, sum(m.quantity) over (order by m.at desc, m.id desc) - m.quantity as later
             from (select id, at, quantity from inventory_move
                   where item_id = b.item_id and to_place_id = b.place_id and lot_id is not distinct from b.lot_id
                   order by at desc, id desc limit %s) m) t
           where b.id = any(%s::bigint[]) and t.later < b.on_hand group by b.id""",
        [_ARRIVALS, sorted(balance_ids)],
    )
    return dict(found)


def proposals_for(waiting: Sequence[Balance], now: datetime) -> dict[int, list[Proposal]]:
    """Where each of these goes, by the balance's id: they share what is free. Some statements for each warehouse."""
    by_warehouse: dict[UUID, list[OnDock]] = defaultdict(list)
    for row in waiting:
        by_lot = row.item.tracking == "lot"
        free = row.on_hand - row.reserved
        by_warehouse[row.place.warehouse_id].append(OnDock(row.pk, row.item_id, row.lot_id, free, by_lot))
    found: dict[int, list[Proposal]] = defaultdict(list)
    for warehouse_id, rows in sorted(by_warehouse.items()):
        for proposal in _proposals(warehouse_id, rows, now):
            found[proposal.key].append(proposal)
    return dict(found)


def _proposals(warehouse_id: UUID, waiting: Sequence[OnDock], now: datetime) -> list[Proposal]:
    items = sorted({one.item_id for one in waiting})
    fixed, lying = _fixed_for(warehouse_id, items), _lying(warehouse_id, waiting)
    found = propose_put_away(waiting, Bins(fixed, lying, ()))
    if all(one.bin is not None for one in found):
        return found
    # Only now free bins matter, and how fast each item moves.
    near, free = _near(warehouse_id), _free(warehouse_id)
    letters = turnover_classes(_picked(warehouse_id, now - timedelta(days=TURNS_DAYS))) if free else {}
    return propose_put_away(waiting, Bins(fixed, lying, free, near, letters))


def _fixed_for(warehouse_id: UUID, items: Sequence[UUID]) -> dict[UUID, list[FixedFor]]:
    rows = sql.rows(
        """select f.item_id, p.id, p.code, p.pick_sequence, f.max_quantity - coalesce(sum(b.on_hand), 0)::bigint
           from inventory_fixed_bin f join inventory_place p on p.id = f.place_id
             left join inventory_balance b on b.place_id = f.place_id and b.item_id = f.item_id
           where p.warehouse_id = %s and f.item_id = any(%s::uuid[]) and p.kind = 'bin' and p.closed_at is null
           group by f.id, p.id order by p.pick_sequence, p.code""",
        [warehouse_id, items],
    )
    found: dict[UUID, list[FixedFor]] = defaultdict(list)
    for item_id, place_id, code, walk, room in rows:
        found[item_id].append(FixedFor(Bin(place_id, code, walk), room))
    return found


def _lying(warehouse_id: UUID, waiting: Sequence[OnDock]) -> dict[tuple[UUID, UUID | None], list[Bin]]:
    """Bins where they lie: of an item by lot only those with that lot."""
    by_lot = {one.item_id for one in waiting if one.by_lot}
    rows = sql.rows(
        """select b.item_id, b.lot_id, p.id, p.code, p.pick_sequence
           from inventory_balance b join inventory_place p on p.id = b.place_id
           where p.warehouse_id = %s and b.item_id = any(%s::uuid[]) and b.on_hand > 0
             and p.kind = 'bin' and p.closed_at is null order by p.pick_sequence, p.code, b.id""",
        [warehouse_id, sorted({one.item_id for one in waiting})],
    )
    found: dict[tuple[UUID, UUID | None], list[Bin]] = defaultdict(list)
    for item_id, lot_id, place_id, code, walk in rows:
        found[item_id, lot_id if item_id in by_lot else None].append(Bin(place_id, code, walk))
    return found


def _free(warehouse_id: UUID) -> list[Bin]:
    """Open bins where nothing lies and that no item calls its own."""
    return sql.rows_as(
        Bin,
        """select p.id, p.code, p.pick_sequence from inventory_place p
           where p.warehouse_id = %s and p.kind = 'bin' and p.closed_at is null
             and not exists (select from inventory_balance b where b.place_id = p.id and b.on_hand > 0)
             and not exists (select from inventory_fixed_bin f where f.place_id = p.id)
           order by p.pick_sequence, p.code""",
        [warehouse_id],
    )


def _near(warehouse_id: UUID) -> int:
    """Where on the walk goods are packed, else received."""
    found = sql.one(
        """select pick_sequence from inventory_place
           where warehouse_id = %s and kind in ('packing', 'receiving') and closed_at is null
           order by kind, made_at, id limit 1""",
        [warehouse_id],
    )
    return int(found[0]) if found else 0


def _picked(warehouse_id: UUID, since: datetime) -> list[tuple[UUID, Decimal]]:
    """How often each item went to customers: each time somebody walked to its bin."""
    return sql.rows(
        """select m.item_id, count(*)::numeric from inventory_move m join inventory_place t on t.id = m.to_place_id
           where t.warehouse_id = %s and t.kind = 'customer' and m.at >= %s group by m.item_id""",
        [warehouse_id, since],
    )


MOST_LINES = 30
"""So many lines are offered at once to somebody who stands before them with a phone."""


def free_lines(
    by: By,
    warehouse_id: UUID,
    *,
    line: int | None = None,
    place_id: UUID | None = None,
    item_ids: Collection[UUID] | None = None,
    docks: bool = False,
) -> list[Balance]:
    """What may be moved in a warehouse, `free` base units of each: one line, what lies in a place, some items.

    In the order of the walk; with `docks` only what waits to be put away. A few lines, not all of a large place.
    """
    rows = _movable(by).filter(place__warehouse_id=warehouse_id)
    if line is not None:
        rows = rows.filter(pk=line)
    if place_id is not None:
        rows = rows.filter(place_id=place_id)
    if item_ids is not None:
        rows = rows.filter(item_id__in=item_ids)
    if docks:
        rows = rows.filter(place__kind="receiving")
    return list(rows.order_by("place__pick_sequence", "place__code", "item__sku", "pk")[:MOST_LINES])


def waiting_count(by: By, warehouse_id: UUID) -> int:
    """How many lines wait to be put away in a warehouse."""
    return _waiting(by).filter(place__warehouse_id=warehouse_id).count()

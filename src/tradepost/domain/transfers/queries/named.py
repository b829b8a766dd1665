"""What is known of the items, lots and places that a transfer names."""

from collections.abc import Collection, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models.place import IMAGINED, SELLABLE
from tradepost.domain.transfers.rules import Traded


def traded(pairs: Sequence[tuple[UUID, str]]) -> list[Traded | None]:
    """For each (item, unit; empty: the base unit), in order; None: no such item. One statement."""
    found = sql.rows(
        """select t.n, i.id, i.sku, i.name, i.base_unit, case when t.unit = '' then i.base_unit else t.unit end,
                  case when t.unit = '' or lower(t.unit) = lower(i.base_unit) then 1 else u.numerator end,
                  case when t.unit = '' or lower(t.unit) = lower(i.base_unit) then 1 else u.denominator end
           from unnest(%s::uuid[], %s::text[]) with ordinality as t(item_id, unit, n)
             join catalog_item i on i.id = t.item_id and i.state <> 'withdrawn'
             left join catalog_unit u on u.item_id = i.id and lower(u.name) = lower(t.unit)
           order by t.n""",
        [[item_id for item_id, _ in pairs], [unit for _, unit in pairs]],
    )
    known = {row[0]: Traded(*row[1:]) for row in found}
    return [known.get(n) for n in range(1, len(pairs) + 1)]


def lots_by_id(lot_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The item of each of these lots; unknown ones are left out."""
    if not lot_ids:
        return {}
    return dict(sql.rows("select id, item_id from inventory_lot where id = any(%s::uuid[])", [list(lot_ids)]))


def places_within(warehouse_id: UUID, place_ids: Collection[UUID]) -> set[UUID]:
    """Those of these places that are real ones of a warehouse."""
    if not place_ids:
        return set()
    found = sql.rows(
        """select id from inventory_place where warehouse_id = %s and id = any(%s::uuid[])
             and kind <> all(%s::text[])""",
        [warehouse_id, sorted(place_ids), list(IMAGINED)],
    )
    return {row[0] for row in found}


def free_of(warehouse_id: UUID, item_id: UUID, lot_id: UUID | None) -> list[tuple[UUID, int]]:
    """Where an item and lot lies free in a warehouse: (place, base units not set aside), in pick order."""
    return [
        (shelf.place_id, shelf.on_hand - shelf.reserved)
        for shelf in inventory_queries.shelves_of(item_id, warehouse_id)
        if shelf.lot_id == lot_id and shelf.kind in SELLABLE and shelf.on_hand > shelf.reserved
    ]

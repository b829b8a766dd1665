"""What stands in the books already, for many rows at once: one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class PriceKey:
    """What names a price in a list."""

    item_id: UUID
    unit: str
    minimum_quantity: int
    valid_from: date | None


def prices_of(price_list_id: UUID, item_ids: Sequence[UUID]) -> dict[PriceKey, tuple[Decimal, date | None]]:
    """The fixed prices of these items in a list, with their last days; units in lower case."""
    found = sql.rows(
        """select item_id, lower(unit), minimum_quantity, valid_from, amount, valid_until from pricing_price_row
           where price_list_id = %s and item_id = any(%s::uuid[]) and kind = 'fixed'""",
        [price_list_id, list(item_ids)],
    )
    return {PriceKey(*row[:4]): (row[4], row[5]) for row in found}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a supplier sells, as it stands."""

    price: Decimal
    supplier_sku: str


def offers_of(item_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], Offer]:
    """Suppliers' offers by (supplier, item)."""
    found = sql.rows(
        """select supplier_id, item_id, price, supplier_sku from purchasing_supplier_item
           where item_id = any(%s::uuid[])""",
        [list(item_ids)],
    )
    return {(row[0], row[1]): Offer(row[2], row[3]) for row in found}


def balances_of(warehouse_id: UUID, item_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID, str], int]:
    """Base units by (item, place, lot code); where something ever lay there is an entry, if only 0."""
    found = sql.rows(
        """select b.item_id, b.place_id, coalesce(l.code, ''), b.on_hand from inventory_balance b
           join inventory_place p on p.id = b.place_id left join inventory_lot l on l.id = b.lot_id
           where p.warehouse_id = %s and b.item_id = any(%s::uuid[])""",
        [warehouse_id, list(item_ids)],
    )
    return {(row[0], row[1], row[2]): row[3] for row in found}

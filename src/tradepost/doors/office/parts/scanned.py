"""What a scanned code stands for, so that a grid can count it: the item, its packing, and pieces per packing."""

from typing import Any
from uuid import UUID

from tradepost.domain.catalog import queries as catalog_queries


def scanned_item(code: str, party_id: UUID | None = None) -> list[dict[str, Any]]:
    """The one item that a code names exactly, or nothing. `pieces` holds base units per unit, as a fraction."""
    hit = catalog_queries.items_by_codes([code], party_id).get(code)
    if hit is None or hit.state != "active":
        return []
    (item,) = catalog_queries.names_of([hit.item_id])
    units = catalog_queries.units_of([hit.item_id])
    pieces = {item.base_unit: [1, 1]} | {unit.name: [unit.numerator, unit.denominator] for unit in units}
    return [
        {
            "id": str(hit.item_id),
            "code": hit.sku,
            "name": hit.name,
            "unit": hit.unit or item.base_unit,
            "units": list(pieces),
            "pieces": pieces,
        }
    ]

"""When could I have so many? From stock and what is on its way, and beyond it by ordering today."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.purchasing import queries as purchasing_queries


@dataclass(frozen=True, slots=True)
class Wish:
    """How a wish would be covered, and, where part of it is on nobody's order, when it could be there all the same.

    `could_on`: if what is missing were ordered today from who we would buy it of, who takes `lead_days`; None where
    nothing is missing, or nobody offers it. `supplier_name` is empty for who does not read purchasing.
    """

    cover: DemandCover
    could_on: date | None = None
    lead_days: int | None = None
    supplier_name: str = ""


def wish(by: By, warehouse_id: UUID, *, item_id: UUID, quantity: int, on: date) -> Wish:
    """The answer for this many base units; three statements at most, and nothing is held.

    Raises NotFound for a warehouse that the actor does not see.
    """
    inventory_queries.visible_warehouse(by, warehouse_id)
    cover = inventory_queries.cover_of_wish(warehouse_id, item_id=item_id, quantity=quantity, on=on)
    offer = next(iter(purchasing_queries.offers_of([item_id], on=on)), None) if cover.backordered else None
    if offer is None:
        return Wish(cover)
    known = [date.fromisoformat(str(peg["expected_on"])) for peg in cover.why if peg["expected_on"]]
    could_on = max([on + timedelta(days=offer.lead_days), *known])
    name = offer.supplier_name if access_queries.may(by, "purchasing.read") else ""
    return Wish(cover, could_on, offer.lead_days, name)

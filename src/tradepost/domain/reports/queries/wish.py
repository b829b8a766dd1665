"""When could I have so many? From stock and what is on its way, and beyond it by ordering today."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.purchasing import queries as purchasing_queries


@dataclass(frozen=True, slots=True)
class Wish:
    """How a wish would be covered, and, where part of it is on nobody's order, when it could be there all the same.

    `could_on`: if what is missing were ordered today from who we would buy it of, who takes `lead_days`; None where
    nothing is missing, or nobody offers it. `supplier_name` is empty for who does not read purchasing.
    `journey` and `could` say when it would leave and arrive: what is covered, and all of it.
    """

    cover: DemandCover
    journey: Journey | None = None
    could_on: date | None = None
    lead_days: int | None = None
    supplier_name: str = ""
    could: Journey | None = None


def wish(
    by: By, warehouse_id: UUID, *, item_id: UUID, quantity: int, on: date, to: CustomerTerms | None = None
) -> Wish:
    """The answer for this many base units, `to` a customer or to somebody; four statements at most, nothing is held.

    Raises NotFound for a warehouse that the actor does not see.
    """
    inventory_queries.visible_warehouse(by, warehouse_id)
    way = delivery_queries.way_from(warehouse_id, to)
    cover = inventory_queries.cover_of_wish(warehouse_id, item_id=item_id, quantity=quantity, on=on)
    offer = next(iter(purchasing_queries.offers_of([item_id], on=on)), None) if cover.backordered else None
    journey = None
    if cover.promised_on is not None:
        journey = delivery_queries.journey_from(way, cover.promised_on, by.now, receives=cover.supply > 0)
    if offer is None:
        return Wish(cover, journey)
    known = [date.fromisoformat(str(peg["expected_on"])) for peg in cover.why if peg["expected_on"]]
    could_on = max([on + timedelta(days=offer.lead_days), *known])
    name = offer.supplier_name if access_queries.may(by, "purchasing.read") else ""
    could = delivery_queries.journey_from(way, could_on, by.now, receives=True)
    return Wish(cover, journey, could_on, offer.lead_days, name, could)

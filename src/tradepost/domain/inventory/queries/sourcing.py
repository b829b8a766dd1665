"""Where orders would be served from, as things stand now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import NotFound
from tradepost.domain.inventory.models import Leg
from tradepost.domain.inventory.rules.sourcing import (
    STOCK,
    Basket,
    Seen,
    Shelves,
    Source,
    Way,
    Wish,
    choose,
    seen,
)


def sources_for(baskets: Sequence[Basket]) -> list[list[Source]]:
    """Where each basket would come from, one after the other, so that no unit is counted twice.

    Four statements for any number of lines. Whoever holds the positions finds the same when they promise.
    """
    own = {basket.own for basket in baskets}
    shelves = _shelves({wish.item_id for basket in baskets for wish in basket.wishes}, own)
    ways = _ways(sorted({basket.country for basket in baskets}))
    return [choose(shelves, basket, ways) for basket in baskets]


def seen_for(wishes: Sequence[Wish]) -> dict[UUID, list[Seen]]:
    """What each warehouse could do now for each of these lines, taken by itself. Three statements."""
    shelves = _shelves({wish.item_id for wish in wishes})
    return {wish.line_id: [seen(shelves, place, wish) for place in shelves.names] for wish in wishes}


def _ways(countries: Sequence[str]) -> list[Way]:
    return sql.rows_as(
        Way,
        """select warehouse_id, country, distance, cost from inventory_leg
           where country = any(%s::text[]) or country = '' order by country, warehouse_id""",
        [list(countries)],
    )


def _shelves(item_ids: Iterable[UUID], own: Iterable[UUID] = ()) -> Shelves:
    """Goods that lie with a customer serve nobody else, so these warehouses are named or not asked.

    A supplier's goods are what comes to the warehouse beside their store.
    """
    items = sorted(item_ids)
    names = dict(
        sql.rows(
            """select id, name from inventory_warehouse
               where customer_id is null and supplier_id is null or id = any(%s::uuid[])
               order by made_at, id""",
            [sorted(own)],
        )
    )
    free: dict[tuple[UUID, UUID], list[tuple[date, int]]] = defaultdict(list)
    for warehouse_id, item_id, units in sql.rows(
        """select warehouse_id, item_id, on_hand - promised from inventory_position
           where item_id = any(%s::uuid[]) and on_hand > promised order by item_id, warehouse_id""",
        [items],
    ):
        free[warehouse_id, item_id].append((STOCK, units))
    for warehouse_id, item_id, day, units in sql.rows(
        """select warehouse_id, item_id, expected_on, quantity - promised from inventory_supply
           where item_id = any(%s::uuid[]) and quantity > promised order by expected_on, id""",
        [items],
    ):
        free[warehouse_id, item_id].append((day, units))
    return Shelves(names, dict(free))


def legs() -> list[Leg]:
    """All ways with their warehouses, by country, the nearest first; everywhere else comes first of all."""
    return list(Leg.objects.select_related("warehouse").order_by("country", "distance", "warehouse__code"))


def leg(leg_id: UUID) -> Leg:
    """One way with its warehouse. Raises NotFound."""
    found = Leg.objects.select_related("warehouse").filter(pk=leg_id).first()
    if found is None:
        raise NotFound("There is no such way. Load the page again.")
    return found

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.counting import queries, rules
from tradepost.domain.counting.events import CountPlanned
from tradepost.domain.counting.models import Count
from tradepost.domain.counting.queries.scope import zone_codes
from tradepost.domain.inventory import queries as inventory_queries

LONGEST_ZONE = 120


@command(once="count_id", again=queries.count_by_id)
def plan_count(
    by: By,
    *,
    count_id: UUID,
    warehouse_id: UUID,
    scope: str = "warehouse",
    zone: str = "",
    zone_id: UUID | None = None,
    category_id: UUID | None = None,
    item_ids: Sequence[UUID] = (),
    is_blind: bool = True,
    planned_on: date | None = None,
    note: str = "",
) -> Count:
    """A count of a warehouse, of a zone, of some places, of a category with those under it, or of some items.

    With scope `zone` either `zone_id` names a zone, whose places are those that stand in it when counting starts, or
    `zone` says codes: their beginning, or `A-01-01 .. A-03-40`. Nothing is on its sheet until it is started.

    Raises Invalid when the scope does not say what to count. Sent twice, the second returns the same count.
    """
    if scope not in rules.CHOSEN_SCOPES:
        raise Invalid("Say what to count.", fields={"scope": f"One of {', '.join(rules.CHOSEN_SCOPES)}."})
    _refuse_unclear(scope, zone, zone_id, category_id, item_ids)
    if scope == "zone" and zone_id is not None:
        _refuse_elsewhere(warehouse_id, zone_id)
    one = Count(
        id=count_id,
        number=cheap_numbers("count")[0],
        warehouse_id=warehouse_id,
        scope=scope,
        zone=zone.strip() if scope == "zone" else "",
        in_zone_id=zone_id if scope == "zone" else None,
        category_id=category_id if scope == "category" else None,
        is_blind=is_blind,
        note=note.strip(),
        planned_on=planned_on or by.now.date(),
        made_at=by.now,
    )
    one.save(force_insert=True)
    if scope == "items":
        name_items(one, item_ids)
    publish(by, CountPlanned(one.id, one.number, warehouse_id, scope))
    return one


def name_items(one: Count, item_ids: Sequence[UUID]) -> None:
    """Write which items a count is about."""
    sql.run(
        """insert into counting_count_item (count_id, item_id)
           select %s, id from unnest(%s::uuid[]) as t(id) order by id""",
        [one.pk, sorted(set(item_ids))],
    )


def _refuse_elsewhere(warehouse_id: UUID, zone_id: UUID) -> None:
    if not any(one.zone_id == zone_id for one in inventory_queries.zones_of(warehouse_id)):
        raise Invalid("This zone is not in the warehouse.", fields={"zone_id": "Not in this warehouse."})


def _refuse_unclear(
    scope: str, zone: str, zone_id: UUID | None, category_id: UUID | None, item_ids: Sequence[UUID]
) -> None:
    if scope == "zone" and zone_id is not None and zone.strip():
        says = "Name the zone, or the codes of places: not both."
        raise Invalid(says, fields={"zone": says})
    if scope == "zone" and zone_id is None:
        if not zone.strip() or len(zone) > LONGEST_ZONE:
            says = "Say which places: a zone, or the beginning of their codes, or the first and the last."
            raise Invalid(says, fields={"zone": says})
        zone_codes(zone)
    if scope == "category" and category_id is None:
        raise Invalid("Choose the category to count.", fields={"category_id": "Choose a category."})
    if scope == "items" and not item_ids:
        raise Invalid("Name the items to count.", fields={"item_ids": "Name at least one item."})

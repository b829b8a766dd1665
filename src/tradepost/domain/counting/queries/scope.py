"""What a count is about: the places and items whose stock it puts on its sheet."""

from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.domain.counting.models import Count
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models.place import REAL_SQL


def zone_codes(zone: str) -> tuple[str | None, list[str] | None]:
    """A zone as (the beginning of codes, None) or (None, the codes between two). Raises Invalid, at `zone`."""
    if ".." not in zone and "…" not in zone:
        return zone.strip().upper(), None
    try:
        return None, [code.upper() for code in inventory_queries.codes_named(zone)]
    except Invalid as wrong:
        raise Invalid(wrong.message, fields={"zone": wrong.message}) from None


def lying_in(one: Count, limit: int) -> list[tuple[UUID, UUID, UUID | None, int]]:
    """(place, item, lot, base units) of all that lies within a count's scope, in the order of the walk."""
    prefix, codes = zone_codes(one.zone) if one.zone else (None, None)
    return sql.rows(
        f"""with recursive category as (
              select id from catalog_category where id = %(category)s
              union select c.id from catalog_category c join category on c.parent_id = category.id)
            select p.id, b.item_id, b.lot_id, b.on_hand
            from inventory_place p join inventory_balance b on b.place_id = p.id and b.on_hand > 0
              join catalog_item i on i.id = b.item_id left join inventory_lot l on l.id = b.lot_id
            where p.warehouse_id = %(warehouse)s and p.kind in {REAL_SQL}
              and (%(zone)s::uuid is null or p.zone_id = %(zone)s)
              and (%(prefix)s::text is null or starts_with(upper(p.code), %(prefix)s))
              and (%(codes)s::text[] is null or upper(p.code) = any(%(codes)s::text[]))
              and (%(category)s::uuid is null or i.category_id in (select id from category))
              and (not %(named)s or i.id in (select item_id from counting_count_item where count_id = %(count)s))
            order by p.pick_sequence, p.code, i.sku, l.expires_on nulls last, l.code, b.id limit %(limit)s""",  # noqa: S608 constants only
        {
            "warehouse": one.warehouse_id,
            "zone": one.in_zone_id,
            "prefix": prefix,
            "codes": codes,
            "category": one.category_id,
            "named": one.scope in ("items", "cycle"),
            "count": one.pk,
            "limit": limit,
        },
    )

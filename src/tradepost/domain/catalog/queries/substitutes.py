"""What may be offered where an item is short."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.models import KitPart, Substitute
from tradepost.domain.catalog.rules.substitutes import Candidate, StandIn, offered

OFFERED = 3
"""So many are offered for a line: the best by rank."""


def stand_ins(
    asked: Sequence[tuple[int, UUID, UnitFactor]], *, on: date, most: int = OFFERED
) -> list[StandIn]:
    """For each (place, item, unit that was typed) what may be sold instead on a day, the best first; one statement.

    Only what is sold: discontinued items, and kits, are not offered.
    """
    found = sql.rows(
        """with asked as materialized (
             select * from unnest(%(places)s::int[], %(items)s::uuid[], %(nums)s::bigint[], %(dens)s::bigint[])
               as t(place, item_id, num, den)),
           said as (
             select a.place, a.item_id as asked_id, s.other_id as item_id, s.rank, s.note, true as leads_here,
                    s.valid_from, s.valid_until, a.num, a.den
             from asked a join catalog_substitute s on s.item_id = a.item_id
             union all
             select a.place, a.item_id, s.item_id, s.rank, s.note, s.both_ways,
                    s.valid_from, s.valid_until, a.num, a.den
             from asked a join catalog_substitute s on s.other_id = a.item_id)
           select t.place, t.asked_id, i.id, i.sku, i.name, i.base_unit,
                  coalesce((select u.name from catalog_unit u
                            where u.item_id = i.id and (t.num, t.den) <> (1, 1)
                              and u.numerator * t.den = u.denominator * t.num
                            order by u.is_case desc, u.id limit 1), ''),
                  t.rank, t.note, t.leads_here, t.valid_from, t.valid_until, i.state,
                  exists (select from catalog_kit_part k where k.kit_id = i.id)
           from said t join catalog_item i on i.id = t.item_id
           order by t.place, t.rank, i.sku""",
        {
            "places": [place for place, _, _ in asked],
            "items": [item_id for _, item_id, _ in asked],
            "nums": [factor.numerator for _, _, factor in asked],
            "dens": [factor.denominator for _, _, factor in asked],
        },
    )
    width = len(StandIn._fields)
    return offered((Candidate(StandIn(*row[:width]), *row[width:]) for row in found), on=on, most=most)


def substitutes_of(by: By, item_id: UUID) -> list[Substitute]:
    """What is kept for an item, the best first, with those for which it stands in itself; one statement."""
    rows = Substitute.objects.select_related("item", "other").annotate(
        other_is_kit=Exists(KitPart.objects.filter(kit_id=OuterRef("other_id"))),
        item_is_kit=Exists(KitPart.objects.filter(kit_id=OuterRef("item_id"))),
    )
    own = rows.filter(item_id=item_id) | rows.filter(other_id=item_id)
    return sorted(own.order_by("id"), key=lambda row: (row.item_id != item_id, row.rank, row.other.sku))


def substitutes_between(pairs: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Substitute]:
    """Those of these pairs of item and other that stand; one statement."""
    asked = set(pairs)
    rows = Substitute.objects.filter(item_id__in={item_id for item_id, _ in asked}).order_by("id")
    return {(row.item_id, row.other_id): row for row in rows if (row.item_id, row.other_id) in asked}


def stand_ins_of(rows: Sequence[Substitute], item_id: UUID, *, on: date) -> list[StandIn]:
    """What `stand_ins` gives of an item counted in base units, from what `substitutes_of` found; no statement."""
    found = []
    for row in rows:
        is_own = row.item_id == item_id
        other, is_kit = (row.other, "other_is_kit") if is_own else (row.item, "item_is_kit")
        said = StandIn(0, item_id, other.pk, other.sku, other.name, other.base_unit, "", row.rank, row.note)
        days = (row.valid_from, row.valid_until)
        found.append(Candidate(said, is_own or row.both_ways, *days, other.state, getattr(row, is_kit)))
    return offered(found, on=on, most=OFFERED)

"""Zones, their aisles, and the plan: what lies where, as one sees it standing in the hall."""

from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.listing import Listing, Rows, reference
from tradepost.domain.inventory.models import Zone
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.queries.seen import within

CELLS = 200
"""Places drawn at once: a page stays small, whatever the hall."""


def _zones(by: By) -> Rows:
    rows = Zone.objects.select_related("warehouse")
    return within(rows, by, "warehouse_id")


ZONES: Listing[Zone] = Listing(
    name="zones",
    rows=_zones,
    sorts={"code": ("warehouse__code", "code")},
    default_sort="code",
    filters={"warehouse": reference("Warehouse", "warehouse_id")},
)
"""The zones of all warehouses."""


def zone(by: By, zone_id: UUID) -> Zone:
    """One zone with its warehouse. Raises NotFound, also outside the actor's scope."""
    found = _zones(by).filter(pk=zone_id).first()
    if found is None:
        raise NotFound("There is no such zone.")
    assert isinstance(found, Zone)
    return found


@dataclass(frozen=True, slots=True)
class ZoneFill:
    """A zone, or (without an id) what stands in none; how many places, and how many of them are empty."""

    zone_id: UUID | None
    code: str
    name: str
    places: int
    empty: int


_EMPTY = "not exists (select from inventory_balance b where b.place_id = p.id and b.on_hand > 0)"


def zones_of(warehouse_id: UUID) -> list[ZoneFill]:
    """The zones of a warehouse in the order of the walk, then what stands in none; one statement."""
    return sql.rows_as(
        ZoneFill,
        f"""select z.id, coalesce(z.code, ''), coalesce(z.name, ''), count(p.id),
                   count(p.id) filter (where p.closed_at is null and {_EMPTY})
            from (select * from inventory_zone where warehouse_id = %(warehouse)s) z
              full join (select * from inventory_place
                         where warehouse_id = %(warehouse)s and kind in {REAL_SQL}) p on p.zone_id = z.id
            group by z.id, z.code, z.name order by z.id is null, min(p.pick_sequence), z.code""",  # noqa: S608 constants only
        {"warehouse": warehouse_id},
    )


@dataclass(frozen=True, slots=True)
class AisleFill:
    """An aisle by the beginning of its codes; empty: those whose code has no parts."""

    aisle: str
    places: int
    empty: int


def aisles_in(warehouse_id: UUID, zone_id: UUID | None) -> list[AisleFill]:
    """The aisles of a zone, or of what stands in none, in the order of the walk; one statement."""
    return sql.rows_as(
        AisleFill,
        f"""select coalesce(p.aisle, ''), count(*), count(*) filter (where p.closed_at is null and {_EMPTY})
            from inventory_place p
            where p.warehouse_id = %s and p.zone_id is not distinct from %s::uuid and p.kind in {REAL_SQL}
            group by 1 order by min(p.pick_sequence), 1""",  # noqa: S608 constants only
        [warehouse_id, zone_id],
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the plan. `fill`: empty, some, full (what it always holds fills it), or closed."""

    place_id: UUID
    code: str
    aisle: str
    kind: str
    fill: str


def plan_of(
    warehouse_id: UUID, zone_id: UUID | None, *, part: int = 1, limit: int = CELLS
) -> tuple[list[Cell], int]:
    """A part of a zone's places, aisle by aisle, and how many there are in all; one statement."""
    found = sql.rows(
        f"""select p.id, p.code, p.aisle, p.kind,
                   case when p.closed then 'closed' when {_EMPTY} then 'empty'
                     when exists (select from inventory_fixed_bin f where f.place_id = p.id and f.max_quantity <=
                       (select sum(b.on_hand) from inventory_balance b
                        where b.place_id = p.id and b.item_id = f.item_id)) then 'full' else 'some' end, p.places
            from (select p.id, p.code, coalesce(p.aisle, '') as aisle, p.kind, p.closed_at is not null as closed,
                         count(*) over () as places,
                         row_number() over (order by a.walk, coalesce(p.aisle, ''), length(p.code), p.code) as n
                  from inventory_place p
                    join (select coalesce(aisle, '') as aisle, min(pick_sequence) as walk from inventory_place
                          where warehouse_id = %(warehouse)s and zone_id is not distinct from %(zone)s::uuid
                            and kind in {REAL_SQL} group by 1) a on a.aisle = coalesce(p.aisle, '')
                  where p.warehouse_id = %(warehouse)s and p.zone_id is not distinct from %(zone)s::uuid
                    and p.kind in {REAL_SQL}) p
            where p.n > %(before)s and p.n <= %(before)s + %(limit)s order by p.n""",  # noqa: S608 constants only
        {"warehouse": warehouse_id, "zone": zone_id, "before": (part - 1) * limit, "limit": limit},
    )
    return [Cell(*row[:5]) for row in found], found[0][5] if found else 0

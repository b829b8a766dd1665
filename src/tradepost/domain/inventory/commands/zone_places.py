from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands.create_places import STEP
from tradepost.domain.inventory.events import PlacesZoned
from tradepost.domain.inventory.models import Zone
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.queries import codes_named


@command
def zone_places(
    by: By, *, zone_id: UUID, codes: str, pick_sequence: int | None = None, there_and_back: bool = False
) -> int:
    """Put the places between two codes, `A-01-01 .. A-20-40`, into a zone; gives how many there are.

    With `pick_sequence` they are walked anew, in the order of their codes from there on in steps of ten, every
    second aisle the other way when `there_and_back`. One statement. Raises NotFound, and Invalid when none is there.
    """
    zone = Zone.objects.filter(pk=zone_id).first()
    if zone is None:
        raise NotFound("There is no such zone.")
    wanted = codes_named(codes)
    walk = rules.there_and_back(wanted) if there_and_back else wanted
    found = sql.run(
        f"""update inventory_place p set zone_id = %s, pick_sequence = coalesce(%s + %s * (t.n - 1), p.pick_sequence)
            from (select p.id, row_number() over (order by t.n) as n
                  from unnest(%s::text[]) with ordinality as t(code, n)
                    join inventory_place p on upper(p.code) = upper(t.code)
                  where p.warehouse_id = %s and p.kind in {REAL_SQL}) t
            where p.id = t.id""",  # noqa: S608 constants only
        [zone_id, pick_sequence, STEP, walk, zone.warehouse_id],
    )
    if not found:
        raise Invalid(
            f"No place of the warehouse is called {wanted[0]}. Make the places first.",
            fields={"codes": "None of these is there."},
        )
    publish(by, PlacesZoned(zone.id, zone.warehouse_id, zone.code, wanted[0], wanted[-1], found))
    return found

from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_ids
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._edit import zone_of
from tradepost.domain.inventory.commands.create_place import refuse_other_kinds
from tradepost.domain.inventory.events import PlacesMade
from tradepost.domain.inventory.queries import codes_named

STEP = 10
"""Between two places on the walk, so that a bin that is put up later finds room."""


@dataclass(frozen=True, slots=True)
class MadePlaces:
    """How many places were made, and how many of the codes were there already."""

    made: int
    known: int


@command
def create_places(
    by: By,
    *,
    warehouse_id: UUID,
    codes: str,
    kind: str = "bin",
    pick_sequence: int = 0,
    there_and_back: bool = False,
    zone_id: UUID | None = None,
) -> MadePlaces:
    """The places between two codes, `A-01-01 .. A-20-40`, in one statement; up to 5,000.

    They are picked in the order of their codes from `pick_sequence` on, every second aisle the other way when
    `there_and_back`, and stand in a zone where one is named. A code that is there already stays as it is, so the same
    may be sent twice. Refuses a pattern that names nothing, with a sentence.
    """
    refuse_other_kinds(kind)
    zone_of(warehouse_id, zone_id)
    wanted = codes_named(codes)
    walk = rules.there_and_back(wanted) if there_and_back else wanted
    made = sql.rows(
        """insert into inventory_place (id, warehouse_id, zone_id, code, kind, pick_sequence, made_at)
           select t.id, %s, %s, t.code, %s, %s + %s * (t.n - 1), %s
           from unnest(%s::uuid[], %s::text[]) with ordinality as t(id, code, n) order by t.n
           on conflict (warehouse_id, upper(code)) do nothing returning 1""",
        [warehouse_id, zone_id, kind, pick_sequence, STEP, by.now, new_ids(by.now, len(walk)), walk],
    )
    if made:
        publish(by, PlacesMade(warehouse_id, kind, wanted[0], wanted[-1], len(made)))
    return MadePlaces(len(made), len(wanted) - len(made))

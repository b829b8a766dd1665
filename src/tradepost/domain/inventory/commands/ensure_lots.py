from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_ids
from tradepost.domain.inventory.events import LotsMade


@dataclass(frozen=True, slots=True)
class LotInput:
    """A batch by the code printed on the goods."""

    item_id: UUID
    code: str
    expires_on: date | None = None


@command
def ensure_lots(by: By, *, lots: Sequence[LotInput]) -> dict[tuple[UUID, str], UUID]:
    """The ids of these lots, made where they are new; a known lot keeps its first expiry day."""
    wanted = sorted(
        {(lot.item_id, lot.code): lot for lot in lots}.values(), key=lambda lot: (lot.item_id, lot.code)
    )
    if not wanted:
        return {}
    items, codes, days = sql.columns(wanted)
    made = sql.rows(
        """insert into inventory_lot (id, item_id, code, expires_on, made_at)
           select id, item_id, code, expires_on, %s
           from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::date[]) as t(id, item_id, code, expires_on)
           on conflict (item_id, code) do nothing returning id""",
        [by.now, new_ids(by.now, len(wanted)), items, codes, days],
    )
    if made:
        publish(by, LotsMade(made[0][0], [row[0] for row in made]))
    found = sql.rows(
        """select l.item_id, l.code, l.id from inventory_lot l
             join unnest(%s::uuid[], %s::text[]) as t(item_id, code) using (item_id, code)""",
        [items, codes],
    )
    return {(row[0], row[1]): row[2] for row in found}

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
    best_before_on: date | None = None
    supplier_code: str = ""


@command
def ensure_lots(by: By, *, lots: Sequence[LotInput]) -> dict[tuple[UUID, str], UUID]:
    """The ids of these lots, made where they are new; a known lot keeps its days and its supplier's code.

    One that is past its last day when it is made counts as expired at once.
    """
    wanted = sorted(
        {(lot.item_id, lot.code): lot for lot in lots}.values(), key=lambda lot: (lot.item_id, lot.code)
    )
    if not wanted:
        return {}
    items, codes, days, best_before, suppliers = sql.columns(wanted)
    made = sql.rows(
        """insert into inventory_lot (id, item_id, code, expires_on, best_before_on, supplier_code, expired_at, made_at)
           select id, item_id, code, expires_on, best_before_on, supplier_code,
                  case when expires_on < %s then %s::timestamptz end, %s
           from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::date[], %s::date[], %s::text[])
             as t(id, item_id, code, expires_on, best_before_on, supplier_code)
           on conflict (item_id, code) do nothing returning id""",
        [
            *(by.now.date(), by.now, by.now),
            *(new_ids(by.now, len(wanted)), items, codes, days, best_before, suppliers),
        ],
    )
    if made:
        publish(by, LotsMade(made[0][0], [row[0] for row in made]))
    found = sql.rows(
        """select l.item_id, l.code, l.id from inventory_lot l
             join unnest(%s::uuid[], %s::text[]) as t(item_id, code) using (item_id, code)""",
        [items, codes],
    )
    return {(row[0], row[1]): row[2] for row in found}

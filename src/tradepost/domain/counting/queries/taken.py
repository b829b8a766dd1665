"""What was counted, against what the books say of that moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.counting.rules import Taken


def taken(count_id: UUID, line_ids: Sequence[int] | None = None) -> list[Taken]:
    """Every number that was counted on these lines (or all) of a count; one statement.

    The books of the moment are the balance of now less what moved since. Corrections by counts and opening stock
    moved nothing: they say what lay there all along. A correction by hand may be either, so it makes the number
    stale. What a unit is worth is the moving average of the warehouse.
    """
    return sql.rows_as(
        Taken,
        """select l.id, e.id, e.counter, e.quantity, e.counted_at,
                  (coalesce(b.on_hand, 0) - coalesce(m.came, 0))::bigint, coalesce(m.corrected, false),
                  case when o.on_hand + o.unsellable > 0 then o.value / (o.on_hand + o.unsellable) else 0 end
           from counting_line l join counting_entry e on e.line_id = l.id
             join counting_count c on c.id = l.count_id
             left join inventory_balance b on b.item_id = l.item_id and b.place_id = l.place_id
               and b.lot_id is not distinct from l.lot_id
             left join inventory_position o on o.warehouse_id = c.warehouse_id and o.item_id = l.item_id
             left join lateral (
               select sum(case when m.to_place_id = l.place_id then m.quantity else -m.quantity end)
                        filter (where p.kind not in ('count', 'opening')) as came,
                      bool_or(p.kind = 'adjustment') as corrected
               from inventory_move m join inventory_posting p on p.id = m.posting_id
               where m.item_id = l.item_id and m.at > e.counted_at and m.lot_id is not distinct from l.lot_id
                 and (m.to_place_id = l.place_id or m.from_place_id = l.place_id)) m on true
           where l.count_id = %s and (%s::bigint[] is null or l.id = any(%s::bigint[])) order by e.id""",
        [count_id, *[list(line_ids) if line_ids is not None else None] * 2],
    )


@dataclass(frozen=True, slots=True)
class Blocked:
    """A line that cannot be posted: its difference would leave less there than is set aside for picking."""

    place: str
    sku: str
    left: int
    reserved: int


def blocked_lines(differences: Sequence[tuple[int, int]]) -> list[Blocked]:
    """Those of (line, difference) that would leave less than is set aside, or than nothing; one statement."""
    return sql.rows_as(
        Blocked,
        """select p.code, i.sku, (coalesce(b.on_hand, 0) + t.difference)::bigint, coalesce(b.reserved, 0)
           from unnest(%s::bigint[], %s::bigint[]) as t(id, difference)
             join counting_line l on l.id = t.id join inventory_place p on p.id = l.place_id
             join catalog_item i on i.id = l.item_id
             left join inventory_balance b on b.item_id = l.item_id and b.place_id = l.place_id
               and b.lot_id is not distinct from l.lot_id
           where coalesce(b.on_hand, 0) + t.difference < coalesce(b.reserved, 0) order by l.position, l.id""",
        [[line_id for line_id, _ in differences], [difference for _, difference in differences]],
    )

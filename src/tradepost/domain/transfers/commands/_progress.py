"""How far the loads of a transfer are, counted on them and on their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class Progress:
    """What is not on its way any more of one load: base units, and what they were worth."""

    load_id: UUID
    received: int = 0
    damaged: int = 0
    stayed: int = 0
    lost: int = 0
    value: Decimal = Decimal(0)


def record(progress: Sequence[Progress]) -> None:
    """Count it, each load once, in one statement for any number of loads."""
    sql.run(
        """with t as (
             select * from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[])
               as t(id, received, damaged, stayed, lost, value)),
           l as (
             update transfers_load l set received = l.received + t.received, damaged = l.damaged + t.damaged,
               stayed = l.stayed + t.stayed, lost = l.lost + t.lost, open_value = l.open_value - t.value
             from t where l.id = t.id returning l.line_id, t.received, t.damaged, t.stayed, t.lost)
           update transfers_line n set received = n.received + s.received, damaged = n.damaged + s.damaged,
             stayed = n.stayed + s.stayed, lost = n.lost + s.lost
           from (select line_id, sum(received)::bigint as received, sum(damaged)::bigint as damaged,
                        sum(stayed)::bigint as stayed, sum(lost)::bigint as lost from l group by line_id) s
           where n.id = s.line_id""",
        sql.columns(progress),
    )

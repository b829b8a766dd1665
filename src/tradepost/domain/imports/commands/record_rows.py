from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.events import to_json


@dataclass(frozen=True, slots=True)
class RowInput:
    """What becomes of one row; `effects` are plain JSON."""

    number: int
    key: str
    verdict: str
    reason: str = ""
    subject_id: UUID | None = None
    effects: Sequence[Mapping[str, Any]] = ()
    cells: Sequence[str] = field(default_factory=tuple)


@command
def record_rows(by: By, *, import_id: UUID, rows: Sequence[RowInput], stage: str) -> int:
    """Note what becomes of rows (`checked`), or what became of them (`kept`), in the transaction of that.

    What was said of a row before is replaced. One statement for any number of rows.
    """
    return sql.run(
        """insert into imports_row (of_id, number, key, verdict, stage, reason, said, subject_id, effects, cells)
           select %s::uuid, number, key, verdict, %s, reason, '', subject_id, effects,
                  array(select jsonb_array_elements_text(cells))
           from rows from (unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::uuid[]),
                           jsonb_array_elements(%s::jsonb), jsonb_array_elements(%s::jsonb))
             as t(number, key, verdict, reason, subject_id, effects, cells)
           on conflict (of_id, number) do update set key = excluded.key, verdict = excluded.verdict,
             stage = excluded.stage, reason = excluded.reason, subject_id = excluded.subject_id,
             effects = excluded.effects, cells = excluded.cells""",
        [
            import_id,
            stage,
            [row.number for row in rows],
            [row.key for row in rows],
            [row.verdict for row in rows],
            [row.reason for row in rows],
            [row.subject_id for row in rows],
            to_json([row.effects for row in rows]),
            to_json([row.cells for row in rows]),
        ],
    )

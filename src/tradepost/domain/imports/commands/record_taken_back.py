from collections.abc import Mapping
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command


@command
def record_taken_back(by: By, *, import_id: UUID, said: Mapping[int, str]) -> int:
    """Note for rows, by number, that they were taken back (""), or why not, in the transaction of that."""
    return sql.run(
        """update imports_row r set said = t.said, stage = case when t.said = '' then 'undone' else 'standing' end
           from unnest(%s::int[], %s::text[]) as t(number, said)
           where r.of_id = %s and r.number = t.number""",
        [list(said), list(said.values()), import_id],
    )

from datetime import timedelta

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command

FILES_KEPT = timedelta(days=30)


@command
def forget_files(by: By) -> int:
    """Throw away up to a hundred files that nobody went on with for 30 days; gives how many."""
    old = sql.rows(
        """select id from imports_import where state in ('draft', 'checked') and made_at < %s
           order by made_at, id limit 100 for update skip locked""",
        [by.now - FILES_KEPT],
    )
    ids = [row[0] for row in old]
    sql.run("delete from imports_row where of_id = any(%s::uuid[])", [ids])
    sql.run("delete from imports_contents where of_id = any(%s::uuid[])", [ids])
    return sql.run("delete from imports_import where id = any(%s::uuid[])", [ids])

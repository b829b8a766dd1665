from datetime import timedelta

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command

KEPT = timedelta(days=180)
_AT_ONCE = 1000


@command
def forget_notices(by: By) -> int:
    """Forget up to a thousand notices of half a year ago, seen or not; gives how many. Called until it gives 0.

    What they told of stands in the documents and on the change feed.
    """
    return sql.run(
        """delete from notes_notice where id in (
             select id from notes_notice where made_at < %s order by made_at limit %s for update skip locked)""",
        [by.now - KEPT, _AT_ONCE],
    )

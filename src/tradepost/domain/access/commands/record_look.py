from datetime import timedelta

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command

PAUSE = timedelta(minutes=30)
"""After so long a pause a look begins a new visit."""


@command
def record_look(by: By, *, list_name: str, all_seen: bool = False) -> None:
    """Somebody looks at a list. After a pause, what changed is told from the end of the visit before.

    `all_seen`: they have seen what changed, and ask from now on.
    """
    sql.run(
        """insert into access_list_habit as h (user_id, list_name, columns, looked_at, since)
           values (%(user)s, %(list)s, '{}', %(now)s, case when %(seen)s then %(now)s::timestamptz end)
           on conflict (user_id, list_name) do update set
             since = case when %(seen)s then %(now)s when h.looked_at < %(pause)s then h.looked_at else h.since end,
             looked_at = greatest(h.looked_at, %(now)s)""",
        {"user": by.actor_id, "list": list_name, "now": by.now, "seen": all_seen, "pause": by.now - PAUSE},
    )

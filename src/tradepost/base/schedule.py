"""What is due by the clock, once per turn whatever the number of workers."""

from datetime import datetime, timedelta

from tradepost.base import sql


def take_turn(name: str, every: timedelta, now: datetime) -> bool:
    """True for the one who may run `name` now. Call it in the transaction of the work: if that fails, the
    turn is not taken.

    A twin waits for the end of that transaction and finds the turn taken. A turn taken further ahead than the next
    one would be was taken under a wrong clock, and does not count.
    """
    sql.run(
        "insert into base_consumer (name, cursor) values (%s, '0.0.0') on conflict (name) do nothing",
        [f"schedule:{name}"],
    )
    return (
        sql.run(
            """update base_consumer set moved_at = %s
               where name = %s and (moved_at is null or moved_at <= %s or moved_at > %s)""",
            [now, f"schedule:{name}", now - every, now + every],
        )
        == 1
    )

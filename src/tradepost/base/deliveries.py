"""Deliveries: what must happen after an event, at least once, with lease, retry and back-off.

The effect of a reaction and the mark that it is done share one transaction, so an effect inside the
database happens exactly once; what leaves the house is repeated until it is acknowledged.

Clocks jump. A moment much further ahead than we ever write was written under a clock that has since been
put back: it does not count, or the work would wait until the clock comes there again. "Much" is three times,
so that workers whose clocks differ a little do not take each other's work. What was never tried is due.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tradepost.base import sql

LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = 20


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery in our hands until its lease ends."""

    id: int
    event_id: int
    reaction: str
    attempts: int


def claim_due(now: datetime, limit: int = 50) -> list[Claimed]:
    """Take due deliveries nobody holds, oldest first; a lease that ran out is taken over."""
    return sql.rows_as(
        Claimed,
        """update base_delivery d set leased_until = %s, attempts = attempts + 1
           from (select id from base_delivery
                 where done_at is null and given_up_at is null
                   and (due_at <= %s or due_at > %s or attempts = 0)
                   and (leased_until is null or leased_until < %s or leased_until > %s)
                 order by due_at, id limit %s for update skip locked) due
           where d.id = due.id returning d.id, d.event_id, d.reaction, d.attempts""",
        [now + LEASE, now, now + 3 * LONGEST_WAIT, now, now + 3 * LEASE, limit],
    )


def finish(delivery_id: int, now: datetime) -> bool:
    """Mark done, in the transaction of the effect. False when a twin was faster: roll back then."""
    return (
        sql.run(
            "update base_delivery set done_at = %s, leased_until = null where id = %s and done_at is null",
            [now, delivery_id],
        )
        == 1
    )


def put_off(delivery: Claimed, error: str, now: datetime) -> None:
    """Try again later: 1, 2, 4, ... seconds, at most an hour; after 20 tries a person must look."""
    wait = timedelta(seconds=min(2 ** (delivery.attempts - 1), LONGEST_WAIT.total_seconds()))
    gone = now if delivery.attempts >= GIVE_UP_AFTER else None
    sql.run(
        """update base_delivery set due_at = %s, leased_until = null, error = %s, given_up_at = %s
           where id = %s and done_at is null""",
        [now + wait, error[:2000], gone, delivery.id],
    )

"""Deliveries: what must happen after an event, at least once, with lease, retry and back-off.

The effect of a reaction and the mark that it is done share one transaction, so an effect inside the
database happens exactly once; what leaves the house is repeated until it is acknowledged.

Clocks jump. A moment much further ahead than we ever write was written under a clock that has since been
put back: it does not count, or the work would wait until the clock comes there again. "Much" is three times,
so that workers whose clocks differ a little do not take each other's work. What was never tried is due.

Work can kill whoever does it: memory runs out, a library crashes. Taking a delivery is counted, so that one whose
worker always dies is given up after as many tries as one that always fails. Until then it must not take others with
it: what a dead worker left is taken one at a time, and done last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from tradepost.base import sql

LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = 20
LEFT = "The worker ended, or lost the database, before this was done."

log = structlog.get_logger("tradepost.deliveries")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery in our hands until its lease ends. `left` was in the hands of a worker that is gone."""

    id: int
    event_id: int
    reaction: str
    attempts: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A delivery that nobody tries any more; `error` is what it said last."""

    id: int
    event_id: int
    event: str
    reaction: str
    attempts: int
    given_up_at: datetime
    error: str


def claim_due(
    now: datetime, limit: int = 50, *, of: Sequence[str] | None = None, but: Sequence[str] = ()
) -> list[Claimed]:
    """Take due deliveries nobody holds, oldest first, and after them one whose lease ran out.

    What a worker left 20 times is given up instead. Only `of` these reactions, and of all `but` those.
    """
    found = sql.rows(
        """with fresh as (
             select id, false as is_left from base_delivery
             where done_at is null and given_up_at is null and leased_until is null
               and (due_at <= %(now)s or due_at > %(too_late)s or attempts = 0)
               and (%(of)s::text[] is null or reaction = any(%(of)s::text[])) and reaction <> all(%(but)s::text[])
             order by due_at, id limit %(limit)s for update skip locked),
           dropped as (
             select id, true as is_left from base_delivery
             where done_at is null and given_up_at is null
               and (leased_until < %(now)s or leased_until > %(too_long)s)
               and (%(of)s::text[] is null or reaction = any(%(of)s::text[])) and reaction <> all(%(but)s::text[])
             order by leased_until, id limit 1 for update skip locked),
           taken as (select * from fresh union all select * from dropped)
           update base_delivery d set
             leased_until = case when is_left and attempts >= %(most)s then null else %(lease)s end,
             given_up_at = case when is_left and attempts >= %(most)s then %(now)s end,
             attempts = case when is_left and attempts >= %(most)s then attempts else attempts + 1 end,
             error = case when is_left then %(left)s else error end
           from taken where d.id = taken.id
           returning d.given_up_at is not null, d.due_at, d.id, d.event_id, d.reaction, d.attempts, is_left""",
        {
            "now": now,
            "lease": now + LEASE,
            "too_late": now + 3 * LONGEST_WAIT,
            "too_long": now + 3 * LEASE,
            "limit": limit,
            "of": None if of is None else list(of),
            "but": list(but),
            "most": GIVE_UP_AFTER,
            "left": LEFT,
        },
    )
    for is_given_up, _, _, event_id, reaction, attempts, _ in found:
        if is_given_up:
            _tell_given_up(event_id, reaction, attempts, LEFT)
    ours = sorted((row for row in found if not row[0]), key=lambda row: (row[6], row[1], row[2]))
    return [Claimed(*row[2:]) for row in ours]


def hold(delivery: Claimed, now: datetime) -> bool:
    """Begin the lease anew, before slow work. False when somebody else has taken it meanwhile: leave it to them."""
    return (
        sql.run(
            """update base_delivery set leased_until = %s
               where id = %s and attempts = %s and done_at is null and leased_until is not null""",
            [now + LEASE, delivery.id, delivery.attempts],
        )
        == 1
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
    if gone:
        _tell_given_up(delivery.event_id, delivery.reaction, delivery.attempts, error)
    sql.run(
        """update base_delivery set due_at = %s, leased_until = null, error = %s, given_up_at = %s
           where id = %s and done_at is null""",
        [now + wait, error[:2000], gone, delivery.id],
    )


def given_up() -> list[GivenUp]:
    """What a person must look at, the newest first; at most a thousand."""
    return sql.rows_as(
        GivenUp,
        """select d.id, d.event_id, e.name, d.reaction, d.attempts, d.given_up_at, d.error
           from base_delivery d join base_event e on e.id = d.event_id
           where d.given_up_at is not null and d.done_at is null order by d.given_up_at desc, d.id limit 1000""",
    )


def try_again(now: datetime) -> int:
    """Everything given up is due again, with all its tries, once the cause is gone; gives how many."""
    return sql.run(
        """update base_delivery set given_up_at = null, attempts = 0, due_at = %s, leased_until = null
           where given_up_at is not null and done_at is null""",
        [now],
    )


def _tell_given_up(event_id: int, reaction: str, attempts: int, error: str) -> None:
    log.error("a delivery is given up", event_id=event_id, reaction=reaction, attempts=attempts, error=error)

"""The change feed: read in the order of commit, from any cursor, never skipping a late commit.

A row carries the transaction that wrote it (`xid`). Readers take only rows of transactions older than
every one still running (`pg_snapshot_xmin`), ordered by (epoch, xid, id): nothing can appear before
what was read. Source of the method: PostgreSQL manual, functions-info, pg_current_snapshot.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.base.events import RecordedEvent

START = "0.0.0"

_SELECT = """select e.epoch || '.' || e.xid::text || '.' || e.id, e.id, e.name, e.subject_id, e.data, e.at,
       e.actor, e.command, e.request_id from base_event e"""
_SELECT_CURSOR = """select e.epoch || '.' || e.xid::text || '.' || e.id as cursor, e.epoch, e.xid, e.id
       from base_event e"""
_SETTLED = """(e.epoch < (select max(epoch) from base_epoch)
       or e.xid < pg_snapshot_xmin(pg_current_snapshot()))"""


def read(after: str = START, limit: int = 500, names: Sequence[str] | None = None) -> list[RecordedEvent]:
    """Up to `limit` events after a cursor, in commit order. Refuses a cursor it did not give out."""
    epoch, xid, last = _parts(after)
    found = sql.rows(
        f"""{_SELECT} where (e.epoch, e.xid, e.id) > (%s, %s::text::xid8, %s) and {_SETTLED}
            and (%s::text[] is null or e.name = any(%s::text[]))
            order by e.epoch, e.xid, e.id limit %s""",
        [epoch, xid, last, names, names, limit],
    )
    return [_recorded(row) for row in found]


def newest() -> str:
    """The cursor of the last event that is settled; START when there is none. All before it is settled too."""
    found = sql.rows(
        f"{_SELECT_CURSOR} where {_SETTLED} order by e.epoch desc, e.xid desc, e.id desc limit 1",
    )
    return found[0][0] if found else START


def further(after: str, limit: int) -> str:
    """The cursor `limit` settled events after another one, or as far as there are any."""
    epoch, xid, last = _parts(after)
    found = sql.rows(
        f"""select f.cursor from (
              {_SELECT_CURSOR} where (e.epoch, e.xid, e.id) > (%s, %s::text::xid8, %s) and {_SETTLED}
              order by e.epoch, e.xid, e.id limit %s) f
            order by f.epoch desc, f.xid desc, f.id desc limit 1""",  # noqa: S608 constants only
        [epoch, xid, last, limit],
    )
    return found[0][0] if found else after


def subjects(names: Sequence[str], after: str, until: str | None = None) -> dict[str, list[UUID]]:
    """Per name, what the facts after a cursor are about: up to another cursor, or all that can be seen.

    Without `until` also what is not settled yet, for those who ask what a reader of the feed has not seen.
    """
    epoch, xid, last = _parts(after)
    upto = _parts(until) if until else (None, None, None)
    found = sql.rows(
        """select e.name, array_agg(distinct e.subject_id) from base_event e
           where (e.epoch, e.xid, e.id) > (%s, %s::text::xid8, %s) and e.name = any(%s::text[])
             and (%s::integer is null or (e.epoch, e.xid, e.id) <= (%s::integer, %s::text::xid8, %s::bigint))
           group by e.name""",
        [epoch, xid, last, list(names), upto[0], *upto],
    )
    return dict(found)


def about(subjects: Sequence[UUID], limit: int = 200) -> list[RecordedEvent]:
    """The newest facts about these documents, newest first: a page's timeline."""
    found = sql.rows(
        f"{_SELECT} where e.subject_id = any(%s::uuid[]) order by e.id desc limit %s",
        [list(subjects), limit],
    )
    return [_recorded(row) for row in found]


def relay(reactions: Mapping[str, Sequence[str]], now: datetime, limit: int = 500) -> int:
    """Turn the next events into deliveries, one per reaction named for them; 0 when there is nothing new.

    Safe with any number of copies: one holds the consumer's row, the others pass by.
    """
    sql.run(
        "insert into base_consumer (name, cursor) values ('reactions', %s) on conflict do nothing", [START]
    )
    with transaction.atomic():
        held = sql.one("select cursor from base_consumer where name = 'reactions' for update skip locked")
        if held is None:
            return 0
        events = read(held[0], limit)
        if not events:
            return 0
        pairs = [(event.id, reaction) for event in events for reaction in reactions.get(event.name, ())]
        sql.run(
            """insert into base_delivery (event_id, reaction, attempts, due_at, error)
               select event_id, reaction, 0, %s, '' from unnest(%s::bigint[], %s::text[]) as t(event_id, reaction)
               on conflict do nothing""",
            [now, [event_id for event_id, _ in pairs], [reaction for _, reaction in pairs]],
        )
        sql.run(
            "update base_consumer set cursor = %s, moved_at = %s where name = 'reactions'",
            [events[-1].cursor, now],
        )
        return len(events)


def start_new_epoch() -> int:
    """Begin a new epoch after the data came into another cluster, whose transaction ids start anew."""
    found = sql.one("insert into base_epoch (epoch) select max(epoch) + 1 from base_epoch returning epoch")
    assert found is not None
    sql.run(f"alter table base_event alter column epoch set default {int(found[0])}")
    return int(found[0])


def event_of(event_id: int) -> RecordedEvent:
    """One event by its id."""
    row = sql.one(f"{_SELECT} where e.id = %s", [event_id])
    assert row is not None
    return _recorded(row)


def _parts(cursor: str) -> tuple[int, str, int]:
    try:
        epoch, xid, last = (int(part) for part in cursor.split("."))
    except ValueError:
        epoch = xid = last = -1
    if not (0 <= epoch < 2**31 and 0 <= xid < 2**64 and 0 <= last < 2**63):
        raise Invalid(
            "This cursor is not one of ours. Start again without a cursor.",
            fields={"after": "Unknown cursor."},
        )
    return epoch, str(xid), last


def _recorded(row: tuple[Any, ...]) -> RecordedEvent:
    cursor, event_id, name, subject_id, data, at, actor, command, request_id = row
    plain = json.loads(data) if isinstance(data, str) else data
    return RecordedEvent(cursor, event_id, name, subject_id, plain, at, actor, command, request_id)


def changed_since(subject_ids: Sequence[UUID], moment: datetime, *, but_for: UUID | None) -> frozenset[UUID]:
    """Which of these the feed told of after a moment, leaving out what one person did."""
    if not subject_ids:
        return frozenset()
    found = sql.rows(
        """select distinct subject_id from base_event
           where subject_id = any(%s::uuid[]) and at > %s and actor_id is distinct from %s""",
        [list(subject_ids), moment, but_for],
    )
    return frozenset(row[0] for row in found)

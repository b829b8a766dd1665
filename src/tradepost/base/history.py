"""Master-data history: what a row was before each change, kept by triggers of the database.

Triggers catch bulk and raw SQL too. The row itself is the present; its history holds every earlier
state and the last one of a deleted row, so that inserting a thousand rows costs nothing more. Who did
it stands in the change feed: `transaction` equals the event's `xid`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

import pghistory
from django.db import models

from tradepost.base import sql

M = TypeVar("M", bound=type[models.Model])


class CurrentTransaction(models.Func):
    """The number of the running transaction, as the change feed keeps it."""

    template = "(pg_current_xact_id()::text)::bigint"
    output_field = models.BigIntegerField()
    arity = 0


def with_history(table: str, *, leave_out: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep every earlier state of a model's rows in `table`, append-only.

    Read it as `row.history` (same room only): `pgh_label` is `update` or `delete`, the fields are the
    values before. Fields in `leave_out` (generated ones) are not kept.
    """
    wrapped: Callable[[M], M] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(row=pghistory.Old),
        exclude=list(leave_out),
        obj_field=pghistory.ObjForeignKey(related_name="history", db_constraint=False),
        # None is documented; the annotations forgot it.
        context_field=None,  # type: ignore[arg-type]
        context_id_field=None,  # type: ignore[arg-type]
        append_only=True,
        attrs={"transaction": models.BigIntegerField(db_default=CurrentTransaction())},
        meta={"db_table": table},
    )
    return wrapped


@dataclass(frozen=True, slots=True)
class Kept:
    """A table with history, as its readers know it: its own name and its history's; `where` narrows the history.

    `where` may name `%(subject)s`, what a page is about. `left_out` are columns nobody asks for; `key` is the column
    that a row is known by.
    """

    kind: str
    table: str
    history: str
    where: str = "true"
    left_out: tuple[str, ...] = ()
    key: str = "id"


@dataclass(frozen=True, slots=True)
class Change:
    """One row changed once: what was different before and after, who did it, and how.

    `before` and `after` hold the same columns; nothing after: the row was deleted. `actor` is empty when no command
    did it, but somebody in the database itself. `cursor` continues with what is older.
    """

    kind: str
    row_id: UUID | int | str
    at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any] | None
    row: Mapping[str, Any]
    actor: str
    door: str
    command: str
    cursor: str


# Never told: keys, counters and what the database makes by itself.
_SILENT = {"id", "version", "made_at", "sort_name", "found_by", "changed_at"}
_ONE = """(select %(n)s::int as n, '{kind}' as kind, h.pgh_obj_id::text as row_id, h.pgh_id, h.pgh_created_at as at,
  h.transaction, to_jsonb(h)::text as old,
  case when h.pgh_label = 'delete' then null else coalesce(
    (select to_jsonb(later)::text from {history} later where later.pgh_obj_id = h.pgh_obj_id and later.pgh_id > h.pgh_id
     order by later.pgh_id limit 1),
    (select to_jsonb(now)::text from {table} now where now.{key} = h.pgh_obj_id)) end as new
 from {history} h where {where} and (%(before)s::timestamptz is null
   or (h.pgh_created_at, {n}, h.pgh_id) < (%(before)s::timestamptz, %(before_n)s, %(before_id)s))
   and (%(since)s::timestamptz is null or h.pgh_created_at >= %(since)s)
   and (%(until)s::timestamptz is null or h.pgh_created_at < %(until)s)
   and (%(actor)s::uuid is null or exists (select from base_event e
        where e.epoch = any(array(select epoch from base_epoch)) and e.xid = h.transaction::text::xid8
          and e.recorded_at >= h.pgh_created_at and e.recorded_at < h.pgh_created_at + interval '1 day'
          and e.actor_id = %(actor)s::uuid))
 order by h.pgh_id desc limit %(limit)s)"""
_WHO = """select c.kind, c.row_id, c.pgh_id, c.n, c.at, c.old, c.new, e.actor, e.door, e.command
from (select * from ({parts}) parts order by at desc, n desc, pgh_id desc limit %(limit)s) c
left join lateral (select e.actor, e.door, e.command from base_event e
  where e.epoch = any(array(select epoch from base_epoch)) and e.xid = c.transaction::text::xid8
    and e.recorded_at >= c.at and e.recorded_at < c.at + interval '1 day' order by e.id limit 1) e on true
order by c.at desc, c.n desc, c.pgh_id desc"""


def changes(
    tables: Sequence[Kept],
    *,
    subject: UUID | None = None,
    actor_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: str = "",
    limit: int = 50,
) -> list[Change]:
    """What was changed in these tables, the newest first, in one statement; `after` is the cursor of the last seen."""
    before, before_n, before_id = _place(after)
    parts = " union all ".join(
        _ONE.format(
            kind=kept.kind, table=kept.table, history=kept.history, where=kept.where, n=n, key=kept.key
        ).replace("%(n)s", str(n))
        for n, kept in enumerate(tables)
    )
    asked = {
        "subject": subject, "actor": actor_id, "since": since, "until": until, "limit": limit,
        "before": before, "before_n": before_n, "before_id": before_id,
    }  # fmt: skip
    known = dict(enumerate(tables))
    return [_change(row, known) for row in sql.rows(_WHO.format(parts=parts), asked)]


def _place(cursor: str) -> tuple[datetime | None, int, int]:
    at, _, rest = cursor.partition("~")
    n, _, pgh_id = rest.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, int(n), int(pgh_id)) if moment.tzinfo else (None, 0, 0)
    except (ValueError, OverflowError):
        return None, 0, 0


def _change(row: tuple[Any, ...], known: Mapping[int, Kept]) -> Change:
    kind, row_id, pgh_id, n, at, old, new, actor, door, command = row
    was = json.loads(old, parse_float=Decimal)
    became = json.loads(new, parse_float=Decimal) if new else None
    silent = {*_SILENT, *known[n].left_out}
    columns = [
        name for name in was if name not in silent and not name.startswith("pgh_") and name != "transaction"
    ]
    if became is not None:
        columns = [name for name in columns if was[name] != became.get(name)]
    return Change(
        kind,
        _row_id(row_id),
        at,
        {name: was[name] for name in columns},
        None if became is None else {name: became.get(name) for name in columns},
        was,
        actor or "",
        door or "",
        command or "",
        f"{at.isoformat()}~{n}~{pgh_id}",
    )


def _row_id(text: str) -> UUID | int | str:
    if text.isdecimal():
        return int(text)
    return UUID(text) if "-" in text else text

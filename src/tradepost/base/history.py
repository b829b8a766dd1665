"""Master-data history: what a row was before each change, kept by triggers of the database.

Triggers catch bulk and raw SQL too. The row itself is the present; its history holds every earlier
state and the last one of a deleted row, so that inserting a thousand rows costs nothing more. Who did
it stands in the change feed: `transaction` equals the event's `xid`.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

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

"""What is done with a file: tried, brought in, taken back, and what became of each of its rows."""

from typing import Any

from ninja import Router

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.models import ImportRow
from tradepost.domain.imports.queries import IMPORTS, ROWS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id
from tradepost.doors.api.imports.files import whole
from tradepost.doors.api.imports.schemas import FileRowOut, ImportOut, LookBackOut
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.files.starting import ask
from tradepost.doors.files.taking_back import looked_at
from tradepost.render.sentences import said

router = Router(tags=["Imports"])


def _rows(by: By, rows: list[ImportRow]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: ImportRow) -> dict[str, Any]:
    effects = [
        {"kind": one["kind"], "subject_id": one["id"], "new": one["new"], "old": one["old"]}
        for one in row.effects
    ]
    return FileRowOut.plain(row, reason=said(row.said or row.reason), effects=effects)


lists(
    router,
    "/imports/{import_id}/rows",
    ROWS,
    name="list_import_rows",
    needs="imports.read",
    gives=FileRowOut,
    write=_rows,
    under=Under("import_id", "import", imports_queries.import_of),
    says="What a trial says becomes of each row, or what became of it, a page at a time.",
)


def _asked(by: By, import_id: Id, verb: str) -> dict[str, Any]:
    found = imports_queries.import_of(by, import_id)
    ask(by, found, verb, job_id=new_id(by.now))
    return whole(by, imports_queries.import_by_id(found.pk))


@changes(
    router,
    "POST",
    "/imports/{import_id}/check",
    needs="imports.bring_file",
    gives=ImportOut,
    status=202,
    within=IMPORTS,
)
def check_import(by: By, import_id: Id) -> dict[str, Any]:
    """Try every row: a worker notes what would become of it, and keeps nothing."""
    return _asked(by, import_id, "check")


@changes(
    router,
    "POST",
    "/imports/{import_id}/bring-in",
    needs="imports.bring_file",
    gives=ImportOut,
    status=202,
    within=IMPORTS,
)
def begin_import(by: By, import_id: Id) -> dict[str, Any]:
    """Bring the rows that were tried into the books. Said again after a break, it goes on."""
    return _asked(by, import_id, "begin")


@reads(router, "/imports/{import_id}/take-back", needs="imports.read", gives=LookBackOut)
def look_before_taking_back(by: By, import_id: Id) -> dict[str, Any]:
    """What taking it back would do now, and which rows would stay, with the reason. Changes nothing."""
    found = imports_queries.import_of(by, import_id)
    stay, looked = looked_at(by, found.pk)
    counts = imports_queries.counts_of(found.pk)
    open_rows = counts.made + counts.changed - counts.undone - counts.standing
    stays = [{"number": row.number, "key": row.key, "reason": said(reason)} for row, reason in stay]
    in_books = found.state in ("begun", "kept", "undoing", "undone")
    return LookBackOut.plain(
        None, goes=looked - len(stay), unseen=open_rows - looked if in_books else 0, stays=stays
    )


@changes(
    router,
    "POST",
    "/imports/{import_id}/take-back",
    needs="imports.bring_file",
    gives=ImportOut,
    status=202,
    within=IMPORTS,
)
def take_back_import(by: By, import_id: Id) -> dict[str, Any]:
    """Take back what the rows did, the last one first, as far as nothing else has happened since."""
    return _asked(by, import_id, "take_back")


@changes(
    router, "POST", "/imports/{import_id}/stop", needs="imports.bring_file", gives=ImportOut, within=IMPORTS
)
def stop_import(by: By, import_id: Id) -> dict[str, Any]:
    """Stop your work in hand at its next step. What went through stays."""
    found = imports_queries.import_of(by, import_id)
    if found.job_id is not None:
        jobs.wish_cancel(by, found.job_id)
    return whole(by, found)


@changes(
    router,
    "POST",
    "/imports/{import_id}/discard",
    needs="imports.bring_file",
    gives=ImportOut,
    within=IMPORTS,
)
def discard_import(by: By, import_id: Id) -> dict[str, Any]:
    """Throw a file away of which nothing is in the books; gives what it was."""
    found = whole(by, imports_queries.import_of(by, import_id))
    imports.discard_import(by, import_id=import_id)
    return found

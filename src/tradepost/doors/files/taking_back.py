"""Rows taken back, as far as nothing else has happened since; what stays says why."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import DataError, IntegrityError

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.errors import Refusal
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.models import ImportRow
from tradepost.doors.files.back import BACK, Done, done_by
from tradepost.doors.files.back.goods import look_for_more_prices

LOOKED_AT = 5_000
AT_ONCE = 500


def why_they_stay(by: By, rows: Sequence[ImportRow]) -> dict[int, str]:
    """The rows that cannot be taken back now, by number, each with the reason. Changes nothing."""
    done = done_by(rows)
    found = look_for_more_prices(done)
    kinds = _by_kind(done)
    for back in BACK:
        if not back.shared and kinds[back.kind]:
            found |= back.look(by, kinds[back.kind])
    return found


def looked_at(by: By, import_id: UUID) -> tuple[list[tuple[ImportRow, str]], int]:
    """The rows that would stay, in order, each with the reason; and how many were looked at. Changes nothing."""
    stay: list[tuple[ImportRow, str]] = []
    looked, before = 0, None
    while looked < LOOKED_AT and (rows := imports_queries.rows_to_take_back(import_id, AT_ONCE, before)):
        why = why_they_stay(by, rows)
        stay += [(row, why[row.number]) for row in rows if row.number in why]
        looked, before = looked + len(rows), rows[-1].number
    return sorted(stay, key=lambda pair: pair[0].number), looked


def take_back_rows(by: By, rows: Sequence[ImportRow], fence: Callable[[], None]) -> None:
    """Take back what can be, in one transaction with the notes. What is refused as a whole is halved.

    `fence` is called inside of it, and raises when the work is another's.
    """
    if not rows:
        return

    def work() -> None:
        fence()
        stay = why_they_stay(by, rows)
        kinds = _by_kind([one for one in done_by(rows) if one.row not in stay])
        for back in BACK:
            if kinds[back.kind]:
                back.undo(by, kinds[back.kind])
        said = {row.number: stay.get(row.number, "") for row in rows}
        imports.record_taken_back(by, import_id=rows[0].of_id, said=said)

    try:
        transact(work, "import.take_back")
    except (Refusal, IntegrityError, DataError) as problem:
        if len(rows) > 1:
            half = len(rows) // 2
            take_back_rows(by, rows[:half], fence)
            take_back_rows(by, rows[half:], fence)
            return
        reason = problem.message if isinstance(problem, Refusal) else "Something uses it by now."
        _note(by, rows[0], reason, fence)


def _note(by: By, row: ImportRow, reason: str, fence: Callable[[], None]) -> None:
    def write() -> None:
        fence()
        imports.record_taken_back(by, import_id=row.of_id, said={row.number: reason})

    transact(write, "import.take_back")


def _by_kind(done: Sequence[Done]) -> dict[str, list[Done]]:
    found: dict[str, list[Done]] = defaultdict(list)
    for one in done:
        found[one.kind].append(one)
    return found

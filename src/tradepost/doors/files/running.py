"""An import's rows: tried, brought in, taken back. Each may be called again.

A batch of rows and the notes about them are one transaction, fenced: whoever comes after a worker that was killed
skips what is noted, and whoever lost the work to another changes nothing more.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.errors import Refusal
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.commands import RowInput
from tradepost.domain.imports.models import Import
from tradepost.doors.files.fields import Layout
from tradepost.doors.files.kinds import KINDS
from tradepost.doors.files.loading import BATCH, load
from tradepost.doors.files.outcome import Options, Outcome
from tradepost.doors.files.reading import Reading, on_disk, read
from tradepost.doors.files.source import RawRow
from tradepost.doors.files.taking_back import take_back_rows

MOST_ROWS = 200_000


class FileIsTooLong(Refusal):
    """More rows than the browser's way is made for."""

    status = 422


def _nobody_else() -> None:
    """Nobody can take this work over."""


def _unseen(done: int, total: int | None = None) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose work it is. `fence` is called in each transaction, and raises when another has it; `tell` may raise too."""

    fence: Callable[[], None] = _nobody_else
    tell: Callable[[int, int | None], None] = _unseen


def try_rows(by: By, found: Import, hand: Hand) -> None:
    """Note what would become of each row. Raises FileIsTooLong, Unreadable, NotAllowed."""

    def anew() -> None:
        hand.fence()
        imports.forget_check(by, import_id=found.pk)

    transact(anew, "import.check")
    with _rows(found) as (layout, rows, total):
        hand.tell(0, total)
        done = 0
        outcomes = load(by, KINDS[found.kind], layout, rows, Options.of(found.options), dry_run=True)
        while batch := list(islice(outcomes, BATCH)):
            _note(by, hand, found.pk, "checked", [_row(outcome, raw) for outcome, raw in batch])
            done += len(batch)
            hand.tell(min(done, total), total)
    imports.record_check(by, import_id=found.pk)


def keep_rows(by: By, found: Import, hand: Hand) -> None:
    """Bring the rows into the books; those that went through before are left alone. Raises as try_rows."""
    imports.begin_import(by, import_id=found.pk)
    through = imports_queries.numbers_kept(found.pk)

    def note(outcomes: Sequence[Outcome]) -> None:
        good = [_row(outcome, None) for outcome in outcomes if outcome.verdict != "refused"]
        _note(by, hand, found.pk, "kept", good)

    with _rows(found) as (layout, rows, total):
        hand.tell(min(len(through), total), total)
        outcomes = load(
            by, KINDS[found.kind], layout, rows, Options.of(found.options), note=note, skip=through
        )
        done = len(through)
        while batch := list(islice(outcomes, BATCH)):
            # Those that stand twice in the file, and those refused, changed nothing: noted once it is known.
            rest = [_row(outcome, raw) for outcome, raw in batch if not outcome.effects]
            _note(by, hand, found.pk, "kept", rest)
            done += len(batch)
            hand.tell(min(done, total), total)
    imports.keep_import(by, import_id=found.pk)


def undo_rows(by: By, found: Import, hand: Hand) -> None:
    """Take back what the rows did, the last one first; what stays says why. Raises NotAllowed."""
    imports.begin_taking_back(by, import_id=found.pk)
    counts = imports_queries.counts_of(found.pk)
    total, done = counts.made + counts.changed, counts.undone + counts.standing
    while rows := imports_queries.rows_to_take_back(found.pk, BATCH):
        hand.tell(min(done, total), total)
        take_back_rows(by, rows, hand.fence)
        done += len(rows)
    imports.finish_taking_back(by, import_id=found.pk)


@contextmanager
def _rows(found: Import) -> Iterator[tuple[Layout, Iterator[RawRow], int]]:
    """The rows below the heading, and how many they are. Raises FileIsTooLong."""
    data = imports_queries.contents_of(found.pk)
    kind, reading = KINDS[found.kind], Reading.of(found.reading)
    with on_disk(found.file_name, data) as path:
        with read(kind, path, reading, found.columns) as (_layout, counted):
            total = sum(1 for _row in islice(counted, MOST_ROWS + 1))
        if total > MOST_ROWS:
            raise FileIsTooLong(
                f"The file has more than {MOST_ROWS:,} rows. Split it, or import it with the command line."
            )
        with read(kind, path, reading, found.columns) as (layout, rows):
            yield layout, rows, total


def _note(by: By, hand: Hand, import_id: UUID, stage: str, rows: Sequence[RowInput]) -> None:
    def write() -> None:
        # The fence first: a worker that lost its job to another undoes what it was about to keep.
        hand.fence()
        imports.record_rows(by, import_id=import_id, rows=rows, stage=stage)

    if rows:
        transact(write, "import.note")


def _row(outcome: Outcome, raw: RawRow | None) -> RowInput:
    cells = raw.cells if raw is not None and outcome.verdict == "refused" else ()
    effects = [
        {"kind": one.kind, "id": one.subject_id, "new": one.new, "old": one.old, "at": one.at}
        for one in outcome.effects
    ]
    return RowInput(
        outcome.number, outcome.key, outcome.verdict, outcome.reason, outcome.subject_id, effects, cells
    )

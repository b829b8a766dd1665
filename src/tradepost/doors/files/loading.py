"""Rows to books, batch by batch: good rows are kept whatever stands beside them."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from django.db import DataError, IntegrityError

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.errors import Refusal
from tradepost.doors.files import cells
from tradepost.doors.files.fields import Layout, find_heading, layout_of
from tradepost.doors.files.outcome import Kind, Options, Outcome, RowsRefused, Typed
from tradepost.doors.files.refusals import Unreadable
from tradepost.doors.files.source import RawRow, Source

BATCH = 500
MOST_TOGETHER = 500_000
HEADING_WITHIN = 10
_SAMPLED = 1000


Noted = Callable[[Sequence[Outcome]], None]


def _nothing(_: Sequence[Outcome]) -> None:
    """Nobody keeps notes."""


@dataclass(frozen=True, slots=True)
class _Run:
    by: By
    kind: Kind
    options: Options
    dry_run: bool
    note: Noted


class _Undone(Exception):
    """Carries the outcomes of a dry run out of its transaction."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        super().__init__()
        self.outcomes = outcomes


def laid_out(
    kind: Kind, source: Source, chosen: Mapping[str, str], decimal: str = ""
) -> tuple[Layout, Iterator[RawRow]]:
    """Find the heading; gives the layout and the rows below it. Raises Unreadable, ColumnsMissing."""
    first = list(islice(source.rows, _SAMPLED))
    if not first:
        raise Unreadable("There is no row in the file.")
    place = find_heading(first[:HEADING_WITHIN], kind.fields, chosen)
    if first[place].fault:
        raise Unreadable(f"The heading in row {first[place].number} cannot be read. {first[place].fault}")
    layout = layout_of(first[place], kind.fields, chosen)
    sample = first[place + 1 :]
    layout = replace(layout, mark=decimal or cells.mark_of(layout.numbers(sample)))
    return layout, chain(sample, source.rows)


def load(
    by: By,
    kind: Kind,
    layout: Layout,
    rows: Iterable[RawRow],
    options: Options,
    *,
    dry_run: bool = False,
    note: Noted = _nothing,
    skip: Container[int] = (),
) -> Iterator[tuple[Outcome, RawRow]]:
    """What became of each row, as it becomes. Each batch is one transaction; with `dry_run` it is undone.

    `note` is told in that transaction what is kept by it. Rows in `skip` went through before: they are only looked
    at, for what they say of the others.
    """
    run = _Run(by, kind, options, dry_run, note)
    layout = layout.sparing(kind.spared(options))
    for whole in _batches(kind, _typed(kind, layout, rows)):
        batch = [(row, answer) for row, answer in whole if row.number not in skip]
        raw = {row.number: row for row, _ in batch}
        found = [answer for _, answer in batch if isinstance(answer, Outcome)]
        good = [answer for _, answer in batch if isinstance(answer, Typed)]
        if kind.together:
            good, spoiled = _whole(kind, good, found)
            found += spoiled
        found += _keep(run, good)
        yield from ((outcome, raw[outcome.number]) for outcome in sorted(found, key=_by_number))


def _by_number(outcome: Outcome) -> int:
    return outcome.number


def _typed(kind: Kind, layout: Layout, rows: Iterable[RawRow]) -> Iterator[tuple[RawRow, Typed | Outcome]]:
    """Each row as values, or already refused; a key that stood before is the same, or wrong."""
    seen: dict[str, tuple[int, int]] = {}
    for row in rows:
        values, wrong = layout.read(row)
        key = "" if row.fault else _key(kind, values)
        if wrong:
            yield row, Outcome(row.number, key, "refused", wrong)
            continue
        digest = hash(repr(values))
        before = None if kind.together else seen.get(key.casefold())
        if before is None:
            seen[key.casefold()] = (row.number, digest)
            yield row, Typed(row.number, values)
        elif before[1] == digest:
            yield row, Outcome(row.number, key, "same", f"Stands in row {before[0]} too.")
        else:
            reason = f"Stands in row {before[0]} already, with other values."
            yield row, Outcome(row.number, key, "refused", reason)


def _key(kind: Kind, values: Mapping[str, object]) -> str:
    try:
        return kind.key(dict(values))
    except KeyError:
        return ""


Batch = list[tuple[RawRow, Typed | Outcome]]


def _batches(kind: Kind, rows: Iterator[tuple[RawRow, Typed | Outcome]]) -> Iterator[Batch]:
    """About BATCH rows each; rows of one key are not torn apart where they belong together."""
    if not kind.together:
        while batch := list(islice(rows, BATCH)):
            yield batch
        return
    groups: dict[str, Batch] = defaultdict(list)
    for count, (row, answer) in enumerate(rows):
        if count == MOST_TOGETHER:
            raise Unreadable(f"The file has more than {MOST_TOGETHER:,} rows. Split it.")
        groups[_key_of(kind, answer) or f"row {row.number}"].append((row, answer))
    batch = []
    for group in groups.values():
        batch += group
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _key_of(kind: Kind, answer: Typed | Outcome) -> str:
    return answer.key if isinstance(answer, Outcome) else _key(kind, answer.values)


def _whole(kind: Kind, good: list[Typed], found: Sequence[Outcome]) -> tuple[list[Typed], list[Outcome]]:
    """One bad row spoils all rows of its key."""
    bad = {outcome.key: outcome.number for outcome in found if outcome.verdict == "refused" and outcome.key}
    spoiled = [
        Outcome(row.number, key, "refused", f"Row {bad[key]} of {key} is refused.")
        for row in good
        if (key := _key(kind, row.values)) in bad
    ]
    lost = {outcome.number for outcome in spoiled}
    return [row for row in good if row.number not in lost], spoiled


def _keep(run: _Run, rows: list[Typed]) -> list[Outcome]:
    """Keep what can be kept. What is refused as a whole is halved, until the bad row stands alone."""
    if not rows:
        return []
    kind = run.kind
    try:
        return _attempt(run, rows)
    except RowsRefused as refusal:
        bad = refusal.reasons
        refused = [
            Outcome(row.number, _key(kind, row.values), "refused", bad[row.number])
            for row in rows
            if row.number in bad
        ]
        if kind.together:
            rest, spoiled = _whole(kind, [row for row in rows if row.number not in bad], refused)
            return refused + spoiled + _keep(run, rest)
        rest = [row for row in rows if row.number not in bad]
        return refused + _keep(run, rest)
    except (Refusal, IntegrityError, DataError) as problem:
        keys = list(dict.fromkeys(_key(kind, row.values) for row in rows))
        if len(rows) == 1 or (kind.together and len(keys) == 1):
            reason = problem.message if isinstance(problem, Refusal) else "The database refused it."
            return [Outcome(row.number, keys[0], "refused", reason) for row in rows]
        first = set(keys[: len(keys) // 2]) if kind.together else None
        half = len(rows) // 2
        one = [row for row in rows if _key(kind, row.values) in first] if first is not None else rows[:half]
        numbers = {row.number for row in one}
        other = [row for row in rows if row.number not in numbers]
        return _keep(run, one) + _keep(run, other)


def _attempt(run: _Run, rows: list[Typed]) -> list[Outcome]:
    def work() -> list[Outcome]:
        outcomes = run.kind.load(run.by, rows, run.options)
        if run.dry_run:
            raise _Undone(outcomes)
        run.note(outcomes)
        return outcomes

    try:
        return transact(work, f"import.{run.kind.name}")
    except _Undone as undone:
        return undone.outcomes

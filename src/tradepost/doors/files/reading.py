"""How one file is read: what was chosen, what was found out, the first rows as they will be understood."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tradepost.doors.files.fields import Layout, columns_guessed, find_heading
from tradepost.doors.files.loading import HEADING_WITHIN, laid_out
from tradepost.doors.files.outcome import NO_OPTIONS, Kind, Options
from tradepost.doors.files.refusals import ColumnsMissing, Unreadable
from tradepost.doors.files.source import RawRow, Source, opened, sheets_of

SHOWN = 8
ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp850", "mac_roman", "utf-16")
DELIMITERS = (",", ";", "\t", "|")
DECIMALS = (".", ",")


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be chosen where the guess is wrong; empty: guessed."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    decimal: str = ""

    @classmethod
    def of(cls, chosen: Mapping[str, str]) -> "Reading":
        return cls(**{name: str(chosen.get(name, "")) for name in cls.__slots__})

    def chosen(self) -> dict[str, str]:
        """What is not left to guessing."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it will be understood, or what is wrong with it."""

    text: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    number: int
    cells: tuple[ShownCell, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it is read now: its columns, the field of each ("" for none), and its first rows."""

    told: str
    heading: tuple[str, ...]
    columns: Mapping[str, str]
    missing: tuple[str, ...]
    mark: str
    fields: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()


@contextmanager
def on_disk(name: str, data: bytes) -> Iterator[Path]:
    """The file for whoever reads from a path, under its own name, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="tradepost-import-") as folder:
        path = Path(folder) / (Path(name).name or "file")
        path.write_bytes(data)
        yield path


@contextmanager
def read(
    kind: Kind, path: Path, reading: Reading, columns: Mapping[str, str]
) -> Iterator[tuple[Layout, Iterator[RawRow]]]:
    """The rows of a file with the chosen columns. Raises Unreadable, ColumnsMissing."""
    with _opened(path, reading) as source:
        yield laid_out(kind, source, columns, reading.decimal)


def preview(
    kind: Kind,
    path: Path,
    reading: Reading,
    columns: Mapping[str, str] | None = None,
    shown: int = SHOWN,
    options: Options = NO_OPTIONS,
) -> Preview:
    """The first rows of a file as they will be understood. Raises Unreadable."""
    with _opened(path, reading) as source:
        first = list(islice(source.rows, HEADING_WITHIN + shown))
        if not first:
            raise Unreadable("There is no row in the file.")
        heading = first[find_heading(first[:HEADING_WITHIN], kind.fields, columns or {})]
        if heading.fault:
            raise Unreadable(f"The heading in row {heading.number} cannot be read. {heading.fault}")
        chosen = dict(columns) if columns is not None else columns_guessed(heading, kind.fields)
        told = source.told
    missing: tuple[str, ...] = ()
    try:
        with read(kind, path, reading, chosen) as (as_read, rows):
            layout = as_read.sparing(kind.spared(options))
            found = [_shown(layout, row) for row in islice(rows, shown)]
    except ColumnsMissing as refusal:
        missing = tuple(refusal.facts["missing"])
        layout, found = Layout(heading.cells, {}, {}), []
    fields = tuple(layout.columns)
    samples = _samples(heading, first)
    return Preview(
        told, heading.cells, chosen, missing, layout.mark, fields, tuple(found), samples, sheets_of(path)
    )


def _opened(path: Path, reading: Reading) -> AbstractContextManager[Source]:
    return opened(path, encoding=reading.encoding, delimiter=reading.delimiter, sheet=reading.sheet)


def _shown(layout: Layout, row: RawRow) -> ShownRow:
    if row.fault:
        return ShownRow(row.number, (), row.fault)
    values, wrong = layout.read_cells(row)
    cells = tuple(
        ShownCell(_text(values[name]) if name in values else "", wrong.get(name, ""))
        for name in layout.columns
    )
    return ShownRow(row.number, cells, wrong.get("", ""))


def _text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _samples(heading: RawRow, rows: list[RawRow]) -> dict[str, tuple[str, ...]]:
    """The first words of each column, for who chooses its field."""
    below = [row for row in rows if row.number > heading.number and not row.fault]
    return {
        word: tuple(row.cells[place] for row in below if place < len(row.cells) and row.cells[place].strip())[
            :3
        ]
        for place, word in enumerate(heading.cells)
    }

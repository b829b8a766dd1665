"""A CSV or XLSX file as numbered rows of text, whatever its encoding and delimiter."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from charset_normalizer import from_bytes

from tradepost.doors.files.refusals import Unreadable
from tradepost.doors.files.unpack import LIST

MOST_BYTES = 500_000_000
MOST_UNPACKED = 500_000_000
MOST_PARTS = 5_000
MOST_COLUMNS = 500
MOST_ROWS = 2_000_000
MOST_CHARACTERS = 20_000
_ZIP = b"PK\x03\x04"
_BLOCK = 1 << 20
_SAMPLE = 1 << 18
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What people's spreadsheets write when it is not UTF-8, the likely ones first.
_OTHERS = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman", "cp850", "utf_16_le", "utf_16_be",
    "shift_jis", "gb18030",
]  # fmt: skip
# What other encodings turn into when read as Windows' western one: a capital after a small letter, a sign
# within a word, a word of accents only.
_MISREAD = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŸŒ]|[A-Za-zÀ-ÖØ-öø-ÿ][^\\x00-\\x7f\\w’´–—·°²³™®][A-Za-zÀ-ÖØ-öø-ÿ]|[À-ÖØ-öø-ÿŠŽŸŒšžœ]{4}"
)
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file. `fault` says why it cannot be read."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """How a file is read, and its rows; `told` is that in words."""

    told: str
    rows: Iterator[RawRow]


@contextmanager
def opened(path: Path, *, encoding: str = "", delimiter: str = "", sheet: str = "") -> Iterator[Source]:
    """The rows of a file. Raises Unreadable for what is no table, or too large to be one."""
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"{path.name} is larger than {MOST_BYTES:,} bytes. Split it.")
    with path.open("rb") as handle:
        head = handle.read(_SAMPLE)
    if not head.strip(b"\0 \r\n\t"):
        raise Unreadable(f"{path.name} is empty.")
    if head.startswith(_ZIP):
        with _sheet(path, sheet) as text:
            yield Source(f"XLSX, {sheet or 'first sheet'}", _rows(text, ","))
        return
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{path.name} is an old Excel file (XLS). Save it as XLSX or CSV.")
    encoding = encoding or _encoding_of(path, head)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as text:
            delimiter = delimiter or _delimiter_of(text.read(_SAMPLE))
            text.seek(0)
            yield Source(f"CSV, {encoding}, delimiter {delimiter!r}", _rows(text, delimiter))
    except (LookupError, UnicodeError):
        raise Unreadable(f"There is no encoding {encoding!r}.") from None


def _encoding_of(path: Path, head: bytes) -> str:
    """By its mark, else UTF-8 when all of it is, else the likeliest."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" not in head and _is_utf8(path):
        return "utf-8"
    if _is_likely_western(head):
        return "cp1252"
    found = from_bytes(head, cp_isolation=_OTHERS).best()
    return found.encoding if found else "cp1252"


def _is_likely_western(head: bytes) -> bool:
    """Whether it reads as Windows' western text: few words are too little for a statistical guess."""
    try:
        return b"\0" not in head and not _MISREAD.search(head.decode("cp1252"))
    except UnicodeDecodeError:
        return False


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            while handle.read(_BLOCK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _delimiter_of(sample: str) -> str:
    """The one that cuts most of the first rows into equally many cells, more than one."""
    lines = sample.splitlines()[:50]

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells]
        except csv.Error:
            return (0, 0)
        return max(((widths.count(width), width) for width in set(widths) if width > 1), default=(0, 0))

    return max(_DELIMITERS, key=lambda delimiter: (score(delimiter), -_DELIMITERS.index(delimiter)))


def _rows(text: TextIO, delimiter: str) -> Iterator[RawRow]:
    reader = csv.reader(text, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            # A quote that is never closed swallows the rest: what came before it stays.
            yield RawRow(number, (), f"From here on the file cannot be read: {problem}.")
            return
        if number > MOST_ROWS:
            raise Unreadable(f"The file has more than {MOST_ROWS:,} rows. Split it.")
        if any(cell.strip() for cell in cells):
            yield _row(number, cells)


def _row(number: int, cells: Sequence[str]) -> RawRow:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    kept = tuple(islice(cells, MOST_COLUMNS))
    if len(cells) > MOST_COLUMNS:
        return RawRow(number, kept, f"It has {len(cells):,} cells; {MOST_COLUMNS} is the most.")
    for cell in cells:
        if "\0" in cell:
            return RawRow(number, kept, "It holds a NUL character.")
        if "\ufffd" in cell:
            return RawRow(number, kept, "A character of it does not fit the encoding; try --encoding.")
        if len(cell) > MOST_CHARACTERS:
            return RawRow(number, kept, f"A cell is longer than {MOST_CHARACTERS:,} characters.")
    return RawRow(number, kept)


def sheets_of(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook by name; none of a CSV file. Raises Unreadable."""
    with path.open("rb") as handle:
        if not handle.read(4).startswith(_ZIP):
            return ()
    with _sheet(path, LIST) as text:
        return tuple(line for line in text.read().split("\n") if line)


@contextmanager
def _sheet(path: Path, sheet: str) -> Iterator[TextIO]:
    """A sheet as CSV text, unpacked by a process that may not take much."""
    _refuse_bomb(path)
    command = [sys.executable, "-I", str(Path(__file__).with_name("unpack.py")), str(path), sheet]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PATH": os.defpath}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        text = io.TextIOWrapper(process.stdout, encoding="utf-8", newline="")
        try:
            yield text
            said = process.stderr.read(1000).decode(errors="replace")
        finally:
            process.kill()
        # Killed by us while it still wrote is no fault of the file; ended by itself with a fault is.
    if process.returncode not in (0, -9):
        reason = said if process.returncode == 2 else "it is damaged, or unpacks to more than we take"
        raise Unreadable(f"{path.name} cannot be read: {reason}.")


def _refuse_bomb(path: Path) -> None:
    """Unpack all of it once, counting, before a reader sees it. Sizes in the file are only claims."""
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise Unreadable(f"{path.name} has {len(parts):,} parts; {MOST_PARTS:,} is the most.")
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise Unreadable(f"{path.name} is a ZIP archive, but no XLSX workbook.")
            for part in parts:
                with archive.open(part) as handle:
                    while block := handle.read(_BLOCK):
                        total += len(block)
                        if total > MOST_UNPACKED:
                            raise Unreadable(
                                f"{path.name} unpacks to more than {MOST_UNPACKED:,} bytes. Save it as CSV."
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as problem:
        raise Unreadable(f"{path.name} is a damaged XLSX file: {problem}.") from None

"""CSV files of a history, read strictly: what is wrong is told with file, row and reason, twenty at a time."""

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from tradepost.base.errors import Refusal

V = TypeVar("V")
MOST_FAULTS = 20
MOST_BYTES = 1_000_000_000
MOST_COLUMNS = 200
MOST_QUANTITY = 10**9
MOST_AMOUNT = Decimal(10) ** 12


class BadHistory(Refusal):
    """The files cannot be driven as they are; `facts["faults"]` lists the first of them."""

    status = 422


@dataclass(slots=True)
class Faults:
    """What is wrong, collected; reading stops at the twentieth."""

    found: list[str] = field(default_factory=list)

    def add(self, file: str, row: int, reason: str) -> None:
        """Note one; row 1 is the header, 0 the file as a whole."""
        self.found.append(f"{file}, row {row}: {reason}" if row else f"{file}: {reason}")
        if len(self.found) >= MOST_FAULTS:
            self.refuse()

    def refuse(self) -> None:
        """Raise BadHistory when anything was noted."""
        if self.found:
            lines = "\n".join(f"  {fault}" for fault in self.found)
            raise BadHistory(f"The history cannot be read:\n{lines}", faults=list(self.found))


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the place it came from. Every reader notes what is wrong and gives a stand-in."""

    file: str
    number: int
    cells: Mapping[str, str]
    faults: Faults

    def fault(self, reason: str) -> None:
        """Note what is wrong with this row."""
        self.faults.add(self.file, self.number, reason)

    def text(self, column: str, *, needed: bool = False, most: int = 1000) -> str:
        """The cell without outer blanks."""
        value = self.cells.get(column, "").strip()
        if needed and not value:
            self.fault(f"{column} is empty.")
        if len(value) > most:
            self.fault(f"{column} is longer than {most} characters.")
        return value

    def whole(self, column: str, *, default: int | None = None, least: int = 0) -> int:
        """A whole number."""
        return self._value(column, default, 0, lambda text: _whole(text, least))

    def amount(self, column: str, *, default: Decimal | None = None, places: int = 6) -> Decimal:
        """A number of 0 or more with a decimal point."""
        return self._value(column, default, Decimal(0), lambda text: _amount(text, places))

    def percent(self, column: str) -> Decimal:
        """A percentage; empty is 0."""
        value = self.amount(column, default=Decimal(0), places=4)
        if value > 100:
            self.fault(f"{column} is more than 100 percent.")
        return value

    def day(self, column: str) -> date | None:
        """A day as YYYY-MM-DD, or None for an empty cell."""
        return self._day(column) if self.text(column) else None

    def needed_day(self, column: str) -> date:
        """A day as YYYY-MM-DD."""
        return self._day(column) if self.text(column, needed=True) else date(2000, 1, 1)

    def yes(self, column: str) -> bool:
        """1, yes or true; 0, no, false or empty."""
        text = self.text(column).lower()
        if text not in {"", "0", "1", "no", "yes", "false", "true"}:
            self.fault(f"{column} is {text!r}; write 1 or 0.")
        return text in {"1", "yes", "true"}

    def key(self, column: str, among: Mapping[str, object], what: str) -> str:
        """A key that stands in another table."""
        value = self.text(column, needed=True, most=40)
        if value and value not in among:
            self.fault(f"there is no {what} {value!r}.")
        return value

    def _day(self, column: str) -> date:
        return self._value(column, None, date(2000, 1, 1), _day)

    def _value(self, column: str, default: V | None, stand_in: V, read: Callable[[str], V]) -> V:
        text = self.text(column, needed=default is None)
        if not text:
            return stand_in if default is None else default
        try:
            return read(text)
        except ValueError as problem:
            self.fault(f"{column} is {text[:40]!r}; {problem}")
            return stand_in


def keyed(rows: Sequence[Row], column: str, read: Callable[[Row], V]) -> dict[str, V]:
    """What each row says, by its key; a key that stands twice is a fault."""
    found: dict[str, V] = {}
    for row in rows:
        key = row.text(column, needed=True, most=40)
        if key in found:
            row.fault(f"{column} {key!r} stands twice.")
        found[key] = read(row)
    return found


def _whole(text: str, least: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise ValueError("write a whole number.")
    if not least <= int(text) <= MOST_QUANTITY:
        raise ValueError(f"it must be from {least} to {MOST_QUANTITY}.")
    return int(text)


def _amount(text: str, places: int) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError("write a number with a decimal point.") from None
    if not value.is_finite() or not 0 <= value <= MOST_AMOUNT:
        raise ValueError(f"it must be from 0 to {MOST_AMOUNT}.")
    if value != round(value, places):
        raise ValueError(f"it has more than {places} decimal places.")
    return value


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("write a day as YYYY-MM-DD.") from None
    if not 1900 <= day.year <= 2200:
        raise ValueError("it must be from 1900 to 2200.")
    return day


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table must and may have."""

    needed: Sequence[str]
    optional: Sequence[str] = ()
    is_optional: bool = False


def read_tables(folder: Path, tables: Mapping[str, Columns], faults: Faults) -> dict[str, list[Row]]:
    """Every table of a folder, by name; an optional one that is not there is empty."""
    if not folder.is_dir():
        raise BadHistory(f"{folder} is no folder.", faults=[])
    found: dict[str, list[Row]] = {}
    for name, columns in tables.items():
        path = folder / f"{name}.csv"
        if not path.is_file():
            found[name] = []
            if not columns.is_optional:
                faults.add(path.name, 0, "the file is missing.")
            continue
        found[name] = list(_rows(path, columns, faults))
    return found


def _rows(path: Path, columns: Columns, faults: Faults) -> Iterator[Row]:
    if path.stat().st_size > MOST_BYTES:
        faults.add(path.name, 0, f"the file is larger than {MOST_BYTES:,} bytes.")
        return
    number = 1
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        try:
            header = [cell.strip() for cell in next(reader, [])]
            if not _is_header_good(path.name, header, columns, faults):
                return
            for cells in reader:
                number += 1
                row = _row(path.name, number, header, cells, faults)
                if row is not None:
                    yield row
        except UnicodeDecodeError:
            faults.add(path.name, number + 1, "it is not UTF-8.")
        except csv.Error as problem:
            faults.add(path.name, number + 1, f"it is no CSV ({problem}).")


def _row(file: str, number: int, header: Sequence[str], cells: Sequence[str], faults: Faults) -> Row | None:
    if not cells:
        return None
    if len(cells) != len(header):
        faults.add(file, number, f"it has {len(cells)} cells, the header has {len(header)}.")
        return None
    if any("\0" in cell for cell in cells):
        faults.add(file, number, "it holds a NUL character.")
        return None
    return Row(file, number, dict(zip(header, cells, strict=True)), faults)


def _is_header_good(file: str, header: Sequence[str], columns: Columns, faults: Faults) -> bool:
    known = {*columns.needed, *columns.optional}
    missing = [name for name in columns.needed if name not in header]
    if len(header) > MOST_COLUMNS:
        faults.add(file, 1, f"it has {len(header)} columns; {MOST_COLUMNS} is the most.")
    elif missing:
        faults.add(file, 1, f"the column {', '.join(missing)} is missing.")
    elif len(set(header)) != len(header):
        faults.add(file, 1, "a column stands twice.")
    elif unknown := [name for name in header if name not in known]:
        faults.add(file, 1, f"the column {unknown[0]!r} is unknown; known are {', '.join(sorted(known))}.")
    else:
        return True
    return False


def digest_of(folder: Path, tables: Mapping[str, Columns], made_with: str) -> str:
    """One digest over all files, by name and contents; `made_with` names the way they are understood."""
    whole = hashlib.sha256(made_with.encode())
    for name in sorted(tables):
        path = folder / f"{name}.csv"
        if path.is_file():
            with path.open("rb") as handle:
                whole.update(f"\n{name} {hashlib.file_digest(handle, 'sha256').hexdigest()}".encode())
    return whole.hexdigest()[:32]

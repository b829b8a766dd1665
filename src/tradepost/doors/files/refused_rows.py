"""The refused rows as a CSV file that can be corrected and imported again."""

import csv
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from tradepost.doors.files.outcome import Outcome
from tradepost.doors.files.source import RawRow

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class RefusedRows:
    """Writes the heading with the first refused row; no row, no file."""

    def __init__(self, path: Path, heading: Sequence[str]) -> None:
        self.path = path
        self.count = 0
        self._heading = heading
        self._handle: TextIOWrapper | None = None

    def add(self, outcome: Outcome, row: RawRow) -> None:
        """One refused row with its number and the reason."""
        if self._handle is None:
            # A byte order mark, so that spreadsheets take it for UTF-8.
            self._handle = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._handle).writerow([*self._heading, "row refused", "reason"])
        cells = [*row.cells, *[""] * (len(self._heading) - len(row.cells))][: len(self._heading)]
        csv.writer(self._handle).writerow([*map(harmless, cells), outcome.number, outcome.reason])
        self.count += 1

    def close(self) -> None:
        """End the file."""
        if self._handle is not None:
            self._handle.close()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers and telephone numbers stay."""
    plain = cell.lstrip("+-").replace(" ", "").replace(".", "").replace(",", "")
    is_number = plain.isdigit() or (cell.startswith("+") and plain.strip("()-/").isdigit())
    return f"'{cell}" if cell.startswith(_DANGEROUS) and not is_number else cell

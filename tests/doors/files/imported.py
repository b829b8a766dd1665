"""Import a text or a file and see what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from trade import NOW
from tradepost.base.by import By, system
from tradepost.doors.files import KINDS, Options, Outcome, laid_out, load, opened

BY: By = system(NOW, "Import")


@dataclass(frozen=True)
class Imported:
    told: str
    outcomes: list[Outcome]
    unused: list[str]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(outcome.verdict for outcome in self.outcomes))

    @property
    def refused(self) -> dict[int, str]:
        return {o.number: o.reason for o in self.outcomes if o.verdict == "refused"}

    @property
    def verdicts(self) -> list[tuple[int, str, str]]:
        return [(o.number, o.verdict, o.key) for o in self.outcomes]


def take(kind: str, path: Path, **given: Any) -> Imported:
    """Import a file; `chosen` maps columns, `options` are those of the command."""
    chosen, dry_run = given.pop("chosen", {}), given.pop("dry_run", False)
    options, by = given.pop("options", Options()), given.pop("by", BY)
    decimal = given.pop("decimal", "")
    with opened(path, **given) as source:
        layout, rows = laid_out(KINDS[kind], source, chosen, decimal)
        found = [outcome for outcome, _ in load(by, KINDS[kind], layout, rows, options, dry_run=dry_run)]
    return Imported(source.told, found, layout.unused)


def take_text(kind: str, folder: Path, text: str, encoding: str = "utf-8", **given: Any) -> Imported:
    """Import a text as a file of that encoding."""
    path = folder / f"{kind}.csv"
    path.write_bytes(text.encode(encoding))
    return take(kind, path, **given)


def write_sheet(
    path: Path, *rows: list[Any], sheet: str = "Sheet1", more: dict[str, list[Any]] | None = None
) -> Path:
    """An XLSX file of these rows; strings that begin with = are formulas."""
    with xlsxwriter.Workbook(path) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, lines in {sheet: list(rows), **(more or {})}.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(lines):
                for place, cell in enumerate(row):
                    if hasattr(cell, "isoformat"):
                        page.write_datetime(number, place, cell, days)
                    else:
                        page.write(number, place, cell)
    return path

"""Run as a process of its own, with little memory and time: an XLSX sheet as CSV on standard output.

A workbook may claim a sheet of 17 thousand million cells in a few bytes; here that ends this process only.
Formulas are not computed: what was last shown stands for them.
"""

import csv
import datetime
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook

LIST = "\n"
"""Instead of a sheet: their names, one a line."""
MEMORY = 1_500_000_000
SECONDS = 120


def main(path: str, sheet: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        if sheet == LIST:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            sys.stdout.write("\n".join(names))
            return 0
        if sheet and sheet not in names:
            sys.stderr.write(f"there is no sheet {sheet!r}; there are {', '.join(names)}")
            return 2
        rows = book.get_sheet_by_name(sheet or names[0]).iter_rows()
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        write = csv.writer(sys.stdout).writerow
        for row in rows:
            write([text(cell) for cell in row])
    except (CalamineError, OSError, MemoryError, IndexError) as problem:
        sys.stderr.write(str(problem) or type(problem).__name__)
        return 1
    return 0


def text(cell: object) -> str:
    """As a person would write it in a CSV file: whole numbers without a point, days as ISO."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, datetime.datetime):
        plain = cell.time() == datetime.time()
        return cell.date().isoformat() if plain else cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

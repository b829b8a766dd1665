"""Take customers, suppliers, items, substitutes, prices, taxes, opening stock or open orders from a file.

Encoding, delimiter, decimal mark and columns are found out; good rows are kept, refused ones are listed and
written to a file to be corrected. Imported again, a file adds nothing; stopped, it goes on.

examples:
  tradepost import customers customers.csv --dry-run
  tradepost import items "Artikel 2024.xlsx" --sheet Artikel --map "Bez. 1=name"
  tradepost import prices prices.csv --price-list "Wholesale 2024"
  tradepost import orders open-orders.csv --refused to-correct.csv
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn

from tradepost.base.by import system
from tradepost.doors.files import (
    KINDS,
    NAMES_NONE,
    VERDICTS,
    Layout,
    Options,
    Outcome,
    RawRow,
    RefusedRows,
    laid_out,
    load,
    opened,
)

SHOWN = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=list(KINDS), help="what the file holds")
    parser.add_argument("file", type=Path, help="CSV (any encoding and delimiter) or XLSX")
    parser.add_argument("--dry-run", action="store_true", help="only say what would become of each row")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help="name the field of a column"
    )
    parser.add_argument("--sheet", default="", help="the sheet of a workbook (the first)")
    parser.add_argument("--encoding", default="", help="of a CSV file, when it is guessed wrongly")
    parser.add_argument("--delimiter", default="", help="of a CSV file, when it is guessed wrongly")
    parser.add_argument("--decimal", default="", choices=[".", ","], help="the decimal mark")
    parser.add_argument("--price-list", default="", help="where prices go (the list prices)")
    parser.add_argument(
        "--price-version", default="", metavar="ID", help="the draft that prices go to instead"
    )
    parser.add_argument("--warehouse", default="", help="where stock lies (the first one)")
    parser.add_argument("--draft", action="store_true", help="leave orders unconfirmed")
    parser.add_argument(
        "--credits",
        action="store_true",
        help="orders with quantities below 0 are credit notes, posted at once",
    )
    parser.add_argument(
        "--customer", default="", metavar="NUMBER", help="whom orders are for that name no customer"
    )
    parser.add_argument("--refused", type=Path, help="where refused rows go (FILE.refused.csv)")
    parser.add_argument("--report", type=Path, help="write what became of each row to a CSV file")


def run(options: argparse.Namespace) -> int:
    chosen = dict(_chosen(text) for text in options.map)
    kind = KINDS[options.kind]
    by = system(datetime.now(UTC), "Import")
    with opened(
        options.file, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet
    ) as source:
        layout, rows = laid_out(kind, source, chosen, options.decimal)
        print(f"{options.file.name}: {source.told}")
        _tell(layout)
        wanted = Options(
            options.price_list,
            options.warehouse,
            not options.draft,
            options.price_version,
            options.credits,
            options.customer,
        )
        outcomes = load(by, kind, layout, rows, wanted, dry_run=options.dry_run)
        return _report(options, layout, outcomes)


def _chosen(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals:
        raise SystemExit(f"tradepost import: --map is COLUMN=FIELD, not {text!r}")
    return column.strip(), field.strip()


def _tell(layout: Layout) -> None:
    for name, place in layout.columns.items():
        print(f"  {layout.heading[place]!r} is {name}")
    if layout.unused:
        print(f"  not used: {', '.join(repr(word) for word in layout.unused)}")


def _report(options: argparse.Namespace, layout: Layout, outcomes: Iterator[tuple[Outcome, RawRow]]) -> int:
    counts: Counter[str] = Counter()
    nameless = 0
    path = options.refused or Path(f"{options.file.name}.refused.csv")
    refused = RefusedRows(path, layout.heading)
    bar = Progress(SpinnerColumn(), TextColumn("{task.completed:,} rows"), disable=not sys.stderr.isatty())
    with ExitStack() as stack:
        stack.callback(refused.close)
        write = _reporter(options.report, stack)
        stack.enter_context(bar)
        task = bar.add_task("", total=None)
        for outcome, row in outcomes:
            counts[outcome.verdict] += 1
            nameless += NAMES_NONE in outcome.reason
            write(outcome)
            if outcome.verdict == "refused" and not options.dry_run:
                refused.add(outcome, row)
            if options.dry_run or (outcome.verdict == "refused" and counts["refused"] <= SHOWN):
                print(f"row {outcome.number}: {outcome.verdict} {outcome.key} {outcome.reason}".rstrip())
            bar.advance(task)
    if not options.dry_run and counts["refused"] > SHOWN:
        print(f"... and {counts['refused'] - SHOWN:,} more refused")
    would = "would be " if options.dry_run else ""
    print(", ".join(f"{counts[verdict]:,} {would}{verdict}" for verdict in VERDICTS))
    if nameless:
        print(f"{nameless:,} name no customer: {options.customer} is taken")
    if refused.count:
        print(f"refused rows: {path}")
    return 1 if counts["refused"] else 0


def _reporter(path: Path | None, stack: ExitStack) -> Callable[[Outcome], None]:
    if path is None:
        return lambda outcome: None
    writer = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")))
    writer.writerow(["row", "verdict", "key", "reason"])
    return lambda o: writer.writerow([o.number, o.verdict, o.key, o.reason])

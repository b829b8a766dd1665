"""Rebuild every balance, position, counter and total from the immutable rows, and print what differs.

Everything is read as of one moment and nothing is written, so trade goes on beside it. Exit code 1 when
something differs.

example:
  tradepost verify
"""

from __future__ import annotations

import argparse
import os
import sys
import time

from rich.progress import BarColumn, Progress, TextColumn

from tradepost.domain.reports import queries as reports_queries


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=int, default=1000, help="print at most so many differences (%(default)s)"
    )
    parser.add_argument(
        "--connections", type=int, default=min(os.cpu_count() or 1, 4),
        help="ask over so many connections at once; 1 leaves the most to live traffic (%(default)s)",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    began = time.monotonic()
    bar = Progress(
        TextColumn("verify"), BarColumn(), TextColumn("{task.completed}/{task.total} {task.description}"),
        disable=not sys.stderr.isatty(),
    )  # fmt: skip
    found = checked = 0
    with bar:
        task = bar.add_task("", total=None)

        def told(what: str, done: int, total: int) -> None:
            nonlocal checked
            checked = total
            bar.update(task, description=what, completed=done, total=total)

        for difference in reports_queries.verify(told, options.connections):
            found += 1
            if found <= options.limit:
                print(difference)
    if found > options.limit:
        print(f"... and {found - options.limit:,} more")
    verdict = f"{found:,} differences" if found else "nothing differs"
    print(f"{verdict}; {checked} checks in {time.monotonic() - began:.1f} s", file=sys.stderr)
    return 1 if found else 0

"""Bring the sums behind the reports up to date: sales by day and month, how orders were shipped, and what
was open when months ended.

The worker does this every minute. Reports are right without it, only slower: what is not summed is read from the
documents. With --anew nothing that was summed is trusted, and all of it is made again from the documents, a month
at a time and beside trade. `tradepost verify` tells whether that is needed.

examples:
  tradepost sums
  tradepost sums --anew
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime

from tradepost.base.by import system
from tradepost.domain.reports import commands as reports


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anew", action="store_true", help="trust nothing that was summed; make all of it again"
    )


def run(options: argparse.Namespace) -> int:
    began, now = time.monotonic(), datetime.now(UTC)
    if options.anew:
        reports.sum_up_anew(system(now))
    steps = bring_up_to_date(now)
    print(f"The sums are up to date; {steps} steps in {time.monotonic() - began:.1f} s.", file=sys.stderr)
    return 0


def bring_up_to_date(now: datetime) -> int:
    """Sum until nothing is left; gives how many steps it took. Another that sums at this moment does it instead."""
    steps = 0
    for step in (reports.sum_up, reports.keep_levels):
        while step(system(now)):
            steps += 1
    return steps

"""Drive a recorded history into empty books, through the same commands, at its own dates.

DIR holds CSV files of customers, suppliers, items, orders, order lines, shipments and payments, and of purchase
orders and receipts where they are told; the guide tells their columns. Stopped in the middle it goes on where it
was; run again it adds nothing.

examples:
  tradepost replay ./history
  tradepost replay --northwind ./northwind
  tradepost replay --adventureworks ./purchasing-adventureworks
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from tradepost.base.by import system
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.integrations.replay import (
    Driven,
    History,
    drive,
    read_adventureworks,
    read_folder,
    read_northwind,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with the CSV files")
    of_a_sample = parser.add_mutually_exclusive_group()
    of_a_sample.add_argument(
        "--northwind", action="store_true", help="DIR holds the eleven files of Northwind"
    )
    of_a_sample.add_argument(
        "--adventureworks", action="store_true", help="DIR holds the purchasing files of AdventureWorks"
    )


def run(options: argparse.Namespace) -> int:
    began = time.monotonic()
    history = _reader(options)(options.folder)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(), disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        task = bar.add_task(str(history.first_day()), total=None)

        def told(day: date, done: int, total: int) -> None:
            bar.update(task, description=str(day), completed=done, total=total)

        driven = drive(history, told)
    say(history, driven, time.monotonic() - began)
    return 0


def _reader(options: argparse.Namespace) -> Callable[[Path], History]:
    if options.northwind:
        return read_northwind
    return read_adventureworks if options.adventureworks else read_folder


def say(history: History, driven: Driven, seconds: float) -> None:
    """What the books say now, within the time of this history."""
    if driven.was_done:
        print("This history was driven before; nothing was added.")
    else:
        print(f"{driven.days} days driven in {seconds:.1f} s{', from where it was' * driven.went_on}.")
    if history.orders:
        _say_sold(history)
    if history.tells_purchases:
        _say_bought(history)


def _say_sold(history: History) -> None:
    by = system(datetime.now(UTC))
    period = (history.first_day(), history.last_day() + timedelta(days=1))
    ordered = reports_queries.sales_by(by, period, "customer", basis="ordered")
    invoiced = reports_queries.sales_by(by, period, "customer")
    not_shipped = len(reports_queries.open_orders(by, limit=len(history.orders) + 1))
    print(
        f"{sum(row.documents for row in ordered):,} orders, {sum(row.quantity for row in ordered):,} units, "
        f"net {sum(row.net for row in ordered):,.2f}; {not_shipped:,} not wholly shipped; "
        f"{sum(row.documents for row in invoiced):,} invoices, net {sum(row.net for row in invoiced):,.2f}."
    )


def _say_bought(history: History) -> None:
    since = datetime.combine(history.first_day(), datetime.min.time(), UTC)
    until = datetime.combine(history.last_day(), datetime.min.time(), UTC) + timedelta(days=1)
    found = purchasing_queries.bought(settings.BASE_CURRENCY, since, until)
    print(
        f"{found.orders:,} purchase orders, {found.lines:,} lines, {found.ordered:,} units, exactly "
        f"{found.exact:,.4f}, net {found.net:,.2f}; {found.received:,} received, {found.rejected:,} of them "
        f"rejected; {found.open:,} to come."
    )

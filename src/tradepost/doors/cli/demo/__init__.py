"""Make the demonstration company: a wholesaler of coffee, tea, kitchen and catering supplies, with its history.

Everything is invented and follows from the seed and the day. All of it is written, or nothing: when it is
stopped half way the database is as empty as before. It refuses a database that somebody works in.

examples:
  tradepost demo
  tradepost demo --orders 100000 --seed 7
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from django.conf import settings

from tradepost.base import sql
from tradepost.doors.cli.demo.making import make_company
from tradepost.doors.cli.demo.staff import SIGN_INS
from tradepost.doors.cli.migrate import ensure_tables
from tradepost.doors.cli.sums import bring_up_to_date

__all__ = ["SIGN_INS", "arguments", "run"]

FEWEST, USUAL, MOST = 500, 2000, 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--orders",
        type=int,
        default=USUAL,
        help=f"how many orders, {FEWEST:,} to {MOST:,} (%(default)s)",
    )
    parser.add_argument("--seed", type=int, default=1, help="the same number, the same company (%(default)s)")
    parser.add_argument(
        "--yes", action="store_true", help="also in production, with its well-known passwords"
    )


def run(options: argparse.Namespace) -> int:
    if settings.PRODUCTION and not options.yes:
        print("The demonstration company has well-known passwords; in production say --yes to make it.")
        return 1
    if not FEWEST <= options.orders <= MOST:
        print(f"Say a number of orders from {FEWEST:,} to {MOST:,}.")
        return 2
    ensure_tables()
    if is_in_use():
        print("There is a company in this database already; nothing was done.")
        return 0
    now = datetime.now(UTC)
    make_company(now, orders=options.orders, seed=options.seed)
    bring_up_to_date(now)
    return 0


def is_in_use() -> bool:
    """Whether somebody can sign in, or anything was ever done."""
    found = sql.one("select exists (select from access_user) or exists (select from base_event)")
    return bool(found and found[0])

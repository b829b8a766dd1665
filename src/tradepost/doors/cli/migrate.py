"""Bring the tables to this version. Does nothing when they are.

example:
  tradepost migrate
"""

from __future__ import annotations

import argparse
import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tradepost.base.errors import Refusal


class MigrationsMissing(Refusal):
    """The tables are older than the program, or not there at all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="only say whether something is missing (exit code 1)"
    )


def run(options: argparse.Namespace) -> int:
    missing = missing_migrations()
    if options.check:
        print(f"{missing} migrations are missing" if missing else "the tables are up to date")
        return 1 if missing else 0
    if missing:
        call_command("migrate", interactive=False, verbosity=1)
    else:
        print("the tables are up to date")
    return 0


def missing_migrations() -> int:
    """How many migrations the database does not have yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require_tables() -> None:
    """Raise MigrationsMissing, with the sentence what to do."""
    missing = missing_migrations()
    if missing:
        raise MigrationsMissing(f"{missing} migrations are missing. Run `tradepost migrate` first.")


def ensure_tables() -> None:
    """In the private database the tables are brought to this version; a server of your own is refused.

    Whoever looks after a server decides when its tables change; the private one is nobody else's.
    """
    if settings.PRIVATE_SERVER is None:
        require_tables()
    elif missing_migrations():
        print("database: bringing the tables to this version", file=sys.stderr)
        call_command("migrate", interactive=False, verbosity=0)

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

BEFORE_FOLDING = {
    "access": "0008_history_of_factor_roles",
    "accounts": "0009_history_of_rates",
    "base": "0005_door_of_event",
    "billing": "0011_lines_billed_by_weight",
    "catalog": "0009_items_are_weighed",
    "corrections": "0003_history_of_reasons",
    "counting": "0003_counts_of_zones",
    "delivery": "0002_guards",
    "fulfilment": "0011_lines_are_weighed",
    "imports": "0002_kinds_of_files",
    "inventory": "0025_positions_of_kits_are_held",
    "mails": "0003_new_dates_are_held",
    "notes": "0002_notices",
    "parties": "0013_history_of_contacts_and_groups",
    "planning": "0002_guards",
    "pricing": "0010_history_of_who_buys_by_a_list",
    "purchasing": "0009_suppliers_stores_guards",
    "reports": "0004_levels_of_months",
    "returns": "0003_returns_are_weighed",
    "sales": "0028_history_of_words",
    "transfers": "0002_guards",
}
"""The last migration of each room before they were folded into one: tables are as the folded ones make them then."""


class MigrationsMissing(Refusal):
    """The tables are older than the program, or not there at all."""


class TablesTooOld(Refusal):
    """The tables are of a time whose migrations are no longer part of the program."""


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
    """How many migrations the database does not have yet; TablesTooOld where they cannot be brought to this version."""
    executor = MigrationExecutor(connection)
    _refuse_half_of_what_was_folded(set(executor.loader.applied_migrations))
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _refuse_half_of_what_was_folded(applied: set[tuple[str, str]]) -> None:
    """Tables from before folding have all of it, or they are brought there by the version before."""
    last = set(BEFORE_FOLDING.items())
    if ("base", "0002_answers_kept") in applied and not last <= applied:
        raise TablesTooOld(
            "These tables are of a version before 28 November 2026, and this one cannot change them. "
            "Run `tradepost migrate` of commit 53af731 once, then start this version again."
        )


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

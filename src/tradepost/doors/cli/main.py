"""The `tradepost` command. Each subcommand is a file with `arguments(parser)` and `run(options)`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from tradepost.base.beginning import begin
from tradepost.base.errors import Refusal
from tradepost.base.private_postgres import PostgresProblem

UNDEFINED_TABLE = "42P01"
WELL, REFUSED, WRONG_USE, NO_DATABASE, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Command:
    """`module` is loaded only when it is called; `database` starts the private server before."""

    name: str
    module: str
    help: str
    database: bool = True


COMMANDS: tuple[Command, ...] = (
    Command(
        "run", "run_all", "database, demonstration company, web server and worker, all in one", database=False
    ),
    Command("serve", "serve", "the web server"),
    Command("worker", "worker", "the process that does what follows from events"),
    Command("demo", "demo", "make the demonstration company"),
    Command("import", "import_files", "take customers, items, prices, stock and orders from CSV or XLSX"),
    Command("replay", "replay", "drive a recorded history through the same commands"),
    Command("verify", "verify", "rebuild every balance from the immutable rows and report differences"),
    Command("sums", "sums", "bring the sums behind the reports up to date, or make them anew"),
    Command("openapi", "openapi", "write the description of the API", database=False),
    Command("database", "database", "start, stop and look at the private PostgreSQL", database=False),
    Command("bounce", "bounce", "take a delivery report from standard input"),
    Command("add-user", "add_user", "make a user, the first owner of an empty company"),
    Command("migrate", "migrate", "bring the tables to this version"),
    Command("backup", "backup", "write the whole company into one file"),
    Command("restore", "restore", "read such a file into an empty database"),
    Command("move-to", "move_to", "move from the private database to a server, counted and compared"),
    Command(
        "check-settings", "check_settings", "list the settings in use and refuse unsafe ones", database=False
    ),
    Command("shell", "shell", "a Python shell inside Tradepost"),
    Command("django", "django_commands", "Django's own commands", database=False),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0 when well, 1 refused or differences found, 2 wrong use, 3 no database, 130 interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradepost.config.settings")
    known = {command.name: command for command in COMMANDS}
    chosen = known.get(given[0]) if given else None
    if chosen is None:
        return _without_command(given, known)
    try:
        begin()
        module = importlib.import_module(_module(chosen))
        options = _parser(chosen, module).parse_args(given[1:])
        if chosen.database:
            _start_private_database()
        return int(module.run(options) or WELL)
    except ImproperlyConfigured as problem:
        return _say(str(problem), WRONG_USE)
    except (PostgresProblem, OperationalError, psycopg.OperationalError) as problem:
        return _say(f"The database is not there: {problem}", NO_DATABASE)
    except ProgrammingError as problem:
        if getattr(problem.__cause__, "sqlstate", None) != UNDEFINED_TABLE:
            raise
        return _say(
            "The database has not the tables of this version. Run `tradepost migrate` first.", REFUSED
        )
    except Refusal as refusal:
        return _say(refusal.message, REFUSED)
    except KeyboardInterrupt:
        return _say("Stopped.", INTERRUPTED)


def _module(command: Command) -> str:
    return f"tradepost.doors.cli.{command.module}"


def _parser(command: Command, module: ModuleType) -> argparse.ArgumentParser:
    text = module.__doc__ or command.help
    parser = argparse.ArgumentParser(
        prog=f"tradepost {command.name}",
        description=text,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.arguments(parser)
    return parser


def _without_command(given: Sequence[str], known: dict[str, Command]) -> int:
    asked = not given or given[0] in {"-h", "--help", "help"}
    if not asked:
        print(f"tradepost: there is no command {given[0]!r}.\n", file=sys.stderr)
    width = max(map(len, known))
    lines = [f"  {name:<{width}}  {command.help}" for name, command in known.items()]
    text = "\n".join(["usage: tradepost COMMAND [--help]", "", *lines])
    print(text, file=sys.stdout if asked else sys.stderr)
    return WELL if asked else WRONG_USE


def _start_private_database() -> None:
    # Imported late on purpose: settings may only be read after the command is known.
    database = importlib.import_module("tradepost.doors.cli.database")
    database.ensure_started()


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())

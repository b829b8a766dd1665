"""Django's own commands, with Tradepost's settings.

examples:
  tradepost django makemigrations sales
  tradepost django showmigrations
"""

from __future__ import annotations

import argparse
import sys

from django.core.management import execute_from_command_line

from tradepost.doors.cli.database import ensure_started

WITHOUT_DATABASE = {
    "makemigrations",
    "help",
    "collectstatic",
    "findstatic",
    "makemessages",
    "compilemessages",
    "version",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="the command and its arguments")


def run(options: argparse.Namespace) -> int:
    if not options.arguments or options.arguments[0] not in WITHOUT_DATABASE:
        ensure_started()
    execute_from_command_line([sys.argv[0], *options.arguments])
    return 0

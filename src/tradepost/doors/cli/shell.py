"""A Python shell inside Tradepost, with every model at hand.

example:
  tradepost shell
"""

from __future__ import annotations

import argparse

from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-c", "--command", help="run this and end")


def run(options: argparse.Namespace) -> int:
    call_command("shell", **({"command": options.command} if options.command else {}))
    return 0

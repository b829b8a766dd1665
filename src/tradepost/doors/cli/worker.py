"""The worker: does what follows from events, and what is due by the clock. As many copies as wanted.

SIGTERM or Ctrl-C ends it after the piece of work in hand; killed, another copy goes on.

examples:
  tradepost worker
  tradepost worker --once
  tradepost worker --given-up
  tradepost worker --try-again
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from tradepost.base import deliveries
from tradepost.doors.worker.desk import Desk
from tradepost.doors.worker.loop import Worker, run_until_told


def arguments(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--once", action="store_true", help="do what there is to do now, and end")
    choice.add_argument(
        "--given-up", action="store_true", help="list what was given up after 20 tries (exit code 1)"
    )
    choice.add_argument("--try-again", action="store_true", help="let what was given up be tried again")


def run(options: argparse.Namespace) -> int:
    if options.given_up:
        return tell_given_up()
    if options.try_again:
        print(f"{deliveries.try_again(datetime.now(UTC)):,} will be tried again")
        return 0
    worker = Worker()
    if options.once:
        desk = Desk(stop=worker.stop)
        while worker.turn() or desk.do_one():
            pass
    else:
        run_until_told(worker)
    return 0


def tell_given_up() -> int:
    """One line each; 1 when there is any, for who watches."""
    found = deliveries.given_up()
    for one in found:
        print(
            f"{one.given_up_at:%Y-%m-%d %H:%M} {one.event} (event {one.event_id}), {one.reaction}:"
            f" {one.attempts} tries, {one.error}"
        )
    if not found:
        print("nothing was given up")
    return 1 if found else 0

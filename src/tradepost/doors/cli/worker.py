"""The worker: does what follows from events, and what is due by the clock. As many copies as wanted.

SIGTERM or Ctrl-C ends it after the piece of work in hand; killed, another copy goes on.

examples:
  tradepost worker
  tradepost worker --once
"""

from __future__ import annotations

import argparse

from tradepost.doors.worker.loop import Worker, run_until_told


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what there is to do now, and end")


def run(options: argparse.Namespace) -> int:
    worker = Worker()
    if options.once:
        while worker.turn():
            pass
    else:
        run_until_told(worker)
    return 0

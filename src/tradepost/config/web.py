"""`python -m tradepost.config.web HOST PORT PROCESSES THREADS`: the web server's own process.

It loads everything once and then divides into the processes that answer, so that these share what is loaded, and one
that was killed is followed by another in a moment. `tradepost serve` takes care of all that comes before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from tradepost.config.orphans import end_with_parent
from tradepost.config.wsgi import application

KILL_AFTER_SECONDS = 30
COMES_BACK_AFTER_SECONDS = 0.5


def load() -> Callable[..., Any]:
    """The application, in a process that answers: a fork of one that has loaded it."""
    end_with_parent()
    return application


def main(host: str, port: str, processes: str, threads: str) -> None:
    """Serve until told to end."""
    Server(
        "tradepost.config.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(processes),
        blocking_threads=int(threads),
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=COMES_BACK_AFTER_SECONDS,
        workers_kill_timeout=KILL_AFTER_SECONDS,
        log_level=LogLevels.warning,
    ).serve(target_loader=load, wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

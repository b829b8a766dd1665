"""The private PostgreSQL of this installation.

examples:
  tradepost database start
  tradepost database status
  psql "$(tradepost database url)"
"""

from __future__ import annotations

import argparse

from django.conf import settings

from tradepost.base.private_postgres import PrivateServer

NAME = "tradepost"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["start", "stop", "status", "url"])


def run(options: argparse.Namespace) -> int:
    server: PrivateServer | None = settings.PRIVATE_SERVER
    if options.verb == "url":
        print(settings.DATABASE_URL)
        return 0
    if server is None:
        print("DATABASE_URL names a server of your own; there is no private one to look after.")
        return 0
    if options.verb == "start":
        print("started" if ensure_started() else "runs already")
    elif options.verb == "stop":
        print("stopped" if server.stop() else "did not run")
    print(server.status())
    return 0


def ensure_started() -> bool:
    """Start the private server and make its database; True when it did not run. Nothing with DATABASE_URL."""
    server: PrivateServer | None = settings.PRIVATE_SERVER
    if server is None:
        return False
    started = server.start()
    server.ensure_database(NAME)
    return started

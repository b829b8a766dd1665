"""The web server: granian, WSGI, a few processes with a few threads each.

examples:
  tradepost serve
  tradepost serve --listen 0.0.0.0:8000 --processes 4
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from django.conf import settings
from django.core.management import call_command

from tradepost.doors.cli.migrate import require_tables


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default=settings.LISTEN, help="address:port (%(default)s)")
    parser.add_argument(
        "--processes", type=int, default=settings.WEB_PROCESSES, help="processes (%(default)s)"
    )
    parser.add_argument("--threads", type=int, default=settings.WEB_THREADS, help="of each (%(default)s)")


def run(options: argparse.Namespace) -> int:
    require_tables()
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    command, environment = server_command(options.listen, options.processes, options.threads)
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606 the server takes our place, and our signals


def server_command(listen: str, processes: int, threads: int) -> tuple[list[str], dict[str, str]]:
    """How our web server is called, and the environment that lets its processes count together."""
    counters = settings.DATA_DIR / "metrics"
    shutil.rmtree(counters, ignore_errors=True)
    counters.mkdir(parents=True)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    host, _, port = listen.rpartition(":")
    words = [host.strip("[]") or "127.0.0.1", port, str(processes), str(threads)]
    command = [sys.executable, "-m", "tradepost.config.web", *words]
    return command, {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(counters)}

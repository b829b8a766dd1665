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

from tradepost.doors.cli.migrate import missing_migrations


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default=settings.LISTEN, help="address:port (%(default)s)")
    parser.add_argument(
        "--processes", type=int, default=settings.WEB_PROCESSES, help="processes (%(default)s)"
    )
    parser.add_argument("--threads", type=int, default=settings.WEB_THREADS, help="of each (%(default)s)")


def run(options: argparse.Namespace) -> int:
    missing = missing_migrations()
    if missing:
        print(f"{missing} migrations are missing. Run `tradepost migrate` first.", file=sys.stderr)
        return 1
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    counters = settings.DATA_DIR / "metrics"
    shutil.rmtree(counters, ignore_errors=True)
    counters.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counters)
    host, _, port = options.listen.rpartition(":")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", host.strip("[]") or "127.0.0.1", "--port", port,
        "--workers", str(options.processes), "--blocking-threads", str(options.threads),
        "--no-ws", "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "30",
        "--log-level", "warning", settings.WSGI_APPLICATION.replace(".application", ":application"),
    ]  # fmt: skip
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 the server takes our place, and our signals

"""Everything on one machine: the database, the demonstration company when there are no books, web and worker.

Safe to run again: what stands is left as it is. What ends by itself (a killed worker, web server or private
PostgreSQL) is started again, and that is said. Ctrl-C stops all that this command started.

examples:
  tradepost run
  tradepost run --empty --owner you@company.example
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from types import FrameType
from typing import NoReturn

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from tradepost.base import sql
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.base.private_postgres import PrivateServer
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.doors.cli import demo
from tradepost.doors.cli.add_user import address_of_first_password
from tradepost.doors.cli.database import ensure_started
from tradepost.doors.cli.kept import Kept
from tradepost.doors.cli.migrate import missing_migrations
from tradepost.doors.cli.serve import server_command

STILL_AFTER = 30
STOP_WITHIN = 20
LOOK_EVERY = 0.5
WEB, WORKER = "web server", "worker"
PROCESSES = (WEB, WORKER)
Child = subprocess.Popen[bytes]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--empty", "--no-demo", action="store_true", help="leave the books empty: a company of your own"
    )
    parser.add_argument(
        "--owner", default="", metavar="EMAIL", help="make the first owner of an empty company"
    )
    parser.add_argument("--listen", default=settings.LISTEN, help="address:port (%(default)s)")


def run(options: argparse.Namespace) -> int:
    if answers(options.listen):
        print(f"Tradepost runs already at http://{options.listen}/")
        return 0
    started = ensure_started()
    try:
        # An owner is of a company of one's own, never of the demonstration.
        prepare(with_demo=not (options.empty or options.owner))
        welcome = welcome_of(options.owner)
        connections.close_all()
        return run_until_stopped(options.listen, welcome)
    finally:
        if started:
            settings.PRIVATE_SERVER.stop()


def prepare(*, with_demo: bool) -> None:
    """Tables of this version, and the demonstration company in books without a user."""
    if missing_migrations():
        print("database: bringing the tables to this version")
        call_command("migrate", interactive=False, verbosity=0)
    if with_demo and not has_users():
        parser = argparse.ArgumentParser()
        demo.arguments(parser)
        demo.run(parser.parse_args([]))


def has_users() -> bool:
    found = sql.one("select exists (select from access_user)")
    return bool(found and found[0])


def welcome_of(owner: str) -> str:
    """How one gets in: the sign-ins of the demonstration, the first owner's own address, or what to do for one."""
    if sql.one("select 1 from access_user where email = %s", [demo.SIGN_INS[0][1]]):
        return "\n".join(f"  {role:<12} {email:<36} {password}" for role, email, password in demo.SIGN_INS)
    if has_users():
        return "  Sign in as before."
    if not owner:
        return (
            "  Nobody can sign in yet. Make the first owner:\n"
            '  tradepost add-user you@company.example --name "Your Name" --role owner'
        )
    by = system(datetime.now(UTC), "command line")
    name = owner.partition("@")[0].replace(".", " ").title()
    grants = [GrantInput("owner")]
    user = access.create_user(by, user_id=new_id(by.now), email=owner, name=name, password="", grants=grants)
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    return (
        f"  {user.email} is the owner. Once, within {hours} hours, this address takes the first password:\n"
        f"  {address_of_first_password(user)}"
    )


def run_until_stopped(listen: str, welcome: str) -> int:
    """Start web and worker, tell where to look, and keep both and the private database until we are told to end."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _as_interrupt)
    children: dict[str, Child] = {}
    try:
        for name in PROCESSES:
            children[name] = start(name, listen)
        if not wait_until_answers(listen, children[WEB]):
            print("The web server did not start; see above.", file=sys.stderr)
            return 1
        tell(listen, welcome)
        keep(children, listen)
    except KeyboardInterrupt:
        print("\nStopping.")
        return 0
    finally:
        stop(list(children.values()))


def keep(children: dict[str, Child], listen: str) -> NoReturn:
    """Look after everything for ever; a killed process or database comes back."""
    things = [_process(name, children, listen) for name in PROCESSES]
    server: PrivateServer | None = settings.PRIVATE_SERVER
    if server is not None:
        things.insert(0, Kept("database", server.is_running, server.start))
    while True:
        for thing in things:
            thing.look(time.monotonic())
        time.sleep(LOOK_EVERY)


def _process(name: str, children: dict[str, Child], listen: str) -> Kept:
    def begin() -> None:
        children[name] = start(name, listen)

    return Kept(name, lambda: children[name].poll() is None, begin)


def start(name: str, listen: str) -> Child:
    """Web server or worker, in a session of its own: a Ctrl-C comes to us, and we end them in order."""
    if name == WEB:
        command, environment = server_command(listen, settings.WEB_PROCESSES, settings.WEB_THREADS)
        return subprocess.Popen(command, env=environment, start_new_session=True)
    worker = [sys.executable, "-m", "tradepost.doors.cli.main", "worker"]
    return subprocess.Popen(worker, start_new_session=True)


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def stop(children: list[Child]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def wait_until_answers(listen: str, server: Child) -> bool:
    """As long as it lives: on a slow or busy machine that takes its time. False when it ended."""
    told = time.monotonic()
    while server.poll() is None:
        if answers(listen):
            return True
        if time.monotonic() > told + STILL_AFTER:
            told = time.monotonic()
            print("  The web server is still starting.", flush=True)
        time.sleep(0.1)
    return False


def answers(listen: str) -> bool:
    """Whether a Tradepost answers there."""
    host, _, port = listen.rpartition(":")
    asked = "127.0.0.1" if host in {"", "0.0.0.0", "[::]"} else host.strip("[]")  # noqa: S104 compared, not bound
    connection = http.client.HTTPConnection(asked, int(port), timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().read() == b'{"status": "ok"}'
    except OSError:
        return False
    finally:
        connection.close()


def tell(listen: str, welcome: str) -> None:
    print(f"\nTradepost is ready at http://{listen}/\n\n{welcome}")
    print("\nCtrl-C stops it.", flush=True)

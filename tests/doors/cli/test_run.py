"""`tradepost run` brings everything up, may be called again, and takes everything down."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cluster import RUN, TEMPLATE, copy_tree, migrated_cluster
from tradepost.base.private_postgres import PrivateServer


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class Running:
    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        self.port, self.options = free_port(), options
        self.log = folder / "run.log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")}
        self.environment = clean | {"TRADEPOST_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"} | settings
        self.environment |= {"DJANGO_SETTINGS_MODULE": "tradepost.config.settings"}
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=self.log.open("w"), stderr=subprocess.STDOUT
        )

    @property
    def command(self) -> list[str]:
        main = [sys.executable, "-m", "tradepost.doors.cli.main"]
        return [*main, "run", "--empty", *self.options, "--listen", f"127.0.0.1:{self.port}"]

    def wait(self) -> None:
        until = time.monotonic() + 300
        while "Tradepost is ready at" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def again(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command, env=self.environment, capture_output=True, text=True, check=False)


@pytest.fixture
def running(own_database: str, tmp_path: Path) -> Iterator[Running]:
    found = Running(tmp_path, DATABASE_URL=own_database)
    yield found
    if found.process.poll() is None:
        found.process.send_signal(signal.SIGTERM)
        found.process.wait(60)


def test_run_answers_may_be_called_again_and_stops_all(running: Running) -> None:
    running.wait()
    assert get(running.port, "/readyz") == (200, '{"status": "ok"}')
    assert get(running.port, "/office/")[0] == 302
    status, numbers = get(running.port, "/metrics")
    assert status == 200
    assert 'tradepost_requests_total{method="GET"' in numbers
    again = running.again()
    assert (again.returncode, again.stdout) == (
        0,
        f"Tradepost runs already at http://127.0.0.1:{running.port}/\n",
    )
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(60) == 0
    with pytest.raises(OSError):
        get(running.port, "/healthz")


def test_the_first_owner_of_an_empty_company_gets_an_address_for_the_password(
    own_database: str, tmp_path: Path
) -> None:
    """It starts again on the same database, and whoever starts it makes no second owner."""
    for expected in ("ana.sol@acme.example is the owner", "Sign in as before."):
        running = Running(tmp_path, "--owner", "ana.sol@acme.example", DATABASE_URL=own_database)
        try:
            running.wait()
            wait_for(lambda expected=expected, log=running.log: expected in log.read_text(), running.log)
            if found := re.search(r"http://\S+?(/accounts/\S+)", running.log.read_text()):
                status, page = get(running.port, found[1])
                assert status in (200, 302), page
            assert bool(found) is expected.startswith("ana")
            assert "larkfield" not in running.log.read_text(), "no demonstration company"
        finally:
            running.process.send_signal(signal.SIGTERM)
            running.process.wait(60)


@pytest.fixture
def private(tmp_path: Path) -> Iterator[PrivateServer]:
    """The private cluster of an installation, with all tables, as an earlier `tradepost run` left it."""
    server = PrivateServer(tmp_path / "postgres", RUN.server.binaries)
    server.folder.mkdir()
    copy_tree(migrated_cluster(RUN.root) / "data", server.data)
    server.start()
    server.ensure_database("tradepost", template=TEMPLATE)
    server.stop()
    yield server
    server.stop("immediate")


def wait_for(what: Callable[[], object], log: Path) -> None:
    until = time.monotonic() + 300
    while not what():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


@pytest.mark.slow
def test_a_killed_private_database_and_a_killed_worker_come_back(
    private: PrivateServer, tmp_path: Path
) -> None:
    running = Running(tmp_path, DATABASE_URL="")
    try:
        running.wait()
        os.kill(int((private.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        wait_for(lambda: "database: started again." in running.log.read_text(), running.log)
        wait_for(lambda: get(running.port, "/readyz")[0] == 200, running.log)
        (worker,) = workers_of(running.process.pid)
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: "worker: started again." in running.log.read_text(), running.log)
        wait_for(lambda: workers_of(running.process.pid) not in ([], [worker]), running.log)
        assert running.process.poll() is None
    finally:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(60) == 0, running.log.read_text()
    assert not private.is_running(), "what run started it stops"
    said = running.log.read_text()
    assert "database: ended by itself; starting it again.\n" in said
    assert "web server: ended" not in said


def workers_of(parent: int) -> list[int]:
    """The children that are `tradepost worker`."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(one) for one in found if b"\0worker\0" in Path(f"/proc/{one}/cmdline").read_bytes()]

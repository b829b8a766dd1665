"""`tradepost run` brings everything up, may be called again, and takes everything down."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class Running:
    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
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
        return [*main, "run", "--no-demo", "--listen", f"127.0.0.1:{self.port}"]

    def wait(self) -> None:
        until = time.monotonic() + 60
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
        found.process.wait(30)


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
    assert running.process.wait(30) == 0
    with pytest.raises(OSError):
        get(running.port, "/healthz")


def test_it_starts_again_on_the_same_database(running: Running, own_database: str, tmp_path: Path) -> None:
    running.wait()
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(30)
    second = Running(tmp_path, DATABASE_URL=own_database)
    try:
        second.wait()
    finally:
        second.process.send_signal(signal.SIGTERM)
        second.process.wait(30)

"""Other processes of Tradepost on a test's database, to race with.

Loading Tradepost takes a second. A pytest process loads it once more, in a nursery: a process that divides whenever
somebody asks for a rival. A rival is a process of its own, with a connection of its own.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from select import select
from typing import IO, Any

NURSERY = Path(__file__).with_name("nursery.py")


class Rival:
    """A program that runs beside the test; `said` is what it printed, as JSON, once it ended well."""

    def __init__(self, out: IO[str], into: IO[str], errors: IO[bytes], status: IO[bytes]) -> None:
        self._out, self._into, self._errors, self._status = out, into, errors, status

    def hear(self) -> str:
        """The next line that it prints."""
        return self._out.readline().rstrip("\n")

    def say(self, words: str) -> None:
        """A line for it to read."""
        print(words, file=self._into, flush=True)

    def runs(self) -> bool:
        return not select([self._status], [], [], 0)[0]

    def told(self, patience: float = 300) -> str:
        """All that it printed, when it has ended; it ended well."""
        ended, _, _ = select([self._status], [], [], patience)
        status = self._status.read() if ended else b"not in time"
        self._errors.seek(0)
        told = self._out.read() if ended else ""
        assert status == b"0", (
            f"ended with {status.decode() or 'a signal'}: {self._errors.read().decode()[-2000:]}"
        )
        return told

    def said(self, patience: float = 300) -> Any:
        return json.loads(self.told(patience))


def start(url: str, program: Path | str, *words: object) -> Rival:
    """Run a program, a file or its text, with these words on a database. What it prints fits into a pipe (64 kB)."""
    there, here = _pipes(3), tempfile.TemporaryFile()  # noqa: SIM115 - kept as long as the rival
    (out, said), (heard, into), (status, ends) = there
    text = "" if isinstance(program, Path) else program
    file = str(program) if isinstance(program, Path) else ""
    asked = {"url": url, "file": file, "text": text, "words": [str(word) for word in words]}
    gate = _nursery()
    socket.send_fds(gate, [json.dumps(asked).encode()], [heard, said, here.fileno(), ends])
    assert gate.recv(1) == b"1"
    for end in (heard, said, ends):
        os.close(end)
    return Rival(os.fdopen(out), os.fdopen(into, "w"), here, os.fdopen(status, "rb"))


def said_by(rivals: Iterable[Rival]) -> list[Any]:
    return [rival.said() for rival in rivals]


def _pipes(count: int) -> list[tuple[int, int]]:
    return [os.pipe() for _ in range(count)]


@cache
def _nursery() -> socket.socket:
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")}
    wanted = {
        "DATABASE_URL": "postgres:///nowhere",
        "TRADEPOST_ENV": "test",
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        "PYTHONPATH": str(NURSERY.parent),
    }
    process = subprocess.Popen(
        [sys.executable, str(NURSERY), str(there.fileno())], env={**kept, **wanted}, pass_fds=[there.fileno()]
    )
    there.close()
    atexit.register(process.wait, 30)
    atexit.register(here.close)  # before: then it ends
    return here

"""The server under measurement, and what its processes cost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.company import ROOT

TICK = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def web_server(processes: int = 2, threads: int = 2) -> Iterator[tuple[int, int]]:
    """`tradepost serve` on a free port; gives (port, process id)."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "tradepost"), "serve", "--listen", f"127.0.0.1:{port}"]
    log = ROOT / "var" / "bench" / "web.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as told:
        running = subprocess.Popen(
            [*command, "--processes", str(processes), "--threads", str(threads)], stdout=told, stderr=told
        )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", running)
        yield port, running.pid
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(20)


def _wait(url: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if running.poll() is not None:
            raise RuntimeError("the web server ended; see var/bench/web.log")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not answer")


def cpu_seconds(root: int) -> float:
    """User and system time of a process, its ended children, and all its descendants."""
    children: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.name))
        used[int(entry.name)] = sum(int(x) for x in fields[11:15]) / TICK
    waiting, total = [root], 0.0
    while waiting:
        process = waiting.pop()
        total += used.get(process, 0.0)
        waiting += children.get(process, [])
    return total


def memory_mb(root: int) -> list[int]:
    """Resident megabytes of each child of a process."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            text = (entry / "status").read_text() if entry.name.isdigit() else ""
        except OSError:
            continue
        values = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        if values.get("PPid", "").strip() == str(root) and "VmRSS" in values:
            found.append(int(values["VmRSS"].split()[0]) // 1024)
    return sorted(found)

"""Clerks at work while somebody walks around with an axe."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chaos import evidence
from chaos.evidence import Told
from chaos.premises import TESTS, Premises, loads

Axe = Callable[[Premises], None]


def web_process(place: Premises) -> None:
    """The server brings up another by itself."""
    place.kill_web_process()


def web(place: Premises) -> None:
    place.kill_web()
    time.sleep(0.2)
    place.start_web()


def web_parent(place: Premises) -> None:
    """Its processes must not live on, answering with what may be old code."""
    left_behind = place.kill_web_parent()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{process}").exists() for process in left_behind):
        assert time.monotonic() < until, "web processes outlive their parent"
        time.sleep(0.1)
    place.start_web()


def worker(place: Premises) -> None:
    place.kill_workers()
    place.start_worker()


def web_and_worker(place: Premises) -> None:
    place.kill_web()
    worker(place)
    place.start_web()


def postgres(place: Premises) -> None:
    """The parent of all; the service manager starts it again."""
    place.kill_postgres()
    time.sleep(0.3)
    place.server.start()


def postgres_backend(place: Premises) -> None:
    """One of its processes: it ends the others, recovers and goes on by itself."""
    place.kill_backend()


def postgres_restart(place: Premises) -> None:
    """As an administrator in a hurry would."""
    place.server.stop("immediate")
    place.server.start()


def full_disk(place: Premises) -> None:
    """Not a byte is left for a while; then somebody makes room."""
    ballast = place.server.data / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(1 << 12))
    time.sleep(5)
    ballast.unlink()
    if not place.server.is_running():
        place.server.start()


AXES: tuple[Axe, ...] = (
    web_process,
    web,
    web_parent,
    worker,
    web_and_worker,
    postgres,
    postgres_backend,
    postgres_restart,
)


@dataclass
class Outcome:
    """What went wrong, as sentences, and what happened, as numbers."""

    problems: list[str]
    figures: dict[str, Any] = field(default_factory=dict)


def besiege(place: Premises, axes: list[Axe], *, clerks: int, seed: int = 0) -> Outcome:
    """Let clerks trade over HTTP, swing each axe under load, and hold their notes against the books."""
    rng = random.Random(seed)
    company = loads(place.run_python(str(TESTS / "chaos" / "company.py"), "30", "200"))
    place.start_web()
    place.start_worker()
    place.wait_for_web()
    stop = place.folder / "stop"
    at_work = send_clerks(place, {**company, "stop": str(stop), "pause": 0.02, "seed": seed}, clerks)
    blows: Counter[str] = Counter()
    began = time.monotonic()
    for axe in axes:
        trade(place, 30)
        time.sleep(rng.uniform(0, 1))
        axe(place)
        blows[axe.__name__] += 1
        place.wait_for_web()
    trade(place, 30)
    stop.touch()
    ended = [clerk.wait(300) for clerk in at_work]
    seconds = time.monotonic() - began
    drained = evidence.drain(place)
    told = Told.read(place.folder.glob("clerk*.jsonl"))
    found = evidence.problems(place, told)
    found += [f"a clerk ended with {code}: {place.said('clerks')}" for code in ended if code]
    found += [] if drained else ["the deliveries did not end"]
    ((events,),) = place.ask("select count(*) from base_event")
    figures = {
        "kills": sum(blows.values()),
        **blows,
        "web server started again": place.restarts,
        "seconds": round(seconds),
        "events": events,
    }
    return Outcome(found, {**figures, **told.figures})


def trade(place: Premises, answers: int) -> None:
    """Until the clerks were answered so many times more: a blow must fall into work, however slow the machine."""
    until = time.monotonic() + 180
    wanted = answers + answered(place)
    while answered(place) < wanted:
        place.watch_web()
        assert time.monotonic() < until, f"nobody is answered: {place.said('web')} {place.said('clerks')}"
        time.sleep(0.05)


def answered(place: Premises) -> int:
    return sum(log.read_bytes().count(b"\n") for log in place.folder.glob("clerk*.jsonl"))


def send_clerks(place: Premises, plan: dict[str, Any], count: int) -> list[subprocess.Popen[bytes]]:
    """Processes with one clerk each; each notes what it was told in clerk<n>.jsonl."""
    paper = place.folder / "plan.json"
    paper.write_text(json.dumps({**plan, "port": place.port}))
    return [
        place.begin(
            str(TESTS / "chaos" / "clerk.py"),
            str(paper),
            str(n),
            str(place.folder / f"clerk{n}.jsonl"),
            log="clerks",
        )
        for n in range(count)
    ]

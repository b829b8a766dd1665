"""Many writers, slow commits, four workers and a reader that are killed and come back: each fact once."""

import os
import random
import subprocess
import time

import pytest

from chaos import evidence
from chaos.feed_reader import lines_of
from chaos.premises import TESTS, Premises, kill_group, premises

SOAK = bool(os.environ.get("SOAK"))
SECONDS = 90 if SOAK else 4
WRITERS, WORKERS = 4, 4


def begin_reader(place: Premises) -> subprocess.Popen[bytes]:
    return place.begin(str(TESTS / "chaos" / "feed_reader.py"), str(place.folder / "read.log"), log="reader")


def kill_around(
    place: Premises, reader: subprocess.Popen[bytes], until: float
) -> tuple[int, subprocess.Popen[bytes]]:
    """Kill and replace a worker or the reader, again and again; gives how often."""
    rng, kills = random.Random(), 0
    while time.monotonic() < until:
        time.sleep(rng.uniform(0.3, 1.2))
        if rng.random() < 0.25:
            kill_group(reader)
            reader = begin_reader(place)
        else:
            kill_group(place.workers.pop(rng.randrange(WORKERS)))
            place.start_worker()
        kills += 1
    return kills, reader


def wait_for_reader(place: Premises, events: int) -> None:
    until = time.monotonic() + 180
    while len((place.folder / "read.log").read_text().splitlines()) < events and time.monotonic() < until:
        time.sleep(0.1)


@pytest.mark.slow
def test_no_fact_is_skipped_or_effective_twice(keep) -> None:
    with premises() as place:
        place.run_python(str(TESTS / "chaos" / "company.py"), "1", "1")
        for _ in range(WORKERS):
            place.start_worker()
        reader = begin_reader(place)
        writers = [
            place.begin(str(TESTS / "chaos" / "feed_writer.py"), str(seed), str(SECONDS), log=f"writer{seed}")
            for seed in range(WRITERS)
        ]
        kills, reader = kill_around(place, reader, time.monotonic() + SECONDS + 2)
        assert [writer.wait(60) for writer in writers] == [0] * WRITERS, place.said("writer0")
        written = sum(
            int((place.folder / f"writer{seed}.log").read_text().split()[-1]) for seed in range(WRITERS)
        )
        drained = evidence.drain(place)
        ((events,),) = place.ask("select count(*) from base_event")
        wait_for_reader(place, events)
        kill_group(reader)
        read = lines_of(place.folder / "read.log")
        ours = place.ask("select count(*)::int from base_event where command in ('', 'chaos')")
        feed = place.ask("select epoch || '.' || xid || '.' || id from base_event order by epoch, xid, id")
        # The order of commit is not the order of ids: else this proved nothing.
        ((late,),) = place.ask(
            """select count(*) from (select id < lag(id) over (order by epoch, xid, id) as late from base_event) e
               where late"""
        )
        problems = list(evidence.deliveries(place))
    keep(
        "change feed",
        {
            "seconds": SECONDS,
            "events": events,
            "committed out of order": late,
            "workers": WORKERS,
            "kills": kills,
        },
    )
    assert drained
    assert problems == []
    assert ours == [(written,)]
    assert read == [cursor for (cursor,) in feed]
    assert late > 0

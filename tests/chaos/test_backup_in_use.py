"""A backup taken in the middle of trade, restored into an empty place, is a company that can go on."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from chaos import evidence
from chaos.premises import TESTS, Premises, premises

SOAK = bool(os.environ.get("SOAK"))
BACKUPS = 5 if SOAK else 1
CLERKS = 2
COUNT = "select count(*) from base_event"


def begin_clerks(
    place: Premises, until: str, seed: int = 0, count: int = CLERKS
) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, str(TESTS / "chaos" / "crossing.py"), str(seed + n), until],
            env=place.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(count)
    ]


def trade_goes_on(place: Premises, events: int) -> int:
    """Wait for so many more facts; gives how many there are then."""
    ((before,),) = place.ask(COUNT)
    until = time.monotonic() + 120
    while True:
        ((now,),) = place.ask(COUNT)
        if now >= before + events:
            return int(now)
        assert time.monotonic() < until, "nobody trades"
        time.sleep(0.05)


def end(clerks: list[subprocess.Popen[str]]) -> None:
    ended = [clerk.communicate(timeout=300)[1] for clerk in clerks]
    assert {clerk.returncode for clerk in clerks} == {0}, ended


def restored(place: Premises, file: Path, name: str) -> Premises:
    """The backup in an empty database, and in a data folder of its own."""
    place.server.ensure_database(name)
    copy = Premises(place.folder / name, place.server, place.port, {"DATABASE_URL": place.server.url(name)})
    copy.folder.mkdir()
    copy.settings["TRADEPOST_DATA_DIR"] = str(copy.folder)
    done = copy.tradepost("restore", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


@pytest.mark.slow
def test_a_backup_taken_while_trading_restores_to_good_books(keep) -> None:
    with premises() as place:
        place.run_python(str(TESTS / "chaos" / "company.py"), "12", "80")
        (place.folder / "files").mkdir()
        (place.folder / "files" / "order.pdf").write_bytes(b"%PDF what a customer sent")
        place.start_worker()
        for number in range(BACKUPS):
            stop = place.folder / f"stop{number}"
            clerks = begin_clerks(place, str(stop), seed=number * 10)
            before = trade_goes_on(place, 100)
            began = time.monotonic()
            file = place.folder / f"company{number}.tar"
            saved = place.tradepost("backup", str(file))
            took = time.monotonic() - began
            after = trade_goes_on(place, 5)
            stop.touch()
            assert saved.returncode == 0, saved.stdout + saved.stderr
            end(clerks)
            copy = restored(place, file, f"copy{number}")
            with psycopg.connect(copy.url) as connection:
                ((events,),) = connection.execute(COUNT).fetchall()
            verified = copy.tradepost("verify")
            assert verified.returncode == 0, verified.stdout
            assert (copy.folder / "files" / "order.pdf").read_bytes() == b"%PDF what a customer sent"
            assert before <= events <= after
            goes_on(copy)
        keep(
            "backup in use",
            {"backups": BACKUPS, "seconds of the last": round(took, 1), "bytes": file.stat().st_size,
             "events before, in it, after": f"{before}, {events}, {after}"},
        )  # fmt: skip


def goes_on(copy: Premises) -> None:
    """Clerks trade in the copy, the worker goes on behind the last fact it knew, and the books stay good."""
    end(begin_clerks(copy, "1", seed=77, count=1))
    copy.start_worker()
    drained = evidence.drain(copy)
    copy.kill_workers()
    assert drained
    assert list(evidence.deliveries(copy)) == []
    verified = copy.tradepost("verify")
    assert verified.returncode == 0, verified.stdout

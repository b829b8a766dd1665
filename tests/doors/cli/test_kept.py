"""What ends by itself is started again, with longer and longer waits, and each time it is said."""

from __future__ import annotations

import pytest

from tradepost.base.private_postgres import PostgresProblem
from tradepost.doors.cli.kept import Kept


class Thing:
    """Runs from when it is started for as long as it is told."""

    def __init__(self) -> None:
        self.up, self.stays, self.begun, self.now = True, True, [], 100.0
        self.kept = Kept("worker", lambda: self.up, self.begin)

    def begin(self) -> None:
        self.begun.append(self.now)
        self.up = self.stays

    def seconds(self, count: int) -> None:
        for _ in range(count):
            self.kept.look(self.now)
            self.now += 1


def test_what_runs_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing()
    thing.seconds(500)
    assert (thing.begun, capsys.readouterr().err) == ([], "")


def test_what_ends_is_started_at_once_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing()
    thing.up = False
    thing.seconds(10)
    assert thing.begun == [100.0]
    assert capsys.readouterr().err == (
        "worker: ended by itself; starting it again.\nworker: started again.\n"
    )


def test_what_does_not_stay_waits_longer_and_longer(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing()
    thing.up = thing.stays = False
    thing.seconds(180)
    waits = [int(b - a) for a, b in zip(thing.begun, thing.begun[1:], strict=False)]
    # A wait begins at the look after the start, one second later.
    assert waits == [2, 3, 5, 9, 17, 31, 31, 31, 31]
    assert "worker: ended by itself; starting it again in 30 s." in capsys.readouterr().err
    thing.stays = True
    thing.seconds(40)
    assert thing.up
    thing.seconds(60)
    thing.up = False
    before = thing.now
    thing.seconds(1)
    assert thing.begun[-1] == before, "after a minute without a fault it is started at once again"


def test_what_cannot_be_started_is_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing()
    tries = []

    def begin() -> None:
        tries.append(thing.now)
        raise PostgresProblem("no room on the disk")

    thing.up = False
    thing.kept.begin = begin
    thing.seconds(6)
    assert tries == [100.0, 102.0, 105.0]
    assert "worker: could not be started: no room on the disk" in capsys.readouterr().err

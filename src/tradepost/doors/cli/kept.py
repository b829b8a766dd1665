"""Keeping a thing running: what ended by itself is started again, at once and then with longer and longer waits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from tradepost.base.private_postgres import PostgresProblem

LONGEST_WAIT = 30.0
WELL_AFTER = 60.0


@dataclass
class Kept:
    """One thing, running when we first look. `runs` looks, `begin` starts it; `look` is told the time in seconds.

    Waits 0, 1, 2, 4, ... at most 30 seconds before it starts again what does not stay; after a minute without
    a fault it counts from 0 again.
    """

    name: str
    runs: Callable[[], bool]
    begin: Callable[[], object]
    faults: int = 0
    began_at: float = 0.0
    due_at: float | None = None

    def look(self, now: float) -> None:
        """Start it when it ended and its wait is over."""
        if self.due_at is None:
            if self.runs():
                return
            if now - self.began_at >= WELL_AFTER:
                self.faults = 0
            wait = wait_after(self.faults)
            self.faults += 1
            self.due_at = now + wait
            say(f"{self.name}: ended by itself; starting it again" + (f" in {wait:.0f} s." if wait else "."))
        if now < self.due_at:
            return
        self.due_at, self.began_at = None, now
        try:
            self.begin()
        except (PostgresProblem, OSError) as problem:
            say(f"{self.name}: could not be started: {problem}")
        else:
            say(f"{self.name}: started again.")


def wait_after(faults: int) -> float:
    """How many seconds to wait after so many faults in a row."""
    return min(2.0 ** (faults - 1), LONGEST_WAIT) if faults else 0.0


def say(sentence: str) -> None:
    """On standard error, where the children say theirs."""
    print(sentence, file=sys.stderr, flush=True)

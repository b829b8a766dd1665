"""What happens when: deeds with their moments, done in order of time up to now."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta

Deed = Callable[[datetime], None]


class Agenda:
    """A queue of deeds. A deed is told its moment and may put others on the agenda.

    Nothing is done after `now`: what would come later stays undone, and so the newest work is left in
    every state.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._count = 0

    def put(self, moment: datetime, deed: Deed) -> None:
        self._count += 1
        heapq.heappush(self._deeds, (moment, self._count, deed))

    def after(self, moment: datetime, deed: Deed, *, days: int = 0, minutes: int = 0) -> None:
        """Some time after a moment, on a working day."""
        then = moment + timedelta(days=days, minutes=minutes)
        while then.weekday() > 4:
            then += timedelta(days=1)
        self.put(then, deed)

    def work_off(self) -> int:
        """Do all that is due; gives how many deeds were done."""
        done = 0
        while self._deeds and self._deeds[0][0] <= self.now:
            moment, _, deed = heapq.heappop(self._deeds)
            deed(moment)
            done += 1
        return done

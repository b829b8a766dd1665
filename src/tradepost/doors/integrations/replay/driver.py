"""A whole history, day by day: one transaction per day, and in it the note of how far we are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from tradepost.base import progress
from tradepost.base.command import transact
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.integrations.replay.history import History
from tradepost.doors.integrations.replay.opening import BooksNotEmpty, open_books, refuse_other_books
from tradepost.doors.integrations.replay.trading import HistoryRefused, Trading, moment

__all__ = ["BooksNotEmpty", "Driven", "HistoryRefused", "Progress", "drive"]

OPENED, CLOSED = "opened", "closed"

Progress = Callable[[date, int, int], None]


@dataclass(frozen=True, slots=True)
class Driven:
    """What this run did: the days it drove, and whether another run had begun or ended the work before."""

    days: int
    went_on: bool
    was_done: bool


def drive(history: History, told: Progress | None = None) -> Driven:
    """Drive a history into the books, or go on where an earlier run of it ended.

    `told` hears (day, days done, days in all). Raises BooksNotEmpty, HistoryRefused, MovedMeanwhile.
    """
    name = f"replay:{history.digest}"
    first, last = history.first_day(), history.last_day()
    at = before = progress.place_of(name)
    if at == progress.UNBEGUN:
        by = moment(first - timedelta(days=1), 8)
        refuse_other_books(by)
        at = _step(name, at, OPENED, partial(open_books, by, history))
    if at == CLOSED:
        return Driven(0, went_on=False, was_done=True)
    trading = Trading(history, inventory_queries.warehouses()[0].id)
    day = first if at == OPENED else date.fromisoformat(at) + timedelta(days=1)
    driven = 0
    while day <= last:
        if told:
            told(day, (day - first).days, (last - first).days + 1)
        if not trading.is_quiet(day):
            at = _step(name, at, day.isoformat(), partial(trading.trade, day))
            driven += 1
        day += timedelta(days=1)
    _step(name, at, CLOSED, partial(trading.close, last))
    if told:
        told(last, (last - first).days + 1, (last - first).days + 1)
    return Driven(driven, went_on=before != progress.UNBEGUN, was_done=False)


def _step(name: str, since: str, to: str, work: Callable[[], object]) -> str:
    """Move on and work in one transaction: both are there after it, or neither."""

    def both() -> None:
        progress.advance(name, since, to, datetime.now(UTC))
        work()

    transact(both, "replay")
    return to

"""The loop: turn news into deliveries, deliver, do what is due, rest; end cleanly when told.

As many copies as wanted may run. Killed at any moment, nothing is lost: the mark that a reaction ran is
written in its own transaction, and a lease that ran out is taken over by another copy.
"""

import signal
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from tradepost.base import deliveries, feed
from tradepost.base.by import system
from tradepost.base.command import transact
from tradepost.base.deliveries import Claimed
from tradepost.base.outward import Answer, Outward
from tradepost.doors.worker.desk import Desk
from tradepost.doors.worker.job_kinds import KINDS, Kind
from tradepost.doors.worker.reactions import PAGE, Page, Reaction
from tradepost.doors.worker.schedule import SCHEDULE, Job, run_job

log = structlog.get_logger("tradepost.worker")
REST_SECONDS = 0.5
LOST_DATABASE_SECONDS = 2.0
LOOK_AT_CLOCK_SECONDS = 10.0
END_OF_JOB_SECONDS = 5.0
SENT_AT_ONCE = 5
AWAY_SECONDS = 30.0
"""So long nothing is sent after a partner could not be reached: each try would hold up all other work."""


class TwinWasFaster(Exception):
    """Another worker finished this delivery; our effect is rolled back."""


@dataclass
class Worker:
    """One copy. `stop` ends it after the delivery in hand."""

    page: Page = field(default_factory=lambda: PAGE)
    jobs: Sequence[Job] = SCHEDULE
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    stop: threading.Event = field(default_factory=threading.Event)
    rest_seconds: float = REST_SECONDS

    def __post_init__(self) -> None:
        known = [reaction for reactions in self.page.values() for reaction in reactions]
        self.reactions = {name_of(one): one for one in known if not isinstance(one, Outward)}
        self.outward = {one.name: one for one in known if isinstance(one, Outward)}
        self.names: Mapping[str, tuple[str, ...]] = {
            event.name: tuple(name_of(reaction) for reaction in reactions)
            for event, reactions in self.page.items()
        }
        self.looked_at_clock = float("-inf")
        self.away_until = float("-inf")

    def run(self) -> None:
        """Until stopped. A database that goes away is waited for."""
        log.info("worker started", reactions=len(self.reactions), jobs=len(self.jobs))
        desk = Desk(self.kinds, self.stop).start()
        while not self.stop.is_set():
            try:
                busy = self.turn()
            except (OperationalError, InterfaceError) as error:
                log.warning("the database is not there; trying again", error=str(error).strip())
                connection.close()
                self.stop.wait(LOST_DATABASE_SECONDS)
                continue
            if not busy:
                close_old_connections()
                self.stop.wait(self.rest_seconds)
        # It puts its job back at the next step. One that takes longer is taken over when its lease ends.
        desk.join(END_OF_JOB_SECONDS)
        log.info("worker stopped")

    def turn(self) -> int:
        """One round; gives how much there was to do."""
        done = feed.relay(self.names, timezone.now())
        done += self.deliver()
        done += self.send_out()
        if time.monotonic() - self.looked_at_clock >= LOOK_AT_CLOCK_SECONDS:
            self.looked_at_clock = time.monotonic()
            self.do_jobs()
        return done

    def deliver(self) -> int:
        """Run what is due, one transaction each; gives how many were taken."""
        taken = deliveries.claim_due(timezone.now(), but=list(self.outward))
        for number, claimed in enumerate(taken):
            if self.stop.is_set():
                # What we leave is taken over when our lease ends.
                return number
            self.deliver_one(claimed)
        return len(taken)

    def deliver_one(self, claimed: Claimed) -> None:
        """Run one reaction to one event, or put it off with what went wrong."""
        now = timezone.now()

        def work() -> None:
            event = feed.event_of(claimed.event_id)
            self.reactions[claimed.reaction](system(now), event)
            if not deliveries.finish(claimed.id, now):
                raise TwinWasFaster

        try:
            transact(work, f"worker.{claimed.reaction}")
        except TwinWasFaster:
            log.info("a twin was faster", delivery=claimed.id)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # one bad delivery must not stop the others
            log.exception("a reaction failed", reaction=claimed.reaction, event_id=claimed.event_id)
            deliveries.put_off(claimed, f"{type(error).__name__}: {error}", timezone.now())

    def send_out(self) -> int:
        """Send a few of what leaves the house; gives how many were taken."""
        if not self.outward or time.monotonic() < self.away_until:
            return 0
        taken = deliveries.claim_due(timezone.now(), SENT_AT_ONCE, of=list(self.outward))
        for number, claimed in enumerate(taken):
            if self.stop.is_set() or time.monotonic() < self.away_until:
                return number
            self.send_one(claimed)
        return len(taken)

    def send_one(self, claimed: Claimed) -> None:
        """Look, send, keep; the middle outside of any transaction."""
        reaction, by = self.outward[claimed.reaction], system(timezone.now())
        try:
            event = feed.event_of(claimed.event_id)
            what = transact(lambda: reaction.look(by, event), f"worker.{claimed.reaction}")
            if not deliveries.hold(claimed, by.now):
                return
            answer = Answer() if what is None else reaction.send(what)
            self._keep(claimed, reaction, what, answer)
        except TwinWasFaster:
            log.info("a twin was faster", delivery=claimed.id)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # one bad delivery must not stop the others
            log.exception("could not be sent", reaction=claimed.reaction, event_id=claimed.event_id)
            deliveries.put_off(claimed, f"{type(error).__name__}: {error}", timezone.now())

    def _keep(self, claimed: Claimed, reaction: Outward, what: object, answer: Answer) -> None:
        now = timezone.now()

        def work() -> None:
            if what is not None:
                reaction.keep(system(now), what, answer)
            if answer.again:
                deliveries.put_off(claimed, answer.again, now)
            elif not deliveries.finish(claimed.id, now):
                raise TwinWasFaster

        transact(work, f"worker.{claimed.reaction}")
        if answer.away:
            self.away_until = time.monotonic() + AWAY_SECONDS

    def do_jobs(self) -> None:
        """What is due by the clock; one that fails is tried again at the next look."""
        for job in self.jobs:
            if self.stop.is_set():
                return
            try:
                run_job(system(timezone.now()), job, self.stop.is_set)
            except (OperationalError, InterfaceError):
                raise
            except Exception:  # the others are due as well
                log.exception("a job failed", job=job.name)


def name_of(reaction: Reaction) -> str:
    """The stable name under which deliveries know a reaction: `module.function`, or its own."""
    if isinstance(reaction, Outward):
        return reaction.name
    return f"{reaction.__module__.rsplit('.', 1)[-1]}.{reaction.__name__}"


def run_until_told(worker: Worker | None = None) -> None:
    """Run in this process until SIGTERM or SIGINT."""
    running = worker or Worker()

    def end(number: int, frame: FrameType | None) -> None:
        running.stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    running.run()

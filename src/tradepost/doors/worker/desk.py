"""The desk: one thread of a worker that does people's jobs, one after the other, while the loop goes on beside it.

A second thread is the heart of the job in hand: on a connection of its own it renews the lease, tells progress, and
hears the wish to cancel. Killed at any moment, the job is another's half a minute later.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tradepost.base import job_queue
from tradepost.base.by import By, system
from tradepost.base.command import transact
from tradepost.base.errors import NotPermitted, Refusal
from tradepost.base.job_queue import GIVE_UP_AFTER, CancelWished, JobLost, Work, WorkEnds, WorkerStops
from tradepost.base.models import Job
from tradepost.domain.access import queries as access_queries
from tradepost.doors.worker.job_kinds import KINDS, Kind
from tradepost.doors.worker.telling import tell_who_asked
from tradepost.render.sentences import said

log = structlog.get_logger("tradepost.jobs")
BEAT_SECONDS = 0.7
REST_SECONDS = 0.5
LOST_DATABASE_SECONDS = 2.0


class NobodyAsks(Refusal):
    """Who asked for the job may not sign in any more."""


@dataclass
class Heart:
    """Beats while the work goes on. `stop` is the worker's own: then the work is to end as well."""

    work: Work
    stop: threading.Event
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Heart":
        self.held_at = timezone.now()
        self.thread = threading.Thread(target=self._run, name="job-heart", daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def _run(self) -> None:
        try:
            while not self.over.wait(BEAT_SECONDS):
                self._beat()
        finally:
            connection.close()

    def _beat(self) -> None:
        now = timezone.now()
        try:
            ends = job_queue.beat(self.work.job, now, self.work.done, self.work.total)
            self.held_at = now
        except (OperationalError, InterfaceError) as error:
            log.warning("a heartbeat was missed", job=str(self.work.job.pk), error=str(error).strip())
            connection.close()
            ends = JobLost if now - self.held_at > job_queue.LEASE else None
        if ends is None and self.stop.is_set():
            ends = WorkerStops
        self.work.ends = ends or self.work.ends


@dataclass
class Desk:
    """Does jobs until stopped. `beats=False` is for tests that hold one transaction: progress is told in it."""

    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    stop: threading.Event = field(default_factory=threading.Event)
    beats: bool = True

    def start(self) -> threading.Thread:
        """In a thread of its own."""
        thread = threading.Thread(target=self.run, name="job-desk", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Until stopped. A database that goes away is waited for."""
        try:
            while not self.stop.is_set():
                try:
                    if not self.do_one():
                        self.stop.wait(REST_SECONDS)
                except (OperationalError, InterfaceError) as error:
                    log.warning("the database is not there; trying again", error=str(error).strip())
                    connection.close()
                    self.stop.wait(LOST_DATABASE_SECONDS)
        finally:
            connection.close()

    def do_one(self) -> bool:
        """Take a job and do it; False when there is none."""
        now = timezone.now()
        job = job_queue.claim_one(now, self.kinds.keys())
        if job is None:
            return False
        work = Work(job, now, done=job.done, total=job.total)
        with translation.override(job.language or None):
            if job.left >= GIVE_UP_AFTER:
                sentence = _(
                    "This was begun %(n)s times, and each time the worker died. What it did so far stands."
                )
                job_queue.fail(work, sentence % {"n": job.attempts - 1}, now)
            else:
                self._do(work)
        return True

    def _do(self, work: Work) -> None:
        job, ended = work.job, False
        log.info("a job begins", job=str(job.pk), kind=job.kind, attempt=job.attempts)
        try:
            by = _who_asked(job, work.now)
            if self.beats:
                with Heart(work, self.stop):
                    self.kinds[job.kind](by, work)
            else:
                work.beat = _beat_here
                self.kinds[job.kind](by, work)
            ended = _told(work, lambda: job_queue.finish(work, timezone.now()))
        except CancelWished:
            ended = job_queue.cancel(work, timezone.now())
        except WorkerStops:
            ended = job_queue.put_back(work)
        except WorkEnds:
            pass
        except (OperationalError, InterfaceError):
            raise
        except Refusal as refusal:
            sentence = said(refusal.message)
            ended = _told(work, lambda: job_queue.fail(work, sentence, timezone.now()))
        except Exception:
            log.exception("a job failed", job=str(job.pk), kind=job.kind)
            ended = _told(work, lambda: job_queue.fail(work, _fault(), timezone.now()))
        if not ended:
            log.warning("another worker has the job", job=str(job.pk))


def _told(work: Work, end: Callable[[], bool]) -> bool:
    """End it and tell who asked, both or neither."""

    def both() -> bool:
        if ended := end():
            tell_who_asked(work)
        return ended

    return transact(both, "worker.end")


def _who_asked(job: Job, now: datetime) -> By:
    """Who asked, with the roles and the scope they have now. Raises NobodyAsks, NotPermitted."""
    by = system(now) if job.actor_id is None else access_queries.by_of_id(job.actor_id, now)
    if by is None:
        raise NobodyAsks(_("Whoever asked for this may not sign in any more."))
    if job.may and not access_queries.may(by, job.may):
        raise NotPermitted(_("You may not do this any more: your role was changed since you asked."))
    return by


def _fault() -> str:
    return _(
        "Something went wrong in Tradepost itself. What was done so far stands, the rest was not begun. Try it again;"
        " if it stays, tell whoever runs Tradepost."
    )


def _beat_here(work: Work) -> None:
    work.ends = job_queue.beat(work.job, timezone.now(), work.done, work.total)

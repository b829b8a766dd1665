"""Jobs as a worker sees them: claimed with a lease, kept by a heartbeat, ended once.

The lease is renewed, and progress told, on a connection of its own (doors/worker/desk.py), so that people see it
while the work has a transaction open. Every write names the number of the claim it was made under: a worker that
slept past its lease finds that the job is another's, and its work is undone.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from tradepost.base import kept_files, sql
from tradepost.base.events import to_json
from tradepost.base.models import Job

LEASE = timedelta(seconds=30)
GIVE_UP_AFTER = 5


class WorkEnds(Exception):
    """The work in hand ends here; not a fault of it."""


class CancelWished(WorkEnds):
    """Who asked for the job does not want it any more."""


class WorkerStops(WorkEnds):
    """This worker is told to end: the job goes back, and another goes on with it."""


class JobLost(WorkEnds):
    """The lease ran out, and another worker has the job."""


@dataclass
class Work:
    """A job in hand. `tell` often: it is cheap, shows progress, and is where a wish to cancel is heard."""

    job: Job
    now: datetime
    ends: type[WorkEnds] | None = None
    beat: Callable[["Work"], None] | None = None
    done: int = 0
    total: int | None = None
    said: str = ""
    leads_to: str = ""
    outcome: dict[str, Any] = field(default_factory=dict)

    @property
    def request(self) -> dict[str, Any]:
        return dict(self.job.request)

    @property
    def place(self) -> Any:
        """Where an earlier worker left the work, as it was told to `save`; None at the beginning."""
        return self.job.place

    def tell(self, done: int, total: int | None = None) -> None:
        """So many of all. Raises WorkEnds when somebody wants it to end: let it pass."""
        self.done = done
        self.total = max(total, done) if total is not None else self.total
        if self.beat is not None:
            self.beat(self)
        if self.ends is not None:
            raise self.ends

    def save(self, place: Any) -> None:
        """Where to go on from, written in the caller's transaction: with the work, or not at all.

        Say it last: until that transaction ends, the heartbeat waits.
        """
        self._write("update base_job set place = %s::jsonb where id = %s and attempts = %s", [to_json(place)])

    def note(
        self,
        position: int,
        *,
        is_done: bool,
        said: str = "",
        label: str = "",
        url: str = "",
        code: str = "",
        subject_id: UUID | None = None,
    ) -> None:
        """What became of one row, in the transaction of that row. Raises JobLost when another has the job."""
        self._write(
            """insert into base_job_line (job_id, position, subject_id, label, url, is_done, code, said)
               select id, %s, %s, %s, %s, %s, %s, %s from base_job
               where id = %s and attempts = %s and state = 'running'
               on conflict (job_id, position) do nothing""",
            [position, subject_id, label, url, is_done, code, said],
        )

    def noted(self) -> set[int]:
        """The rows whose outcome stands already: an earlier worker came so far."""
        return {
            int(position)
            for (position,) in sql.rows("select position from base_job_line where job_id = %s", [self.job.pk])
        }

    def keep(self, name: str, contents: IO[bytes]) -> None:
        """The file that the job made; people fetch it by `name`."""
        size = contents.seek(0, 2)
        path = kept_files.keep(self.job.pk, name, contents)
        self._write(
            "update base_job set file = %s, file_name = %s, file_bytes = %s where id = %s and attempts = %s",
            [path, name, size],
        )

    def _write(self, statement: str, values: list[Any]) -> None:
        if not sql.run(statement, [*values, self.job.pk, self.job.attempts]):
            raise JobLost


def claim_one(now: datetime, kinds: Collection[str]) -> Job | None:
    """The oldest job nobody holds, or whose worker is gone. None: there is nothing to do.

    A moment far ahead was written under a clock that has since been put back, and does not count.
    """
    found = sql.one(
        """with next as (
             select id from base_job
             where state in ('queued', 'running') and kind = any(%(kinds)s::text[])
               and (state = 'queued' or leased_until < %(now)s or leased_until > %(too_long)s)
             order by made_at, id limit 1 for update skip locked)
           update base_job j set attempts = attempts + 1, leased_until = %(lease)s,
             "left" = "left" + case when state = 'running' then 1 else 0 end, state = 'running',
             started_at = coalesce(started_at, %(now)s)
           from next where j.id = next.id returning j.id""",
        {"kinds": list(kinds), "now": now, "lease": now + LEASE, "too_long": now + 3 * LEASE},
    )
    return Job.objects.get(pk=found[0]) if found else None


def claim_this(job_id: UUID, now: datetime) -> Job | None:
    """A job that waits, by whoever does it at once; None when somebody has it."""
    taken = sql.run(
        """update base_job set state = 'running', attempts = attempts + 1, leased_until = %s, started_at = %s
           where id = %s and state = 'queued'""",
        [now + LEASE, now, job_id],
    )
    return Job.objects.get(pk=job_id) if taken else None


def beat(job: Job, now: datetime, done: int, total: int | None) -> type[WorkEnds] | None:
    """Renew the lease and tell progress; gives why the work must end, or None."""
    found = sql.one(
        """update base_job set leased_until = %s, done = %s, total = %s
           where id = %s and attempts = %s and state = 'running' returning cancel_asked_at""",
        [now + LEASE, done, total, job.pk, job.attempts],
    )
    if found is None:
        return JobLost
    return CancelWished if found[0] is not None else None


def put_back(work: Work) -> bool:
    """Give a job back unfinished, for another to go on with; that is no failed attempt."""
    return _end(work, "queued", None)


def finish(work: Work, now: datetime) -> bool:
    """The work is whole."""
    return _end(work, "done", now)


def cancel(work: Work, now: datetime) -> bool:
    """Ended as was wished; what was done so far stands."""
    return _end(work, "cancelled", now)


def fail(work: Work, sentence: str, now: datetime) -> bool:
    """Ended, and why. False when another has the job by now."""
    work.said = sentence
    return _end(work, "failed", now)


def _end(work: Work, state: str, now: datetime | None) -> bool:
    total = work.done if state == "done" else work.total
    return (
        sql.run(
            """update base_job set state = %s, ended_at = %s, leased_until = null, done = %s, total = %s,
                 said = %s, leads_to = %s, outcome = %s::jsonb
               where id = %s and attempts = %s and state = 'running'""",
            [
                state, now, work.done, total, work.said, work.leads_to, to_json(work.outcome),
                work.job.pk, work.job.attempts,
            ],
        )
        == 1
    )  # fmt: skip

"""Jobs as people see them: asked for, looked at, cancelled, forgotten. Who does them: base/job_queue.py.

A job belongs to who asked for it. Nobody else sees it, but the owner.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound, Refusal
from tradepost.base.events import to_json
from tradepost.base.listing import Listing, choice, day_range
from tradepost.base.models import Job, JobLine
from tradepost.base.models.job import JOB

JOBS_KEPT = timedelta(days=90)
OPEN_AT_MOST = 20


class TooManyJobs(Refusal):
    """Somebody waits for so many jobs already that another one would only wait behind them."""

    status = 429


def ask(
    by: By,
    *,
    job_id: UUID,
    kind: str,
    title: str,
    request: Mapping[str, Any],
    may: str = "",
    language: str = "",
    total: int | None = None,
) -> None:
    """Ask for a job, in the caller's transaction if there is one; asked again with the same id it is one job.

    `request` is all the job will know: plain JSON. Raises TooManyJobs.
    """
    waiting = sql.one(
        "select count(*) from base_job where actor_id is not distinct from %s and state in ('queued', 'running')",
        [by.actor_id],
    )
    if waiting and waiting[0] >= OPEN_AT_MOST:
        raise TooManyJobs(
            f"{OPEN_AT_MOST} of your jobs are waiting or running. Let some end, or cancel what you do not need.",
            waiting=waiting[0],
        )
    sql.run(
        """insert into base_job (id, kind, title, may, actor_id, actor, language, state, request, outcome, said,
                                 leads_to, done, total, file, file_name, file_bytes, attempts, "left", made_at)
           values (%s, %s, %s, %s, %s, %s, %s, 'queued', %s::jsonb, '{}', '', '', 0, %s, '', '', 0, 0, 0, %s)
           on conflict (id) do nothing""",
        [job_id, kind, title, may, by.actor_id, by.actor, language, to_json(request), total, by.now],
    )


def is_over(job_id: UUID | None) -> bool:
    """Whether nobody works on it, nor will, whoever asked for it; a job that was forgotten is over."""
    return job_id is None or not Job.objects.filter(pk=job_id, state__in=("queued", "running")).exists()


def work_on(job_id: UUID | None) -> Job | None:
    """The job that somebody asked for on a document, for whoever sees the document; None: there is none any more."""
    return Job.objects.filter(pk=job_id).first() if job_id else None


def job_of(by: By, job_id: UUID) -> Job:
    """One's own job; the owner sees everybody's. Raises NotFound."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or (job.actor_id != by.actor_id and ("owner" not in by.roles or by.scope)):
        raise NotFound("There is no such job.")
    return job


def lines_of(job: Job, *, refused_only: bool = False) -> "QuerySet[JobLine]":
    """What became of each row, in order."""
    found = JobLine.objects.filter(job_id=job.pk).order_by("position")
    return found.filter(is_done=False) if refused_only else found


def counts_of(job: Job) -> tuple[int, int]:
    """How many rows were done, and how many were refused."""
    found = sql.one(
        """select count(*) filter (where is_done), count(*) filter (where not is_done)
           from base_job_line where job_id = %s""",
        [job.pk],
    )
    assert found is not None
    return int(found[0]), int(found[1])


def wish_cancel(by: By, job_id: UUID) -> Job:
    """Cancel: at once while it waits; a running one ends at its next step, and what it did so far stands.

    One that is over stays as it is. Raises NotFound.
    """
    job_of(by, job_id)
    sql.run(
        """update base_job set cancel_asked_at = coalesce(cancel_asked_at, %(now)s),
             state = case when state = 'queued' then 'cancelled' else state end,
             ended_at = case when state = 'queued' then %(now)s else ended_at end
           where id = %(id)s and state in ('queued', 'running')""",
        {"now": by.now, "id": job_id},
    )
    return job_of(by, job_id)


def forget_jobs(by: By) -> int:
    """Forget up to a thousand jobs that ended more than 90 days ago; gives how many. Called until it gives 0."""
    return sql.run(
        """with old as (select id from base_job where ended_at < %s
                        order by ended_at limit 1000 for update skip locked),
                lines as (delete from base_job_line where job_id in (select id from old))
           delete from base_job where id in (select id from old)""",
        [by.now - JOBS_KEPT],
    )


JOBS: Listing[Job] = Listing(
    name="jobs",
    rows=lambda by: Job.objects.filter(actor_id=by.actor_id),
    sorts={"made_at": ("made_at", "id"), "title": ("title", "made_at"), "state": ("state", "made_at")},
    default_sort="-made_at",
    filters={"state": choice("State", "state", JOB.states), "made": day_range("Asked for", "made_at")},
    search=lambda rows, text: rows.filter(title__icontains=text),
)

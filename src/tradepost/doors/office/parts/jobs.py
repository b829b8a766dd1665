"""Asking for a job from a page. What kinds there are stands in doors/worker/job_kinds.py."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from tradepost.base import job_queue, jobs
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.job_queue import Work
from tradepost.doors.office.parts.addresses import address


def ask_for(
    by: By,
    kind: str,
    title: str,
    request: Mapping[str, Any],
    *,
    may: str = "",
    total: int | None = None,
    job_id: UUID | None = None,
) -> str:
    """Ask a worker for it, in the language of the page; gives the address where people see how far it is.

    Give a `job_id` that the form carries, and sent twice it is one job. Any page may show the progress itself:
    `{% include "office/jobs/_progress.html" with job=... %}`. Raises TooManyJobs.
    """
    minted = job_id or new_id(by.now)
    jobs.ask(
        by,
        job_id=minted,
        kind=kind,
        title=title,
        request=request,
        may=may,
        language=get_language() or "",
        total=total,
    )
    return address("job", minted)


def do_now(by: By, job_id: UUID, kind: Callable[[By, Work], None]) -> None:
    """Do a short job here, while its page is waited for; whatever stops it, a worker goes on with it.

    Nothing when a worker has it already.
    """
    job = job_queue.claim_this(job_id, by.now)
    if job is None:
        return
    work = Work(job, by.now)
    try:
        kind(by, work)
    except BaseException:
        job_queue.put_back(work)
        raise
    job_queue.finish(work, timezone.now())

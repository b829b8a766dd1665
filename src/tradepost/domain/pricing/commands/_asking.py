"""Long work on a version, asked of a worker."""

from uuid import UUID

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.domain.pricing.commands._versions import moved
from tradepost.domain.pricing.models import PriceVersion, VersionRow

JOBS = {"activate": "pricing.activate_version", "roll_back": "pricing.roll_back_version"}
"""What is asked for, the kind of its job, and the permission that it needs."""


def ask_worker(
    by: By, version: PriceVersion, verb: str, *, job_id: UUID, title: str, language: str = ""
) -> None:
    """Ask for it, noted on the version. Raises TooManyJobs."""
    moved(version, job_id=job_id)
    jobs.ask(
        by,
        job_id=job_id,
        kind=JOBS[verb],
        title=title,
        request={"version_id": str(version.pk)},
        may=JOBS[verb] if by.actor_id else "",
        language=language,
        total=VersionRow.objects.filter(of=version).count(),
    )

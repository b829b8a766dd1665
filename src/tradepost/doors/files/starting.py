"""Asking for the long parts of an import, once at a time."""

from uuid import UUID

from django.utils.translation import get_language, gettext_lazy

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports.models import Import

# The job's kind (doors/worker/job_kinds.py) and its title, by the verb of the flow.
TITLES = {
    "check": ("import.check", gettext_lazy("Trying %s")),
    "begin": ("import.bring_in", gettext_lazy("Bringing in %s")),
    "take_back": ("import.take_back", gettext_lazy("Taking back %s")),
}


def ask(by: By, found: Import, verb: str, *, job_id: UUID, version: int | None = None) -> None:
    """Ask for it, noted on the import. Raises NotAllowed, WorkedOnAlready, TooManyJobs."""
    kind, title = TITLES[verb]

    def both() -> None:
        is_free = jobs.is_over(found.job_id)
        imports.take_up(by, import_id=found.pk, verb=verb, job_id=job_id, is_free=is_free, version=version)
        jobs.ask(
            by,
            job_id=job_id,
            kind=kind,
            title=str(title) % found.file_name,
            request={"import_id": str(found.pk)},
            may="imports.bring_file",
            language=get_language() or "",
        )

    transact(both, "import.ask")

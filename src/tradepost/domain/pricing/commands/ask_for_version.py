from uuid import UUID

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.pricing.commands._asking import ask_worker
from tradepost.domain.pricing.commands._lists import refuse_retired
from tradepost.domain.pricing.commands._versions import refuse_empty, version_for_update
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion


@command
def ask_for_version(
    by: By,
    *,
    version_id: UUID,
    verb: str,
    job_id: UUID,
    title: str,
    language: str = "",
    expected: int | None = None,
) -> PriceVersion:
    """Ask a worker to activate a version now, or to roll it back; noted on the version, which tells how far it is.

    While it is worked on already, nothing is asked again. Raises NotFound, NotAllowed, ChangedMeanwhile,
    PriceListIsRetired, TooManyJobs, and Invalid for an empty version.
    """
    version = version_for_update(version_id, expected=expected)
    if not jobs.is_over(version.job_id):
        return version
    PRICE_VERSION.next(version.state, verb)
    if verb == "activate":
        refuse_retired(version.price_list)
        refuse_empty(version)
    ask_worker(by, version, verb, job_id=job_id, title=title, language=language)
    return version

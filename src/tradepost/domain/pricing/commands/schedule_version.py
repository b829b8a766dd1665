from datetime import datetime, timedelta
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.pricing.commands._lists import refuse_retired
from tradepost.domain.pricing.commands._versions import moved, refuse_empty, version_for_update
from tradepost.domain.pricing.events import VersionScheduled
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion

_FAR = timedelta(days=5 * 365)


@command
def schedule_version(
    by: By, *, version_id: UUID, activates_at: datetime, expected: int | None = None
) -> PriceVersion:
    """From this moment its prices shall hold: a worker activates it then. Until then nobody changes it.

    Raises NotFound, NotAllowed, ChangedMeanwhile, PriceListIsRetired, and Invalid for an empty version or a moment
    that has passed.
    """
    version = version_for_update(version_id, expected=expected)
    state = PRICE_VERSION.next(version.state, "schedule")
    refuse_retired(version.price_list)
    refuse_empty(version)
    if activates_at <= by.now:
        raise Invalid(
            "This moment has passed. Activate it now, or choose a later one.",
            fields={"activates_at": "A moment to come."},
        )
    if activates_at > by.now + _FAR:
        raise Invalid("This is too far away.", fields={"activates_at": "Within five years."})
    moved(version, state=state, activates_at=activates_at, job_id=None)
    publish(by, VersionScheduled(version_id, version.price_list_id, activates_at))
    return version

from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._versions import moved, version_for_update
from tradepost.domain.pricing.events import VersionUnscheduled
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion


@command
def unschedule_version(by: By, *, version_id: UUID, expected: int | None = None) -> PriceVersion:
    """A draft again, which may be changed. Raises NotFound, NotAllowed, ChangedMeanwhile."""
    version = version_for_update(version_id, expected=expected)
    state = PRICE_VERSION.next(version.state, "unschedule")
    moved(version, state=state, activates_at=None, job_id=None)
    publish(by, VersionUnscheduled(version_id, version.price_list_id))
    return version

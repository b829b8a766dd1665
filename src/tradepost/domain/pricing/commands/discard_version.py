from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._versions import version_for_update
from tradepost.domain.pricing.events import VersionDiscarded
from tradepost.domain.pricing.flows import PRICE_VERSION


@command
def discard_version(by: By, *, version_id: UUID) -> None:
    """Throw a draft away with its changes; nothing of it ever held. Raises NotFound, NotAllowed."""
    version = version_for_update(version_id)
    PRICE_VERSION.next(version.state, "discard")
    sql.run("delete from pricing_version_row where of_id = %s", [version_id])
    version.delete()
    publish(by, VersionDiscarded(version_id, version.price_list_id, version.number, version.name))

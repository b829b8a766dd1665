from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.events import PackageWithdrawn
from tradepost.domain.purchasing.models import AnnouncedPackage


@command
def withdraw_package(by: By, *, package_id: UUID, reason: str = "") -> AnnouncedPackage:
    """An announced package will not come like this; its number may be announced anew.

    What was ordered is expected as before. Raises NotFound, ReceivedBefore, Withdrawn.
    """
    package = queries.package_for_update(package_id)
    queries.refuse_used(package)
    package.withdrawn_at = by.now
    package.save(update_fields=["withdrawn_at"])
    publish(by, PackageWithdrawn(package.id, package.sscc, package.purchase_order_id, reason.strip()))
    return package

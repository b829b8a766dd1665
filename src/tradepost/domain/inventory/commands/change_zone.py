from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.inventory.commands._edit import named
from tradepost.domain.inventory.commands.create_zone import refuse_used
from tradepost.domain.inventory.events import ZoneChanged
from tradepost.domain.inventory.models import Zone


@command
def change_zone(
    by: By, *, zone_id: UUID, version: int | None = None, code: str | None = None, name: str | None = None
) -> Zone:
    """Call a zone otherwise. Raises NotFound, ChangedMeanwhile, Invalid."""
    zone = Zone.objects.select_for_update().filter(pk=zone_id).first()
    if zone is None:
        raise NotFound("There is no such zone.")
    refuse_older(zone.version, version, "zone")
    given = {}
    if code is not None:
        given["code"] = named("code", code)
        refuse_used(zone.warehouse_id, given["code"], but=zone_id)
    if name is not None:
        given["name"] = named("name", name, 200)
    if changed := changed_in(zone, given):
        publish(by, ZoneChanged(zone.id, zone.warehouse_id, zone.code, changed))
    return zone

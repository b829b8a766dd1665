from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory.commands._edit import named
from tradepost.domain.inventory.events import ZoneMade
from tradepost.domain.inventory.models import Zone


def _made(zone_id: UUID) -> Zone:
    return Zone.objects.get(pk=zone_id)


@command(once="zone_id", again=_made)
def create_zone(by: By, *, zone_id: UUID, warehouse_id: UUID, code: str, name: str) -> Zone:
    """A part of a warehouse; its places are said by zone_places, or when they are made. Raises Invalid."""
    code, name = named("code", code), named("name", name, 200)
    refuse_used(warehouse_id, code)
    zone = Zone.objects.create(
        id=zone_id, warehouse_id=warehouse_id, code=code, name=name, made_at=by.now, version=1
    )
    publish(by, ZoneMade(zone.id, warehouse_id, code))
    return zone


def refuse_used(warehouse_id: UUID, code: str, but: UUID | None = None) -> None:
    """Refuse a code that another zone of the warehouse has. Raises Invalid."""
    others = Zone.objects.filter(warehouse_id=warehouse_id, code__iexact=code)
    if (others.exclude(pk=but) if but else others).exists():
        raise Invalid(f"There is a zone {code} already.", fields={"code": "Already used in this warehouse."})

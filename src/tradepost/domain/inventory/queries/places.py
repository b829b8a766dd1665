from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.inventory.models import Place, Warehouse
from tradepost.domain.inventory.models.place import IMAGINED


def warehouses() -> list[Warehouse]:
    """All warehouses, oldest first."""
    return list(Warehouse.objects.order_by("made_at", "id"))


def warehouse(warehouse_id: UUID) -> Warehouse:
    """One warehouse; raises NotFound."""
    found = Warehouse.objects.filter(pk=warehouse_id).first()
    if found is None:
        raise NotFound("There is no such warehouse.")
    return found


def visible_warehouses(by: By) -> list[Warehouse]:
    """The warehouses this actor works in, oldest first: one for those who are limited to it."""
    own = by.scope.get("warehouse")
    return [found for found in warehouses() if own is None or found.id == own]


def visible_warehouse(by: By, warehouse_id: UUID) -> Warehouse:
    """One warehouse; raises NotFound, also outside the actor's scope."""
    if by.scope.get("warehouse", warehouse_id) != warehouse_id:
        raise NotFound("There is no such warehouse.")
    return warehouse(warehouse_id)


def default_warehouse() -> Warehouse:
    """The oldest warehouse: where orders go when nobody says otherwise. Raises NotFound."""
    found = Warehouse.objects.order_by("made_at", "id").first()
    if found is None:
        raise _no_warehouse()
    return found


def default_warehouse_id() -> UUID:
    """The id of `default_warehouse`, at a tenth of its cost: every order that names no warehouse asks."""
    found = sql.one("select id from inventory_warehouse order by made_at, id limit 1")
    if found is None:
        raise _no_warehouse()
    return UUID(str(found[0]))


def _no_warehouse() -> NotFound:
    return NotFound("There is no warehouse yet. Make one under Settings first.")


def places(warehouse_id: UUID) -> list[Place]:
    """The real places of a warehouse in pick order."""
    rows = Place.objects.filter(warehouse_id=warehouse_id).exclude(kind__in=IMAGINED)
    return list(rows.order_by("kind", "pick_sequence", "code"))


def place(place_id: UUID) -> Place:
    """One place; raises NotFound."""
    found = Place.objects.filter(pk=place_id).first()
    if found is None:
        raise NotFound("There is no such place.")
    return found

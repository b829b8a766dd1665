from typing import TypedDict, Unpack
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.commands._edit import named
from tradepost.domain.inventory.events import WarehouseChanged
from tradepost.domain.inventory.models import Place, Warehouse
from tradepost.domain.inventory.models.place import RECEIVES_INTO


class WarehouseChanges(TypedDict, total=False):
    """What can be changed. `receives_into`: bin, or dock, from where goods are put away; `allocation`: the policy by
    which those who wait are served from now on."""

    name: str
    receives_into: str
    allocation: str


@command
def change_warehouse(
    by: By, *, warehouse_id: UUID, version: int | None = None, **fields: Unpack[WarehouseChanges]
) -> Warehouse:
    """Change what is given, keep the rest; what is promised stays so. Raises NotFound, ChangedMeanwhile, Invalid."""
    row = Warehouse.objects.select_for_update(no_key=True).filter(pk=warehouse_id).first()
    if row is None:
        raise NotFound("There is no such warehouse.")
    refuse_older(row.version, version, "warehouse")
    if "name" in fields:
        fields["name"] = named("name", fields["name"], 200)
    if "allocation" in fields:
        queries.refuse_unknown(fields["allocation"], "allocation")
    into = fields.get("receives_into", row.receives_into)
    if into not in RECEIVES_INTO:
        raise Invalid(f"{into} is no place to receive into.", fields={"receives_into": "One of bin, dock."})
    docks = Place.objects.filter(warehouse_id=warehouse_id, kind="receiving", closed_at=None)
    if into == "dock" and row.receives_into != "dock" and not docks.exists():
        raise Invalid(
            "The warehouse has no receiving dock. Make one first.", fields={"receives_into": "No dock."}
        )
    if changed := changed_in(row, fields):
        publish(by, WarehouseChanged(row.id, changed))
    return row

from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.events import WarehouseChanged
from tradepost.domain.inventory.models import Warehouse


@command
def change_warehouse(
    by: By,
    *,
    warehouse_id: UUID,
    version: int | None = None,
    name: str | None = None,
    allocation: str | None = None,
) -> Warehouse:
    """Its name, and by which policy those who wait are served from now on; what is promised stays as it is.

    None leaves a field as it is; what changes nothing writes nothing. `version` is what the caller read. Raises
    ChangedMeanwhile, Invalid, NotFound.
    """
    row = Warehouse.objects.select_for_update(no_key=True).filter(pk=warehouse_id).first()
    if row is None:
        raise NotFound("There is no such warehouse.")
    if version is not None and version != row.version:
        raise ChangedMeanwhile(
            "The warehouse was changed by someone else. Load it again and repeat your change.",
            version=row.version,
        )
    if name is not None and not name.strip():
        raise Invalid("A warehouse has a name.", fields={"name": "Give a name."})
    if allocation is not None:
        queries.refuse_unknown(allocation, "allocation")
    given = {"name": name and name.strip(), "allocation": allocation}
    changed = [field for field, value in given.items() if value is not None and getattr(row, field) != value]
    if not changed:
        return row
    for field in changed:
        setattr(row, field, given[field])
    row.save(update_fields=changed)
    publish(by, WarehouseChanged(row.pk, sorted(changed)))
    return Warehouse.objects.get(pk=warehouse_id)

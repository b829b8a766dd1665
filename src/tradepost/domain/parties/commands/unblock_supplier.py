from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save_fields
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.parties.events import SupplierUnblocked
from tradepost.domain.parties.flows import SUPPLIER
from tradepost.domain.parties.models import Supplier


@command
def unblock_supplier(by: By, *, supplier_id: UUID) -> Supplier:
    """Trade with this supplier again. Raises NotAllowed, NotFound."""
    row = Supplier.objects.select_for_update().filter(id=supplier_id).first()
    if row is None:
        raise NotFound("There is no such supplier.", supplier_id=supplier_id)
    row.state = SUPPLIER.next(row.state, "unblock")
    save_fields(row, ["state"])
    publish(by, SupplierUnblocked(row.id))
    return row

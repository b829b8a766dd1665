from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.inventory.events import WarehouseMade
from tradepost.domain.inventory.models import Place, Warehouse
from tradepost.domain.parties import queries as parties_queries

_FIRST_PLACES = (
    ("MAIN", "bin"),
    ("RECEIVING", "receiving"),
    ("PACKING", "packing"),
    ("QUARANTINE", "quarantine"),
    ("SUPPLIERS", "supplier"),
    ("CUSTOMERS", "customer"),
    ("LOSS", "loss"),
    ("PRODUCTION", "production"),
    ("TRANSIT", "transit"),
)


def _made(warehouse_id: UUID) -> Warehouse:
    return Warehouse.objects.get(pk=warehouse_id)


@command(once="warehouse_id", again=_made)
def create_warehouse(
    by: By, *, warehouse_id: UUID, code: str, name: str, customer_id: UUID | None = None
) -> Warehouse:
    """A warehouse with its first bin MAIN, docks, quarantine and the imagined places around it.

    With a customer it is theirs to take from: our goods lie with them until they use them. Raises Invalid, NotFound.
    """
    if Warehouse.objects.filter(code__iexact=code).exists():
        raise Invalid(f"There is a warehouse {code} already.", fields={"code": "Already used."})
    if customer_id is not None:
        parties_queries.customer_terms(customer_id)
    warehouse = Warehouse.objects.create(
        id=warehouse_id, code=code, name=name, customer_id=customer_id, made_at=by.now
    )
    Place.objects.bulk_create(
        Place(id=place_id, warehouse=warehouse, code=place, kind=kind, made_at=by.now)
        for place_id, (place, kind) in zip(new_ids(by.now, len(_FIRST_PLACES)), _FIRST_PLACES, strict=True)
    )
    publish(by, WarehouseMade(warehouse.id))
    return warehouse

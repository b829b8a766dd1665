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
    by: By,
    *,
    warehouse_id: UUID,
    code: str,
    name: str,
    customer_id: UUID | None = None,
    supplier_id: UUID | None = None,
    beside_id: UUID | None = None,
) -> Warehouse:
    """A warehouse with its first bin MAIN, docks, quarantine and the imagined places around it.

    With a customer it is theirs to take from: our goods lie with them until they use them. With a supplier it is
    their store beside a warehouse of ours: their goods lie with us until they are taken over. Raises Invalid, NotFound.
    """
    if Warehouse.objects.filter(code__iexact=code).exists():
        raise Invalid(f"There is a warehouse {code} already.", fields={"code": "Already used."})
    _refuse_bad_holders(by, customer_id, supplier_id, beside_id)
    warehouse = Warehouse.objects.create(
        id=warehouse_id,
        code=code,
        name=name,
        customer_id=customer_id,
        supplier_id=supplier_id,
        beside_id=beside_id,
        made_at=by.now,
    )
    Place.objects.bulk_create(
        Place(id=place_id, warehouse=warehouse, code=place, kind=kind, made_at=by.now)
        for place_id, (place, kind) in zip(new_ids(by.now, len(_FIRST_PLACES)), _FIRST_PLACES, strict=True)
    )
    publish(by, WarehouseMade(warehouse.id))
    return warehouse


def _refuse_bad_holders(
    by: By, customer_id: UUID | None, supplier_id: UUID | None, beside_id: UUID | None
) -> None:
    """Either with a customer, or a supplier's beside one of ours, or ours."""
    if customer_id is not None and supplier_id is not None:
        raise Invalid(
            "A warehouse stands with a customer or is a supplier's store, not both.",
            fields={"supplier_id": "It stands with a customer."},
        )
    if supplier_id is None and beside_id is not None:
        raise Invalid(
            "Say whose store it is: only a supplier's store stands beside a warehouse.",
            fields={"supplier_id": "Choose the supplier."},
        )
    if customer_id is not None:
        parties_queries.customer_terms(customer_id)
    if supplier_id is None:
        return
    parties_queries.supplier(by, supplier_id)
    beside = Warehouse.objects.filter(pk=beside_id).first() if beside_id else None
    if beside is None or not beside.is_own:
        raise Invalid(
            "Say beside which warehouse of ours the store stands: goods that are taken over go there.",
            fields={"beside_id": "Choose a warehouse of ours."},
        )

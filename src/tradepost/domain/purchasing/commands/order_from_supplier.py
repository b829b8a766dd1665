from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._lines import PurchaseLineInput, made_lines, sums_of
from tradepost.domain.purchasing.commands._supply import announce, approved_and_sent
from tradepost.domain.purchasing.events import PurchaseOrderMade
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine


class SupplierBlocked(Refusal):
    """We do not buy from this supplier now."""


@command(once="purchase_order_id", again=queries.purchase_order_by_id)
def order_from_supplier(
    by: By,
    *,
    purchase_order_id: UUID,
    supplier_id: UUID,
    lines: Sequence[PurchaseLineInput],
    warehouse_id: UUID | None = None,
    expected_on: date | None = None,
    note: str = "",
    send: bool = True,
) -> PurchaseOrder:
    """Make a purchase order; with `send` it is approved and sent at once, and stock expects it.

    Without a warehouse it goes to the default one. Raises NotFound, SupplierBlocked, Invalid with every
    line that cannot be ordered.
    """
    supplier = parties_queries.supplier(by, supplier_id)
    if supplier.state != "active":
        raise SupplierBlocked(
            f"{supplier.party.name} is blocked. Unblock the supplier, or choose another one."
        )
    warehouse = warehouse_id or inventory_queries.default_warehouse_id()
    made = made_lines(by, purchase_order_id, supplier, lines, expected_on)

    order = PurchaseOrder(
        id=purchase_order_id,
        number=cheap_numbers("purchase_order")[0],
        supplier=supplier,
        supplier_name=supplier.party.name,
        warehouse_id=warehouse,
        currency=supplier.currency,
        note=note,
        made_at=by.now,
        **sums_of(made),
    )
    publish(by, PurchaseOrderMade(order.id, order.number, supplier.id))
    if send:
        approved_and_sent(by, order)
    order.save(force_insert=True)
    PurchaseOrderLine.objects.bulk_create(made)

    if send:
        announce(by, order, made)
    return order

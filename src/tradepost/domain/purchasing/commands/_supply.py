"""What several commands do with a purchase order under its lock."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.purchasing.events import (
    PurchaseOrderApproved,
    PurchaseOrderCancelled,
    PurchaseOrderClosed,
    PurchaseOrderSent,
)
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine


def is_at_supplier(order: PurchaseOrder) -> bool:
    """Sent and not finished: stock expects its open quantities, deliveries are taken in."""
    return order.state in PURCHASE_ORDER.sources("close")


def announce(by: By, order: PurchaseOrder, lines: Sequence[PurchaseOrderLine]) -> None:
    """Tell stock what is expected of an order that was just sent."""
    supplies = [
        inventory.SupplyInput(
            supply_id=line.id, item_id=line.item_id, quantity=line.open, expected_on=line.expected_on
        )
        for line in lines
        if line.open
    ]
    inventory.expect(by, warehouse_id=order.warehouse_id, source_id=order.id, supplies=supplies)
    publish(by, PurchaseOrderSent(order.id, order.number, order.supplier_id))


def approved_and_sent(by: By, order: PurchaseOrder) -> None:
    """Walk a draft to sent, as `approve` and `send` would; the caller saves."""
    order.state = PURCHASE_ORDER.next(PURCHASE_ORDER.next(order.state, "approve"), "send")
    order.ordered_at = by.now
    publish(by, PurchaseOrderApproved(order.id))


def saved(order: PurchaseOrder, *fields: str) -> None:
    """Write these fields; the database counts the version."""
    order.save(update_fields=fields)
    order.version += 1


def write_cuts(cuts: dict[UUID, int]) -> None:
    """Count these base units of these lines as cancelled."""
    sql.run(
        """update purchasing_purchase_order_line l set cancelled = l.cancelled + t.quantity
           from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity) where l.id = t.id""",
        [list(cuts), list(cuts.values())],
    )


def expect_less(by: By, lines: Sequence[PurchaseOrderLine], cuts: dict[UUID, int]) -> list[UUID]:
    """Stock expects only what the cuts leave of these lines (as read before). Gives the demands touched."""
    rest = [(line.id, line.open - cuts[line.id], line.expected_on) for line in lines if cuts.get(line.id)]
    return list(inventory.change_supplies(by, changes=rest)) if rest else []


def refresh(by: By, order: PurchaseOrder) -> None:
    """Bring the order's sums up to date; it closes itself when nothing more is to come.

    Without anything received it is cancelled instead.
    """
    before = order.state
    order.received_quantity, order.open_quantity, order.state, order.closed_at, order.version = _summed(
        order.id, by.now
    )
    if order.state != before:
        publish(
            by,
            PurchaseOrderClosed(order.id) if order.state == "closed" else PurchaseOrderCancelled(order.id),
        )


def _summed(order_id: UUID, now: datetime) -> tuple[int, int, str, datetime | None, int]:
    found = sql.one(
        """update purchasing_purchase_order o set
             received_quantity = s.received, open_quantity = s.open,
             state = case when s.open > 0 then o.state when s.received > 0 then 'closed' else 'cancelled' end,
             closed_at = case when s.open > 0 then o.closed_at else %s end
           from (select sum(received)::bigint as received,
                        sum(ordered + over - received - cancelled)::bigint as open
                 from purchasing_purchase_order_line where purchase_order_id = %s) s
           where o.id = %s
           returning o.received_quantity, o.open_quantity, o.state, o.closed_at, o.version""",
        [now, order_id, order_id],
    )
    assert found is not None
    return found

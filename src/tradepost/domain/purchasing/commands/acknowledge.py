from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._supply import refresh, saved
from tradepost.domain.purchasing.events import PurchaseOrderAcknowledged
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine


@dataclass(frozen=True, slots=True)
class AcknowledgedInput:
    """What the supplier confirmed of a line: base units in all (None: as ordered), the day (None: as was)."""

    line_id: UUID
    quantity: int | None = None
    expected_on: date | None = None


@command
def acknowledge(
    by: By,
    *,
    purchase_order_id: UUID,
    lines: Sequence[AcknowledgedInput] = (),
    supplier_reference: str = "",
) -> PurchaseOrder:
    """The supplier confirms: lines not named are confirmed as ordered. May be said again when it changes.

    Less than ordered: the rest of the line is cancelled. A later day: the promises pegged to it slip;
    the touched demands stand in the event. Raises NotFound, NotAllowed, Invalid.
    """
    order = queries.purchase_order_for_update(purchase_order_id)
    state = PURCHASE_ORDER.next(order.state, "acknowledge")
    ordered = queries.lines_of(order.id)
    confirmed = _confirmed(ordered, {line.line_id: line for line in lines})

    sql.run(
        """update purchasing_purchase_order_line l
           set acknowledged = t.quantity, cancelled = greatest(l.cancelled, l.ordered - t.quantity),
               expected_on = t.expected_on
           from unnest(%s::uuid[], %s::bigint[], %s::date[]) as t(id, quantity, expected_on)
           where l.id = t.id""",
        [[line.id for line in ordered], [c[0] for c in confirmed], [c[1] for c in confirmed]],
    )
    order.supplier_reference = supplier_reference or order.supplier_reference
    order.state = state
    order.expected_on = max(day for _, day in confirmed)
    saved(order, "supplier_reference", "state", "expected_on")
    refresh(by, order)

    demands = inventory.change_supplies(by, changes=_changes(ordered, confirmed))
    publish(by, PurchaseOrderAcknowledged(order.id, order.supplier_reference, demands))
    return order


def _confirmed(
    ordered: Sequence[PurchaseOrderLine], said: dict[UUID, AcknowledgedInput]
) -> list[tuple[int, date]]:
    """Quantity and day of every line; raises Invalid with all lines that make no sense."""
    wrong = {
        f"lines.{line_id}": "This line is not of the order."
        for line_id in said.keys() - {line.id for line in ordered}
    }
    found: list[tuple[int, date]] = []
    for line in ordered:
        word = said.get(line.id, AcknowledgedInput(line.id))
        wanted = line.ordered - line.cancelled
        quantity = wanted if word.quantity is None else word.quantity
        if quantity > wanted:
            wrong[f"lines.{line.id}.quantity"] = f"Only {wanted} of {line.sku} are ordered."
        elif quantity < line.received - line.over:
            wrong[f"lines.{line.id}.quantity"] = f"{line.received} of {line.sku} were received already."
        found.append((quantity, word.expected_on or line.expected_on))
    if wrong:
        raise Invalid("The confirmation does not fit the order. Correct the marked lines.", fields=wrong)
    return found


def _changes(
    ordered: Sequence[PurchaseOrderLine], confirmed: Sequence[tuple[int, date]]
) -> list[tuple[UUID, int, date]]:
    """Only supplies that change: (line, base units still to come, day)."""
    after = [
        (line, max(quantity + line.over - line.received, 0), day)
        for line, (quantity, day) in zip(ordered, confirmed, strict=True)
    ]
    return [(line.id, rest, day) for line, rest, day in after if (rest, day) != (line.open, line.expected_on)]

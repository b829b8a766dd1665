from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.billing import queries
from tradepost.domain.billing.commands.invoice_shipment import MoreThanShipped, bill, whole
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import LineToBill


@command(once="invoice_id", again=queries.invoice_by_id)
def invoice_order(
    by: By,
    *,
    invoice_id: UUID,
    order_id: UUID,
    lines: Sequence[tuple[UUID, int]] | None = None,
    invoiced_on: date | None = None,
) -> Invoice:
    """One invoice over all shipments of an order: everything open, or (order line, quantity in base units).

    What was not shipped is not invoiced; ask for a deposit instead (`record_deposit`). Raises
    NothingToInvoice, MoreThanShipped, NotFound.
    """
    if not queries.orders_for_update(order_ids=[order_id]):
        raise NotFound("There is no such order.")
    shipped = queries.lines_of_order(order_id)
    parts = whole(shipped) if lines is None else _spread(shipped, lines)
    order = queries.orders_to_bill([order_id])[order_id]
    return bill(by, [(invoice_id, order, parts)], invoiced_on)[0]


def _spread(shipped: Sequence[LineToBill], lines: Sequence[tuple[UUID, int]]) -> list[tuple[LineToBill, int]]:
    """The wanted quantities over the order's shipments, the oldest first."""
    if not lines or any(quantity <= 0 for _, quantity in lines) or len(dict(lines)) < len(lines):
        raise Invalid(
            "Name order lines, each once, with the quantity to invoice.",
            fields={"lines": "Each line once, each with more than 0."},
        )
    left = dict(lines)
    parts = []
    for line in shipped:
        part = min(line.open, left.get(line.order_line_id, 0))
        if part > 0:
            parts.append((line, part))
            left[line.order_line_id] -= part
    over = {str(line_id): wanted - left[line_id] for line_id, wanted in lines if left[line_id] > 0}
    if over:
        raise MoreThanShipped(
            "More is to be invoiced than was shipped and is not invoiced yet. Ship first, lower the quantity,"
            " or ask for a deposit.",
            lines=over,
        )
    return parts

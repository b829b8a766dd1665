"""What may come back, what is expected, what was billed for it: read for the commands."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import NotFound
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.queries import ShippedLine
from tradepost.domain.returns.rules import Billed, ExpectedLine, Returnable, Settling


def returnable(order_id: UUID) -> list[Returnable]:
    """Everything shipped of an order, with what may still be asked back, by shipment and position."""
    lines = fulfilment_queries.lines_to_invoice(order_ids=[order_id])
    return list(as_returnable(lines).values())


def as_returnable(lines: Sequence[ShippedLine]) -> dict[UUID, Returnable]:
    """Shipped lines with what is announced of them and which lots they were, by shipment line."""
    ids = [line.shipment_line_id for line in lines]
    pending = _pending(ids)
    lots = fulfilment_queries.shipped_lots(ids)
    return {
        line.shipment_line_id: Returnable(
            line.shipment_line_id,
            line.order_line_id,
            line.item_id,
            line.shipped,
            line.returned,
            pending.get(line.shipment_line_id, 0),
            [lot.lot_id for lot in lots.get(line.shipment_line_id, ())],
        )
        for line in lines
    }


def _pending(shipment_line_ids: Sequence[UUID]) -> dict[UUID, int]:
    found = sql.rows(
        """select l.shipment_line_id, sum(l.quantity)::bigint
           from returns_return_line l join returns_return r on r.id = l.return_id
           where l.shipment_line_id = any(%s::uuid[]) and r.state in ('requested', 'authorised')
           group by l.shipment_line_id""",
        [list(shipment_line_ids)],
    )
    return dict(found)


def expected_lines(return_id: UUID) -> list[ExpectedLine]:
    """The lines of a return as they were authorised, by position."""
    return sql.rows_as(
        ExpectedLine,
        """select id, shipment_line_id, order_line_id, item_id, lot_id, quantity
           from returns_return_line where return_id = %s order by position""",
        [return_id],
    )


def undecided_lines(return_id: UUID) -> list[ExpectedLine]:
    """The lines that lie in quarantine; `quantity` is what came back."""
    return sql.rows_as(
        ExpectedLine,
        """select id, shipment_line_id, order_line_id, item_id, lot_id, received
           from returns_return_line where return_id = %s and received > 0 and disposition = ''
           order by position""",
        [return_id],
    )


def lines_to_settle(return_id: UUID) -> list[Settling]:
    """What came back, by position."""
    return sql.rows_as(
        Settling,
        """select id, shipment_line_id, order_line_id, received, weight_milli
           from returns_return_line where return_id = %s and received > 0 order by position""",
        [return_id],
    )


def billed_for(lines: Sequence[Settling]) -> list[Billed]:
    """Lines of posted invoices for these goods that are not wholly credited, oldest invoice first."""
    return sql.rows_as(
        Billed,
        """select l.id, l.invoice_id, l.shipment_line_id, l.order_line_id, l.quantity - l.credited,
                  case when l.weight_milli is not null then (l.weight_milli - coalesce(
                    (select sum(c.weight_milli) from billing_invoice_line c where c.credits_id = l.id), 0))::bigint end
           from billing_invoice_line l join billing_invoice i on i.id = l.invoice_id
           where i.kind = 'invoice' and i.state = 'posted' and l.quantity > l.credited
             and (l.shipment_line_id = any(%s::uuid[])
                  or (l.shipment_line_id is null and l.order_line_id = any(%s::uuid[])))
           order by i.invoiced_on, i.id, l.position""",
        [[line.shipment_line_id for line in lines], [line.order_line_id for line in lines]],
    )


def first_place(warehouse_id: UUID, kind: str) -> UUID:
    """The first place of a kind (bin, quarantine) by pick sequence. Raises NotFound."""
    found = sql.one(
        """select id from inventory_place where warehouse_id = %s and kind = %s and closed_at is null
           order by pick_sequence, code limit 1""",
        [warehouse_id, kind],
    )
    if found is None:
        raise NotFound(f"The warehouse has no place of kind {kind}. Make one first.")
    place_id: UUID = found[0]
    return place_id

from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.commands import Promised
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._confirm import Settled, over_credit, promise_lines
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.rules import Taxed, open_value


@command
def confirm_order(by: By, *, order_id: UUID) -> Order:
    """Say yes to the customer: every line is promised from stock, pegged to supply, or backordered.

    An order that goes over the credit limit is confirmed and held; it is not released to the warehouse
    until somebody releases the hold by name.
    """
    order = queries.order_for_update(order_id)
    state = ORDER.next(order.state, "confirm")
    lines = queries.lines_of(order_id)
    customer = parties_queries.customer_terms(order.customer_id)
    value = open_value([Taxed(line.net, line.tax_code, line.tax_rate) for line in lines], order.rate)
    over = over_credit(order.customer_id, customer.credit_limit, value)
    promised = promise_lines(
        by,
        order_id=order.id,
        warehouse_id=order.warehouse_id,
        priority=order.priority,
        ships=(order.ship_complete, order.minimum_fill_percent, order.minimum_shelf_days),
        lines=[(x.id, x.item_id, x.quantity, x.requested_on or order.requested_on) for x in lines],
    )
    _write_dates(promised)
    order.state, order.confirmed_at, order.open_value = state, by.now, value
    order.save(update_fields=["state", "confirmed_at", "open_value"])
    backordered = sum(row.backordered for row in promised)
    Settled(order.id, order.customer_id, backordered, over).record(by, order.number)
    return Order.objects.get(pk=order_id)


def _write_dates(promised: list[Promised]) -> None:
    sql.run(
        """update sales_order_line l set promised_on = t.promised_on
           from unnest(%s::uuid[], %s::date[]) as t(id, promised_on) where l.id = t.id""",
        [[row.demand_id for row in promised], [row.promised_on for row in promised]],
    )

from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.events import to_json
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._confirm import Settled, journeys_of, over_credit, promise_lines
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
    found = delivery_queries.way_to(customer, order.warehouse_id, order.carrier_id)
    promised = promise_lines(
        by,
        order_id=order.id,
        warehouse_id=order.warehouse_id,
        priority=order.priority,
        ships=(order.ship_complete, order.minimum_fill_percent, order.minimum_shelf_days),
        lines=[(x.id, x.item_id, x.quantity, x.requested_on or order.requested_on) for x in lines],
    )
    _write_dates(journeys_of(by, found.way, promised))
    order.state, order.confirmed_at, order.open_value = state, by.now, value
    _, order.carrier_id, order.transit_id = found.sent
    order.save(update_fields=["state", "confirmed_at", "open_value", "carrier", "transit"])
    backordered = sum(row.backordered for row in promised)
    Settled(order.id, order.customer_id, backordered, over).record(by, order.number)
    return Order.objects.get(pk=order_id)


def _write_dates(journeys: dict[UUID, Journey]) -> None:
    sql.run(
        """update sales_order_line l set promised_on = t.arrives_on, ships_on = t.ships_on, promise_trace = t.trace
           from rows from (unnest(%s::uuid[], %s::date[], %s::date[]), jsonb_array_elements(%s::jsonb))
             as t(id, arrives_on, ships_on, trace) where l.id = t.id""",
        [
            list(journeys),
            [one.arrives_on for one in journeys.values()],
            [one.ships_on for one in journeys.values()],
            to_json([one.trace() for one in journeys.values()]),
        ],
    )

"""How the goods of an order get to its customer: from each of its warehouses by a way of its own."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found, Sent, destination
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.models import Order


def find_ways(drafts: Sequence[Draft]) -> None:
    """Learn how goods leave what warehouses drafts have beside their own; one statement, or none without these."""
    asked = {
        (n, house): destination(draft.customer, house, draft.sent_by)
        for n, draft in enumerate(drafts)
        for house in {line.warehouse_id for line in draft.lines}
        if house is not None and house not in draft.ways
    }
    found = delivery_queries.ways_to(list(dict.fromkeys(asked.values()))) if asked else {}
    for (n, house), one in asked.items():
        if one in found:
            drafts[n].ways[house] = found[one]


def ways_from(
    customer: CustomerTerms, carrier_id: UUID | None, houses: Iterable[UUID | None], own: Found | None = None
) -> dict[UUID, Found]:
    """The ways from these warehouses to a customer, by the carrier that was named or as each sends; `own` is known.

    One statement, or none where no other is asked.
    """
    known = {own.sent.warehouse_id: own} if own else {}
    asked = {
        house: destination(customer, house, carrier_id)
        for house in houses
        if house is not None and house not in known
    }
    found = delivery_queries.ways_to(list(asked.values())) if asked else {}
    return known | {house: found[one] for house, one in asked.items() if one in found}


def sent_from(order: Order, warehouse_id: UUID) -> Sent:
    """How a line of a confirmed order goes that is sent from another warehouse; one statement, after its customer's.

    By the order's carrier, unless that is only what its own warehouse sends by: then by what the other one does.
    """
    if warehouse_id == order.warehouse_id:
        return Sent(warehouse_id, order.carrier_id, order.transit_id)
    customer = parties_queries.customer_terms(order.customer_id)
    own, usual, named = (
        destination(customer, house, carrier_id)
        for house, carrier_id in (
            (order.warehouse_id, None),
            (warehouse_id, None),
            (warehouse_id, order.carrier_id),
        )
    )
    found = delivery_queries.ways_to([own, usual, named])
    was_named = order.carrier_id is not None and found[own].sent.carrier_id != order.carrier_id
    has_ended = found[named].sent.carrier_id != order.carrier_id
    return found[usual if has_ended or not was_named else named].sent


def send_lines_by(order: Order, carrier_id: UUID | None) -> None:
    """Lines of a confirmed order go another way: by this carrier, or by none, also from warehouses of their own."""
    houses = {line.warehouse_id for line in queries.lines_of(order.pk)} - {None}
    found: dict[UUID, Found] = {}
    if houses and carrier_id is not None:
        found = ways_from(parties_queries.customer_terms(order.customer_id), carrier_id, houses)
    sent = [one.sent for one in found.values()]
    sql.run(
        """update sales_order_line l set carrier_id = t.carrier_id, transit_id = t.transit_id, way_changed = true
           from (select l.id, t.carrier_id, t.transit_id from sales_order_line l
                 left join unnest(%s::uuid[], %s::uuid[], %s::uuid[]) as t(warehouse_id, carrier_id, transit_id)
                   on t.warehouse_id = l.warehouse_id
                 where l.order_id = %s) t
           where l.id = t.id""",
        [*(sql.columns(sent) if sent else ([], [], [])), order.pk],
    )

from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.events import to_json
from tradepost.base.ids import new_ids
from tradepost.base.units import UnitFactor
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.parties.rules.terms import terms_of
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._blankets import take_agreed
from tradepost.domain.sales.commands._confirm import (
    Settled,
    Wanted,
    holds_of,
    journeys_of,
    other_holds,
    promise_lines,
    record,
    take_quotas,
)
from tradepost.domain.sales.commands._learn import learn_called
from tradepost.domain.sales.commands._limits import prices_of_lines
from tradepost.domain.sales.commands._parts import Part, write_parts
from tradepost.domain.sales.commands._ways import ways_from
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules import in_base, open_value
from tradepost.domain.sales.rules.credit import Worth
from tradepost.domain.sales.rules.holds import Asked

_WRITTEN = ("state", "confirmed_at", "open_value", "carrier", "transit", "deposit", "deposit_due")


@command
def confirm_order(by: By, *, order_id: UUID) -> Order:
    """Say yes to the customer: every line is promised from stock, pegged to supply, or backordered.

    Where the order has a rule, it is chosen first from which warehouses. An order that goes over the credit limit
    is confirmed and held; it is not released to the warehouse until somebody releases the hold by name. Raises
    QuotaUsed where others took what its lines were priced by, MoreThanAgreed where they called it off.
    """
    order = queries.order_for_update(order_id)
    state = ORDER.next(order.state, "confirm")
    lines = queries.lines_of(order_id)
    customer = parties_queries.customer_terms(order.customer_id)
    value = open_value([line.taxed for line in lines], order.rate)
    worth = Worth(terms_of(order.terms_days, order.terms), value, order.total, order.rate, order.currency)
    (holds,) = holds_of(by, [(customer, worth)])
    own = delivery_queries.way_to(customer, order.warehouse_id, order.carrier_id)
    parts = _sourced(by, order, customer.country, lines)
    ways = ways_from(customer, order.carrier_id, {part.warehouse_id for part in parts}, own)
    wanted = _wanted(by, order, parts)
    promised = promise_lines(by, wanted)
    take_quotas(by, [(line.quota_row_id, line.quantity) for line in lines])
    take_agreed(by, [(line.blanket_line_id, line.quantity) for line in lines])
    learn_called(by, customer.party_id, [(x.called, x.item_id, x.unit) for x in lines if x.called])
    _write_days(parts, ways, journeys_of(by, wanted, ways, promised))
    order.state, order.confirmed_at, order.open_value = state, by.now, value
    _, order.carrier_id, order.transit_id = own.sent
    order.deposit, order.deposit_due = worth.deposit, in_base(worth.deposit, order.rate)
    order.save(update_fields=[*_WRITTEN])
    backordered = sum(row.backordered for row in promised.values())
    prices = prices_of_lines(by, order, lines) if "price" in customer.holds else []
    (others,) = other_holds([(order.customer_id, _asked(order, customer, backordered))])
    record(
        by, [(Settled(order.id, order.customer_id, backordered, [*holds, *prices, *others]), order.number)]
    )
    return Order.objects.get(pk=order_id)


def _asked(order: Order, customer: CustomerTerms, backordered: int) -> Asked:
    """What decides whether it is held beside its credit."""
    own = order.shipping_address == customer.shipping_address
    return Asked(
        kinds=customer.holds,
        po_required=customer.po_required,
        customer_po=order.customer_po,
        shipping_address=order.shipping_address,
        ships_to=customer.country if own else "",
        bills_to=customer.billing_country,
        backordered=backordered,
        value=order.open_value,
        first_over=customer.first_order_over,
    )


def _sourced(by: By, order: Order, country: str, lines: Sequence[OrderLine]) -> list[Part]:
    """The lines with their warehouses; one from several is parted, as long as nothing is firm."""
    if order.sourcing == "one":
        return [Part(line, line.pk, line.quantity, line.warehouse_id, {}) for line in lines]
    sought = queries.basket(
        by,
        order.sourcing,
        order.warehouse_id,
        country,
        (order.ship_complete, order.minimum_fill_percent),
        order.requested_on,
        [
            (x.pk, x.item_id, x.quantity, x.requested_on, UnitFactor(x.unit_numerator, x.unit_denominator),
             x.warehouse_id)
            for x in lines
        ],
    )  # fmt: skip
    (sources,) = inventory.choose_sources(by, baskets=[sought])
    known = {line.pk: line for line in lines}
    ids = iter(new_ids(by.now, len(sources)))
    parts: list[Part] = []
    for source in sources:
        # What comes first of a line stays the line.
        stays = not parts or parts[-1].line.pk != source.line_id
        line_id = source.line_id if stays else next(ids)
        line = known[source.line_id]
        trace = queries.trace_of(source, order.sourcing, line.quantity, by.now.date())
        parts.append(Part(line, line_id, source.quantity, source.warehouse_id, trace))
    write_parts(order, parts)
    return parts


def _wanted(by: By, order: Order, parts: Sequence[Part]) -> list[Wanted]:
    today = by.now.date()
    ships = (order.ship_complete, order.minimum_fill_percent, order.minimum_shelf_days)
    return [
        (
            part.warehouse_id or order.warehouse_id,
            inventory.DemandInput(
                part.line_id,
                order.pk,
                part.line.item_id,
                part.quantity,
                part.line.requested_on or order.requested_on or today,
                order.priority,
                *ships,
            ),
        )
        for part in parts
    ]


def _write_days(parts: Sequence[Part], ways: Mapping[UUID, Found], journeys: Mapping[UUID, Journey]) -> None:
    """When each line leaves and arrives, and how it goes where it has a warehouse of its own."""
    days = [journeys.get(part.line_id) for part in parts]
    found = [ways.get(part.warehouse_id) if part.warehouse_id else None for part in parts]
    sent = [one.sent if one else None for one in found]
    sql.run(
        """update sales_order_line l set promised_on = t.arrives_on, ships_on = t.ships_on, promise_trace = t.trace,
             carrier_id = t.carrier_id, transit_id = t.transit_id
           from rows from (
             unnest(%s::uuid[], %s::date[], %s::date[], %s::uuid[], %s::uuid[]), jsonb_array_elements(%s::jsonb)
           ) as t(id, arrives_on, ships_on, carrier_id, transit_id, trace) where l.id = t.id""",
        [
            [part.line_id for part in parts],
            [one and one.arrives_on for one in days],
            [one and one.ships_on for one in days],
            [one and one.carrier_id for one in sent],
            [one and one.transit_id for one in sent],
            to_json([one.trace() if one else {} for one in days]),
        ],
    )

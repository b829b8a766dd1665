"""Confirming: credit, promise, holds. Shared by placing with `confirm` and by confirming a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found
from tradepost.domain.delivery.rules import PLAIN, Journey
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.commands._source import source_drafts
from tradepost.domain.sales.commands._ways import find_ways
from tradepost.domain.sales.events import OrderConfirmed, OrderHeld
from tradepost.domain.sales.rules import open_value, over_limit


@dataclass(frozen=True, slots=True)
class Settled:
    """What confirming came to: base units without supply, and how far over the credit limit."""

    order_id: UUID
    customer_id: UUID
    backordered: int
    over: Decimal

    def record(self, by: By, number: str) -> None:
        """Publish the confirmation and place the credit hold, once the order's row stands."""
        publish(by, OrderConfirmed(self.order_id, number, self.customer_id, self.backordered))
        if self.over:
            note = f"Over the credit limit by {self.over:.2f}."
            place_hold(by, self.order_id, new_id(by.now), "credit", note)


def place_hold(by: By, order_id: UUID, hold_id: UUID, reason: str, note: str) -> None:
    """Write a hold and mark the order as held, in one statement."""
    sql.run(
        """with h as (insert into sales_hold (id, order_id, reason, note, placed_at, placed_by, released_by,
               released_note) values (%s, %s, %s, %s, %s, %s, '', ''))
           update sales_order set held = true where id = %s""",
        [hold_id, order_id, reason, note, by.now, by.actor, order_id],
    )
    publish(by, OrderHeld(order_id, hold_id, reason, note))


def over_credit(customer_id: UUID, limit: Decimal | None, this_order: Decimal) -> Decimal:
    """How far the customer would be over the limit: unpaid + open orders + this one, base currency.

    The customer's row is locked, so that two orders at once do not both find room.
    """
    if limit is None:
        return ZERO
    sql.run("select 1 from parties_customer where id = %s for no key update", [customer_id])
    found = sql.one(
        "select coalesce(sum(open_value), 0) from sales_order where customer_id = %s and open_value > 0",
        [customer_id],
    )
    assert found is not None
    return over_limit(limit, accounts_queries.receivable(customer_id), found[0], this_order)


Wanted = tuple[UUID, inventory.DemandInput]
"""A warehouse, and what a line wants of it."""


def promise_lines(by: By, wanted: Sequence[Wanted]) -> dict[UUID, inventory.Promised]:
    """Promise lines, each in its warehouse, in the order given; one call for each warehouse."""
    promised: dict[UUID, inventory.Promised] = {}
    for warehouse_id in sorted({house for house, _ in wanted}):
        demands = [demand for house, demand in wanted if house == warehouse_id]
        answers = inventory.promise(by, warehouse_id=warehouse_id, demands=demands)
        promised |= {answer.demand_id: answer for answer in answers}
    return promised


def take_quotas(by: By, lines: Sequence[tuple[UUID | None, int]]) -> None:
    """Let confirmed lines have what they take of quotas: (price, base units). Raises QuotaUsed.

    After promising, as all who touch both do.
    """
    uses = [(row_id, quantity) for row_id, quantity in lines if row_id is not None]
    if uses:
        pricing.record_quota_used(by, uses=uses)


def wanted_by(by: By, draft: Draft) -> list[Wanted]:
    """What the lines of a draft want, parts beside what stayed of their line; without a day, today."""
    place = {line.line_id: n for n, line in enumerate(draft.lines)}
    return [
        (
            line.warehouse_id or draft.warehouse_id,
            inventory.DemandInput(
                line.line_id,
                draft.order_id,
                line.priced.item_id,
                line.priced.quantity,
                line.typed.requested_on or draft.requested_on or by.now.date(),
                draft.priority,
                *draft.ships,
                draft.customer.minimum_shelf_days,
            ),
        )
        for line in sorted(draft.lines, key=lambda line: place[line.split_of or line.line_id])
    ]


def journeys_of(
    by: By, wanted: Sequence[Wanted], ways: Mapping[UUID, Found], promised: Mapping[UUID, inventory.Promised]
) -> dict[UUID, Journey]:
    """When each promised line leaves its warehouse and arrives; a line of which part has no supply is not there."""
    made: dict[tuple[UUID, date, bool], Journey] = {}
    found = {}
    for house, demand in wanted:
        row = promised[demand.demand_id]
        if row.promised_on is None:
            continue
        key = house, row.promised_on, row.supply > 0
        if key not in made:
            way = ways[house].way if house in ways else PLAIN
            made[key] = delivery_queries.journey_from(way, row.promised_on, by.now, receives=row.supply > 0)
        found[row.demand_id] = made[key]
    return found


def confirm_draft(by: By, draft: Draft) -> Settled:
    """Check credit, choose where it comes from, and promise a draft that is not written yet.

    Fills its state, its ways and the days of its lines, and parts its lines.
    """
    value = open_value(draft.taxed, draft.rate)
    over = over_credit(draft.customer.customer_id, draft.customer.credit_limit, value)
    source_drafts(by, [draft])
    find_ways([draft])
    wanted = wanted_by(by, draft)
    promised = promise_lines(by, wanted)
    take_quotas(by, [(line.priced.quota_row_id, line.priced.quantity) for line in draft.lines])
    draft.state = "confirmed"
    draft.journeys = journeys_of(by, wanted, draft.ways, promised)
    short = sum(row.backordered for row in promised.values())
    return Settled(draft.order_id, draft.customer.customer_id, short, over)

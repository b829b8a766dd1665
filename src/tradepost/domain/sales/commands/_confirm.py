"""Confirming: credit, promise, holds. Shared by placing with `confirm` and by confirming a draft."""

from collections.abc import Sequence
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
from tradepost.domain.delivery.rules import Journey, Way
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.sales.commands._draft import Draft
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


def promise_lines(
    by: By,
    *,
    order_id: UUID,
    warehouse_id: UUID,
    priority: int,
    lines: Sequence[tuple[UUID, UUID, int, date | None]],
    ships: tuple[bool, int, int],
) -> list[inventory.Promised]:
    """Promise (line, item, base units, requested day); a line without a day is needed today.

    `ships`: only whole, the least percent of a line, and the days that a lot must still last.
    """
    today = by.now.date()
    demands = [
        inventory.DemandInput(line_id, order_id, item_id, quantity, requested_on or today, priority, *ships)
        for line_id, item_id, quantity, requested_on in lines
    ]
    return inventory.promise(by, warehouse_id=warehouse_id, demands=demands)


def journeys_of(by: By, way: Way, promised: Sequence[inventory.Promised]) -> dict[UUID, Journey]:
    """When each promised line leaves and arrives; a line of which part has no supply is not there."""
    made: dict[tuple[date, bool], Journey] = {}
    found = {}
    for row in promised:
        if row.promised_on is None:
            continue
        key = row.promised_on, row.supply > 0
        if key not in made:
            made[key] = delivery_queries.journey_from(way, key[0], by.now, receives=key[1])
        found[row.demand_id] = made[key]
    return found


def confirm_draft(by: By, draft: Draft) -> Settled:
    """Check credit and promise a draft that is not written yet; fills its state and the days of its lines."""
    value = open_value(draft.taxed, draft.rate)
    over = over_credit(draft.customer.customer_id, draft.customer.credit_limit, value)
    promised = promise_lines(
        by,
        order_id=draft.order_id,
        warehouse_id=draft.warehouse_id,
        priority=draft.priority,
        ships=(*draft.ships, draft.customer.minimum_shelf_days),
        lines=[
            (
                line.line_id,
                line.priced.item_id,
                line.priced.quantity,
                line.typed.requested_on or draft.requested_on,
            )
            for line in draft.lines
        ],
    )
    draft.state = "confirmed"
    draft.journeys = journeys_of(by, draft.way, promised)
    return Settled(draft.order_id, draft.customer.customer_id, sum(row.backordered for row in promised), over)

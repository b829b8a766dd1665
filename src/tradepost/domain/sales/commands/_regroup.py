"""Lines that go from one order to another, with all that is promised to them. Statements do not grow with the lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_ids
from tradepost.base.money import ZERO
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import DemandPart, DemandSaid
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.pricing.rules import tax_lines
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change_writes import insert_change_set, insert_operations
from tradepost.domain.sales.events import OrderChanged
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import ChangedRow
from tradepost.domain.sales.rules import with_freight
from tradepost.domain.sales.rules.changing import LineState
from tradepost.domain.sales.rules.parting import Amounts

OPEN_STATES = ("draft", "submitted", "confirmed")


def refuse_closed(order: Order, version: int | None = None) -> None:
    """Raises NotAllowed, ChangedMeanwhile."""
    if order.state not in OPEN_STATES:
        raise NotAllowed(
            f"{order.number} is {order.state}; only open orders are split or merged.", allowed=[]
        )
    if version is not None and version != order.version:
        raise ChangedMeanwhile(
            f"{order.number} was changed by someone else. Load it again and repeat your change.",
            version=order.version,
        )


def amounts_of(order: Order) -> Amounts:
    """What it comes to as it stands."""
    return Amounts(order.net_total, order.tax_total, order.total)


def no_amounts() -> Amounts:
    """Nothing."""
    return Amounts(ZERO, ZERO, ZERO)


def move_lines(line_ids: Sequence[UUID], to: UUID, after: int) -> None:
    """Put these lines, in this order, below position `after` of another order."""
    sql.run(
        """update sales_order_line l set order_id = %s, position = %s + t.n
           from unnest(%s::uuid[]) with ordinality as t(id, n) where l.id = t.id""",
        [to, after, list(line_ids)],
    )


def move_demands(
    by: By,
    going: Sequence[tuple[Order, Sequence[OrderLine]]],
    to: UUID,
    parts: Sequence[DemandPart] = (),
) -> None:
    """What is promised to lines of confirmed orders, or to parts of them, is another order's from now on.

    It stays promised all the while, so that nobody else gets any of it. It is needed when it was needed before.
    """
    new_of = {part.demand_id: part.new_id for part in parts}
    said = [
        DemandSaid(new_of.get(line.pk, line.pk), needed_on(order, line), to)
        for order, lines in going
        if order.confirmed_at is not None
        for line in lines
    ]
    if said:
        inventory.change_demands(by, parts=parts, said=said)


def needed_on(order: Order, line: OrderLine) -> date:
    """The day on which a line of a confirmed order is needed: its own, the order's, else that of confirming."""
    assert order.confirmed_at is not None
    return line.requested_on or order.requested_on or order.confirmed_at.date()


def settle(
    order: Order, lines: Sequence[OrderLine], freight: Decimal | None = None, **values: Any
) -> Amounts:
    """Write what an order comes to with these lines, and whatever else is said; gives it. One statement.

    Taxes follow from the lines; freight is taxed as it was.
    """
    freight = order.freight if freight is None else freight
    taxed = [line.taxed for line in lines]
    amounts = with_freight(taxed, freight, (order.freight_tax_code, order.freight_tax_rate))
    net = sum((one.net for one in taxed), ZERO)
    tax = sum((one.tax for one in tax_lines(amounts, order.currency, order.tax_rounding)), ZERO)
    found = Amounts(net, tax, net + tax + freight)
    values |= {
        "freight": freight,
        "net_total": found.net,
        "tax_total": found.tax,
        "total": found.total,
        "lines_count": len(lines),
        "quantity_total": sum(line.quantity for line in lines),
    }
    for name, value in values.items():
        setattr(order, name, value)
    order.save(update_fields=list(values))
    return found


def write_history(
    by: By,
    change_id: UUID,
    order: Order,
    was: Amounts,
    now: Amounts,
    rows: Sequence[ChangedRow],
    reason: str,
) -> None:
    """A confirmed order's change, as it is read in its history; of another only the fact."""
    if order.confirmed_at is None:
        publish(by, OrderChanged(order.pk, ["lines"]))
        return
    number = queries.next_change_number(order.pk)
    order.net_total, order.total = was.net, was.total
    insert_change_set(
        by, change_id, order, number=number, after=(now.net, now.total), more={"reason": reason}
    )
    order.net_total, order.total = now.net, now.total
    insert_operations(by, change_id, {}, rows)
    publish(by, OrderChanged(order.pk, ["lines"], number, change_id))


def row_of(line: OrderLine, was: LineState | None, now: LineState | None) -> ChangedRow:
    """A line in the history: what it was in this order, and what it is; None: it is not there."""
    kind = "add" if was is None else "remove" if now is None else "change"
    return ChangedRow(
        kind,
        line.position,
        line.pk,
        line.sku,
        line.name,
        was.plain() if was else {},
        now.plain() if now else {},
    )


def covered(covers: Mapping[UUID, DemandCover], line_ids: Sequence[UUID]) -> tuple[int, int, int]:
    """How much of these lines is from stock, from supply, and without any."""
    found = [covers[pk] for pk in line_ids if pk in covers]
    return (
        sum(one.stock for one in found),
        sum(one.supply for one in found),
        sum(one.backordered for one in found),
    )


def copy_holds(by: By, order_id: UUID, to: UUID) -> list[str]:
    """The other order is held for the same, by the same people; a deposit is not carried along. Gives the kinds."""
    held = [hold for hold in queries.open_holds_of([order_id]) if hold.reason != "deposit"]
    if held:
        sql.run(
            """insert into sales_hold (id, order_id, reason, note, placed_at, placed_by, released_by, released_note)
               select t.new_id, %s, h.reason, h.note, h.placed_at, h.placed_by, '', ''
               from unnest(%s::uuid[], %s::uuid[]) as t(id, new_id) join sales_hold h on h.id = t.id""",
            [to, [hold.pk for hold in held], new_ids(by.now, len(held))],
        )
    return [hold.reason for hold in held]

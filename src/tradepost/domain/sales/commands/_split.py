"""An order split in two, carried out: what `split_order` does, and `preview_split` undoes again."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_ids
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.base.units import UnitFactor
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import DemandPart
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change import states_of
from tradepost.domain.sales.commands._parts import Part, write_parts
from tradepost.domain.sales.commands._progress import summarise
from tradepost.domain.sales.commands._regroup import (
    amounts_of,
    copy_holds,
    covered,
    move_demands,
    move_lines,
    refuse_closed,
    row_of,
    settle,
    write_history,
)
from tradepost.domain.sales.events import OrderPlaced, OrderSplit, OrderSplitOff
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import Regrouped
from tradepost.domain.sales.rules.charging import parts_left
from tradepost.domain.sales.rules.parting import Going, wrong_lines


class NothingStays(Refusal):
    """All of an order would go into the new one."""


def carry_out(
    by: By, new_id: UUID, order_id: UUID, asked: Sequence[tuple[UUID, int]], reason: str, version: int | None
) -> tuple[Order, Regrouped]:
    """Split it, and say what that did. Statements do not grow with the lines."""
    order = queries.order_for_update(order_id)
    refuse_closed(order, version)
    lines = queries.lines_with_items(order_id)
    _refuse(order, lines, asked)
    covers = inventory_queries.demands_of([order_id], on=by.now.date())
    states, before = states_of(order, lines, covers), amounts_of(order)
    known = {line.pk: line for line in lines}
    going = [known[line_id] for line_id, _ in sorted(asked, key=lambda one: known[one[0]].position)]
    new_ids_of = _part(by, order, going, dict(asked))
    made = _copy(by, order, new_id)
    move_lines([new_ids_of.get(line.pk, line.pk) for line in going], new_id, 0)
    parts = [DemandPart(line_id, part_id, dict(asked)[line_id]) for line_id, part_id in new_ids_of.items()]
    move_demands(by, [(order, going)], new_id, parts)
    stays, goes = queries.lines_with_items(order_id), queries.lines_with_items(new_id)
    holds = copy_holds(by, order_id, new_id)
    first, other = settle(order, stays), settle(made, goes, held=bool(holds))
    after = states_of(order, stays, covers)
    rows = [row_of(line, states[line.pk], after.get(line.pk)) for line in going]
    write_history(by, new_id, order, before, first, rows, reason or f"Split off: {made.number}.")
    summarise(by, [order_id, new_id])
    now = inventory_queries.demands_of([new_id], on=by.now.date())
    publish(
        by,
        OrderPlaced(new_id, made.number, made.customer_id),
        OrderSplitOff(new_id, order_id, order.number, reason),
        OrderSplit(order_id, new_id, made.number, {str(pk): quantity for pk, quantity in asked}, reason),
    )
    return Order.objects.get(pk=new_id), Regrouped(
        order.currency, before, first, other, len(going), covered(now, list(now)), holds
    )


def _refuse(order: Order, lines: Sequence[OrderLine], asked: Sequence[tuple[UUID, int]]) -> None:
    going = {
        line.pk: Going(
            line.pk,
            line.quantity,
            line.open - line.released,
            line.unit,
            queries.whole_unit(UnitFactor(line.unit_numerator, line.unit_denominator)),
        )
        for line in lines
    }
    if wrong := wrong_lines(going, asked):
        raise Invalid("These lines cannot be split off so.", fields=wrong)
    if sum(quantity for _, quantity in asked) == sum(line.quantity - line.cancelled for line in lines):
        raise NothingStays(f"All of {order.number} would go. Leave a line, or a part of one.")


def _part(by: By, order: Order, going: Sequence[OrderLine], asked: Mapping[UUID, int]) -> dict[UUID, UUID]:
    """Lines of which a part goes are parted, the new part still in this order; gives the id of each part."""
    parted = [line for line in going if asked[line.pk] != line.quantity]
    made = {line.pk: part_id for line, part_id in zip(parted, new_ids(by.now, len(parted)), strict=True)}
    parts: list[Part] = []
    for line in parted:
        goes = (line.warehouse_id, line.source_trace, line.carrier_id, line.transit_id, line.way_changed)
        parts.append(Part(line, line.pk, line.quantity - asked[line.pk], *goes))
        parts.append(Part(line, made[line.pk], asked[line.pk], *goes))
    if parts:
        write_parts(order, parts)
    return made


_FRESH = {
    "freight": ZERO,
    "deposit": ZERO,
    "deposit_due": ZERO,
    "lines_count": 0,
    "net_total": ZERO,
    "tax_total": ZERO,
    "total": ZERO,
    "quantity_total": 0,
    "cancelled_total": 0,
    "shipped_total": 0,
    "invoiced_total": 0,
    "open_value": ZERO,
    "unbilled_value": ZERO,
    "held": False,
    "merged_into_id": None,
    "version": 1,
}
"""What an order that was split off does not have from the other: freight and deposit stay there."""


def _copy(by: By, order: Order, new_id: UUID) -> Order:
    """An order of the same terms, without lines."""
    (number,) = cheap_numbers("order")
    values = Order.objects.values().get(pk=order.pk) | _FRESH
    del values["found_by"]  # made by the database
    values["charges"] = parts_left(order.charges)
    values |= {"id": new_id, "number": number, "split_from_id": order.pk, "made_at": by.now}
    return Order.objects.create(**values)

"""Orders of a customer become one, carried out: what `merge_orders` does, and `preview_merge` undoes again."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change import states_of
from tradepost.domain.sales.commands._progress import summarise
from tradepost.domain.sales.commands._regroup import (
    amounts_of,
    covered,
    move_demands,
    move_lines,
    no_amounts,
    refuse_closed,
    row_of,
    settle,
    write_history,
)
from tradepost.domain.sales.events import OrderCancelled, OrderHeld, OrdersMerged
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import Hold, Order, OrderLine
from tradepost.domain.sales.queries import MOST_MERGED, Regrouped
from tradepost.domain.sales.rules.changing import LineState
from tradepost.domain.sales.rules.charging import parts_together
from tradepost.domain.sales.rules.parting import ALIKE, Amounts, unlike


class OrdersDiffer(Refusal):
    """They are of other terms, so they cannot become one order; `facts["differ"]` says in what, by order."""


class HasBegun(Refusal):
    """Something of the order is with the warehouse or was shipped."""


class DepositAsked(Refusal):
    """Money is asked for the order before it goes, and that is paid for this order."""


def carry_out(
    by: By, order_id: UUID, other_ids: Sequence[UUID], reason: str, version: int | None
) -> tuple[Order, Regrouped]:
    """Merge them, and say what that did. Statements do not grow with the lines."""
    order, others = _locked(order_id, other_ids)
    lines = _lines(order, others)
    _refuse(order, others, lines, version)
    for other in others:
        other.warehouse = order.warehouse
    covers = inventory_queries.demands_of([one.pk for one in others], on=by.now.date())
    was = {one.pk: states_of(one, lines[one.pk], covers) for one in others}
    before = [amounts_of(one) for one in (order, *others)]
    going = [line for one in others for line in lines[one.pk]]
    move_demands(by, [(one, lines[one.pk]) for one in others], order_id)
    _keep_days(by, order, others, lines)
    move_lines([line.pk for line in going], order_id, max(line.position for line in lines[order_id]))
    holds = _move_holds(by, order, others)
    standing = queries.lines_with_items(order_id)
    first = _settle(order, others, standing)
    _history(by, (order, *others), before, first, was, standing, reason)
    _end(by, order, others)
    summarise(by, [order_id])
    publish(by, OrdersMerged(order_id, {str(one.pk): one.number for one in others}, reason))
    effect = Regrouped(
        order.currency, reduce(Amounts.plus, before), first, no_amounts(), len(going),
        covered(covers, [line.pk for line in going]), holds,
    )  # fmt: skip
    return Order.objects.get(pk=order_id), effect


def is_done(order_id: UUID, other_ids: Sequence[UUID]) -> bool:
    """Whether all of these went into it already; one statement."""
    merged = Order.objects.filter(pk__in=list(other_ids), merged_into_id=order_id)
    return bool(other_ids) and merged.count() == len(set(other_ids))


def _locked(order_id: UUID, other_ids: Sequence[UUID]) -> tuple[Order, list[Order]]:
    if not 0 < len(other_ids) <= MOST_MERGED or order_id in other_ids or len(set(other_ids)) < len(other_ids):
        raise Invalid(
            f"Say which other orders go into this one, each once, at most {MOST_MERGED}.",
            fields={"order_ids": f"1 to {MOST_MERGED} other orders."},
        )
    found = queries.orders_for_update([order_id, *other_ids])
    if len(found) <= len(other_ids):
        raise NotFound("There is no such order.")
    return found[order_id], [found[pk] for pk in other_ids]


def _lines(order: Order, others: Sequence[Order]) -> dict[UUID, list[OrderLine]]:
    found: dict[UUID, list[OrderLine]] = {one.pk: [] for one in (order, *others)}
    for line in queries.lines_of_orders(list(found)):
        found[line.order_id].append(line)
    return found


def _refuse(
    order: Order, others: Sequence[Order], lines: Mapping[UUID, Sequence[OrderLine]], version: int | None
) -> None:
    refuse_closed(order, version)
    for other in others:
        refuse_closed(other)
        if other.deposit:
            raise DepositAsked(
                f"For {other.number} a deposit is asked, and is paid for that order. Merge the others into it instead."
            )
        if any(line.shipped or line.released for line in lines[other.pk]):
            raise HasBegun(
                f"Part of {other.number} is with the warehouse or was shipped. Only what has not begun goes into"
                " another order: split off the rest of it first."
            )
    told = {other.number: words for other in others if (words := _differ(order, other))}
    if told:
        number, words = next(iter(told.items()))
        raise OrdersDiffer(
            f"{number} and {order.number} differ in: {', '.join(words)}. Only orders of the same terms become one.",
            differ=told,
        )


def _differ(order: Order, other: Order) -> list[str]:
    state = [] if (order.state == "confirmed") == (other.state == "confirmed") else ["state"]
    values = [{name: getattr(one, name) for name in ALIKE} for one in (order, other)]
    taxes = [(one.freight_tax_code, one.freight_tax_rate) for one in (order, other)]
    freight = ["tax of freight"] if other.freight and taxes[0] != taxes[1] else []
    return [*state, *unlike(*values), *freight]


def _keep_days(
    by: By, order: Order, others: Sequence[Order], lines: Mapping[UUID, Sequence[OrderLine]]
) -> None:
    """Lines without a day of their own keep that of their order, where the other's is another."""
    kept: list[tuple[UUID, date]] = []
    for other in others:
        if other.requested_on != order.requested_on:
            day = other.requested_on or (other.confirmed_at or by.now).date()
            kept += [(line.pk, day) for line in lines[other.pk] if line.requested_on is None]
    if kept:
        sql.run(
            """update sales_order_line l set requested_on = t.day
               from unnest(%s::uuid[], %s::date[]) as t(id, day) where l.id = t.id""",
            [[line_id for line_id, _ in kept], [day for _, day in kept]],
        )


def _move_holds(by: By, order: Order, others: Sequence[Order]) -> list[str]:
    """What holds one of them holds the order they went into; gives the kinds."""
    held = queries.open_holds_of([one.pk for one in others])
    Hold.objects.filter(pk__in=[hold.pk for hold in held]).update(order_id=order.pk)
    for hold in held:
        publish(by, OrderHeld(order.pk, hold.pk, hold.reason, hold.note))
    return [hold.reason for hold in held]


def _settle(order: Order, others: Sequence[Order], lines: Sequence[OrderLine]) -> Amounts:
    freight = sum((one.freight for one in others), order.freight)
    numbers = [one.customer_po.strip() for one in (order, *others)]
    return settle(
        order,
        lines,
        freight,
        charges=parts_together((one.charges, one.freight) for one in (order, *others)),
        customer_po=", ".join(dict.fromkeys(po for po in numbers if po)),
        held=bool(queries.open_holds_of([order.pk])),
    )


def _history(
    by: By,
    orders: Sequence[Order],
    before: Sequence[Amounts],
    first: Amounts,
    was: Mapping[UUID, Mapping[UUID, LineState]],
    standing: Sequence[OrderLine],
    reason: str,
) -> None:
    """The change of each: lines came into the first, and left the others."""
    order, *others = orders
    came = {pk for states in was.values() for pk in states}
    now = states_of(order, standing, {})
    rows = [row_of(line, None, now[line.pk]) for line in standing if line.pk in came]
    numbers = ", ".join(one.number for one in others)
    told = reason or f"Merged with it: {numbers}."
    write_history(by, new_id(by.now), order, before[0], first, rows, told)
    known = {line.pk: line for line in standing}
    for other, amounts in zip(others, before[1:], strict=True):
        left = [row_of(known[pk], state, None) for pk, state in was[other.pk].items()]
        told = f"Merged into {order.number}."
        write_history(by, new_id(by.now), other, amounts, no_amounts(), left, told)


def _end(by: By, order: Order, others: Sequence[Order]) -> None:
    """The others are cancelled, without lines, and know where these went."""
    for other in others:
        settle(
            other,
            [],
            ZERO,
            charges=[],
            held=False,
            cancelled_total=0,
            open_value=ZERO,
            unbilled_value=ZERO,
            state=ORDER.next(other.state, "cancel"),
            closed_at=by.now,
            merged_into_id=order.pk,
        )
        publish(by, OrderCancelled(other.pk, f"Merged into {order.number}."))

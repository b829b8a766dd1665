"""Counters of order lines, moved only here: many orders at once, summaries from the lines themselves."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import Refusal
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.sales.commands._blankets import free_agreed
from tradepost.domain.sales.events import OrderClosed
from tradepost.domain.sales.rules import OPEN_VALUE_SQL, UNBILLED_VALUE_SQL

Amounts = Sequence[tuple[UUID, int]]


class CounterRefused(Refusal):
    """More than there is: over-shipped, over-invoiced or over-returned."""


# What each step sets, and what must hold for it; `t.quantity` are base units of the step.
_STEPS = {
    "released": (
        "released = l.released + t.quantity, picked = least(l.picked, l.released + t.quantity)",
        "l.released + t.quantity between 0 and l.quantity - l.shipped - l.cancelled",
    ),
    "picked": ("picked = l.picked + t.quantity", "l.picked + t.quantity between 0 and l.released"),
    "shipped": (
        """shipped = l.shipped + t.quantity, released = l.released - t.quantity,
           picked = greatest(l.picked - t.quantity, 0)""",
        "t.quantity > 0 and t.quantity <= l.released",
    ),
    "cancelled": (
        "cancelled = l.cancelled + t.quantity",
        "t.quantity > 0 and t.quantity <= l.quantity - l.shipped - l.cancelled - l.released",
    ),
    "returned": (
        "returned = l.returned + t.quantity",
        "t.quantity > 0 and l.returned + t.quantity <= l.shipped",
    ),
    "invoiced": (
        "invoiced = l.invoiced + t.quantity",
        "t.quantity > 0 and l.invoiced + t.quantity <= l.shipped + l.credited",
    ),
    "credited": (
        "credited = l.credited + t.quantity",
        "t.quantity > 0 and l.credited + t.quantity <= l.invoiced",
    ),
}


def hold_orders(line_ids: Sequence[UUID]) -> list[UUID]:
    """Lock the orders of these lines in id order."""
    found = sql.rows(
        """select id from sales_order
           where id in (select order_id from sales_order_line where id = any(%s::uuid[]))
           order by id for no key update""",
        [list(line_ids)],
    )
    return [row[0] for row in found]


def advance(by: By, step: str, lines: Amounts) -> list[UUID]:
    """Move one counter of many lines by base units; gives the orders touched. Refuses CounterRefused.

    Lines named twice are added up. Orders that are done close themselves.
    """
    amounts: dict[UUID, int] = {}
    for line_id, quantity in lines:
        amounts[line_id] = amounts.get(line_id, 0) + quantity
    amounts = {line_id: quantity for line_id, quantity in amounts.items() if quantity}
    if not amounts:
        return []
    order_ids = hold_orders(list(amounts))
    sets, guard = _STEPS[step]
    done = sql.run(
        f"""update sales_order_line l set {sets}
            from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity) where l.id = t.id and {guard}""",  # noqa: S608
        [list(amounts), list(amounts.values())],
    )
    if done < len(amounts):
        raise CounterRefused(
            f"{len(amounts) - done} of these lines do not have that much left to be {step}. Load the order again.",
            step=step,
        )
    if step == "cancelled":
        _free_quotas(by, amounts)
    summarise(by, order_ids)
    return order_ids


def _free_quotas(by: By, amounts: Mapping[UUID, int]) -> None:
    """What was confirmed at a price with a quota, or called off, and is not delivered may be had again."""
    freed = sql.rows(
        """select l.quota_row_id, l.blanket_line_id, sum(t.quantity)::bigint
           from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity) join sales_order_line l on l.id = t.id
           where l.quota_row_id is not null or l.blanket_line_id is not null group by 1, 2""",
        [list(amounts), list(amounts.values())],
    )
    if quotas := [(row_id, quantity) for row_id, _, quantity in freed if row_id]:
        pricing.record_quota_freed(by, uses=quotas)
    free_agreed([(line_id, quantity) for _, line_id, quantity in freed if line_id])


# An order whose goods are all shipped or cancelled, and whose shipped goods are invoiced, is done. Each table is
# narrowed to these orders by itself: where statistics say that it is empty, a join alone would read all of it.
_SUMMARISE = f"""update sales_order o set cancelled_total = s.cancelled, shipped_total = s.shipped,
  invoiced_total = s.invoiced,
  open_value = case when o.state = 'confirmed' and not s.done then s.open_value else 0 end,
  unbilled_value = case when o.state = 'confirmed' and not s.done then s.unbilled_value else 0 end,
  state = case when o.state = 'confirmed' and s.done
    then case when s.shipped = 0 then 'cancelled' else 'closed' end else o.state end,
  closed_at = case when o.state = 'confirmed' and s.done then %(now)s::timestamptz else o.closed_at end
from (select o.id, sum(l.cancelled) as cancelled, sum(l.shipped) as shipped, sum(l.invoiced) as invoiced,
        {OPEN_VALUE_SQL} as open_value, {UNBILLED_VALUE_SQL} as unbilled_value,
        bool_and(l.shipped + l.cancelled = l.quantity
          and l.invoiced - l.credited >= l.shipped - l.returned) as done
      from sales_order o join sales_order_line l on l.order_id = o.id
      where o.id = any(%(ids)s::uuid[]) and l.order_id = any(%(ids)s::uuid[]) group by o.id) s
where o.id = s.id and o.id = any(%(ids)s::uuid[])
returning o.id, o.state, o.closed_at = %(now)s::timestamptz"""  # noqa: S608 constants only


def summarise(by: By, order_ids: Sequence[UUID]) -> None:
    """Bring the orders' summaries in line with their lines, and close those that are done (I7)."""
    for order_id, state, just_now in sql.rows(_SUMMARISE, {"now": by.now, "ids": list(order_ids)}):
        if just_now and state == "closed":
            publish(by, OrderClosed(order_id))

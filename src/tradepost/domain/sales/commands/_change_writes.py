"""What a change of a confirmed order writes: its rows, the lines, the days that are told with it. Set-based."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.events import to_json
from tradepost.base.ids import new_ids
from tradepost.base.money import ZERO
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import DemandMore, DemandPart, DemandSaid
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.rules import Taxed
from tradepost.domain.sales.commands._blankets import free_agreed, take_agreed
from tradepost.domain.sales.commands._change_plan import Plan, Planned
from tradepost.domain.sales.commands._confirm import wanted_by
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import ChangedRow

_COLUMNS = (
    ("quantity", "bigint"),
    ("cancelled", "bigint"),
    ("typed_quantity", "numeric"),
    ("unit", "text"),
    ("unit_numerator", "bigint"),
    ("unit_denominator", "bigint"),
    ("list_price", "numeric"),
    ("unit_price", "numeric"),
    ("discount_percent", "numeric"),
    ("net", "numeric"),
    ("gross_price", "numeric"),
    ("gross", "numeric"),
    ("quota_row_id", "uuid"),
    ("requested_on", "date"),
    ("note", "text"),
)


def insert_change_set(
    by: By,
    change_id: UUID,
    order: Order,
    *,
    number: int,
    after: tuple[Decimal, Decimal],
    more: Mapping[str, Any],
) -> None:
    """The change itself, before what it allows: `after` is net and total as they will be."""
    sql.run(
        """insert into sales_change_set (id, order_id, number, reason, made_at, made_by, transaction,
             net_before, total_before, net_after, total_after, proposals, wants_word, word_by, word_how,
             word_recorded_by)
           values (%s, %s, %s, %s, %s, %s, pg_current_xact_id()::text::bigint, %s, %s, %s, %s, %s::jsonb, %s,
             '', '', '')""",
        [
            *(
                change_id,
                order.pk,
                number,
                more.get("reason", ""),
            ),
            *(by.now, by.actor, order.net_total, order.total, *after, to_json(more.get("proposals", []))),
            more.get("wants_word", False),
        ],
    )


def insert_operations(
    by: By, change_id: UUID, head: Mapping[str, tuple[Any, Any]], lines: Sequence[ChangedRow]
) -> None:
    """What it did, by line, and to the order itself first; nothing, where it only proposed."""
    rows: list[tuple[str, UUID | None, int | None, str, str, Any, Any]] = []
    if head:
        was, now = ({name: both[n] for name, both in head.items()} for n in (0, 1))
        rows.append(("order", None, None, "", "", was, now))
    rows += [(one.kind, one.line_id, one.position, one.sku, one.name, *_differs(one)) for one in lines]
    if not rows:
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    sql.run(
        """insert into sales_change_operation (id, change_set_id, position, kind, line_id, line_position, sku, name,
             was, now)
           select id, %s, n, kind, line_id, line_position, sku, name, was, now
           from rows from (unnest(%s::uuid[], %s::text[], %s::uuid[], %s::int[], %s::text[], %s::text[]),
             jsonb_array_elements(%s::jsonb), jsonb_array_elements(%s::jsonb))
             with ordinality as t(id, kind, line_id, line_position, sku, name, was, now, n)""",
        [change_id, new_ids(by.now, len(rows)), *columns[:5], to_json(columns[5]), to_json(columns[6])],
    )


def _differs(row: ChangedRow) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of a line that stays only what is different."""
    if not row.was or not row.now:
        return row.was, row.now
    names = [name for name in row.was | row.now if row.was.get(name) != row.now.get(name)]
    return {name: row.was.get(name) for name in names}, {name: row.now.get(name) for name in names}


def write_lines(planned: Sequence[Planned]) -> None:
    """The lines that stand, as they are now; one that is at another price is no part of another. Two statements."""
    changed = [one for one in planned if one.values]
    if not changed:
        return
    names = [name for name, _ in _COLUMNS]
    arrays: list[object] = [
        [one.values.get(name, getattr(one.line, name)) for one in changed] for name in names
    ]
    sets = ", ".join(f"{name} = t.{name}" for name in names)
    kinds = ", ".join(f"%s::{kind}[]" for _, kind in _COLUMNS)
    sql.run(
        f"""update sales_order_line l set {sets}, price_trace = t.trace
            from rows from (unnest(%s::uuid[], {kinds}), jsonb_array_elements(%s::jsonb))
              as t(id, {", ".join(names)}, trace) where l.id = t.id""",  # noqa: S608 constants only
        [
            [one.line.pk for one in changed],
            *arrays,
            to_json([one.values.get("price_trace", one.line.price_trace) for one in changed]),
        ],
    )
    alone = [one.line.pk for one in changed if one.free_of_parts]
    sql.run(
        """update sales_order_line set split_of = null
           where split_of is not null and (id = any(%s::uuid[]) or split_of = any(%s::uuid[]))""",
        [alone, alone],
    )


def change_demands(
    by: By, order: Order, plan: Plan, draft: Draft, said: Sequence[tuple[OrderLine, date]]
) -> None:
    """What the lines want of the stock ledger from now on."""
    more = {line.line_id: line.priced.quantity for line in draft.lines if line.line_id in plan.parted}
    parts = [DemandPart(old, new, part) for new, (old, part) in plan.parted.items() if part]
    beside = [DemandMore(part.new_id, more[part.new_id] - part.quantity) for part in parts]
    have = {part.new_id for part in parts}
    new = [(house, demand) for house, demand in wanted_by(by, draft) if demand.demand_id not in have]
    inventory.change_demands(
        by,
        parts=parts,
        cuts=[(one.line.pk, one.step.cut) for one in plan.lines if one.step.cut],
        more=[
            *(DemandMore(one.line.pk, one.step.more) for one in plan.lines if one.step.more),
            *(one for one in beside if one.quantity),
        ],
        new=new,
        said=[DemandSaid(line.pk, day, order.pk) for line, day in said],
    )


def take_quotas(by: By, plan: Plan, draft: Draft) -> None:
    """What lines take of prices with a quota, more or less than before."""
    differs: dict[UUID, int] = {}
    for one in plan.lines:
        line, values = one.line, one.values
        after = values.get("quota_row_id", line.quota_row_id)
        kept = values.get("quantity", line.quantity) - values.get("cancelled", line.cancelled)
        for row, quantity in ((line.quota_row_id, line.cancelled - line.quantity), (after, kept)):
            if row is not None:
                differs[row] = differs.get(row, 0) + quantity
    for new in draft.lines:
        if new.priced.quota_row_id is not None:
            row = new.priced.quota_row_id
            differs[row] = differs.get(row, 0) + new.priced.quantity
    freed = [(row, -quantity) for row, quantity in differs.items() if quantity < 0]
    used = [(row, quantity) for row, quantity in differs.items() if quantity > 0]
    if freed:
        pricing.record_quota_freed(by, uses=freed)
    if used:
        pricing.record_quota_used(by, uses=used)
    _call_off(by, plan, draft)


def _call_off(by: By, plan: Plan, draft: Draft) -> None:
    """What lines call off of blanket orders, more or less than before; what came of such a line calls off with it."""
    differs: dict[UUID, int] = {}
    for one in plan.lines:
        line, values = one.line, one.values
        if line.blanket_line_id is not None:
            kept = values.get("quantity", line.quantity) - values.get("cancelled", line.cancelled)
            more = kept - line.quantity + line.cancelled
            differs[line.blanket_line_id] = differs.get(line.blanket_line_id, 0) + more
    for new in draft.lines:
        if (called := new.typed.blanket_line_id) is not None:
            differs[called] = differs.get(called, 0) + new.priced.quantity
    free_agreed([(line_id, -quantity) for line_id, quantity in differs.items() if quantity < 0])
    take_agreed(by, [(line_id, quantity) for line_id, quantity in differs.items() if quantity > 0])


def tell_days(lines: Sequence[OrderLine], journeys: Mapping[UUID, Journey]) -> None:
    """The days of these lines as they are now: the change tells them."""
    if not lines:
        return
    days = [journeys.get(line.pk) for line in lines]
    for line, one in zip(lines, days, strict=True):
        line.promised_on, line.ships_on = (one.arrives_on, one.ships_on) if one else (None, None)
    sql.run(
        """update sales_order_line l set promised_on = t.arrives_on, ships_on = t.ships_on, promise_trace = t.trace,
             way_changed = false
           from rows from (unnest(%s::uuid[], %s::date[], %s::date[]), jsonb_array_elements(%s::jsonb))
             as t(id, arrives_on, ships_on, trace) where l.id = t.id""",
        [
            [line.pk for line in lines],
            [line.promised_on for line in lines],
            [line.ships_on for line in lines],
            to_json([one.trace() if one else {} for one in days]),
        ],
    )


def sums_after(order: Order, lines: Sequence[OrderLine], plan: Plan, draft: Draft) -> dict[str, int]:
    """The order's counts as they will be."""
    values = {one.line.pk: one.values for one in plan.lines}
    quantity = cancelled = 0
    for line in lines:
        given = values.get(line.pk, {})
        quantity += given.get("quantity", line.quantity)
        cancelled += given.get("cancelled", line.cancelled)
    return {
        "lines_count": order.lines_count + len(draft.lines),
        "quantity_total": quantity + sum(line.priced.quantity for line in draft.lines),
        "cancelled_total": cancelled,
    }


def nets_after(lines: Sequence[OrderLine], plan: Plan) -> dict[UUID, Decimal]:
    """What each line that stands is worth."""
    values = {one.line.pk: one.values for one in plan.lines}
    return {line.pk: values.get(line.pk, {}).get("net", line.net) + ZERO for line in lines}


def taxed_after(lines: Sequence[OrderLine], plan: Plan) -> list[Taxed]:
    """The lines as they are taxed with the change: at another price one is no part of another any more."""
    nets, values = nets_after(lines, plan), {one.line.pk: one.values for one in plan.lines}
    alone = {one.line.pk for one in plan.lines if one.free_of_parts}
    return [
        line.taxed._replace(
            net=nets[line.pk],
            gross=values.get(line.pk, {}).get("gross", line.gross),
            line=line.pk if {line.pk, line.split_of} & alone else line.split_of or line.pk,
        )
        for line in lines
    ]

"""A change of a confirmed order, carried out: what `apply_change` does, and `preview_change` undoes again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import fingerprint
from tradepost.base.errors import ChangedMeanwhile, Invalid, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.money import ZERO
from tradepost.domain.delivery.queries import Found
from tradepost.domain.delivery.rules import PLAIN
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.parties.rules.terms import MOST_DAYS
from tradepost.domain.pricing.rules import tax_lines
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change_plan import Plan
from tradepost.domain.sales.commands._change_writes import (
    change_demands,
    insert_change_set,
    insert_operations,
    sums_after,
    take_quotas,
    taxed_after,
    tell_days,
    write_lines,
)
from tradepost.domain.sales.commands._changing import Changing
from tradepost.domain.sales.commands._charges import charges_after
from tradepost.domain.sales.commands._confirm import place_holds
from tradepost.domain.sales.commands._draft import Draft, add_lines
from tradepost.domain.sales.commands._limits import prices_of_lines
from tradepost.domain.sales.commands._progress import summarise
from tradepost.domain.sales.commands._sold import refuse_more
from tradepost.domain.sales.commands._source import refuse_scattered, source_drafts
from tradepost.domain.sales.commands._ways import sent_from
from tradepost.domain.sales.commands.change_order import change_order
from tradepost.domain.sales.commands.source_lines import LeavesWhole, source_lines
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import ChangeAsked, ChangedRow, Effect
from tradepost.domain.sales.rules import freight_tax, with_freight
from tradepost.domain.sales.rules.changing import LineState
from tradepost.domain.sales.rules.credit import Exposure, at_risk, credit_findings
from tradepost.domain.sales.rules.findings import Finding
from tradepost.domain.sales.rules.holds import is_whole_address

Covers = Mapping[UUID, DemandCover]


class NothingChanged(Refusal):
    """The order is as it would be."""


def carry_out(
    by: By, change_id: UUID, order_id: UUID, asked: ChangeAsked, version: int | None
) -> tuple[Order, Effect]:
    """Change the order, and say what that did. Statements do not grow with the lines."""
    order = queries.order_for_update(order_id)
    _refuse(order, asked, version)
    lines = queries.lines_with_items(order_id)
    covers = inventory_queries.demands_of([order_id], on=by.now.date())
    customer = parties_queries.customer_terms(order.customer_id)
    changing = Changing(by, order, customer, lines, asked.lines)
    plan = changing.work_out()
    refuse_more(by, order, lines, plan, changing.prices)
    head = _head(order, asked)
    before, exposed = states_of(order, lines, covers), _exposure(customer)
    draft = _drafted(by, order, customer, plan)
    if not (head or draft.lines or plan.proposals or any(one.values or one.house for one in plan.lines)):
        raise NothingChanged(f"{order.number} is like that already.")
    number = queries.next_change_number(order_id)
    net, tax, total = order.net_total, order.tax_total, order.total
    charges = charges_after(order, customer, lines, plan, draft)
    if charges.freight != order.freight:
        head["freight"] = (order.freight, charges.freight)
    order.freight, order.charges = charges.freight, list(charges.parts)
    after = _write(by, change_id, order, asked, (lines, plan, draft, head), number)
    _move(by, order, lines, plan, asked.reason or f"Change {number}")
    standing = queries.lines_with_items(order_id)
    _refuse_scattered(order, standing)
    now = inventory_queries.demands_of([order_id], on=by.now.date())
    tell_days(_retold(standing, plan, draft, head), _journeys(by, order, standing, now))
    rows = _rows(lines, before, standing, states_of(order, standing, now), covers, now)
    changed = Order.objects.get(pk=order_id)
    holds, exposure = _holds(by, changed, customer, standing, plan, head, rows, exposed)
    insert_operations(by, change_id, head, rows)
    effect = Effect(
        number, order.currency, rows, head, (net, after[0]), (tax, after[1]), (total, after[2]),
        (exposed.total, exposure.total),
        customer.credit_limit, [(one.kind, one.note) for one in holds], plan.proposals,
    )  # fmt: skip
    return changed, replace(effect, fingerprint=_mark(effect))


def _refuse(order: Order, asked: ChangeAsked, version: int | None) -> None:
    if order.state != "confirmed":
        raise NotAllowed(
            f"{order.number} is {order.state}; changes with a preview are for confirmed orders.", allowed=[]
        )
    if version is not None and version != order.version:
        raise ChangedMeanwhile(
            f"{order.number} was changed by someone else. Load it again and repeat your change.",
            version=order.version,
        )
    if asked.terms_days is not None and not 0 <= asked.terms_days <= MOST_DAYS:
        raise Invalid(
            f"Days to pay are between 0 and {MOST_DAYS}.",
            fields={"terms_days": f"Between 0 and {MOST_DAYS}."},
        )


def _head(order: Order, asked: ChangeAsked) -> dict[str, tuple[Any, Any]]:
    """What is other on the order itself: was and is."""
    wanted: dict[str, Any] = {}
    if asked.no_day or asked.requested_on is not None:
        wanted["requested_on"] = None if asked.no_day else asked.requested_on
    if asked.shipping_address is not None:
        wanted["shipping_address"] = asked.shipping_address
    if asked.terms_days is not None:
        wanted["terms_days"] = asked.terms_days
    return {name: (getattr(order, name), now) for name, now in wanted.items() if getattr(order, name) != now}


def _drafted(by: By, order: Order, customer: CustomerTerms, plan: Plan) -> Draft:
    """The lines that are new, each with its warehouse: by the order's rule, where none is named."""
    rest = [line for line in plan.new if line.line_id in plan.rest]
    draft = Draft(
        order_id=order.pk,
        customer=replace(customer, minimum_shelf_days=order.minimum_shelf_days),
        warehouse_id=order.warehouse_id,
        rate=order.rate,
        lines=[line for line in plan.new if line.line_id not in plan.rest],
        requested_on=order.requested_on,
        priority=order.priority,
        ships=(order.ship_complete, order.minimum_fill_percent),
        sourcing="one" if order.ship_complete else order.sourcing,
        state="confirmed",
    )
    refuse_scattered(draft)
    if draft.lines:
        source_drafts(by, [draft])
    draft.lines = [*draft.lines, *rest]
    for house in sorted({line.warehouse_id for line in draft.lines if line.warehouse_id}):
        draft.ways[house] = Found(sent_from(order, house), PLAIN)
    return draft


def _write(
    by: By,
    change_id: UUID,
    order: Order,
    asked: ChangeAsked,
    what: tuple[Sequence[OrderLine], Plan, Draft, dict[str, tuple[Any, Any]]],
    number: int,
) -> tuple[Decimal, Decimal, Decimal]:
    """The rows of this room, then the ledgers below; gives net, tax and total as they are."""
    lines, plan, draft, head = what
    taxed = taxed_after(lines, plan) + draft.taxed
    freight = freight_tax(taxed)
    amounts = with_freight(taxed, order.freight, freight)
    net, tax = (
        sum((one.net for one in taxed), ZERO),
        sum((one.tax for one in tax_lines(amounts, order.currency, order.tax_rounding)), ZERO),
    )
    total = net + order.freight + tax
    sums = sums_after(order, lines, plan, draft)
    if sums["quantity_total"] == sums["cancelled_total"]:
        raise Invalid(
            "Nothing would be left of this order. Cancel it instead.", fields={"lines": "Leave a line."}
        )
    more = {
        "reason": asked.reason.strip(),
        "wants_word": asked.wants_word,
        "proposals": [one.plain() for one in plan.proposals],
    }
    insert_change_set(by, change_id, order, number=number, after=(net, total), more=more)
    write_lines(plan.lines)
    last = max(line.position for line in lines)
    if draft.lines:
        add_lines(draft, last)
    values: dict[str, Any] = {name: now for name, (_, now) in head.items() if name != "shipping_address"}
    values |= {"net_total": net, "tax_total": tax, "total": total, **sums}
    values |= {"freight": order.freight, "charges": order.charges}
    values |= {"freight_tax_code": freight[0], "freight_tax_rate": freight[1]}
    for name, value in values.items():
        setattr(order, name, value)
    order.save(update_fields=list(values))
    change_demands(by, order, plan, draft, _days_said(order, lines, plan, head))
    take_quotas(by, plan, draft)
    summarise(by, [order.pk])
    if "shipping_address" in head:
        change_order(by, order_id=order.pk, shipping_address=head["shipping_address"][1])
    return net, tax, total


def _days_said(
    order: Order, lines: Sequence[OrderLine], plan: Plan, head: Mapping[str, object]
) -> list[tuple[OrderLine, date]]:
    """Lines that are needed on another day now; without any, on the day the order was confirmed."""
    given = {one.line.pk: one.values["requested_on"] for one in plan.lines if "requested_on" in one.values}
    assert order.confirmed_at is not None
    whole = order.requested_on or order.confirmed_at.date()
    return [
        (line, given.get(line.pk, line.requested_on) or whole)
        for line in lines
        if line.pk in given or ("requested_on" in head and line.requested_on is None)
    ]


def _move(by: By, order: Order, lines: Sequence[OrderLine], plan: Plan, reason: str) -> None:
    """Send what is not with the warehouse yet from the one that was named."""
    asked: dict[UUID, list[tuple[UUID, int]]] = {}
    for line_id, quantity, elsewhere in plan.moves:
        asked.setdefault(elsewhere, []).append((line_id, quantity))
    for one in plan.lines:
        house, line, step = one.house, one.line, one.step
        left = step.quantity - step.cancelled - line.shipped - line.released
        if house is not None and house != (line.warehouse_id or order.warehouse_id) and left > 0:
            asked.setdefault(house, []).append((line.pk, left))
    for house in sorted(asked):
        source_lines(by, order_id=order.pk, warehouse_id=house, lines=asked[house], reason=reason)


def _refuse_scattered(order: Order, lines: Sequence[OrderLine]) -> None:
    houses = {line.warehouse_id or order.warehouse_id for line in lines if line.open}
    if order.ship_complete and len(houses) > 1:
        raise LeavesWhole(
            f"{order.number} leaves only when whole, so all of it comes from one warehouse.", lines=len(lines)
        )


def _retold(
    lines: Sequence[OrderLine], plan: Plan, draft: Draft, head: Mapping[str, object]
) -> list[OrderLine]:
    """Lines whose day the change tells: those that are new, more, less, moved or wanted on another day."""
    named = {line.line_id for line in draft.lines}
    named |= {
        one.line.pk
        for one in plan.lines
        if one.house or one.step.cut or one.step.more or one.step.part or "requested_on" in one.values
    }
    return [line for line in lines if line.open and (line.pk in named or line.split_of in named)]


def _journeys(by: By, order: Order, lines: Sequence[OrderLine], covers: Covers) -> Mapping[UUID, Any]:
    ready = {
        cover.demand_id: (cover.promised_on, cover.supply > 0)
        for cover in covers.values()
        if cover.promised_on is not None and cover.quantity
    }
    return queries.journeys_of_order(by, order, lines, ready)


# ---- what it did


def states_of(order: Order, lines: Sequence[OrderLine], covers: Covers) -> dict[UUID, LineState]:
    """The lines as somebody reads them."""
    return {line.pk: _state(order, line, covers.get(line.pk)) for line in lines}


def _state(order: Order, line: OrderLine, cover: DemandCover | None) -> LineState:
    stands = line.quantity - line.cancelled
    typed = line.typed_quantity if not line.cancelled else line.typed_quantity * stands / line.quantity
    day, wanted = line.promised_on, line.requested_on
    return LineState(
        typed,
        line.unit or line.item.base_unit,
        line.unit_price,
        line.discount_percent,
        line.net,
        wanted.isoformat() if wanted else None,
        day.isoformat() if day else None,
        line.warehouse.code if line.warehouse else order.warehouse.code,
        line.note,
        *((cover.stock, cover.supply, cover.backordered) if cover else (0, 0, 0)),
        gross_price=line.gross_price,
    )


def _rows(
    lines: Sequence[OrderLine],
    before: Mapping[UUID, LineState],
    standing: Sequence[OrderLine],
    after: Mapping[UUID, LineState],
    covers: Covers,
    now: Covers,
) -> list[ChangedRow]:
    rows = []
    for line in standing:
        was, is_now = before.get(line.pk), after[line.pk]
        gone = is_now.quantity == 0
        if was is not None and was.plain() == is_now.plain():
            continue
        kind = "add" if was is None or not was.quantity else "remove" if gone else "change"
        row = ChangedRow(
            kind,
            line.position,
            line.pk,
            line.sku,
            line.name,
            {} if was is None or not was.quantity else was.plain(),
            {} if gone else is_now.plain(),
            _cover(was),
            _cover(is_now),
        )
        rows.append(row)
    return rows


def _cover(state: LineState | None) -> tuple[int, int, int]:
    return (state.stock, state.supply, state.backordered) if state else (0, 0, 0)


def _mark(effect: Effect) -> str:
    """Equal for equal effects, whatever ids new lines have."""
    told = asdict(effect)
    for row in told["lines"]:
        del row["line_id"]
    return fingerprint(told)


# ---- holds


def _exposure(customer: CustomerTerms) -> Exposure:
    """What they owe; the row of who has a limit is locked, so that two changes at once do not both find room."""
    holder = customer.credit_id or customer.customer_id
    if customer.credit_limit is not None:
        sql.run("select 1 from parties_customer where id = %s for no key update", [holder])
    return queries.exposure_of(customer)


def _holds(
    by: By,
    order: Order,
    customer: CustomerTerms,
    lines: Sequence[OrderLine],
    plan: Plan,
    head: Mapping[str, tuple[Any, Any]],
    rows: Sequence[ChangedRow],
    exposed: Exposure,
) -> tuple[list[Finding], Exposure]:
    """Hold it for what the change brought; gives why, and what its customer owes now."""
    exposure = queries.exposure_of(customer)
    found: list[Finding] = []
    if exposure.total > exposed.total or "terms_days" in head:
        risk = at_risk(order.open_value, order.deposit, order.rate)
        found += credit_findings(customer.credit_limit, customer.overdue_days, exposure, risk, by.now.date())
    found += prices_of_lines(by, order, [line for line in lines if line.pk in plan.by_hand])
    backordered = sum(row.covered[2] - row.cover[2] for row in rows)
    if backordered > 0:
        found.append(Finding("stock", f"{backordered} units have no supply yet."))
    if "shipping_address" in head and not is_whole_address(head["shipping_address"][1]):
        found.append(
            Finding("address", "The address it goes to is not whole: who, street and place, each on a line.")
        )
    have = {hold.reason for hold in queries.open_holds_of([order.pk])}
    new = [one for one in found if one.kind in customer.holds and one.kind not in have]
    place_holds(by, [(order.pk, one) for one in new])
    return new, exposure

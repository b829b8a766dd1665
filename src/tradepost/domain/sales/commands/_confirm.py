"""Confirming: credit, promise, holds. Shared by placing with `confirm` and by confirming a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.ids import new_ids
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found
from tradepost.domain.delivery.rules import PLAIN, Journey
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._blankets import take_agreed
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.commands._learn import learn_called
from tradepost.domain.sales.commands._limits import prices_of_draft
from tradepost.domain.sales.commands._source import source_drafts
from tradepost.domain.sales.commands._ways import find_ways
from tradepost.domain.sales.events import OrderConfirmed, OrderHeld
from tradepost.domain.sales.rules import open_value
from tradepost.domain.sales.rules.credit import Exposure, Worth, credit_findings, deposit_findings
from tradepost.domain.sales.rules.findings import Finding
from tradepost.domain.sales.rules.holds import Asked, order_findings, wants_first


@dataclass(frozen=True, slots=True)
class Settled:
    """What confirming came to: base units without supply, and why the order is held."""

    order_id: UUID
    customer_id: UUID
    backordered: int
    holds: Sequence[Finding] = ()

    def confirmed(self, number: str) -> OrderConfirmed:
        """The fact."""
        return OrderConfirmed(self.order_id, number, self.customer_id, self.backordered)


def record(by: By, settled: Sequence[tuple[Settled, str]]) -> None:
    """Publish confirmations, each with its order's number, and place the holds, once the orders' rows stand."""
    for one, number in settled:
        publish(by, one.confirmed(number))
    place_holds(by, [(one.order_id, found) for one, _ in settled for found in one.holds])


def place_holds(by: By, found: Sequence[tuple[UUID, Finding]]) -> None:
    """Write holds with ids of their own; see place_hold."""
    ids = new_ids(by.now, len(found))
    rows = [(hold_id, pk, why.kind, why.note) for hold_id, (pk, why) in zip(ids, found, strict=True)]
    _write_holds(by, rows)


def place_hold(by: By, order_id: UUID, hold_id: UUID, reason: str, note: str) -> None:
    """Write a hold and mark the order as held, in one statement."""
    _write_holds(by, [(hold_id, order_id, reason, note)])


def _write_holds(by: By, rows: Sequence[tuple[UUID, UUID, str, str]]) -> None:
    if not rows:
        return
    ids, orders, reasons, notes = (list(column) for column in zip(*rows, strict=True))
    sql.run(
        """with h as (insert into sales_hold (id, order_id, reason, note, placed_at, placed_by, released_by,
               released_note)
             select id, order_id, reason, note, %s, %s, '', ''
             from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[]) as t(id, order_id, reason, note))
           update sales_order set held = true where id = any(%s::uuid[])""",
        [by.now, by.actor, ids, orders, reasons, notes, orders],
    )
    for hold_id, order_id, reason, note in rows:
        publish(by, OrderHeld(order_id, hold_id, reason, note))


def holds_of(by: By, orders: Sequence[tuple[CustomerTerms, Worth]]) -> list[list[Finding]]:
    """Why each of these orders is held, those before it counted; two statements for any number, or none.

    The rows of those who have a limit are locked, so that two orders at once do not both find room.
    """
    asked = [customer for customer, worth in orders if worth.at_risk > 0]
    limited = sorted({_holder(customer) for customer in asked if customer.credit_limit is not None})
    if limited:
        sql.run(
            "select 1 from parties_customer where id = any(%s::uuid[]) order by id for no key update",
            [limited],
        )
    aged = {_holder(customer) for customer in asked if customer.overdue_days is not None}
    known = sorted({*limited, *aged})
    exposed = queries.exposures(known) if known else {}
    found = []
    for customer, worth in orders:
        holder = _holder(customer)
        exposed[holder] = exposure = exposed.get(holder, Exposure()).with_order(worth.at_risk)
        limit, days = customer.credit_limit, customer.overdue_days
        why = [
            *credit_findings(limit, days, exposure, worth.at_risk, by.now.date()),
            *deposit_findings(worth),
        ]
        found.append([one for one in why if one.kind in customer.holds])
    return found


def other_holds(orders: Sequence[tuple[UUID, Asked]]) -> list[list[Finding]]:
    """Why else each of these orders is held, by customer; a statement only where it matters who orders first."""
    new = {customer_id for customer_id, asked in orders if wants_first(asked)}
    known = queries.have_ordered(sorted(new)) if new else set()
    return [order_findings(replace(asked, is_first=pk in new - known)) for pk, asked in orders]


def asked_of(draft: Draft, backordered: int) -> Asked:
    """What decides whether a draft is held beside its credit."""
    customer = draft.customer
    return Asked(
        kinds=customer.holds,
        po_required=customer.po_required,
        customer_po=draft.customer_po,
        shipping_address=draft.shipping_address or customer.shipping_address,
        ships_to="" if draft.shipping_address else customer.country,
        bills_to=customer.billing_country,
        backordered=backordered,
        value=open_value(draft.taxed, draft.rate),
        first_over=customer.first_order_over,
    )


def _holder(customer: CustomerTerms) -> UUID:
    return customer.credit_id or customer.customer_id


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
    (holds,) = holds_of(by, [(draft.customer, worth_of(draft))])
    source_drafts(by, [draft])
    find_ways([draft])
    wanted = wanted_by(by, draft)
    promised = promise_lines(by, wanted)
    take_quotas(by, [(line.priced.quota_row_id, line.priced.quantity) for line in draft.lines])
    take_agreed(by, [(line.typed.blanket_line_id, line.priced.quantity) for line in draft.lines])
    learn_called_of(by, [draft])
    draft.state = "confirmed"
    draft.journeys = journeys_of(by, wanted, draft.ways, promised)
    short = sum(row.backordered for row in promised.values())
    (others,) = other_holds([(draft.customer.customer_id, asked_of(draft, short))])
    holds = [*holds, *prices_of_draft(by, draft), *others]
    return Settled(draft.order_id, draft.customer.customer_id, short, holds)


def learn_called_of(by: By, drafts: Sequence[Draft]) -> None:
    """Learn what customers called items in these drafts, each customer's together."""
    said: dict[UUID, list[tuple[str, UUID, str]]] = {}
    for draft in drafts:
        for line in draft.lines:
            if line.typed.called:
                told = line.typed.called, line.priced.item_id, line.priced.unit
                said.setdefault(draft.customer.party_id, []).append(told)
    for party_id in sorted(said):
        learn_called(by, party_id, said[party_id])


def worth_of(draft: Draft) -> Worth:
    """A draft as its credit is judged."""
    value = open_value(draft.taxed, draft.rate)
    return Worth(draft.customer.terms, value, draft.total, draft.rate, draft.currency)

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import claim_many, command, fingerprint_of, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.money import ZERO
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found, carrier_has_ended, destination, has_ended
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.parties.rules import SOURCING
from tradepost.domain.pricing.queries import Basket, Head, offers_for_many
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._blankets import bad_call_off, beyond_refusal, take_agreed
from tradepost.domain.sales.commands._confirm import (
    Settled,
    asked_of,
    holds_of,
    journeys_of,
    learn_called_of,
    other_holds,
    promise_lines,
    record,
    take_quotas,
    wanted_by,
    worth_of,
)
from tradepost.domain.sales.commands._draft import (
    CustomerIsBlocked,
    Draft,
    bad_fill,
    bad_freight,
    insert_orders,
    ships_as,
    value_discount,
    with_another,
    with_ids,
)
from tradepost.domain.sales.commands._limits import prices_of_draft
from tradepost.domain.sales.commands._lots import as_refusal, strange_lots
from tradepost.domain.sales.commands._sold import unsold
from tradepost.domain.sales.commands._source import scattered, source_drafts
from tradepost.domain.sales.commands._ways import find_ways
from tradepost.domain.sales.events import OrderPlaced
from tradepost.domain.sales.queries import LineInput
from tradepost.domain.sales.rules.charging import charged


@dataclass(frozen=True, slots=True)
class OrderInput:
    """One order of many: field by field what place_order takes, so that an id may be sent to either."""

    order_id: UUID
    customer_id: UUID
    lines: Sequence[LineInput]
    warehouse_id: UUID | None = None
    customer_po: str = ""
    requested_on: date | None = None
    order_discount_percent: Decimal = ZERO
    freight: Decimal | None = None
    note: str = ""
    shipping_address: str = ""
    quote_id: UUID | None = None
    priority: int = 0
    ship_complete: bool | None = None
    minimum_fill_percent: int | None = None
    carrier_id: UUID | None = None
    sourcing: str | None = None
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one order: its number, or the refusal. `again`: it stood already.

    `rounded`: why lines, by place, are of another quantity than was asked.
    """

    order_id: UUID
    number: str = ""
    refusal: Refusal | None = None
    again: bool = False
    rounded: Mapping[int, str] = field(default_factory=dict)


@command
def place_orders(by: By, *, orders: Sequence[OrderInput]) -> list[Placed]:
    """Place many orders in one transaction, a fixed number of statements for any number of them.

    An order that would be refused alone (customer blocked, lines that cannot be priced, id used with
    other contents) is left out and told so; the others stand. Two with one id: the first counts.
    """
    refused: dict[int, Refusal] = {}
    terms = parties_queries.terms_of(sorted({order.customer_id for order in orders}))
    good = _well_formed(orders, terms, refused)
    drafts = _price(by, orders, _called_off(by, orders, good, terms, refused), terms, refused)
    for n, refusal in {**unsold(by, drafts), **_beyond(drafts)}.items():
        refused[n] = refusal
        del drafts[n]
    stood = _claim(by, orders, drafts, refused)
    fresh = {n: draft for n, draft in drafts.items() if n not in stood and n not in refused}
    numbers = _write(by, orders, fresh)
    numbers |= _numbers_of([orders[n].order_id for n in stood])
    return [
        Placed(
            order.order_id,
            "" if n in refused else numbers[order.order_id],
            refused.get(n),
            n in stood and n not in refused,
            _rounded(fresh[n]) if n in fresh else {},
        )
        for n, order in enumerate(orders)
    ]


def _rounded(draft: Draft) -> dict[int, str]:
    return {
        at: line.priced.trace["rounded"]["why"]
        for at, line in enumerate(draft.lines)
        if "rounded" in line.priced.trace
    }


def _well_formed(
    orders: Sequence[OrderInput], terms: Mapping[UUID, CustomerTerms], refused: dict[int, Refusal]
) -> list[int]:
    good = []
    for n, order in enumerate(orders):
        customer = terms.get(order.customer_id)
        if customer is None:
            refused[n] = NotFound("There is no such customer.")
        elif customer.state != "active":
            refused[n] = CustomerIsBlocked(
                f"{customer.name} is {customer.state}. Unblock the customer first."
            )
        elif not order.lines:
            refused[n] = Invalid("An order needs at least one line.", fields={"lines": "Add a line."})
        elif not 0 <= order.order_discount_percent <= 100:
            fields = {"order_discount_percent": "Between 0 and 100."}
            refused[n] = Invalid("The order discount is between 0 and 100 percent.", fields=fields)
        elif order.freight is not None and bad_freight(order.freight, customer.currency):
            refused[n] = Invalid(
                "Freight is 0 or more, in whole cents.", fields={"freight": "Not an amount."}
            )
        elif not 0 <= (order.minimum_fill_percent or 0) <= 100:
            refused[n] = bad_fill()
        elif order.sourcing not in (None, *SOURCING):
            refused[n] = queries.bad_rule(order.sourcing)
        else:
            good.append(n)
    return _with_lots(orders, good, refused)


def _with_lots(orders: Sequence[OrderInput], good: Sequence[int], refused: dict[int, Refusal]) -> list[int]:
    """Those of the good ones that wish for lots they can have: one look for all of them."""
    places = [(n, place) for n in good for place in range(len(orders[n].lines))]
    lines = [orders[n].lines[place] for n, place in places]
    wrong: dict[int, dict[int, str]] = {}
    for at, sentence in strange_lots([(line.item_id, line.lot_ids) for line in lines]).items():
        n, place = places[at]
        wrong.setdefault(n, {})[place] = sentence
    for n, told in wrong.items():
        if (refusal := as_refusal(told)) is not None:
            refused[n] = refusal
    return [n for n in good if n not in wrong]


def _price(
    by: By,
    orders: Sequence[OrderInput],
    lines: Mapping[int, list[LineInput]],
    terms: Mapping[UUID, CustomerTerms],
    refused: dict[int, Refusal],
) -> dict[int, Draft]:
    good, today = list(lines), by.now.date()
    holders = inventory_queries.holders() if good else {}
    default = next((pk for pk, holder in holders.items() if holder is None), None)
    found = _ways(orders, good, terms)
    baskets = [_basket(orders[n], lines[n], terms[orders[n].customer_id], today) for n in good]
    rates = accounts_queries.rates_on({(basket.customer.currency, today) for basket in baskets})
    drafts: dict[int, Draft] = {}
    for n, basket, offer in zip(good, baskets, offers_for_many(baskets), strict=True):
        order, customer, way = orders[n], basket.customer, found.get(n)
        if isinstance(offer, Invalid) or (order.carrier_id and has_ended(order.carrier_id, way)):
            refused[n] = offer if isinstance(offer, Invalid) else carrier_has_ended()
            continue
        usual = way.sent.warehouse_id if way else default
        own, rule = queries.served_as(by, customer, order.warehouse_id, order.sourcing, usual)
        named = {own, *(line.warehouse_id for line in order.lines if line.warehouse_id)}
        if any(holders.get(house) not in (None, order.customer_id) for house in named):
            refused[n] = with_another()
            continue
        drafts[n] = Draft(
            order_id=order.order_id,
            customer=customer,
            warehouse_id=own,
            rate=rates[customer.currency, today],
            lines=with_ids(by, lines[n], offer),
            value_discount=value_discount(offer),
            order_discount_percent=order.order_discount_percent,
            charged=charged(offer.charges, order.freight),
            customer_po=order.customer_po,
            requested_on=order.requested_on,
            note=order.note,
            shipping_address=order.shipping_address,
            quote_id=order.quote_id,
            priority=order.priority,
            ships=ships_as(customer, order.ship_complete, order.minimum_fill_percent),
            sent_by=order.carrier_id,
            sourcing=rule,
            ways={own: way} if way else {},
            state="confirmed" if order.confirm else "draft",
        )
        if (wrong := scattered(drafts[n])) is not None:
            refused[n] = wrong
            del drafts[n]
    return drafts


def _beyond(drafts: Mapping[int, Draft]) -> dict[int, Refusal]:
    """Those that call off more than the ones before them leave."""
    left: dict[UUID, int] = {}
    found = {
        n: beyond_refusal([(x.typed, x.priced) for x in draft.lines], left) for n, draft in drafts.items()
    }
    return {n: refusal for n, refusal in found.items() if refusal is not None}


def _called_off(
    by: By,
    orders: Sequence[OrderInput],
    good: Sequence[int],
    terms: Mapping[UUID, CustomerTerms],
    refused: dict[int, Refusal],
) -> dict[int, list[LineInput]]:
    """The orders whose lines may call off what they do, with their lines at what was agreed: one look for all."""
    ids = {line.blanket_line_id for n in good for line in orders[n].lines if line.blanket_line_id}
    known = queries.blankets_of_lines(ids)
    lines: dict[int, list[LineInput]] = {}
    for n in good:
        found, faults = queries.with_agreed(
            terms[orders[n].customer_id], orders[n].lines, by.now.date(), known
        )
        if faults:
            refused[n] = bad_call_off(faults)
        else:
            lines[n] = found
    return lines


def _basket(order: OrderInput, lines: Sequence[LineInput], customer: CustomerTerms, today: date) -> Basket:
    head = Head(order.order_discount_percent, as_offered=order.quote_id is not None)
    return Basket(customer, today, [line.asked for line in lines], head, takes=order.confirm)


def _ways(
    orders: Sequence[OrderInput], good: Sequence[int], terms: Mapping[UUID, CustomerTerms]
) -> dict[int, Found]:
    """How the goods of those that are confirmed, or name a carrier, get there from their own warehouse."""
    asked = {
        n: destination(customer, orders[n].warehouse_id or customer.warehouse_id, orders[n].carrier_id)
        for n in good
        for customer in (terms[orders[n].customer_id],)
        if orders[n].confirm or orders[n].carrier_id
    }
    found = delivery_queries.ways_to(list(dict.fromkeys(asked.values()))) if asked else {}
    return {n: found[one] for n, one in asked.items() if one in found}


def _claim(
    by: By, orders: Sequence[OrderInput], drafts: Mapping[int, Draft], refused: dict[int, Refusal]
) -> set[int]:
    """Claim the ids of all drafts; gives those that stood already with the same contents."""
    keys = [(f"sales.place_order:{orders[n].order_id}", fingerprint_of(orders[n])) for n in drafts]
    stood: set[int] = set()
    for n, answer in zip(drafts, claim_many(keys, by), strict=True):
        if isinstance(answer, Refusal):
            refused[n] = answer
        elif not answer:
            stood.add(n)
    return stood


def _write(by: By, orders: Sequence[OrderInput], drafts: Mapping[int, Draft]) -> dict[UUID, str]:
    if not drafts:
        return {}
    confirmed = [draft for draft in drafts.values() if draft.state == "confirmed"]
    held = dict(
        zip(
            [d.order_id for d in confirmed],
            holds_of(by, [(d.customer, worth_of(d)) for d in confirmed]),
            strict=True,
        )
    )
    backordered = _promise(by, confirmed)
    numbers = insert_orders(by, list(drafts.values()))
    for draft in drafts.values():
        publish(by, OrderPlaced(draft.order_id, numbers[draft.order_id], draft.customer.customer_id))
    others = other_holds(
        [(draft.customer.customer_id, asked_of(draft, backordered[draft.order_id])) for draft in confirmed]
    )
    settled = [
        Settled(
            pk, draft.customer.customer_id, backordered[pk], [*held[pk], *prices_of_draft(by, draft), *more]
        )
        for draft, more in zip(confirmed, others, strict=True)
        for pk in (draft.order_id,)
    ]
    record(by, [(one, numbers[one.order_id]) for one in settled])
    return numbers


def _promise(by: By, drafts: Sequence[Draft]) -> dict[UUID, int]:
    """Promise all lines, one call per warehouse; fills the days of all lines, gives backordered base units."""
    source_drafts(by, drafts)
    find_ways(drafts)
    wanted = [wanted_by(by, draft) for draft in drafts]
    promised = promise_lines(by, [one for lines in wanted for one in lines])
    take_quotas(
        by, [(line.priced.quota_row_id, line.priced.quantity) for draft in drafts for line in draft.lines]
    )
    take_agreed(
        by, [(line.typed.blanket_line_id, line.priced.quantity) for draft in drafts for line in draft.lines]
    )
    learn_called_of(by, drafts)
    short: dict[UUID, int] = {}
    for draft, lines in zip(drafts, wanted, strict=True):
        draft.journeys = journeys_of(by, lines, draft.ways, promised)
        short[draft.order_id] = sum(promised[line.line_id].backordered for line in draft.lines)
    return short


def _numbers_of(order_ids: Sequence[UUID]) -> dict[UUID, str]:
    if not order_ids:
        return {}
    return dict(sql.rows("select id, number from sales_order where id = any(%s::uuid[])", [list(order_ids)]))

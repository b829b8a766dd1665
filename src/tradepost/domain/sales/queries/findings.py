"""All that is to be said of an order before it is confirmed: one question for every door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.money import ZERO, round_amount
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts.queries import rate_on
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Head, Judged, judged
from tradepost.domain.pricing.rules import tax_lines
from tradepost.domain.sales.queries.blankets import AgreedInput, judged_as_agreed, with_agreed
from tradepost.domain.sales.queries.credit import exposure_of, have_ordered
from tradepost.domain.sales.queries.lines import LineInput
from tradepost.domain.sales.queries.orders import orders_with_po
from tradepost.domain.sales.queries.selling import most_of_lines, sold_line, taken_by
from tradepost.domain.sales.queries.sourcing import Foreseen, basket, foreseen, served_as
from tradepost.domain.sales.queries.substitutes import Shelf, ShortLine, offered_instead
from tradepost.domain.sales.rules import freight_tax, open_value, with_freight
from tradepost.domain.sales.rules.blankets import beyond, too_much
from tradepost.domain.sales.rules.charging import charged
from tradepost.domain.sales.rules.credit import Worth, credit_findings, deposit_findings
from tradepost.domain.sales.rules.findings import (
    ERROR,
    NOTE,
    Finding,
    above_most,
    below_least,
    day_passed,
    in_order,
    late_or_short,
    po_used,
    tax_findings,
)
from tradepost.domain.sales.rules.holds import Asked as AskedOfHolds
from tradepost.domain.sales.rules.holds import order_findings, wants_first
from tradepost.domain.sales.rules.limits import (
    Given,
    given_by_hand,
    most_below,
    most_by_hand,
    price_findings,
    short_findings,
    shorts,
)


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An order as somebody means to place it; field by field what place_order takes.

    `order_id`: of one that stands and is changed. `promises`: of a quote nothing is promised, and nothing held.
    """

    customer_id: UUID
    lines: Sequence[LineInput]
    warehouse_id: UUID | None = None
    customer_po: str = ""
    requested_on: date | None = None
    order_discount_percent: Decimal = ZERO
    freight: Decimal | None = None
    shipping_address: str = ""
    ship_complete: bool | None = None
    minimum_fill_percent: int | None = None
    carrier_id: UUID | None = None
    sourcing: str | None = None
    order_id: UUID | None = None
    as_offered: bool = False
    promises: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """What a door has worked out of it already, so that nothing is asked twice: prices, and days by place."""

    customer: CustomerTerms
    judged: Judged
    stock: Mapping[int, Foreseen] = field(default_factory=dict)


def findings(by: By, order: ToCheck, seen: Seen | None = None) -> list[Finding]:
    """Everything that is wrong or worth knowing of an order, the worst first. It holds nothing and refuses nothing.

    The number of statements does not grow with the lines. What an error says, placing refuses by the same code; what a
    warning says, holds it where the company or the customer has it so.
    """
    seen = seen or _look(by, order)
    customer = seen.customer
    if customer.state != "active":
        note = f"{customer.name} is {customer.state}. Unblock the customer first."
        return [Finding("", note, "customer-is-blocked", ERROR, None, "customer_id")]
    found = [
        *_of_freight(order, customer),
        *_of_lines(order, seen),
        *_of_calls(by, order, seen),
        *(days := _of_days(by, order, seen)),
        *_of_most(by, order, seen),
    ]
    if short := sorted({one.line for one in days if one.line is not None and one.code in _SHORT}):
        found += _instead(by, order, seen, short)
    if order.promises:
        found += [
            po_used(order.customer_po, (one.pk, one.number), one.placed_at.date())
            for one in orders_with_po(by, order.customer_id, order.customer_po, order.order_id)[:1]
        ]
    try:
        rate = rate_on(customer.currency, by.now.date())
    except Refusal as refusal:
        return in_order([*found, Finding("", refusal.message, refusal.code, ERROR)])
    # What a customer owes, and what goods earn, is not for buyers.
    if "customer" not in by.scope:
        found += [*_of_margins(by, seen, rate), *_of_discounts(by, order, seen)]
    if order.promises:
        found += _of_value(by, order, seen, rate)
    return in_order([one if one.kind in customer.holds else one.holding_nothing() for one in found])


def _look(by: By, order: ToCheck) -> Seen:
    customer = parties_queries.customer_terms(order.customer_id)
    lines, _ = with_agreed(customer, order.lines, by.now.date())
    asked = {place: x.asked for place, x in enumerate(lines)}
    head = Head(order.order_discount_percent, as_offered=order.as_offered)
    found = judged(customer, on=by.now.date(), asked=asked, head=head)
    found = judged_as_agreed(found, dict(enumerate(lines)))
    return Seen(customer, found, _foreseen(by, order, customer, found) if order.promises else {})


def _foreseen(by: By, order: ToCheck, customer: CustomerTerms, found: Judged) -> dict[int, Foreseen]:
    if not found.priced or customer.state != "active":
        return {}
    goes = delivery_queries.way_to(customer, order.warehouse_id or customer.warehouse_id, order.carrier_id)
    own, rule = served_as(by, customer, order.warehouse_id, order.sourcing, goes.sent.warehouse_id)
    ships = _ships(order, customer)
    lines = [
        (UUID(int=place), x.item_id, x.quantity, typed.requested_on, x.factor, typed.warehouse_id)
        for place, x in found.priced.items()
        for typed in (order.lines[place],)
    ]
    asked = basket(by, rule, own, customer.country, ships, order.requested_on, lines)
    return dict(zip(found.priced, foreseen(by, asked, customer, order.carrier_id, goes), strict=True))


def _of_lines(order: ToCheck, seen: Seen) -> list[Finding]:
    """What is typed wrong, what was rounded, and what is to be known of its tax."""
    if not order.lines:
        return [Finding("", "An order needs at least one line.", "no-lines", ERROR, None, "lines")]
    wrong = [
        Finding("", str(fault), fault.code, ERROR, place, name, fault.fix)
        for place, faults in seen.judged.faults.items()
        for name, fault in faults.items()
    ]
    rounded = [
        Finding("", told["why"], "rounded", NOTE, place, "quantity", f"{line.typed_quantity:f}")
        for place, line in seen.judged.priced.items()
        if (told := line.trace.get("rounded"))
    ]
    taxed = [
        one
        for place, line in seen.judged.priced.items()
        for one in tax_findings(place, line.sku, line.trace.get("tax") or {})
    ]
    return [*wrong, *rounded, *taxed]


def _of_calls(by: By, order: ToCheck, seen: Seen) -> list[Finding]:
    """What may not be called off of blanket orders, and what is more than is left; asked only where something is."""
    lines, faults = with_agreed(seen.customer, order.lines, by.now.date())
    found = [Finding("", told, code, ERROR, place, at) for place, (at, code, told) in faults.items()]
    calls = [
        (place, line, seen.judged.priced[place])
        for place, line in enumerate(lines)
        if isinstance(line, AgreedInput) and place in seen.judged.priced
    ]
    left = {line.blanket_line_id: line.left for _, line, _ in calls if line.blanket_line_id}
    asked = [(line.blanket_line_id, priced.quantity) for _, line, priced in calls if line.blanket_line_id]
    for n, remains in beyond(left, asked).items():
        place, line, priced = calls[n]
        note = too_much(priced.sku, line.blanket, remains, priced.quantity)
        fix = f"{remains}" if remains and priced.factor == UnitFactor() else ""
        found.append(Finding("", note, "more-than-agreed", ERROR, place, "quantity", fix))
    return found


def _of_freight(order: ToCheck, customer: CustomerTerms) -> list[Finding]:
    if order.freight is None:
        return []
    rounded = round_amount(order.freight, customer.currency)
    if order.freight == rounded >= 0:
        return []
    note = f"Freight is 0 or more, in whole cents of {customer.currency}."
    fix = f"{rounded:f}" if rounded >= 0 else ""
    return [Finding("", note, "bad-freight", ERROR, None, "freight", fix)]


def _of_days(by: By, order: ToCheck, seen: Seen) -> list[Finding]:
    today = by.now.date()
    found = day_passed(order.requested_on, today)
    for place, line in enumerate(order.lines):
        found += day_passed(line.requested_on, today, place)
    for place, stock in seen.stock.items():
        last = stock.last
        wanted = order.lines[place].requested_on or order.requested_on
        short = seen.judged.priced[place].quantity - stock.available.available - stock.available.incoming
        sku = seen.judged.priced[place].sku
        # A day that has passed is said already: nothing can arrive on it.
        on = wanted if wanted is None or wanted >= today else None
        found += late_or_short(place, sku, on, last.arrives_on if last else None, short)
    return found


_SHORT = ("no-supply", "later-than-wanted")


def in_place_of_short(by: By, order: ToCheck, seen: Seen | None = None) -> tuple[Seen, list[Finding]]:
    """What was looked up of an order, and what may be sold in place of its lines that are short or late.

    Nothing else is checked. The number of statements does not grow with the lines.
    """
    seen = seen or _look(by, order)
    days = _of_days(by, order, seen)
    short = sorted({one.line for one in days if one.line is not None and one.code in _SHORT})
    return seen, _instead(by, order, seen, short) if short else []


def _instead(by: By, order: ToCheck, seen: Seen, places: Sequence[int]) -> list[Finding]:
    """What may be sold in place of the lines that are short or late; asked only where there are some."""
    customer, lines = seen.customer, order.lines
    goes = delivery_queries.way_to(customer, order.warehouse_id or customer.warehouse_id, order.carrier_id)
    own, rule = served_as(by, customer, order.warehouse_id, order.sourcing, goes.sent.warehouse_id)
    shelf = Shelf(rule, own, _ships(order, customer), order.requested_on, order.carrier_id)
    short = [
        ShortLine(
            place,
            seen.judged.priced[place],
            last.arrives_on if (last := seen.stock[place].last) else None,
            lines[place].warehouse_id,
            lines[place].requested_on,
        )
        for place in places
    ]
    others = {
        place: (line, lines[place].requested_on, lines[place].warehouse_id)
        for place, line in seen.judged.priced.items()
    }
    return offered_instead(by, customer, shelf, short, others)


def _ships(order: ToCheck, customer: CustomerTerms) -> tuple[bool, int]:
    """Whether it leaves only when whole, and the least percent of a line: what it says, else its customer."""
    whole = customer.ship_complete if order.ship_complete is None else order.ship_complete
    least = order.minimum_fill_percent
    return whole, customer.minimum_fill_percent if least is None else least


def _of_most(by: By, order: ToCheck, seen: Seen) -> list[Finding]:
    lines = most_of_lines(seen.judged.priced.items())
    if order.as_offered or not lines:
        return []
    without = [order.order_id] if order.order_id else []
    taken = taken_by([seen.customer.customer_id], lines, by.now.date(), without=without)
    return above_most(lines, taken.get(seen.customer.customer_id, {}))


def _of_margins(by: By, seen: Seen, rate: Decimal) -> list[Finding]:
    figures = access_queries.may(by, "catalog.read_cost")
    found = shorts(
        sold_line(place + 1, line.sku, line.net, line.quantity, rate, line.floor)
        for place, line in seen.judged.priced.items()
        if line.floor is not None
    )
    return short_findings(found, most_below(by.roles, settings.MARGIN_LIMITS), figures=figures)


def _of_discounts(by: By, order: ToCheck, seen: Seen) -> list[Finding]:
    given = [
        Given(
            place + 1,
            line.sku,
            given_by_hand(
                line.list_price,
                line.unit_price,
                typed_price=bool(line.trace.get("typed")),
                discount=line.discount_percent if line.trace.get("discount") == "typed" else ZERO,
                of_order=ZERO if line.trace.get("is_net") else order.order_discount_percent,
            ),
        )
        for place, line in seen.judged.priced.items()
    ]
    return price_findings(given, most_by_hand(by.roles, settings.DISCOUNT_LIMITS))


def _of_value(by: By, order: ToCheck, seen: Seen, rate: Decimal) -> list[Finding]:
    """What its value means: the least an order comes to, credit, and what else would hold it."""
    customer = seen.customer
    taxed = [x.taxed for x in seen.judged.priced.values()]
    net = sum((one.net for one in taxed), ZERO)
    found = [] if order.as_offered or not taxed else below_least(net * rate, customer.least_order)
    freight = charged(seen.judged.offer.charges, order.freight).freight
    amounts = with_freight(taxed, freight, freight_tax(taxed))
    tax = sum((x.tax for x in tax_lines(amounts, customer.currency, customer.tax_rounding)), ZERO)
    worth = Worth(customer.terms, open_value(taxed, rate), net + freight + tax, rate, customer.currency)
    holds = deposit_findings(worth)
    is_buyer = "customer" in by.scope
    if (
        not is_buyer
        and worth.at_risk > 0
        and (customer.credit_limit is not None or customer.overdue_days is not None)
    ):
        exposure = exposure_of(customer).with_order(worth.at_risk)
        limit, days = customer.credit_limit, customer.overdue_days
        holds += credit_findings(limit, days, exposure, worth.at_risk, by.now.date())
    asked = AskedOfHolds(
        kinds=customer.holds,
        po_required=customer.po_required,
        customer_po=order.customer_po,
        shipping_address=order.shipping_address or customer.shipping_address,
        ships_to="" if order.shipping_address else customer.country,
        bills_to=customer.billing_country,
        value=worth.value,
        first_over=customer.first_order_over,
    )
    if is_buyer:
        asked = replace(asked, kinds=asked.kinds - {"fraud"})
    if wants_first(asked):
        asked = replace(asked, is_first=customer.customer_id not in have_ordered([customer.customer_id]))
    return [*found, *(one for one in holds if one.kind in customer.holds), *order_findings(asked)]

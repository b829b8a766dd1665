"""From what was typed to the rows of an order: terms, prices, totals; many orders in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.events import to_json
from tradepost.base.ids import new_ids
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.delivery.queries import Found, Sent
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.parties.rules.terms import deposit
from tradepost.domain.pricing.queries import Head, Offer, Priced, offer_with_options
from tradepost.domain.pricing.rules import Charge, Taxed, tax_lines
from tradepost.domain.sales.commands._blankets import called_off, refuse_beyond
from tradepost.domain.sales.queries import LineInput, as_agreed
from tradepost.domain.sales.rules import freight_tax, in_base, open_value, with_freight
from tradepost.domain.sales.rules.charging import NOTHING_CHARGED, Charged

ValueDiscount = tuple[Decimal, str]
"""What a rule takes off an order because of its value: percent, and the name of the rule."""

NO_VALUE_DISCOUNT: ValueDiscount = (ZERO, "")


class CustomerIsBlocked(Refusal):
    """Nothing may be sold to this customer now."""


class WithAnotherCustomer(Refusal):
    """The goods of this warehouse lie with another customer, and are sold to them only."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One priced line with its id, net and gross; where it comes from and why, of which line it is a part."""

    line_id: UUID
    typed: LineInput
    priced: Priced
    net: Decimal
    warehouse_id: UUID | None = None
    source_trace: Mapping[str, Any] = field(default_factory=dict)
    split_of: UUID | None = None
    gross: Decimal | None = None

    @property
    def taxed(self) -> Taxed:
        """The net amount as the tax rule wants it."""
        priced = self.priced
        return Taxed(self.net, priced.tax_code, priced.tax_rate, self.split_of or self.line_id, self.gross)


@dataclass
class Draft:
    """An order about to be written; amounts in the customer's currency.

    `ships`: only when whole, and the least percent of a line that leaves at once. `sent_by`: the carrier that was
    named. `ways`: how goods go, by warehouse. After it is made only `state`, `ways` and `journeys` change, and lines
    are parted, so sums are made once.
    """

    order_id: UUID
    customer: CustomerTerms
    warehouse_id: UUID
    rate: Decimal
    lines: list[DraftLine]
    order_discount_percent: Decimal = ZERO
    charged: Charged = NOTHING_CHARGED
    customer_po: str = ""
    requested_on: date | None = None
    note: str = ""
    shipping_address: str = ""
    quote_id: UUID | None = None
    value_discount: ValueDiscount = NO_VALUE_DISCOUNT
    priority: int = 0
    ships: tuple[bool, int] = (False, 0)
    sent_by: UUID | None = None
    sourcing: str = "one"
    state: str = "draft"
    ways: dict[UUID, Found] = field(default_factory=dict)
    journeys: dict[UUID, Journey] = field(default_factory=dict)

    @property
    def sent(self) -> Sent:
        """How what comes from its own warehouse goes."""
        own = self.ways.get(self.warehouse_id)
        return own.sent if own else Sent(self.warehouse_id)

    def sent_of(self, line: DraftLine) -> Sent | None:
        """How a line goes that has a warehouse of its own; none: not confirmed, or as the order."""
        if line.warehouse_id is None or self.state != "confirmed":
            return None
        found = self.ways.get(line.warehouse_id)
        return found.sent if found else None

    @property
    def freight(self) -> Decimal:
        """All that is charged beside the goods."""
        return self.charged.freight

    @property
    def currency(self) -> str:
        """The currency of all amounts."""
        return self.customer.currency

    @cached_property
    def taxed(self) -> list[Taxed]:
        """Net amounts by tax, freight excluded."""
        return [line.taxed for line in self.lines]

    @cached_property
    def freight_tax(self) -> tuple[str, Decimal]:
        """Code and rate of the tax on freight."""
        return freight_tax(self.taxed)

    @cached_property
    def net_total(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.net for line in self.lines), ZERO)

    @property
    def total(self) -> Decimal:
        """What the customer pays."""
        return self.net_total + self.freight + self.tax_total

    @cached_property
    def tax_total(self) -> Decimal:
        """Tax of lines and freight, rounded as the customer's documents are."""
        amounts = with_freight(self.taxed, self.freight, self.freight_tax)
        return sum((x.tax for x in tax_lines(amounts, self.currency, self.customer.tax_rounding)), ZERO)


def order_terms(draft: Draft) -> tuple[str, Decimal, Decimal]:
    """Of its terms what is not the days, what is asked before it goes, and the same in base currency."""
    terms = draft.customer.terms
    asked = deposit(terms, draft.total, draft.currency) if draft.state == "confirmed" else ZERO
    return to_json(terms.more()), asked, in_base(asked, draft.rate)


def price_lines(
    by: By,
    customer: CustomerTerms,
    lines: Sequence[LineInput],
    on: date,
    head: Head,
    options: Collection[int] = (),
) -> tuple[list[DraftLine], ValueDiscount, Sequence[Charge]]:
    """Price what was typed, together; gives with it what a rule takes off all of it, and what rules charge beside.

    Lines at the places `options` are of a quote, and each priced alone: nobody has taken them yet.
    Refuses lines that cannot be priced, naming each, and blocked customers.
    """
    if customer.state != "active":
        raise CustomerIsBlocked(f"{customer.name} is {customer.state}. Unblock the customer first.")
    if not lines:
        raise Invalid("An order needs at least one line.", fields={"lines": "Add a line."})
    lines = called_off(customer, lines, on)
    offer = offer_with_options(
        customer, on=on, asked=[line.asked for line in lines], head=head, options=options
    )
    priced = with_ids(by, lines, offer)
    refuse_beyond([(line.typed, line.priced) for line in priced])
    return priced, value_discount(offer), offer.charges


def value_discount(offer: Offer) -> ValueDiscount:
    """What a rule takes off an order because of its value: percent, and the name of the rule."""
    return offer.value_discount_percent, offer.value_discount


def with_ids(by: By, lines: Sequence[LineInput], offer: Offer) -> list[DraftLine]:
    """Priced lines with their ids, and behind them what comes free."""
    ids = new_ids(by.now, len(lines) + len(offer.gifts))
    free = [LineInput(gift.item_id, gift.typed_quantity) for gift in offer.gifts]
    return [
        DraftLine(
            typed.line_id or line_id,
            typed,
            as_agreed(typed, price),
            price.net,
            typed.warehouse_id,
            gross=price.gross,
        )
        for line_id, typed, price in zip(ids, [*lines, *free], [*offer.lines, *offer.gifts], strict=True)
    ]


def ships_as(customer: CustomerTerms, whole: bool | None, least: int | None) -> tuple[bool, int]:
    """Whether an order leaves only when whole, and the least percent of a line: what it says, else its customer.

    Raises Invalid.
    """
    if least is not None and not 0 <= least <= 100:
        raise bad_fill()
    return (
        customer.ship_complete if whole is None else whole,
        customer.minimum_fill_percent if least is None else least,
    )


def bad_fill() -> Invalid:
    """The refusal of a share of a line that is none."""
    return Invalid(
        "The least share of a line is between 0 and 100 percent.",
        fields={"minimum_fill_percent": "Between 0 and 100."},
    )


def refuse_bad_amounts(order_discount: Decimal, freight: Decimal | None, currency: str) -> None:
    """Refuse a discount outside 0 to 100 percent and freight below 0 or finer than the minor unit."""
    if not 0 <= order_discount <= 100:
        raise Invalid(
            "The order discount is between 0 and 100 percent.",
            fields={"order_discount_percent": "Between 0 and 100."},
        )
    if freight is not None and bad_freight(freight, currency):
        raise Invalid(
            f"Freight is 0 or more, in whole cents of {currency}.", fields={"freight": "Not an amount."}
        )


def bad_freight(freight: Decimal, currency: str) -> bool:
    """Whether it is below 0, or finer than the minor unit."""
    return freight < 0 or freight != round_amount(freight, currency)


def insert_orders(by: By, drafts: Sequence[Draft]) -> dict[UUID, str]:
    """Write orders with their lines in one statement; gives their numbers. Raises WithAnotherCustomer."""
    found = sql.rows(_INSERT, [*_order_arrays(by, drafts), *_line_arrays(drafts)])
    if any(holder not in (None, customer_id) for _, _, customer_id, holder in found):
        raise with_another()
    return {row[0]: row[1] for row in found}


def with_another() -> WithAnotherCustomer:
    """The refusal of an order for goods that lie with somebody else, or are a supplier's."""
    return WithAnotherCustomer(
        "The goods of this warehouse lie with another customer, or are a supplier's. "
        "Choose one of your own warehouses."
    )


_INSERT_LINES = """
  insert into sales_order_line (order_id, id, position, item_id, sku, name, typed_quantity, unit, unit_numerator,
    unit_denominator, quantity, list_price, unit_price, discount_percent, net, gross_price, gross, tax_code, tax_rate,
    requested_on, promised_on, ships_on, note, warehouse_id, split_of, carrier_id, transit_id, quota_row_id, called,
    blanket_line_id, price_trace, promise_trace, source_trace, wished_lots,
    cancelled, released, picked, shipped, returned, invoiced, credited)
  select *, 0, 0, 0, 0, 0, 0, 0
  from rows from (
    unnest(%s::uuid[], %s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::text[], %s::numeric[], %s::text[],
      %s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[],
      %s::numeric[], %s::numeric[], %s::text[], %s::numeric[], %s::date[], %s::date[], %s::date[], %s::text[],
      %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[]),
    jsonb_array_elements(%s::jsonb), jsonb_array_elements(%s::jsonb), jsonb_array_elements(%s::jsonb),
    jsonb_array_elements(%s::jsonb)) as t
"""

_INSERT = (
    """with o as (
  insert into sales_order (id, number, state, customer_id, customer_name, customer_po, rep_id, warehouse_id,
    quote_id, currency, rate, placed_at, confirmed_at, requested_on, terms_days, ship_complete, priority,
    order_discount_percent, freight, freight_tax_code, freight_tax_rate, billing_address, shipping_address, note,
    lines_count, net_total, tax_total, total, quantity_total, cancelled_total, shipped_total, invoiced_total,
    open_value, held, made_at, version, minimum_fill_percent, minimum_shelf_days, carrier_id, transit_id, sourcing,
    value_discount_percent, value_discount, terms, deposit, deposit_due, tax_rounding, charges)
  select id, 'SO-' || nextval('base_number_order'), state, customer_id, customer_name, customer_po, rep_id,
    warehouse_id, quote_id, currency, rate, %s, case when state = 'confirmed' then %s::timestamptz end,
    requested_on, terms_days, ship_complete, priority, discount, freight, freight_tax_code, freight_tax_rate,
    billing_address, shipping_address, note, lines_count, net_total, tax_total, net_total + freight + tax_total,
    quantity_total, 0, 0, 0, open_value, false, %s, 1, minimum_fill_percent, minimum_shelf_days, carrier_id, transit_id,
    sourcing, value_discount_percent, value_discount, terms::jsonb, deposit, deposit_due, tax_rounding,
    charges::jsonb
  from unnest(%s::uuid[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::uuid[],
    %s::text[], %s::numeric[], %s::date[], %s::int[], %s::bool[], %s::int[], %s::numeric[], %s::numeric[],
    %s::text[], %s::numeric[], %s::text[], %s::text[], %s::text[], %s::int[], %s::numeric[], %s::numeric[],
    %s::bigint[], %s::numeric[], %s::int[], %s::int[], %s::uuid[], %s::uuid[], %s::text[],
    %s::numeric[], %s::text[], %s::text[], %s::numeric[], %s::numeric[], %s::text[], %s::text[]) with ordinality
    as t(id, state, customer_id, customer_name, customer_po, rep_id, warehouse_id, quote_id, currency, rate,
      requested_on, terms_days, ship_complete, priority, discount, freight, freight_tax_code, freight_tax_rate,
      billing_address, shipping_address, note, lines_count, net_total, tax_total, quantity_total, open_value,
      minimum_fill_percent, minimum_shelf_days, carrier_id, transit_id, sourcing, value_discount_percent,
      value_discount, terms, deposit, deposit_due, tax_rounding, charges, n)
  order by n
  returning id, number, customer_id, warehouse_id
), lines as ("""  # noqa: S608 constants only
    + _INSERT_LINES
    + """)
select o.id, o.number, o.customer_id, coalesce(w.customer_id, w.supplier_id)
from o left join inventory_warehouse w on w.id = o.warehouse_id"""
)


def replace_lines(draft: Draft) -> None:
    """Write the lines of an unconfirmed order anew, in two statements."""
    sql.run("delete from sales_order_line where order_id = %s", [draft.order_id])
    sql.run(_INSERT_LINES, _line_arrays([draft]))


def add_lines(draft: Draft, after: int) -> None:
    """Write the lines of a draft below those that an order has, up to position `after`."""
    arrays = _line_arrays([draft])
    arrays[2] = list(range(after + 1, after + 1 + len(draft.lines)))
    sql.run(_INSERT_LINES, arrays)


def _order_arrays(by: By, drafts: Sequence[Draft]) -> list[object]:
    from_customer = [draft.customer for draft in drafts]
    terms = [order_terms(draft) for draft in drafts]
    return [
        *[by.now] * 3,
        [draft.order_id for draft in drafts],
        [draft.state for draft in drafts],
        [customer.customer_id for customer in from_customer],
        [customer.name for customer in from_customer],
        [draft.customer_po for draft in drafts],
        [customer.rep_id for customer in from_customer],
        [draft.warehouse_id for draft in drafts],
        [draft.quote_id for draft in drafts],
        [draft.currency for draft in drafts],
        [draft.rate for draft in drafts],
        [draft.requested_on for draft in drafts],
        [customer.terms_days for customer in from_customer],
        [draft.ships[0] for draft in drafts],
        [draft.priority for draft in drafts],
        [draft.order_discount_percent for draft in drafts],
        [draft.freight for draft in drafts],
        *([draft.freight_tax[n] for draft in drafts] for n in range(2)),
        [customer.billing_address for customer in from_customer],
        [draft.shipping_address or draft.customer.shipping_address for draft in drafts],
        [draft.note for draft in drafts],
        [len(draft.lines) for draft in drafts],
        [draft.net_total for draft in drafts],
        [draft.tax_total for draft in drafts],
        [sum(line.priced.quantity for line in draft.lines) for draft in drafts],
        [open_value(draft.taxed, draft.rate) if draft.state == "confirmed" else ZERO for draft in drafts],
        [draft.ships[1] for draft in drafts],
        [customer.minimum_shelf_days for customer in from_customer],
        [draft.sent.carrier_id for draft in drafts],
        [draft.sent.transit_id for draft in drafts],
        [draft.sourcing for draft in drafts],
        *([draft.value_discount[n] for draft in drafts] for n in range(2)),
        *([one[n] for one in terms] for n in range(3)),
        [customer.tax_rounding for customer in from_customer],
        [to_json(draft.charged.parts) for draft in drafts],
    ]


def _line_arrays(drafts: Sequence[Draft]) -> list[object]:
    rows = [(draft, position, line) for draft in drafts for position, line in enumerate(draft.lines, 1)]
    priced = [line.priced for _, _, line in rows]
    journeys = [draft.journeys.get(line.line_id) for draft, _, line in rows]
    sent = [draft.sent_of(line) for draft, _, line in rows]
    return [
        [draft.order_id for draft, _, _ in rows],
        [line.line_id for _, _, line in rows],
        [position for _, position, _ in rows],
        [price.item_id for price in priced],
        [price.sku for price in priced],
        [price.name for price in priced],
        [price.typed_quantity for price in priced],
        [price.unit for price in priced],
        [price.factor.numerator for price in priced],
        [price.factor.denominator for price in priced],
        [price.quantity for price in priced],
        [price.list_price for price in priced],
        [price.unit_price for price in priced],
        [price.discount_percent for price in priced],
        [line.net for _, _, line in rows],
        [price.gross_price for price in priced],
        [line.gross for _, _, line in rows],
        [price.tax_code for price in priced],
        [price.tax_rate for price in priced],
        [line.typed.requested_on for _, _, line in rows],
        [journey and journey.arrives_on for journey in journeys],
        [journey and journey.ships_on for journey in journeys],
        [line.typed.note for _, _, line in rows],
        [line.warehouse_id for _, _, line in rows],
        [line.split_of for _, _, line in rows],
        [one and one.carrier_id for one in sent],
        [one and one.transit_id for one in sent],
        [price.quota_row_id for price in priced],
        [line.typed.called for _, _, line in rows],
        [line.typed.blanket_line_id for _, _, line in rows],
        to_json([price.trace for price in priced]),
        to_json([journey.trace() if journey else {} for journey in journeys]),
        to_json([dict(line.source_trace) for _, _, line in rows]),
        to_json([line.typed.lot_ids for _, _, line in rows]),
    ]

"""From priced lines to the rows of a quote: totals, and all lines in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.events import to_json
from tradepost.base.money import ZERO
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Head
from tradepost.domain.pricing.rules import Taxed
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import DraftLine, price_lines, refuse_bad_amounts
from tradepost.domain.sales.models import Quote
from tradepost.domain.sales.queries import LineInput, OfferedInput
from tradepost.domain.sales.rules import Stand, faults_of_stands
from tradepost.domain.sales.rules.charging import charged, typed_freight

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Header:
    """What is typed beside the lines; None leaves a field as it is. `by_rules`: rules decide of freight again."""

    valid_until: date | None = None
    customer_po: str | None = None
    requested_on: date | None = None
    order_discount_percent: Decimal | None = None
    freight: Decimal | None = None
    note: str | None = None
    shipping_address: str | None = None
    terms_text: str | None = None
    by_rules: bool = False

    def given(self) -> list[str]:
        """The names of what was typed."""
        said = [name for name in _SAID if getattr(self, name) is not None]
        return [*said, "freight"] if self.by_rules else said


_SAID = [name for name in Header.__dataclass_fields__ if name != "by_rules"]


def take_header(quote: Quote, header: Header, today: date) -> None:
    """Set what was typed. Refuses bad amounts and a last day in the past."""
    for name in header.given():
        setattr(quote, name, getattr(header, name))
    if header.freight is not None or header.by_rules:
        quote.freight = header.freight or ZERO
        quote.charges = list(charged((), header.freight).parts)
    refuse_bad_amounts(quote.order_discount_percent, quote.freight, quote.currency)
    refuse_past_day(quote.valid_until, today)


def terms_said(customer: CustomerTerms, terms: str, terms_text: str | None) -> str | None:
    """What was typed, else the kept text of a name in the customer's language. Raises Invalid, at `terms`."""
    if terms and not terms_text:
        return queries.terms_in(terms, customer.language)
    return terms_text


def refuse_past_day(valid_until: date, today: date) -> None:
    """Refuse to offer what could not be accepted any more."""
    if valid_until < today:
        raise Invalid(
            f"The quote could be accepted until {valid_until} only. Give a later day.",
            fields={"valid_until": "In the past."},
        )


def write_quote(
    by: By, quote: Quote, lines: Sequence[LineInput], customer: CustomerTerms, *, new: bool
) -> None:
    """Price the lines for its customer today, total them, and write head and lines anew.

    Refuses a customer who trades in another currency now.
    """
    if quote.currency != customer.currency:
        raise Invalid(
            f"The quote is in {quote.currency}, the customer now buys in {customer.currency}. Make another.",
            fields={"currency": "Not the customer's."},
        )
    places = [as_offered(line) for line in lines]
    refuse_bad_places(places)
    head = Head(quote.order_discount_percent)
    options = {at for at, line in enumerate(places) if line.kind != "firm" and not line.chosen}
    # What stands keeps how its tax is rounded.
    buyer = customer if new else replace(customer, tax_rounding=quote.tax_rounding)
    priced, (quote.value_discount_percent, quote.value_discount), found = price_lines(
        by, buyer, places, by.now.date(), head, options
    )
    charges = charged(found, typed_freight(quote.charges, quote.freight))
    quote.freight, quote.charges = charges.freight, list(charges.parts)
    quote.customer_name, quote.rep_id = customer.name, customer.rep_id
    quote.terms_days = customer.terms_days
    if new:
        quote.tax_rounding = customer.tax_rounding
    quote.billing_address = customer.billing_address
    quote.shipping_address = quote.shipping_address or customer.shipping_address
    # What came free stands at the end, under the last heading.
    last = places[-1].section
    places += [OfferedInput(line.priced.item_id, line.priced.typed_quantity, section=last)
               for line in priced[len(places):]]  # fmt: skip
    total_quote(quote, [line.taxed for line, place in zip(priced, places, strict=True) if _counts(place)])
    quote.lines_count = len(priced)
    quote.save(force_insert=new)
    if not new:
        sql.run("delete from sales_quote_line where quote_id = %s", [quote.pk])
    _write_lines(quote, priced, places)


def usual_last_day(by: By) -> date:
    """The last day of a quote for which none was given."""
    return by.now.date() + timedelta(days=USUAL_DAYS)


def as_offered(line: LineInput) -> OfferedInput:
    """The line with its place in a quote; one without is firm."""
    if isinstance(line, OfferedInput):
        return replace(line, section=line.section.strip(), choice=line.choice.strip())
    return OfferedInput(**{one.name: getattr(line, one.name) for one in fields(LineInput)})


def _counts(place: OfferedInput) -> bool:
    return place.kind == "firm" or place.chosen


def refuse_bad_places(places: Sequence[OfferedInput]) -> None:
    """Refuse headings, kinds and groups that cannot be. Raises Invalid naming each line."""
    stands = [(line.section, Stand(line.kind, line.choice, line.chosen)) for line in places]
    if faults := faults_of_stands(stands):
        raise Invalid("Some lines cannot stand in a quote like this. Correct the marked ones.", fields=faults)


def total_quote(quote: Quote, lines: Sequence[Taxed]) -> None:
    """Set the totals from the lines that count: the firm ones and those that are chosen."""
    found = queries.totals_of(quote, lines)
    quote.freight_tax_code, quote.freight_tax_rate = found.freight_tax
    quote.net_total, quote.tax_total, quote.total = found.net, found.tax, found.total


def _write_lines(quote: Quote, lines: Sequence[DraftLine], places: Sequence[OfferedInput]) -> None:
    priced = [line.priced for line in lines]
    sql.run(
        """insert into sales_quote_line (quote_id, id, position, item_id, sku, name, typed_quantity, unit,
             unit_numerator, unit_denominator, quantity, list_price, unit_price, discount_percent, net,
             gross_price, gross, tax_code, tax_rate, price_trace, requested_on, note, section, kind, choice, chosen)
           select %s::uuid, * from unnest(%s::uuid[], %s::int[], %s::uuid[], %s::text[], %s::text[],
             %s::numeric[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[],
             %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::text[], %s::numeric[],
             %s::jsonb[],
             %s::date[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bool[])""",
        [
            quote.pk,
            [line.line_id for line in lines],
            list(range(1, len(lines) + 1)),
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
            [line.net for line in lines],
            [price.gross_price for price in priced],
            [line.gross for line in lines],
            [price.tax_code for price in priced],
            [price.tax_rate for price in priced],
            [to_json(price.trace) for price in priced],
            [line.typed.requested_on for line in lines],
            [line.typed.note for line in lines],
            [place.section for place in places],
            [place.kind for place in places],
            [place.choice for place in places],
            [_counts(place) for place in places],
        ],
    )

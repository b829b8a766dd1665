"""What lines would cost and when they would come, before anything is ordered: what an order grid asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CUSTOMERS, CustomerTerms
from tradepost.domain.parties.rules import SOURCING
from tradepost.domain.pricing.queries import Asked, Head, Priced, judged
from tradepost.domain.pricing.rules import tax_lines
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import Foreseen
from tradepost.domain.sales.rules import freight_tax, with_freight
from tradepost.domain.sales.rules.charging import charged, told_charges
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.charged import ChargeOut
from tradepost.doors.api.endpoints import asks
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    NumberOut,
    Percent,
    Price,
    Quantity,
    Word,
    about,
    one_of,
)
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])


class PreviewLineIn(In):
    """A line as typed: by the item's id, or by any of its codes."""

    item_id: Id | None = about("The item; or give `code`.", AN_ID, None)
    code: Word = about(
        "Its SKU, GTIN, our other code or the customer's own; used without `item_id`.", "TEA-1", ""
    )
    quantity: Quantity = about("How many of `unit`.", "24")
    unit: Word = about("The unit typed; empty: the code's unit, or the item's base unit.", "case", "")
    unit_price: Price | None = about("Overrides the list, per `unit`.", "9.90", None)
    discount_percent: Percent | None = about("Overrides the agreed discount.", "5", None)


class PreviewIn(In):
    """Lines to be priced for a customer; nothing is held."""

    customer_id: Id = about("Who would buy.", AN_ID)
    warehouse_id: Id | None = about(
        "Where it would ship from; without it, the customer's own warehouse, else the first.", None, None
    )
    sourcing: one_of(*SOURCING) | None = about(  # type: ignore[valid-type]
        "Which other warehouses it may come from, as with an order.", None, None
    )
    carrier_id: Id | None = about("By what it would be sent; null: as the warehouse sends.", None, None)
    on: Day | None = about("The day of the prices; without it, today.", "2031-05-04", None)
    order_discount_percent: Percent = about("On all lines, after their own discount.", "2", Decimal(0))
    lines: list[PreviewLineIn] = about("Up to 1,000 lines.", min_length=1, max_length=1000)


class PreviewSource(Shape):
    """A warehouse a line would come from."""

    warehouse_id: IdOut = about("The warehouse.")
    quantity: int = about("Base units.", 24)
    ships_on: DayOut | None = about("When these would leave; null: part would wait for supply.")
    promised_on: DayOut | None = about("When these would arrive.")


class PreviewLineOut(Shape):
    """A line's price, stock and promise day; or `problems`, and nothing else."""

    index: int = about("Which line of the request, from 0.", 0)
    problems: dict[str, str] = about("What is wrong, by field; empty: the line is good.", {}, {})
    item_id: IdOut | None = about("The item.", default=None)
    sku: str = about("The item's SKU.", "TEA-1", "")
    name: str = about("The item's name.", "Assam, 500 g", "")
    quantity: int | None = about("Base units.", 288, None)
    unit: str = about("The unit it is priced in.", "case", "")
    list_price: AmountOut | None = about("Per unit, before what was agreed.", default=None)
    unit_price: AmountOut | None = about("Per unit.", default=None)
    discount_percent: NumberOut | None = about("Of the line.", default=None)
    net: AmountOut | None = about("After both discounts, rounded once.", default=None)
    gross_price: AmountOut | None = about(
        "Per unit with tax, where that was agreed; null: the price is net.", default=None
    )
    gross: AmountOut | None = about("What the line comes to with tax, where that was agreed.", default=None)
    price_trace: dict[str, Any] = about(
        "How the price came about: what won, and what lost with the reason.", {}, {}
    )
    tax_code: str = about("By customer and item.", "S", "")
    tax_rate: NumberOut | None = about("Percent.", default=None)
    available: int | None = about("Base units that could be promised from stock now.", 40, None)
    incoming: int | None = about("Base units on their way.", 0, None)
    promised_on: DayOut | None = about(
        "When it would arrive; null: part would wait for supply.", default=None
    )
    ships_on: DayOut | None = about("When the last of it would leave.", default=None)
    sources: list[PreviewSource] = about("Where it would come from, and when.", default=[])


class PreviewGift(Shape):
    """Goods that come free; the order gets a line of its own for them."""

    item_id: IdOut = about("The item.")
    sku: str = about("The item's SKU.", "TEA-1")
    name: str = about("The item's name.", "Assam, 500 g")
    quantity: int = about("Base units.", 2)
    promotion: str = about("Why.", "12 + 1")


class PreviewOut(Shape):
    """What the good lines come to, and every line."""

    currency: str = about("Of all amounts.", "EUR")
    value_discount_percent: NumberOut = about(
        "What a rule takes off all lines for their value; in their nets."
    )
    value_discount: str = about("The name of that rule; empty: none.", "Over 1,000")
    net_total: AmountOut = about("The sum of the good lines.")
    charges: list[ChargeOut] = about("What the rules charge beside the goods.")
    freight: AmountOut = about("All charges together.")
    tax_total: AmountOut = about("Tax of lines and charges.")
    total: AmountOut = about("All three.")
    lines: list[PreviewLineOut] = about("In the order of the request.")
    gifts: list[PreviewGift] = about("What would come free.")


@dataclass
class Sheet:
    """The lines of one request, good and bad, while they are worked out."""

    customer: CustomerTerms
    on: date
    lines: Sequence[PreviewLineIn]
    head: Head

    def __post_init__(self) -> None:
        self.problems: dict[int, dict[str, str]] = {}
        found = judged(self.customer, on=self.on, asked=self._ask(), head=self.head)
        self.offer, self.priced = found.offer, found.priced
        self.problems |= {place: {**faults} for place, faults in found.faults.items()}

    def _ask(self) -> dict[int, Asked]:
        """Lines whose item is known; codes are looked up together, in one statement."""
        codes = sorted({line.code for line in self.lines if line.item_id is None and line.code})
        known = catalog_queries.items_by_codes(codes, self.customer.party_id) if codes else {}
        asked = {}
        for index, line in enumerate(self.lines):
            found = known.get(line.code) if line.item_id is None else None
            item_id = line.item_id or (found.item_id if found else None)
            if item_id is None:
                self.problems[index] = {"code": f"Nothing is called “{line.code}”."}
                continue
            unit = line.unit or (found.unit if found else "")
            asked[index] = Asked(item_id, line.quantity, unit, line.unit_price, line.discount_percent)
        return asked


@asks(router, "/prices/preview", needs="pricing.read", gives=PreviewOut)
def preview_prices(by: By, body: PreviewIn) -> dict[str, Any]:
    """Price lines for a customer, with stock and promise day.

    The number of statements does not grow with the lines. Bad lines are told one by one, the good ones
    are priced all the same. Nothing is held: confirming an order promises.
    """
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    customer = parties_queries.customer_terms(body.customer_id)
    sheet = Sheet(customer, body.on or by.now.date(), body.lines, Head(body.order_discount_percent))
    offer, priced = sheet.offer, sheet.priced
    stock = _stock(by, customer, body, offer.lines)
    net = offer.net_total
    taxed = [line.taxed for line in offer.lines]
    charges = charged(offer.charges, None)
    amounts = with_freight(taxed, charges.freight, freight_tax(taxed))
    taxes = tax_lines(amounts, customer.currency, customer.tax_rounding)
    tax = sum((line.tax for line in taxes), Decimal(0))
    told = {index: (line, stock[place]) for place, (index, line) in enumerate(priced.items())}
    return PreviewOut.plain(
        None,
        currency=customer.currency,
        value_discount_percent=offer.value_discount_percent,
        value_discount=offer.value_discount,
        net_total=net,
        tax_total=tax,
        charges=[ChargeOut.plain(one) for one in told_charges(charges.parts, charges.freight)],
        freight=charges.freight,
        total=net + charges.freight + tax,
        lines=[_line(index, sheet, told) for index in range(len(body.lines))],
        gifts=[PreviewGift.plain(gift, promotion=gift.trace["promotion"]) for gift in offer.gifts],
    )


def _stock(by: By, customer: CustomerTerms, body: PreviewIn, lines: list[Priced]) -> list[Foreseen]:
    if not lines:
        return []
    goes = delivery_queries.way_to(customer, body.warehouse_id or customer.warehouse_id, body.carrier_id)
    own, rule = sales_queries.served_as(
        by, customer, body.warehouse_id, body.sourcing, goes.sent.warehouse_id
    )
    ships = (customer.ship_complete, customer.minimum_fill_percent)
    typed = [(UUID(int=n), x.item_id, x.quantity, None, x.factor, None) for n, x in enumerate(lines)]
    asked = sales_queries.basket(by, rule, own, customer.country, ships, None, typed)
    return sales_queries.foreseen(by, asked, customer, body.carrier_id, goes)


_NOTHING = {name: field.default for name, field in PreviewLineOut.model_fields.items()}


def _line(index: int, sheet: Sheet, told: dict[int, tuple[Priced, Foreseen]]) -> dict[str, Any]:
    if index not in told:
        return PreviewLineOut.plain(None, **{**_NOTHING, "index": index, "problems": sheet.problems[index]})
    line, seen = told[index]
    stock, last = seen.available, seen.last
    return PreviewLineOut.plain(
        line,
        index=index,
        problems={},
        price_trace=line.trace,
        sources=[_source(seen, house) for house in seen.parts],
        available=stock.available,
        incoming=stock.incoming,
        promised_on=last and last.arrives_on,
        ships_on=last and last.ships_on,
    )


def _source(seen: Foreseen, house: UUID) -> dict[str, Any]:
    journey = seen.journeys.get(house)
    return PreviewSource.plain(
        None,
        warehouse_id=house,
        quantity=seen.parts[house],
        ships_on=journey and journey.ships_on,
        promised_on=journey and journey.arrives_on,
    )

"""What may be sold instead of the lines of an order that are short or late: with its own stock, day and price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.rules.substitutes import StandIn
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Asked, Head, Priced, judged
from tradepost.domain.sales.queries.sourcing import Foreseen, Line, basket, foreseen
from tradepost.domain.sales.rules.findings import Finding, Offered, helps, in_its_place


@dataclass(frozen=True, slots=True)
class Shelf:
    """From where, and how, an order is served: what `basket` and `foreseen` ask beside the lines.

    `ships`: only when whole, and the least percent of a line.
    """

    rule: str
    own: UUID
    ships: tuple[bool, int]
    requested_on: date | None = None
    carrier_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A line that is short or late: where it stands, when all of it arrives (None: no day yet)."""

    place: int
    line: Priced
    arrives_on: date | None
    warehouse_id: UUID | None = None
    wanted_on: date | None = None


def offered_instead(
    by: By,
    customer: CustomerTerms,
    shelf: Shelf,
    short: Sequence[ShortLine],
    others: Mapping[int, tuple[Priced, date | None, UUID | None]],
) -> list[Finding]:
    """Substitutes of these lines that arrive earlier than they would, for each line the best first.

    They share what is free with the `others` of the order (line, wanted on, named warehouse, by place) and with each
    other, in order. One statement where nothing stands in; else as many more as prices and days take, for any number.
    """
    lines = {one.place: one for one in short}
    found = catalog_queries.stand_ins(
        [(one.place, one.line.item_id, one.line.factor) for one in short], on=by.now.date()
    )
    if not found:
        return []
    priced = _priced(by, customer, found, lines)
    sold = {n: one for n, one in enumerate(found) if n in priced}
    days = _days(by, customer, shelf, sold, priced, lines, others)
    return [
        in_its_place(
            one.place, lines[one.place].line.sku, _offered(one, priced[n], days[n], customer.currency)
        )
        for n, one in sold.items()
        if (last := days[n].last) and helps(lines[one.place].arrives_on, last.arrives_on)
    ]


def _priced(
    by: By, customer: CustomerTerms, found: Sequence[StandIn], lines: Mapping[int, ShortLine]
) -> dict[int, Priced]:
    """Each priced alone, for only one of them is taken; in the quantity in which it is sold."""
    asked = {n: _asked(one, lines[one.place].line) for n, one in enumerate(found)}
    return as_sold(customer, by.now.date(), asked)


def as_sold(customer: CustomerTerms, on: date, asked: Mapping[int, Asked]) -> dict[int, Priced]:
    """Each of these priced alone, in the next quantity in which it is sold; what may not be sold is left out.

    Two statements at most, none where nothing is asked.
    """
    head = Head(as_offered=True)
    answer = judged(customer, on=on, asked=asked, head=head, options=list(asked))
    fitting = {
        n: Asked(asked[n].item_id, Decimal(fault.fix), asked[n].unit)
        for n, faults in answer.faults.items()
        if list(faults) == ["quantity"] and (fault := faults["quantity"]).fix.isdecimal()
    }
    if not fitting:
        return dict(answer.priced)
    again = judged(customer, on=on, asked=fitting, head=head, options=list(fitting))
    return {**answer.priced, **again.priced}


def _asked(one: StandIn, line: Priced) -> Asked:
    """As many base units: in a unit that holds as much, else counted in base units."""
    if one.unit:
        return Asked(one.item_id, line.typed_quantity, one.unit)
    return Asked(one.item_id, Decimal(line.quantity))


def _days(
    by: By,
    customer: CustomerTerms,
    shelf: Shelf,
    sold: Mapping[int, StandIn],
    priced: Mapping[int, Priced],
    lines: Mapping[int, ShortLine],
    others: Mapping[int, tuple[Priced, date | None, UUID | None]],
) -> dict[int, Foreseen]:
    if not sold:
        return {}
    first: list[Line] = [
        (UUID(int=place), row.item_id, row.quantity, wanted, row.factor, house)
        for place, (row, wanted, house) in others.items()
    ]
    after = len(first) and max(others) + 1
    asked: list[Line] = [
        (
            UUID(int=after + n),
            one.item_id,
            priced[n].quantity,
            lines[one.place].wanted_on,
            priced[n].factor,
            lines[one.place].warehouse_id,
        )
        for n, one in sold.items()
    ]
    wishes = basket(
        by, shelf.rule, shelf.own, customer.country, shelf.ships, shelf.requested_on, [*first, *asked]
    )
    rows = foreseen(by, wishes, customer, shelf.carrier_id)
    return dict(zip(sold, rows[len(first) :], strict=True))


def _offered(one: StandIn, line: Priced, seen: Foreseen, currency: str) -> Offered:
    assert seen.last is not None
    factor: UnitFactor = line.factor
    quantity = from_base(line.quantity, factor)
    return Offered(
        one.item_id,
        one.sku,
        one.name,
        Decimal(quantity.numerator) / quantity.denominator,
        line.unit,
        max(seen.available.available, 0),
        one.base_unit,
        seen.last.arrives_on,
        line.after_discount,
        currency,
        one.note,
    )

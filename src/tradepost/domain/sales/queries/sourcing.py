"""By which rule an order is served, and where its lines would come from as things stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.queries import Found
from tradepost.domain.delivery.rules import PLAIN, Journey, Way
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import Available
from tradepost.domain.inventory.rules.sourcing import Basket, Source, Wish
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.parties.rules import SOURCING

Line = tuple[UUID, UUID, int, date | None, UnitFactor, UUID | None]
"""Line, item, base units, day it is wanted, the unit it was ordered in, the warehouse that was named for it."""


def served_as(
    by: By, customer: CustomerTerms, warehouse_id: UUID | None, rule: str | None, default: UUID | None = None
) -> tuple[UUID, str]:
    """The order's own warehouse, and its rule: what it says, else its customer, else the company.

    Who names a warehouse and no rule means that one; so does who works in one only. Raises Invalid.
    """
    if rule is not None and rule not in SOURCING:
        raise bad_rule(rule)
    own = warehouse_id or customer.warehouse_id or default or inventory_queries.default_warehouse_id()
    if "warehouse" in by.scope or (rule is None and warehouse_id is not None):
        return own, "one"
    return own, rule or customer.sourcing


def bad_rule(rule: str | None) -> Invalid:
    """The refusal of a rule that is none."""
    return Invalid(f"There is no rule called {rule}.", fields={"sourcing": f"One of {', '.join(SOURCING)}."})


def whole_unit(factor: UnitFactor) -> int:
    """Base units of the smallest part that is whole in the ordered unit: a case is not broken."""
    return factor.value.numerator


def basket(
    by: By,
    rule: str,
    own: UUID,
    country: str,
    ships: tuple[bool, int],
    requested_on: date | None,
    lines: Iterable[Line],
) -> Basket:
    """An order as the stock ledger chooses for it. Nobody needs goods before today.

    `ships`: only when whole, and the least percent of a line. Who takes no small part of a line is not sent parts.
    """
    today = by.now.date()
    wishes = [
        Wish(line_id, item_id, quantity, max(on or requested_on or today, today), whole_unit(factor), named)
        for line_id, item_id, quantity, on, factor, named in lines
    ]
    return Basket(rule, own, wishes, country, whole=ships[0], parts=not ships[0] and not ships[1])


def trace_of(source: Source, rule: str, wanted: int, today: date) -> Mapping[str, Any]:
    """Why a line comes from there: the rule, and what each warehouse could have done; or that it was named."""
    if not source.seen:
        return {"named": True}
    return {
        "rule": rule,
        "wanted": wanted,
        "seen": [
            {
                "warehouse_id": str(one.warehouse_id),
                "name": one.name,
                "stock": one.stock,
                "on": max(one.on, today).isoformat() if one.on else None,
            }
            for one in source.seen
        ],
    }


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Where a line would come from, in base units by warehouse, why, and what it would be promised.

    `journeys` say when each part would leave and arrive; one that would wait for supply has none.
    """

    parts: Mapping[UUID, int]
    trace: Mapping[str, Any]
    available: Available
    journeys: Mapping[UUID, Journey]

    @property
    def last(self) -> Journey | None:
        """The way of the part that would arrive last; none while one would wait for supply."""
        if len(self.journeys) < len(self.parts):
            return None
        return max(self.journeys.values(), key=lambda one: (one.arrives_on, one.ships_on))


def foreseen(
    by: By,
    asked: Basket,
    customer: CustomerTerms,
    carrier_id: UUID | None = None,
    own: Found | None = None,
) -> list[Foreseen]:
    """For each line of an order, in order and sharing what is free: its warehouses, and its days from there.

    `carrier_id`: what was named; none: as each warehouse sends. `own`: the way that is known. Four statements to
    choose, where there is a rule, one for the other ways, two for each warehouse; it holds nothing. Raises NotFound.
    """
    today = by.now.date()
    (sources,) = (
        inventory_queries.sources_for([asked])
        if asked.rule != "one"
        else ([Source(x.line_id, x.warehouse_id or asked.own, x.quantity) for x in asked.wishes],)
    )
    items = {wish.line_id: wish.item_id for wish in asked.wishes}
    by_house: dict[UUID, list[Source]] = defaultdict(list)
    by_line: dict[UUID, list[Part]] = defaultdict(list)
    for source in sources:
        by_house[source.warehouse_id].append(source)
    ways = {own.sent.warehouse_id: own.way} if own else {}
    ways |= _ways(customer, carrier_id, [house for house in by_house if house not in ways])
    for house, those in by_house.items():
        wanted = [(items[source.line_id], source.quantity) for source in those]
        found = inventory_queries.availability(house, wanted=wanted, on=today)
        for source, row in zip(those, found, strict=True):
            journey = delivery_queries.journey_of(ways.get(house, PLAIN), row, by.now)
            by_line[source.line_id].append((source, row, journey))
    return [_foreseen(asked.rule, wish, by_line[wish.line_id], today) for wish in asked.wishes]


Part = tuple[Source, Available, Journey | None]
"""What of a line would come from a warehouse, what it would be promised there, and its way."""


def _ways(customer: CustomerTerms, carrier_id: UUID | None, houses: Sequence[UUID]) -> dict[UUID, Way]:
    asked = {house: delivery_queries.destination(customer, house, carrier_id) for house in houses}
    found = delivery_queries.ways_to(list(asked.values())) if asked else {}
    if carrier_id is not None and any(
        delivery_queries.has_ended(carrier_id, found.get(one)) for one in asked.values()
    ):
        raise delivery_queries.carrier_has_ended()
    return {house: found[one].way for house, one in asked.items() if one in found}


def _foreseen(rule: str, wish: Wish, parts: Sequence[Part], today: date) -> Foreseen:
    rows = [row for _, row, _ in parts]
    days = [row.promised_on for row in rows if row.promised_on is not None]
    available = Available(
        wish.item_id,
        sum(row.on_hand for row in rows),
        sum(row.available for row in rows),
        sum(row.incoming for row in rows),
        max(days) if len(days) == len(rows) else None,
        sum(row.supply for row in rows),
        sum(row.missing for row in rows),
    )
    trace = (
        {} if rule == "one" and not wish.warehouse_id else trace_of(parts[0][0], rule, wish.quantity, today)
    )
    return Foreseen(
        {source.warehouse_id: source.quantity for source, _, _ in parts},
        trace,
        available,
        {source.warehouse_id: journey for source, _, journey in parts if journey is not None},
    )

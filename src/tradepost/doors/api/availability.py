"""What would be promised now, and when so many could be there: of items and kits, and what instead."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import PartAvailable
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CUSTOMERS, CustomerTerms
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Instead
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import asks
from tradepost.doors.api.fields import AN_ID, AmountOut, Count, DayOut, Id, IdOut, about
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Stock"])


class WantedIn(In):
    """How much of an item."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Count = about("Base units.", 24)


class AvailabilityIn(In):
    """What somebody might want."""

    warehouse_id: Id | None = about("The warehouse; null: the first.", None, None)
    customer_id: Id | None = about("Who would get it: arrival counts the way there.", None, None)
    lines: list[WantedIn] = about("Items, in order; they share what is free.", min_length=1, max_length=1000)


class KitPartOut(Shape):
    """A part of a kit that somebody wants."""

    item_id: IdOut = about("The part.")
    sku: str = about("Our number of it.", "TEA-1")
    needed: int = about("Its base units in one kit.", 2)
    quantity: int = about("Its base units in all kits that are wanted.", 48)
    available: int = about("Base units that can be promised from stock now.", 28)
    enough_for: int = about("So many kits that is enough for.", 14)
    supply: int = about("Base units that would come with what is on its way.", 20)
    missing: int = about("Base units nobody has ordered.", 0)
    promised_on: DayOut | None = about("When all of it would be there; null: part would wait for supply.")


class AvailableOut(Shape):
    """What could be promised now; nothing is held."""

    item_id: IdOut = about("The item.")
    on_hand: int = about("Base units on the shelves.", 40)
    available: int = about("Base units that can be promised from stock now.", 28)
    incoming: int = about("Base units on their way.", 0)
    promised_on: DayOut | None = about("When all of it would be there; null: part would wait for supply.")
    ships_on: DayOut | None = about("When it would leave; null: as above.")
    arrives_on: DayOut | None = about("When it would arrive; null: as above.")
    parts: list[KitPartOut] = about("Of a kit, whose figures are in kits: its parts, which decide them.")


class WishIn(WantedIn):
    """How much somebody might want of one item."""

    warehouse_id: Id | None = about("The warehouse; null: the first.", None, None)
    customer_id: Id | None = about("Who would get it: arrival counts the way there.", None, None)


class WishPart(Shape):
    """What part of a wish would be covered by."""

    source_id: IdOut | None = about("The purchase order; null: stock.")
    quantity: int = about("Base units.", 24)
    expected_on: str | None = about("When it comes; null: it is there.", "2031-05-04")


class InsteadOut(Shape):
    """What may be had instead of an item, as many base units of it."""

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-2")
    name: str = about("Its name.", "Assam, new crop")
    available: int = about("Base units that can be promised from stock now.", 40)
    ships_on: DayOut | None = about("When all of it would leave; null: part would wait for supply.")
    arrives_on: DayOut | None = about("When it would arrive; null: as above.")
    unit_price: AmountOut | None = about(
        "What the customer would pay per `unit`; null: no customer was named."
    )
    unit: str = about("The unit of the price.", "piece", "")
    note: str = about("Why it stands in.", "New model")


class WishOut(Shape):
    """When a wish could be there, and why; nothing is held."""

    stock: int = about("Base units from stock.", 28)
    supply: int = about("Base units from what is on its way.", 100)
    missing: int = about("Base units nobody has ordered.", 372)
    promised_on: DayOut | None = about("When all of it would be there; null: part is on nobody's order.")
    ships_on: DayOut | None = about("When it would leave; null: as above.")
    arrives_on: DayOut | None = about("When it would arrive; null: as above.")
    way: dict[str, Any] = about("How these days come about; empty: handling and transit are not set up.")
    could_on: DayOut | None = about(
        "When all could be there if the missing part were ordered today; null: nobody offers it, or none is missing."
    )
    lead_days: int | None = about("What the supplier needs for the missing part.", 14)
    could_arrive_on: DayOut | None = about("When all of that could arrive.")
    why: list[WishPart] = about("Each part; of a kit see `parts`.")
    parts: list[KitPartOut] = about(
        "Of a kit, whose figures are in kits: what each of its parts would come from."
    )
    instead: list[InsteadOut] = about("What may be had instead, the best first, where not all is in stock.")


@asks(router, "/availability", needs="inventory.read", gives=list[AvailableOut])
def ask_availability(by: By, body: AvailabilityIn) -> list[dict[str, Any]]:
    """What up to 1,000 lines would be promised now, in as many statements as one; nothing is held."""
    warehouse_id = body.warehouse_id or inventory_queries.default_warehouse_id()
    if by.scope:
        inventory_queries.visible_warehouse(by, warehouse_id)
    wanted = [(line.item_id, line.quantity) for line in body.lines]
    found = inventory_queries.kits_available(warehouse_id, wanted=wanted, on=by.now.date())
    way = delivery_queries.way_from(warehouse_id, _customer(by, body.customer_id))
    ways = [delivery_queries.journey_of(way, row, by.now) for row, _ in found]
    return [
        AvailableOut.plain(
            row,
            ships_on=one and one.ships_on,
            arrives_on=one and one.arrives_on,
            parts=[_part(part) for part in parts],
        )
        for (row, parts), one in zip(found, ways, strict=True)
    ]


def _part(one: PartAvailable) -> dict[str, Any]:
    return KitPartOut.plain(
        one,
        item_id=one.part.item_id,
        sku=one.part.sku,
        needed=one.part.quantity,
        available=max(one.stock.available, 0),
        supply=one.stock.supply,
        promised_on=one.stock.promised_on,
    )


def _instead(one: Instead) -> dict[str, Any]:
    return InsteadOut.plain(
        one.stand_in,
        available=one.available,
        ships_on=one.journey and one.journey.ships_on,
        arrives_on=one.journey and one.journey.arrives_on,
        unit_price=one.price,
        unit=one.unit,
    )


def _customer(by: By, customer_id: UUID | None) -> CustomerTerms | None:
    """Who would get it, when it is a customer that the actor sees. Raises NotFound."""
    if customer_id is None:
        return None
    refuse_unseen(by, CUSTOMERS, [customer_id])
    return parties_queries.customer_terms(customer_id)


@asks(router, "/availability/wish", needs="inventory.read", gives=WishOut)
def ask_wish(by: By, body: WishIn) -> dict[str, Any]:
    """When could I have so many? From stock, from what is on its way, and beyond it by ordering today."""
    warehouse_id = body.warehouse_id or inventory_queries.default_warehouse_id()
    found = reports_queries.wish(
        by,
        warehouse_id,
        item_id=body.item_id,
        quantity=body.quantity,
        on=by.now.date(),
        to=_customer(by, body.customer_id),
    )
    cover, journey = found.cover, found.journey
    return WishOut.plain(
        found,
        stock=cover.stock,
        supply=cover.supply,
        missing=cover.backordered,
        promised_on=cover.promised_on,
        ships_on=journey and journey.ships_on,
        arrives_on=journey and journey.arrives_on,
        way=journey.trace() if journey else {},
        could_arrive_on=found.could and found.could.arrives_on,
        why=[dict(part) for part in cover.why],
        parts=[_part(part) for part in found.parts],
        instead=[_instead(one) for one in found.instead],
    )

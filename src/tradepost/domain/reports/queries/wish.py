"""When could I have so many? From stock and what is on its way, and beyond it by ordering today; or what instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.rules.kits import Part
from tradepost.domain.catalog.rules.substitutes import StandIn
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.rules import Journey, Way
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import Available, DemandCover, PartAvailable, Wished
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Asked, Head, Priced, judged
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.queries import Offer


@dataclass(frozen=True, slots=True)
class Instead:
    """What may be had instead: as many base units, free ones, its way (None: no day), and the customer's price.

    `price` is per `unit`, after their discount; None: for nobody, or it has none.
    """

    stand_in: StandIn
    available: int
    journey: Journey | None
    price: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a wish would be covered, and, where part of it is on nobody's order, when it could be there all the same.

    `could_on`: if what is missing were ordered today from who we would buy it of, who takes `lead_days`; None where
    nothing is missing, or nobody offers it. `supplier_name` is empty for who does not read purchasing.
    `journey` and `could` say when it would leave and arrive: what is covered, and all of it. `parts`: of a kit, whose
    cover is in kits and has no parts of its own. `instead`: what stands in for it, where not all of it is in stock.
    """

    cover: DemandCover
    journey: Journey | None = None
    could_on: date | None = None
    lead_days: int | None = None
    supplier_name: str = ""
    could: Journey | None = None
    parts: Sequence[PartAvailable] = ()
    instead: Sequence[Instead] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """The parts of an item, if it is a kit, and what stands in for it, for who knows them already.

    Who does has looked up the warehouse for the actor too.
    """

    parts: Sequence[Part]
    stand_ins: Sequence[StandIn]


def wish(
    by: By,
    warehouse_id: UUID,
    *,
    item_id: UUID,
    quantity: int,
    on: date,
    to: CustomerTerms | None = None,
    related: Related | None = None,
) -> Wish:
    """The answer for this many base units, `to` a customer or to somebody; nothing is held.

    Six statements at most, of a kit too, three less where what is `related` is known; one more for prices of others
    Raises NotFound for a warehouse that the actor does not see.
    """
    if related is None:
        inventory_queries.visible_warehouse(by, warehouse_id)
    way = delivery_queries.way_from(warehouse_id, to)
    if related is None:
        parts = catalog_queries.parts_of([item_id]).get(item_id, [])
        related = Related(parts, catalog_queries.stand_ins([(0, item_id, UnitFactor())], on=on))
    instead = [(one.item_id, quantity) for one in related.stand_ins]
    if related.parts:
        ((row, made),) = inventory_queries.kits_available(
            warehouse_id, wanted=[(item_id, quantity)], on=on, parts={item_id: related.parts}
        )
        cover = _cover_of_kit(row, quantity)
        found = replace(_answer(by, way, cover, _offers(made, on), made, on), parts=made)
        wished = inventory_queries.covers_of_wishes(warehouse_id, wanted=instead, on=on) if instead else []
    else:
        own, *wished = inventory_queries.covers_of_wishes(
            warehouse_id, wanted=[(item_id, quantity), *instead], on=on
        )
        cover = own.cover
        offers = purchasing_queries.offers_of([item_id], on=on) if cover.backordered else []
        found = _answer(by, way, cover, offers[:1], (), on)
    if cover.stock == quantity:
        return found
    return replace(found, instead=_instead(by, way, related.stand_ins, wished, to, on))


def _cover_of_kit(row: Available, quantity: int) -> DemandCover:
    """As of an item, in kits: from stock as many as every part lies there for."""
    none, stock = UUID(int=0), quantity - row.supply - row.missing
    return DemandCover(none, none, quantity, stock, row.supply, row.missing, 0, row.promised_on, [])


def _offers(parts: Sequence[PartAvailable], on: date) -> list[Offer]:
    """From whom each part that is missing would be bought; none at all while one is offered by nobody."""
    missing = sorted({one.part.item_id for one in parts if one.missing})
    if not missing:
        return []
    best: Mapping[UUID, Offer] = {
        one.item_id: one for one in reversed(purchasing_queries.offers_of(missing, on=on))
    }
    return [best[item_id] for item_id in missing] if len(best) == len(missing) else []


def _answer(
    by: By, way: Way, cover: DemandCover, offers: Sequence[Offer], parts: Sequence[PartAvailable], on: date
) -> Wish:
    journey = _journey(by, way, cover)
    if not offers:
        return Wish(cover, journey)
    slowest = max(offers, key=lambda one: one.lead_days)
    known = [date.fromisoformat(str(peg["expected_on"])) for peg in cover.why if peg["expected_on"]]
    known += [one.stock.promised_on for one in parts if one.stock.promised_on is not None]
    could_on = max([on + timedelta(days=slowest.lead_days), *known])
    name = slowest.supplier_name if access_queries.may(by, "purchasing.read") else ""
    could = delivery_queries.journey_from(way, could_on, by.now, receives=True)
    return Wish(cover, journey, could_on, slowest.lead_days, name, could)


def _instead(
    by: By,
    way: Way,
    found: Sequence[StandIn],
    wished: Sequence[Wished],
    to: CustomerTerms | None,
    on: date,
) -> list[Instead]:
    """What stands in for it, each as if it alone were wanted, as many base units from the same warehouse."""
    prices: Mapping[int, Priced] = {}
    if found and to is not None and access_queries.may(by, "pricing.read"):
        asked = {n: Asked(one.item_id, Decimal(wished[n].cover.quantity)) for n, one in enumerate(found)}
        prices = judged(to, on=on, asked=asked, head=Head(as_offered=True), options=list(asked)).priced
    return [
        Instead(one, max(row.available, 0), _journey(by, way, row.cover), *_price(prices.get(n)))
        for n, (one, row) in enumerate(zip(found, wished, strict=True))
    ]


def _journey(by: By, way: Way, cover: DemandCover) -> Journey | None:
    if cover.promised_on is None:
        return None
    return delivery_queries.journey_from(way, cover.promised_on, by.now, receives=cover.supply > 0)


def _price(line: Priced | None) -> tuple[Decimal | None, str]:
    if line is None:
        return None, ""
    return line.after_discount, line.unit

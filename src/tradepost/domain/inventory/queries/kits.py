"""How many kits there are: as many as of the scarcest part, when the last part is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.rules.kits import Part, PartStock, kit_day, whole_kits
from tradepost.domain.inventory.queries.availability import Available, availability
from tradepost.domain.inventory.queries.seen import unseen


@dataclass(frozen=True, slots=True)
class PartAvailable:
    """A part of a kit that somebody wants, `quantity` base units in all, and what it would be promised."""

    part: Part
    quantity: int
    stock: Available

    @property
    def enough_for(self) -> int:
        """How many kits what is free of it is enough for."""
        return max(self.stock.available, 0) // self.part.quantity

    @property
    def from_stock(self) -> int:
        """Base units that would come from stock."""
        return self.quantity - self.stock.supply - self.missing

    @property
    def missing(self) -> int:
        """Base units that nobody has ordered."""
        return self.stock.missing


def kits_available(
    warehouse_id: UUID,
    *,
    wanted: Sequence[tuple[UUID, int]],
    on: date,
    parts: Mapping[UUID, Sequence[Part]] | None = None,
) -> list[tuple[Available, Sequence[PartAvailable]]]:
    """As `availability`, for items and kits together, which share what is free; of a kit with its parts.

    Three statements for any number of lines; `parts` that are known already spare one.
    """
    if parts is None:
        parts = catalog_queries.parts_of([item_id for item_id, _ in wanted])
    asked = [
        (part.item_id, quantity * part.quantity) if part else (item_id, quantity)
        for item_id, quantity in wanted
        for part in parts.get(item_id, [None])
    ]
    rows = iter(availability(warehouse_id, wanted=asked, on=on))
    found: list[tuple[Available, Sequence[PartAvailable]]] = []
    for item_id, quantity in wanted:
        if item_id not in parts:
            found.append((next(rows), ()))
            continue
        made = [PartAvailable(part, quantity * part.quantity, next(rows)) for part in parts[item_id]]
        found.append((_kit(item_id, quantity, made), made))
    return found


def _kit(item_id: UUID, quantity: int, parts: Sequence[PartAvailable]) -> Available:
    days = [one.stock.promised_on for one in parts]
    known = [day for day in days if day is not None]

    def whole(*names: str) -> int:
        return whole_kits(
            (sum(getattr(one.stock, name) for name in names), one.part.quantity) for one in parts
        )

    available = whole("available")
    in_stock = min(whole_kits((one.from_stock, one.part.quantity) for one in parts), quantity)
    covered = min(whole_kits((one.quantity - one.missing, one.part.quantity) for one in parts), quantity)
    return Available(
        item_id,
        whole("on_hand"),
        available,
        whole("available", "incoming") - available,
        max(known) if len(known) == len(days) else None,
        covered - in_stock,
        quantity - covered,
    )


@dataclass(frozen=True, slots=True)
class PartInHouse:
    """A part of a kit in one warehouse, base units; `enough_for` so many kits."""

    warehouse_id: UUID
    warehouse_code: str
    part: Part
    available: int
    incoming: int
    enough_for: int
    from_on: date | None

    @property
    def item_id(self) -> UUID:
        """The part's item."""
        return self.part.item_id


@dataclass(frozen=True, slots=True)
class KitInHouse:
    """A kit in one warehouse: how many are whole from stock, with what comes, and when the first is."""

    warehouse_id: UUID
    warehouse_code: str
    warehouse_name: str
    available: int
    incoming: int
    from_on: date | None
    parts: Sequence[PartInHouse]

    @property
    def scarcest(self) -> PartInHouse:
        """The part of which there is least."""
        return min(self.parts, key=lambda one: (one.enough_for, one.part.sku))


def kit_by_house(by: By, kit_id: UUID, parts: Sequence[Part], today: date) -> list[KitInHouse]:
    """A kit of these parts in each warehouse the actor may see where any part ever was; two statements.

    Suppliers' stores have none: their goods are not ours to sell.
    """
    items = [part.item_id for part in parts]
    rows = sql.rows(
        """select w.id, w.code, w.name, p.item_id, p.on_hand - p.promised
           from inventory_position p join inventory_warehouse w on w.id = p.warehouse_id
           where p.item_id = any(%s::uuid[]) and not p.of_supplier and w.id <> all(%s::uuid[])
           order by w.made_at, w.id""",
        [items, unseen(by)],
    )
    supplies: dict[tuple[UUID, UUID], list[tuple[date, int]]] = {}
    for house, item_id, day, quantity in sql.rows(
        """select warehouse_id, item_id, expected_on, sum(quantity - promised)::bigint from inventory_supply
           where item_id = any(%s::uuid[]) and quantity > promised
           group by warehouse_id, item_id, expected_on order by warehouse_id, item_id, expected_on""",
        [items],
    ):
        supplies.setdefault((house, item_id), []).append((day, quantity))
    houses: dict[UUID, tuple[str, str, dict[UUID, int]]] = {}
    for house, code, name, item_id, free in rows:
        houses.setdefault(house, (code, name, {}))[2][item_id] = free
    return [
        _in_house((house, code, name), parts, free, supplies, today)
        for house, (code, name, free) in houses.items()
    ]


def _in_house(
    house: tuple[UUID, str, str],
    parts: Sequence[Part],
    free: dict[UUID, int],
    supplies: dict[tuple[UUID, UUID], list[tuple[date, int]]],
    today: date,
) -> KitInHouse:
    stocks = [
        PartStock(part.quantity, free.get(part.item_id, 0), supplies.get((house[0], part.item_id), ()))
        for part in parts
    ]
    rows = [
        PartInHouse(
            house[0],
            house[1],
            part,
            one.available,
            sum(quantity for _, quantity in one.comes),
            whole_kits([(one.available, one.needed)]),
            one.first_day(today),
        )
        for part, one in zip(parts, stocks, strict=True)
    ]
    available = whole_kits((row.available, row.part.quantity) for row in rows)
    with_coming = whole_kits((row.available + row.incoming, row.part.quantity) for row in rows)
    return KitInHouse(*house, available, with_coming - available, kit_day(stocks, today), rows)

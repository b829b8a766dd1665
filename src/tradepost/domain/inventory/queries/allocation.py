"""Items of a warehouse as they would be allocated anew: the picture, and what a policy would make of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.inventory.rules import OpenSupply
from tradepost.domain.inventory.rules.allocation import Change, Claim, Picture, allocate, changes, mark_of
from tradepost.domain.inventory.rules.dealing import POLICIES


@dataclass(frozen=True, slots=True)
class _Row:
    demand_id: UUID
    document_id: UUID
    item_id: UUID
    quantity: int
    stock: int
    backordered: int
    priority: int
    needed_on: date
    placed_at: datetime
    whole: bool
    minimum_fill: int
    step: int
    supply_ids: list[UUID | None]
    quantities: list[int | None]

    def claim(self) -> Claim:
        pegs = {
            supply: units
            for supply, units in zip(self.supply_ids, self.quantities, strict=True)
            if supply is not None and units is not None
        }
        return Claim(
            self.demand_id,
            self.document_id,
            self.item_id,
            self.quantity,
            self.stock,
            self.backordered,
            pegs,
            self.priority,
            self.needed_on,
            self.placed_at,
            self.whole,
            self.minimum_fill,
            self.step,
        )


WHOLE_UNITS = """
select i.id, lcm(i.increment, coalesce(
         (select min(u.numerator) from catalog_unit u
          where u.item_id = i.id and not u.break_allowed and u.denominator = 1), 1)) as step
from catalog_item i"""
"""In how many base units an item is dealt out: the smallest packing that may not be opened, and its own steps."""

_CLAIMS = f"""
select d.id, d.document_id, d.item_id, d.quantity - d.reserved, d.promised_stock - d.reserved, d.backordered,
       d.priority, d.needed_on, d.placed_at, d.ship_complete, d.minimum_fill_percent, s.step,
       array_agg(p.supply_id order by p.supply_id), array_agg(p.quantity order by p.supply_id)
from inventory_demand d left join inventory_promise p on p.demand_id = d.id and p.supply_id is not null
  join ({WHOLE_UNITS} where i.id = any(%s::uuid[])) s on s.id = d.item_id
where d.warehouse_id = %s and d.item_id = any(%s::uuid[]) and d.quantity > d.reserved
group by d.id, s.step order by d.item_id, d.id"""  # noqa: S608 constants only


def picture_of(warehouse_id: UUID, item_ids: Sequence[UUID]) -> Picture:
    """How these items stand in a warehouse: at most four statements. Raises NotFound where it never had one of them.

    Whoever holds the positions of the items sees what nobody changes meanwhile.
    """
    items = sorted(set(item_ids))
    free = free_stock(warehouse_id, items)
    supplies = sql.rows_as(
        OpenSupply,
        """select id, item_id, quantity, promised, expected_on from inventory_supply
           where warehouse_id = %s and item_id = any(%s::uuid[]) and quantity > 0
           order by item_id, expected_on, id""",
        [warehouse_id, items],
    )
    claims = [row.claim() for row in sql.rows_as(_Row, _CLAIMS, [items, warehouse_id, items])]
    documents = sorted({claim.document_id for claim in claims if claim.whole})
    return Picture(
        free, supplies, claims, _lacking(warehouse_id, items, documents) if documents else frozenset()
    )


def free_stock(warehouse_id: UUID, item_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Base units in stock that nobody was promised, by item. Raises NotFound where there never was one."""
    found = sql.rows(
        """select item_id, on_hand - promised from inventory_position
           where warehouse_id = %s and item_id = any(%s::uuid[]) order by item_id""",
        [warehouse_id, list(item_ids)],
    )
    if len(found) < len(set(item_ids)):
        raise NotFound("This warehouse never had that item, and nobody was promised it there.")
    return dict(found)


def _lacking(warehouse_id: UUID, items: Sequence[UUID], documents: Sequence[UUID]) -> frozenset[UUID]:
    """Which of these documents want something else that is not promised from stock."""
    found = sql.rows(
        """select distinct document_id from inventory_demand
           where document_id = any(%s::uuid[]) and quantity > promised_stock
             and not (warehouse_id = %s and item_id = any(%s::uuid[])) order by document_id""",
        [documents, warehouse_id, items],
    )
    return frozenset(row[0] for row in found)


@dataclass(frozen=True, slots=True)
class Preview:
    """What allocating anew would do to each demand. `mark` stands for the picture it was made of."""

    mark: str
    policy: str
    changes: list[Change]


def preview_reallocation(warehouse_id: UUID, *, item_ids: Sequence[UUID], policy: str, on: date) -> Preview:
    """Who would gain, who would lose and whose day would be another, if these items were allocated anew.

    It holds nothing: `inventory.reallocate` does exactly this, or refuses because the picture is another by then.
    At most four statements. Raises Invalid for an unknown policy, NotFound.
    """
    refuse_unknown(policy)
    return preview_of(picture_of(warehouse_id, item_ids), policy, on)


def preview_of(picture: Picture, policy: str, on: date) -> Preview:
    """The same of a picture that was read before; no statement."""
    return Preview(mark_of(picture, policy), policy, changes(picture, allocate(picture, policy), on))


def shared_position(first: UUID, second: UUID) -> tuple[UUID, UUID]:
    """Warehouse and item that two demands share. Raises NotFound, and Invalid where they are one, or share none."""
    found = sql.rows(
        "select id, warehouse_id, item_id from inventory_demand where id = any(%s::uuid[]) order by id",
        [[first, second]],
    )
    if first == second:
        raise Invalid("Choose two lines.", fields={"to_demand_id": "Another line."})
    if len(found) < 2:
        raise NotFound("There is no such line that wants goods.")
    places = {(row[1], row[2]) for row in found}
    if len(places) > 1:
        raise Invalid(
            "Both lines must want one item from one warehouse.", fields={"to_demand_id": "Of another item."}
        )
    warehouse_id, item_id = places.pop()
    return warehouse_id, item_id


def refuse_unknown(policy: str, name: str = "policy") -> None:
    """Raises Invalid when there is no such policy; `name` is the field that gave it."""
    if policy not in POLICIES:
        raise Invalid(f"There is no policy called {policy}.", fields={name: f"One of {', '.join(POLICIES)}."})

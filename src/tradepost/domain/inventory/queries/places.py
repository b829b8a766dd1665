from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef
from django.db.models.functions import JSONObject

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.models import Place, Warehouse
from tradepost.domain.inventory.models.place import IMAGINED, REAL_SQL
from tradepost.domain.inventory.queries.seen import within

LONGEST_CODE = 40


def warehouses() -> list[Warehouse]:
    """All warehouses, oldest first."""
    return list(Warehouse.objects.order_by("made_at", "id"))


def own_warehouses() -> list[Warehouse]:
    """Those that stand with no customer and are no supplier's store, oldest first: any order may ship from there."""
    return [found for found in warehouses() if found.is_own]


def holders() -> dict[UUID, UUID | None]:
    """All warehouses, oldest first, with the customer with whom each stands, or the supplier whose it is.

    One statement.
    """
    return dict(
        sql.rows(
            "select id, coalesce(customer_id, supplier_id) from inventory_warehouse order by made_at, id"
        )
    )


def warehouse(warehouse_id: UUID) -> Warehouse:
    """One warehouse; raises NotFound."""
    found = Warehouse.objects.filter(pk=warehouse_id).first()
    if found is None:
        raise NotFound("There is no such warehouse.")
    return found


def visible_warehouses(by: By) -> list[Warehouse]:
    """The warehouses this actor works in, oldest first: one for those who are limited to it.

    Those with customers only as far as the actor sees the customers.
    """
    rows = Warehouse.objects.select_related("customer__party", "supplier__party", "beside")
    return list(within(rows, by, "pk").order_by("made_at", "id"))


def warehouses_of_ours(by: By) -> list[Warehouse]:
    """Those of them where goods of ours lie, with us or with customers: no supplier's store."""
    return [found for found in visible_warehouses(by) if found.supplier_id is None]


def visible_warehouse(by: By, warehouse_id: UUID) -> Warehouse:
    """One warehouse, with the `stores` beside it (id, name, supplier).

    Raises NotFound, also outside the actor's scope.
    """
    rows = Warehouse.objects.select_related("customer__party", "supplier__party", "beside")
    beside = Warehouse.objects.filter(beside_id=OuterRef("pk")).order_by("made_at", "id")
    of = JSONObject(id="id", name="name", supplier="supplier__party__name")
    rows = rows.annotate(stores=ArraySubquery(beside.values(of=of)))
    found = within(rows, by, "pk").filter(pk=warehouse_id).first()
    if found is None:
        raise NotFound("There is no such warehouse.")
    assert isinstance(found, Warehouse)
    return found


def default_warehouse() -> Warehouse:
    """The oldest warehouse that is our own: where orders go when nobody says otherwise.

    Raises NotFound.
    """
    found = Warehouse.objects.filter(customer=None, supplier=None).order_by("made_at", "id").first()
    if found is None:
        raise no_warehouse()
    return found


def default_warehouse_id() -> UUID:
    """The id of `default_warehouse`, at a tenth of its cost: every order that names no warehouse asks."""
    found = sql.one(
        """select id from inventory_warehouse where customer_id is null and supplier_id is null
           order by made_at, id limit 1"""
    )
    if found is None:
        raise no_warehouse()
    return UUID(str(found[0]))


def first_place(warehouse_id: UUID, kind: str) -> UUID:
    """The open place of a kind that was made first: MAIN for `bin`. Raises Invalid."""
    found = sql.one(
        """select id from inventory_place where warehouse_id = %s and kind = %s and closed_at is null
           order by made_at, id limit 1""",
        [warehouse_id, kind],
    )
    if found is None:
        raise Invalid(
            f"The warehouse has no place of kind {kind}. Make one first.", fields={"place": "Missing."}
        )
    place_id: UUID = found[0]
    return place_id


def no_warehouse() -> NotFound:
    """The refusal where orders have no warehouse to go to."""
    return NotFound("There is no warehouse yet. Make one under Settings first.")


def places(warehouse_id: UUID) -> list[Place]:
    """All open real places of a warehouse in pick order, to find many by their codes; pages take PLACES."""
    rows = Place.objects.filter(warehouse_id=warehouse_id, closed_at=None).exclude(kind__in=IMAGINED)
    return list(rows.order_by("kind", "pick_sequence", "code"))


def places_of(by: By, ids: Sequence[UUID]) -> list[Place]:
    """These real places with their warehouses, as far as the actor may see them, in pick order."""
    rows = Place.objects.filter(pk__in=ids).exclude(kind__in=IMAGINED).select_related("warehouse")
    return list(within(rows, by, "warehouse_id").order_by("warehouse__code", "pick_sequence", "code"))


def count_by_kind(warehouse_id: UUID) -> list[tuple[str, int]]:
    """How many real places of each kind a warehouse has, bins first."""
    rows = Place.objects.filter(warehouse_id=warehouse_id).exclude(kind__in=IMAGINED)
    return list(rows.values_list("kind").annotate(count=Count("id")).order_by("kind"))


@dataclass(frozen=True, slots=True)
class Consigned:
    """A warehouse of ours that stands with a customer, how many items lie there, and base units in all."""

    warehouse_id: UUID
    code: str
    name: str
    items: int
    units: int


def consigned_to(customer_id: UUID) -> list[Consigned]:
    """Our goods that lie with a customer, warehouse by warehouse, the oldest first; one statement."""
    return sql.rows_as(
        Consigned,
        """select w.id, w.code, w.name, count(p.id), coalesce(sum(p.on_hand + p.unsellable), 0)::bigint
           from inventory_warehouse w
             left join inventory_position p on p.warehouse_id = w.id and p.on_hand + p.unsellable > 0
           where w.customer_id = %s group by w.id order by w.made_at, w.id""",
        [customer_id],
    )


@dataclass(frozen=True, slots=True)
class Store:
    """A supplier's store with us: beside which warehouse, how many items lie there, and base units in all."""

    warehouse_id: UUID
    code: str
    name: str
    beside: str
    items: int
    units: int


def stores_of(supplier_id: UUID) -> list[Store]:
    """A supplier's goods that lie with us, store by store, the oldest first; one statement."""
    return sql.rows_as(
        Store,
        """select w.id, w.code, w.name, b.name, count(p.id), coalesce(sum(p.on_hand + p.unsellable), 0)::bigint
           from inventory_warehouse w join inventory_warehouse b on b.id = w.beside_id
             left join inventory_position p on p.warehouse_id = w.id and p.on_hand + p.unsellable > 0
           where w.supplier_id = %s group by w.id, b.id order by w.made_at, w.id""",
        [supplier_id],
    )


@dataclass(frozen=True, slots=True)
class Contents:
    """How many items lie in a place, and in how many lots."""

    items: int
    lots: int


def contents_of(place_ids: Sequence[UUID]) -> dict[UUID, Contents]:
    """What lies in each of these places; an empty one is not there. One statement."""
    found = sql.rows(
        """select place_id, count(distinct item_id), count(lot_id) from inventory_balance
           where place_id = any(%s::uuid[]) and on_hand > 0 group by place_id""",
        [list(place_ids)],
    )
    return {row[0]: Contents(row[1], row[2]) for row in found}


def known_codes(warehouse_id: UUID, codes: Sequence[str]) -> int:
    """How many of these codes a warehouse has already, whatever their case. One statement."""
    found = sql.one(
        """select count(*) from inventory_place where warehouse_id = %s
           and upper(code) = any(select upper(code) from unnest(%s::text[]) as t(code))""",
        [warehouse_id, list(codes)],
    )
    return int(found[0]) if found else 0


def place_ids(warehouse_id: UUID, codes: Sequence[str]) -> dict[str, UUID]:
    """The real places of a warehouse that have these codes, whatever their case, by the code in capitals."""
    found = sql.rows(
        f"""select upper(code), id from inventory_place where warehouse_id = %s
             and upper(code) = any(select upper(code) from unnest(%s::text[]) as t(code))
             and kind in {REAL_SQL}""",  # noqa: S608 constants only
        [warehouse_id, list(codes)],
    )
    return dict(found)


def place(place_id: UUID) -> Place:
    """One place; raises NotFound."""
    found = Place.objects.select_related("zone").filter(pk=place_id).first()
    if found is None:
        raise NotFound("There is no such place.")
    return found


def codes_named(pattern: str) -> list[str]:
    """The codes that a pattern names. Raises Invalid with the sentence, at the field."""
    try:
        found = rules.place_codes(pattern)
    except ValueError as wrong:
        raise Invalid(str(wrong), fields={"codes": str(wrong)}) from None
    if any(len(code) > LONGEST_CODE for code in found):
        raise Invalid(
            "A place's code has at most 40 characters.", fields={"codes": "At most 40 characters each."}
        )
    return found

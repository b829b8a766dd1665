"""The running ledger of an item: what lay there after each move, how it came to that, and when nothing did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.inventory.models.place import REAL_SQL, SELLABLE_SQL
from tradepost.domain.inventory.queries.seen import unseen

# What moves of an item (m) did to the real places of a warehouse (w): quantity and value with their sign. A move
# between two real places of one warehouse did nothing.
_SIGNED = f"""
  select m.id, m.at, m.posting_id, p.warehouse_id,
         case when p.id = m.to_place_id then m.quantity else -m.quantity end as quantity,
         case when p.id = m.to_place_id then m.value else -m.value end as value
  from inventory_move m join inventory_place p on p.id in (m.from_place_id, m.to_place_id)
    and p.kind in {REAL_SQL}
  where m.item_id = %(item)s"""  # noqa: S608 constants only


@dataclass(frozen=True, slots=True)
class After:
    """What lay in all places of a warehouse after a move, quarantine too, and what that was worth."""

    on_hand: int
    value: Decimal


def after_moves(item_id: UUID, move_ids: Sequence[int]) -> dict[tuple[int, UUID], After]:
    """What lay of an item after each of these moves, by move and warehouse; one statement.

    Reads what moved of the item since the oldest of them: what is there now less what moved later.
    """
    if not move_ids:
        return {}
    found = sql.rows(
        f"""with named as materialized (select at from inventory_move where id = any(%(moves)s::bigint[])),
              d as (select id, at, warehouse_id, sum(quantity) as quantity, sum(value) as value
                    from ({_SIGNED} and m.at >= (select min(at) from named)) s group by id, at, warehouse_id)
            select d.id, d.warehouse_id,
                   (o.on_hand + o.unsellable - coalesce(sum(d.quantity) over later, 0))::bigint,
                   o.value - coalesce(sum(d.value) over later, 0)
            from d join inventory_position o on o.item_id = %(item)s and o.warehouse_id = d.warehouse_id
            window later as (partition by d.warehouse_id order by d.at desc, d.id desc
                             rows between unbounded preceding and 1 preceding)""",  # noqa: S608 constants only
        {"item": item_id, "moves": list(move_ids)},
    )
    wanted = set(move_ids)
    return {(row[0], row[1]): After(row[2], row[3]) for row in found if row[0] in wanted}


@dataclass(frozen=True, slots=True)
class Cause:
    """What moves of one kind did to an item in a warehouse, base units and base currency."""

    kind: str
    moves: int
    quantity: int
    value: Decimal


def causes_of(by: By, item_id: UUID, warehouse_id: UUID) -> list[Cause]:
    """How an item came to what lies of it in a warehouse: all its moves by their kind, summed; one statement.

    The sums add up to what lies there, quarantine too. Moves between its places are left out: they did nothing.
    Nothing is told to those who see only some customers, nor of other warehouses to who works in one.
    """
    if "rep" in by.scope or "customer" in by.scope or warehouse_id in unseen(by):
        return []
    return sql.rows_as(
        Cause,
        f"""select o.kind, count(distinct s.id), sum(s.quantity)::bigint, sum(s.value)
            from ({_SIGNED} and p.warehouse_id = %(warehouse)s) s join inventory_posting o on o.id = s.posting_id
            where o.kind <> 'move' group by o.kind
            order by min(s.at), o.kind""",  # noqa: S608 constants only
        {"item": item_id, "warehouse": warehouse_id},
    )


@dataclass(frozen=True, slots=True)
class StockOut:
    """From when to when nothing of an item lay where it may be sold from; `until` None: still.

    `since` None: already when the period began. `on_hand` is what may be sold of it now, base units.
    """

    item_id: UUID
    since: datetime | None
    until: datetime | None
    on_hand: int


def stock_outs(
    warehouse_id: UUID, since: datetime, until: datetime, item_id: UUID | None = None
) -> list[StockOut]:
    """When items (or one) had nothing on their bins, docks and tables in a period, by item and time; one statement.

    Worked out backwards from what lies there now, by what moved since: it reads the moves from `since` on. Items of
    which nothing moved since are left out: what is there or not of them was so all the time.
    """
    found = sql.rows(
        f"""with d as (
             select m.item_id, m.at,
                    sum(case when p.id = m.to_place_id then m.quantity else -m.quantity end) as quantity
             from inventory_move m join inventory_place p on p.id in (m.from_place_id, m.to_place_id)
               and p.kind in {SELLABLE_SQL} and p.warehouse_id = %(warehouse)s
             where m.at >= %(since)s and (%(item)s::uuid is null or m.item_id = %(item)s::uuid)
             group by m.item_id, m.at),
           b as (
             select b.item_id, sum(b.on_hand) as on_hand from inventory_balance b
               join inventory_place p on p.id = b.place_id and p.kind in {SELLABLE_SQL}
                 and p.warehouse_id = %(warehouse)s
             where b.item_id in (select item_id from d) group by b.item_id),
           r as (
             select d.item_id, d.at, d.quantity,
                    coalesce(b.on_hand, 0) - coalesce(sum(d.quantity) over (partition by d.item_id order by d.at desc
                      rows between unbounded preceding and 1 preceding), 0) as after,
                    lead(d.at) over (partition by d.item_id order by d.at) as next_at,
                    row_number() over (partition by d.item_id order by d.at) as n
             from d left join b on b.item_id = d.item_id)
           select t.*, o.on_hand from (
             select item_id, at as since, next_at from r where after = 0 and quantity <> 0 and at < %(until)s
             union all
             select item_id, null, at from r where n = 1 and after = quantity and quantity <> 0
               and exists (select from inventory_move m where m.item_id = r.item_id and m.at < %(since)s)) t
             join inventory_position o on o.item_id = t.item_id and o.warehouse_id = %(warehouse)s
           order by 1, 2 nulls first""",  # noqa: S608 constants only
        {"warehouse": warehouse_id, "since": since, "until": until, "item": item_id},
    )
    return [StockOut(*row) for row in found]

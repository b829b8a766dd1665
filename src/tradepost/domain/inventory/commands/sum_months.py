from datetime import date
from typing import Any

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.rules.months import begins, first_of_month, month_after, months_between

DECEMBER = 12


@command
def sum_months(by: By) -> int:
    """Take the next step to sums of all ended months, the oldest month first; 0 when there is none to take now.

    The worker says it again until it gives 0. No poster waits for it: a month is named first, then the
    transactions that may not have seen its name must end, then its moves are summed. Whoever posts into it
    meanwhile, or later, takes the name away (`write_posting`, `load_past_moves`), and it begins again.
    """
    nexts = sql.one(
        """select month, settles_after, pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                  -- A company that was restored brings numbers of another server, which may be ahead of this one's.
                  settles_after <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                    or settles_after > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
           from inventory_stock_month where month = (select min(month) from inventory_stock_month where not summed)
           for update skip locked"""
    )
    if nexts is None:
        return _name_months(by)
    month, settles_after, newest, is_settled = nexts
    if settles_after is None:
        return sql.run("update inventory_stock_month set settles_after = %s where not summed", [newest])
    return _sum(month) if is_settled else 0


def _name_months(by: By) -> int:
    found = sql.one(
        """select (select max(month) from inventory_stock_month), (select min(at) from inventory_move),
                  exists (select from inventory_stock_month where not summed)"""
    )
    assert found is not None
    newest, first_at, another_is_at_it = found
    if first_at is None or another_is_at_it:
        return 0
    since = month_after(newest) if newest else first_of_month(first_at)
    ended = months_between(since, first_of_month(by.now))
    return sql.run(
        "insert into inventory_stock_month (month, summed) select unnest(%s::date[]), false on conflict do nothing",
        [ended],
    )


def _sum(month: date) -> int:
    _sum_positions(month)
    _sum_places(month)
    if month.month == DECEMBER:
        _sum_year(month.replace(month=1))
    return sql.run("update inventory_stock_month set summed = true where month = %s", [month])


def _sum_positions(month: date) -> None:
    sql.run("delete from inventory_month_sum where month = %s", [month])
    sql.run(
        f"""insert into inventory_month_sum (month, position_id, quantity, value)
            select %(month)s, o.id, t.quantity, t.value from (
              select item_id, warehouse_id, sum(quantity)::bigint as quantity, sum(value) as value from (
                select m.item_id, p.warehouse_id, m.quantity, m.value from inventory_move m
                  join inventory_place p on p.id = m.to_place_id and p.kind in {REAL_SQL}
                 where m.at >= %(since)s and m.at < %(until)s
                union all
                select m.item_id, p.warehouse_id, -m.quantity, -m.value from inventory_move m
                  join inventory_place p on p.id = m.from_place_id and p.kind in {REAL_SQL}
                 where m.at >= %(since)s and m.at < %(until)s) x
              group by 1, 2 having sum(quantity) <> 0 or sum(value) <> 0) t
            join inventory_position o on o.item_id = t.item_id and o.warehouse_id = t.warehouse_id
            order by o.id""",  # noqa: S608 constants only
        _within(month),
    )


def _sum_places(month: date) -> None:
    sql.run("delete from inventory_place_sum where month = %s and not of_year", [month])
    sql.run(
        f"""insert into inventory_place_sum (month, of_year, item_id, place_id, lot_id, quantity)
            select %(month)s, false, item_id, place_id, lot_id, sum(quantity)::bigint from (
              select m.item_id, m.to_place_id as place_id, m.lot_id, m.quantity from inventory_move m
               where m.at >= %(since)s and m.at < %(until)s
              union all
              select m.item_id, m.from_place_id, m.lot_id, -m.quantity from inventory_move m
               where m.at >= %(since)s and m.at < %(until)s) x
            join inventory_place p on p.id = x.place_id and p.kind in {REAL_SQL}
            group by item_id, place_id, lot_id having sum(quantity) <> 0 order by 3, 4, 5""",  # noqa: S608 constants only
        _within(month),
    )


def _sum_year(year: date) -> None:
    """All its months are summed: the oldest come first, and who posts into one takes the later ones away too."""
    sql.run("delete from inventory_place_sum where month = %s and of_year", [year])
    sql.run(
        """insert into inventory_place_sum (month, of_year, item_id, place_id, lot_id, quantity)
           select %(year)s, true, item_id, place_id, lot_id, sum(quantity)::bigint from inventory_place_sum s
            where not of_year and s.month in (select month from inventory_stock_month
                                               where month >= %(year)s and month < %(year)s::date + interval '1 year')
            group by item_id, place_id, lot_id having sum(quantity) <> 0 order by 3, 4, 5""",
        {"year": year},
    )


def _within(month: date) -> dict[str, Any]:
    return {"month": month, "since": begins(month), "until": begins(month_after(month))}

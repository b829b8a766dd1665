"""`python -m bench.past_day [--lots N]`: what lay there on a past day, by bin and lot, a page of it, beside raw SQL.

Twelve months in which N lots came to twenty bins and half of each left again. Measured: the first page, a page from the
middle, a search for one lot, and all rows, as the query gives them from sums; raw is the sum of all moves before that
day, by place and lot, with no worth, no names and no order. With `--lots 100000` there are 200,000 moves.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from bench.company import NOW, Company, open_company
from bench.late_cost import vacuum

BINS, TURNS = 20, 9
RAW = """select item_id, place_id, lot_id, sum(quantity) from (
  select item_id, to_place_id as place_id, lot_id, quantity from inventory_move where at < %s
  union all select item_id, from_place_id, lot_id, -quantity from inventory_move where at < %s) m
  join inventory_place p on p.id = m.place_id and p.kind = 'bin'
  group by 1, 2, 3 having sum(quantity) <> 0"""


def main() -> None:
    """Make the company, move the lots, sum the months, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lots", type=int, default=100_000)
    options = parser.parse_args()
    company = open_company("bench_past_day", stock=1)
    fill(company, options.lots)
    vacuum()
    measure(company)


def fill(company: Company, lots: int) -> None:
    """Each lot is found, ten pieces, and five of it are lost in the month after; the worker sums the months."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.catalog import commands as catalog
    from tradepost.domain.inventory import commands as inventory
    from tradepost.domain.inventory.commands import AdjustInput, LotInput

    item, by = new_id(NOW), system(NOW, "Bench")
    catalog.create_item(by, item_id=item, sku="PAST-1", name="Past", tracking="lot")
    house = company.warehouse_id
    bins = [new_id(NOW) for _ in range(BINS)]
    for number, place_id in enumerate(bins):
        inventory.create_place(by, place_id=place_id, warehouse_id=house, code=f"P-{number:02}")
    each = max(lots // 12, 1)
    for month in range(12):
        at = NOW + timedelta(days=30 * month)
        named = [f"L{month:02}-{n:06}" for n in range(each)]
        ids = inventory.ensure_lots(system(at, "Bench"), lots=[LotInput(item, code) for code in named])
        for later, delta in ((0, 10), (20, -5)):
            lines = [
                AdjustInput(item, bins[n % BINS], delta, ids[item, code], Decimal(20) if delta > 0 else None)
                for n, code in enumerate(named)
            ]
            moment = at + timedelta(days=later)
            inventory.adjust(
                system(moment, "Bench"),
                posting_id=new_id(moment),
                warehouse_id=house,
                lines=lines,
                reason="x",
            )
    while inventory.sum_months(system(NOW + timedelta(days=400), "Bench")):
        pass


def measure(company: Company) -> None:
    """The table, median of nine of each."""
    from tradepost.base import sql
    from tradepost.domain.inventory import queries
    from tradepost.domain.inventory.models import Warehouse

    houses, day = list(Warehouse.objects.all()), NOW + timedelta(days=190)

    def page(**more: object) -> Callable[[], object]:
        return lambda: queries.past_stock(houses, day, split="place_lot", **more)  # type: ignore[arg-type]

    whole = queries.past_stock(houses, day, split="place_lot")
    raw = _median(lambda: sql.rows(RAW, [day, day]))
    print(f"{whole.count:,} rows of {sql.rows('select count(*) from inventory_move')[0][0]:,} moves")
    print(f"| asked | median | of raw |\n|---|---|---|\n| raw, all rows | {raw:.0f} ms | 1 |")
    for name, asked in (
        ("first page of 200", page(limit=200)),
        ("page from the middle", page(after=whole.rows[whole.count // 2].key, limit=200)),
        ("one lot", page(text="L02-000003", limit=200)),
        ("all rows", page()),
    ):
        took = _median(asked)
        print(f"| {name} | {took:.0f} ms | {took / raw:.1f} |")


def _median(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(TURNS):
        began: float = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()

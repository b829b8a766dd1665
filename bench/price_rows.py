"""`python -m bench.price_rows [--lists N]`: orders are priced among a million price rows, beside a raw look-up.

20,000 items with five quantity breaks in each of ten lists, 10,000 customers, nine tenths of them in nine groups with
a list of their own; 300,000 order lines of a year. Measured: the prices of an order of 10 and of 1,000 lines, with the
number of its statements, beside the rows of the same lists and items fetched by hand; and what a version of 20,000
changes would do.
"""

from __future__ import annotations

import argparse
import statistics
import time
from decimal import Decimal
from uuid import UUID

from bench import versions
from bench.company import NOW, open_company
from bench.late_cost import timed, vacuum

TURNS = 15
_COPY = """insert into pricing_price_row ({columns}) select {columns} from (
  select t.* from pricing_price_row r cross join lateral jsonb_populate_record(r, jsonb_build_object(
    'id', gen_random_uuid(), 'price_list_id', %s::uuid, 'amount', round(r.amount * %s, 2))) t
  where r.price_list_id = %s) t"""
_RAW = """select r.* from pricing_price_row r join pricing_price_list l on l.id = r.price_list_id
  where r.item_id = any(%s) and (l.is_base or l.id in (
    select f.price_list_id from pricing_price_list_for f join parties_customer c
      on c.group_id = f.group_id where c.id = %s))
    and (r.valid_from is null or r.valid_from <= %s) and (r.valid_until is null or r.valid_until > %s)"""


def main() -> None:
    """Make the company, copy the lists, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=10)
    options = parser.parse_args()
    company = open_company("bench_price_rows", stock=1000)
    items, customers = versions.fill(company)
    versions.sell(company, items, customers)
    copy_lists(customers, options.lists - 1)
    vacuum()
    measure(items, customers)


def copy_lists(customers: list[UUID], lists: int) -> None:
    """So many lists more, each with all prices of the base list, for a group of its own."""
    from tradepost.base import sql
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.parties import commands as parties
    from tradepost.domain.pricing import commands as pricing

    by, columns, base = system(NOW, "Bench"), versions.columns("pricing_price_row"), versions.base_list()
    for number in range(lists):
        group = parties.create_group(by, group_id=new_id(NOW), name=f"Group {number}")
        made = pricing.create_price_list(by, price_list_id=new_id(NOW), name=f"List {number}", currency="USD")
        pricing.assign_price_list(by, price_list_id=made.pk, group_ids=[group.pk])
        less = Decimal(99 - number) / 100
        sql.run(_COPY.format(columns=columns), [made.pk, less, base])
        sql.run(
            "update parties_customer set group_id = %s where id = any(%s::uuid[])",
            [group.pk, customers[number :: lists + 1]],
        )
    (rows,) = sql.one("select count(*) from pricing_price_row") or (0,)
    print(f"{rows:,} price rows, {len(customers):,} customers", flush=True)


def measure(items: list[UUID], customers: list[UUID]) -> None:
    """Statements and milliseconds by the number of lines, then the preview of a change."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.pricing import commands as pricing
    from tradepost.domain.pricing.queries import Pick
    from tradepost.domain.pricing.rules import Formula
    from tradepost.domain.reports import commands as reports

    print("| lines | statements | median | raw look-up | of it |\n|---|---|---|---|---|")
    for lines in (10, 1000):
        statements, ours, raw = priced(items, customers, lines)
        print(f"| {lines:,} | {statements} | {ours:.1f} ms | {raw:.1f} ms | {ours / raw:.1f} |", flush=True)
    by, version, four = (
        system(versions.LATER, "Bench"),
        new_id(versions.LATER),
        Formula("percent", Decimal(4)),
    )
    pricing.make_version(by, version_id=version, price_list_id=versions.base_list())
    done = pricing.reprice_version(
        by, version_id=version, pick=Pick(item_ids=items[: len(items) // 5]), formula=four
    )
    vacuum()
    found = timed(
        f"what {done.changed:,} changes would do",
        lambda: reports.work_out_impact(by, version_id=version, impact_id=new_id(versions.LATER)),
    )
    print(f"{found.buyers:,} customers, {found.dearer:,} dearer, more {found.after - found.before}")


def priced(items: list[UUID], customers: list[UUID], lines: int) -> tuple[int, float, float]:
    """Statements of one look-up, its median and that of the rows alone, by turns, in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tradepost.base import sql
    from tradepost.domain.parties.queries import customer_terms
    from tradepost.domain.pricing.queries import Asked, prices_for

    ours, raw, counted = [], [], 0
    for turn in range(TURNS + 2):
        customer, some = customers[turn * 37], items[turn * 101 : turn * 101 + lines]
        terms, asked = customer_terms(customer), [Asked(item, Decimal(12)) for item in some]
        began = time.perf_counter()
        if turn == 0:
            with CaptureQueriesContext(connection) as asked_for:
                prices_for(terms, on=NOW.date(), asked=asked)
            counted = len(asked_for)
        else:
            prices_for(terms, on=NOW.date(), asked=asked)
        took = time.perf_counter() - began
        began = time.perf_counter()
        sql.rows(_RAW, [some, customer, NOW.date(), NOW.date()])
        if turn >= 2:
            ours.append(took * 1000)
            raw.append((time.perf_counter() - began) * 1000)
    return counted, statistics.median(ours), statistics.median(raw)


if __name__ == "__main__":
    main()

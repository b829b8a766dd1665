"""`python -m bench.versions`: a list of 100,000 prices changed in versions, and what a change of 20,000 would do.

20,000 items with five quantity breaks each, 10,000 customers, 300,000 order lines of a year. Measured, as the commands
that a worker says, on a database that syncs to disk: a formula over the whole list, activating it, rolling it back,
what a version of 20,000 changes would do, and the prices of a 100-line order before and after.
"""

from __future__ import annotations

import statistics
import time
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from bench.company import NOW, Company, open_company
from bench.late_cost import timed, vacuum

ITEMS, CUSTOMERS, ORDERS, LINES = 18_000, 9_800, 100_000, 3
BREAKS = (10, 50, 100, 500)
LATER = NOW + timedelta(days=1)
BATCH = 5000


def main() -> None:
    """Make the company, load it, measure."""
    company = open_company("bench_versions", stock=1000)
    items, customers = fill(company)
    sell(company, items, customers)
    vacuum()
    measure(company, items, customers)


def fill(company: Company) -> tuple[list[UUID], list[UUID]]:
    """More items with prices, more customers; a tenth of them buys by a list of a group."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id, new_ids
    from tradepost.domain.catalog import commands as catalog
    from tradepost.domain.parties import commands as parties
    from tradepost.domain.pricing import commands as pricing

    by = system(NOW, "Bench")
    items, customers = new_ids(NOW, ITEMS), new_ids(NOW, CUSTOMERS)
    group = parties.create_group(by, group_id=new_id(NOW), name="Tenth")
    for at in range(0, ITEMS, BATCH):
        some = items[at : at + BATCH]
        catalog.create_items(
            by,
            items=[catalog.ItemInput(i, f"MORE-{at + n:05}", f"Item {at + n}") for n, i in enumerate(some)],
        )
    people = [
        parties.CustomerInput(c, f"Buyer {n}", group_id=group.pk if n % 10 == 0 else None)
        for n, c in enumerate(customers)
    ]
    for at in range(0, CUSTOMERS, BATCH):
        parties.create_customers(by, customers=people[at : at + BATCH])
    every = [*company.items, *items]
    prices = [
        pricing.PriceInput(Decimal(n % 90 + 10) - Decimal(step) / 1000, item_id=i, minimum_quantity=step)
        for n, i in enumerate(every)
        for step in (1, *BREAKS)
    ]
    listed = base_list()
    for at in range(0, len(prices), BATCH):
        pricing.set_prices(by, price_list_id=listed, rows=prices[at : at + BATCH])
    own = pricing.create_price_list(by, price_list_id=new_id(NOW), name="Tenth", currency="USD")
    pricing.set_prices(
        by, price_list_id=own.pk, rows=[pricing.PriceInput(Decimal(9), item_id=i) for i in every[::10]]
    )
    pricing.assign_price_list(by, price_list_id=own.pk, group_ids=[group.pk])
    return every, [*company.customers, *customers]


def base_list() -> UUID:
    """The list with the list prices."""
    from tradepost.base import sql

    found = sql.one("select id from pricing_price_list where is_base")
    assert found is not None
    return UUID(str(found[0]))


def sell(company: Company, items: list[UUID], customers: list[UUID]) -> None:
    """A year of orders: copies of one that was placed, each of another customer, for other items."""
    from tradepost.base import sql
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.sales import commands as sales

    first = sales.place_order(
        system(NOW - timedelta(days=400), "Bench"),
        order_id=new_id(NOW), customer_id=customers[0], warehouse_id=company.warehouse_id,
        lines=[sales.LineInput(items[0], Decimal(12))], confirm=True,
    )  # fmt: skip
    orders, lines = columns("sales_order"), columns("sales_order_line")
    sql.run("create temp table copied as select n, gen_random_uuid() as id from generate_series(1, 100000) n")
    for name, ids in (("buyer", customers), ("good", items)):
        sql.run(f"create temp table {name} (n bigint primary key, id uuid)")
        sql.run(
            f"insert into {name} select n - 1, id from unnest(%s::uuid[]) with ordinality t(id, n)", [ids]
        )
    sql.run("analyze copied, buyer, good")
    sql.run(
        f"""insert into sales_order ({orders}) select {orders} from (
              select t.* from copied c join buyer b on b.n = c.n %% %s cross join sales_order o
              cross join lateral jsonb_populate_record(o, jsonb_build_object(
                'id', c.id, 'number', 'B-' || c.n, 'quote_id', null, 'customer_id', b.id,
                'placed_at', %s::timestamptz - c.n %% 360 * interval '1 day')) t
              where o.id = %s) t""",
        [len(customers), NOW, first.id],
    )
    for line in range(LINES):
        sql.run(
            f"""insert into sales_order_line ({lines}) select {lines} from (
                  select t.* from copied c join good g on g.n = (c.n * 7919 + %s::bigint * 104729) %% %s
                  cross join sales_order_line l
                  cross join lateral jsonb_populate_record(l, jsonb_build_object(
                    'id', gen_random_uuid(), 'order_id', c.id, 'position', %s::int, 'item_id', g.id,
                    'quantity', c.n %% 60 + 1, 'typed_quantity', c.n %% 60 + 1,
                    'net', (c.n %% 60 + 1) * l.unit_price)) t
                  where l.order_id = %s) t""",
            [line, len(items), line + 1, first.id],
        )


def columns(table: str) -> str:
    """The columns of a table that may be written."""
    from tradepost.base import sql

    found = sql.rows(
        """select column_name from information_schema.columns
           where table_name = %s and is_generated = 'NEVER' order by ordinal_position""",
        [table],
    )
    return ", ".join(f'"{name}"' for (name,) in found)


def measure(company: Company, items: list[UUID], customers: list[UUID]) -> None:
    """A version of everything and back, then one of a fifth and what it would do."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.pricing import commands as pricing
    from tradepost.domain.pricing.queries import Pick
    from tradepost.domain.pricing.rules import Formula
    from tradepost.domain.reports import commands as reports

    by, four = system(LATER, "Bench"), Formula("percent", Decimal(4), "end_95")
    looked_up(items, customers, "before any version")
    whole, fifth = new_id(LATER), new_id(LATER)
    pricing.make_version(by, version_id=whole, price_list_id=base_list())
    done = timed(
        "a formula over the list",
        lambda: pricing.reprice_version(by, version_id=whole, pick=Pick(), formula=four),
    )
    print(f"{done.changed} of {done.picked} prices")
    looked_up(items, customers, "beside a draft of all")
    timed("activated", lambda: pricing.activate_version(by, version_id=whole))
    looked_up(items, customers, "after it was activated")
    timed("rolled back", lambda: pricing.roll_back_version(by, version_id=whole))
    pricing.make_version(by, version_id=fifth, price_list_id=base_list())
    chosen = Pick(item_ids=items[: len(items) // 5])
    done = pricing.reprice_version(by, version_id=fifth, pick=chosen, formula=four)
    print(f"{done.changed} changes")
    vacuum()
    for _ in range(2):
        found = timed(
            "what it would do",
            lambda: reports.work_out_impact(by, version_id=fifth, impact_id=new_id(LATER)),
        )
    print(
        f"{found.buyers} customers, {found.dearer} dearer, {found.cheaper} cheaper, more {found.after - found.before}"
    )


def looked_up(items: list[UUID], customers: list[UUID], when: str) -> None:
    """The prices of 100 lines, for different customers."""
    from tradepost.domain.parties.queries import customer_terms
    from tradepost.domain.pricing.queries import Asked, prices_for

    times = []
    for n in range(30):
        terms = customer_terms(customers[n * 17])
        asked = [Asked(item, Decimal(12)) for item in items[n * 100 : n * 100 + 100]]
        began = time.perf_counter()
        prices_for(terms, on=LATER.date(), asked=asked)
        times.append((time.perf_counter() - began) * 1000)
    print(f"100 lines {when}: median {statistics.median(times):.1f} ms", flush=True)


if __name__ == "__main__":
    main()

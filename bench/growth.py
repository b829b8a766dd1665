"""`python -m bench.growth [--orders N | --at URL]`: the pages people live in, at N orders and at a tenth of them.

Both companies are the demonstration company, made on one PostgreSQL that syncs to disk. Each page is asked for by one
client, again and again with other search words, pages and documents; what counts is the 95th percentile and how it
grew. With `--at` one demonstration company that is there already is measured, and nothing is made; `--only Ctrl-K` asks
only for the pages with that word in their name.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from bench.company import fresh_database
from bench.machine import web_server

ASKED = 60
BAR_MS = 150


@dataclass(frozen=True)
class Book:
    """A company in its database: how to sign in, and what there is to look for."""

    cookie: str
    customers: list[str]
    items: list[tuple[str, str]]
    skus: list[str]
    frequent: str
    orders: list[tuple[str, str]]
    counts: str


def make(name: str, orders: int) -> Book:
    """The demonstration company with that many orders, in a database of this name."""
    fresh_database(name)
    import django
    from django.core.management import call_command

    django.setup()
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    from tradepost.doors.cli.demo.making import make_company
    from tradepost.doors.cli.sums import bring_up_to_date

    began = time.perf_counter()
    make_company(datetime.now(UTC), orders=orders, seed=1)
    print(f"{name}: {orders:,} orders made in {time.perf_counter() - began:.0f} s", flush=True)
    connection.cursor().execute("vacuum analyze")
    began = time.perf_counter()
    bring_up_to_date(datetime.now(UTC))
    print(f"{name}: summed in {time.perf_counter() - began:.0f} s", flush=True)
    connection.cursor().execute("vacuum analyze reports_sales_sum, reports_service_sum")
    return _read()


def open_made(url: str) -> Book:
    """A demonstration company that stands in the database of this URL."""
    os.environ |= {
        "DATABASE_URL": url,
        "TRADEPOST_ENV": "development",
        "TRADEPOST_DEBUG": "no",
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
    }
    import django

    django.setup()
    return _read()


def cookie_of(email: str) -> str:
    """The cookie of somebody who has just signed in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    user = get_user_model().objects.get(email=email)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["tradepost_session"]
    return f"{cookie.key}={cookie.value}"


def _read() -> Book:
    from tradepost.base import sql

    few = "select {} from {} tablesample system_rows(200)"
    sql.run("create extension if not exists tsm_system_rows")
    counts = sql.one(
        "select (select count(*) from sales_order), (select count(*) from sales_order_line),"
        " (select count(*) from inventory_move)"
    )
    assert counts is not None
    return Book(
        cookie=cookie_of("owner@larkfield.example"),
        customers=[row[0] for row in sql.rows("select name from parties_party limit 200")],
        items=[(str(row[0]), row[1]) for row in sql.rows("select id, name from catalog_item limit 200")],
        skus=[row[0] for row in sql.rows("select sku from catalog_item limit 200")],
        frequent=sql.rows(_FREQUENT)[0][0],
        orders=[(str(row[0]), row[1]) for row in sql.rows(few.format("id, number", "sales_order"))],
        counts="{:,} orders, {:,} lines, {:,} moves".format(*counts),
    )


# The word that the most customers' names begin with: of all that can be typed, what has the most hits.
_FREQUENT = """select split_part(p.name, ' ', 1) from parties_customer c join parties_party p on p.id = c.party_id
  group by 1 order by count(*) desc, 1 limit 1"""


def pages(book: Book, dice: random.Random) -> dict[str, Callable[[], str]]:
    """What is asked for: the name of the page, and a way to make its next address."""

    def word() -> str:
        return dice.choice(book.customers).split()[0].replace("&", "and")

    def begun(text: str) -> str:
        return text[: dice.randint(2, len(text))]

    return {
        "today": lambda: "/office/",
        "order list": lambda: "/office/orders/",
        "order list, held only": lambda: "/office/orders/?held=yes",
        "order list, a customer's name": lambda: f"/office/orders/?q={word()}",
        "order list, a number": lambda: f"/office/orders/?q={dice.choice(book.orders)[1]}",
        "order": lambda: f"/office/orders/{dice.choice(book.orders)[0]}/",
        "find a number (Ctrl-K)": lambda: f"/office/find/?q={dice.choice(book.orders)[1]}",
        "find what is typed on the way (Ctrl-K)": lambda: (
            f"/office/find/?q={begun(dice.choice([dice.choice(book.orders)[1], dice.choice(book.skus), word()]))}"
        ),
        "find a name (Ctrl-K)": lambda: f"/office/find/?q={word()}",
        "find a customer (Ctrl-K)": lambda: (
            f"/office/find/?q={dice.choice(book.customers).replace('&', 'and')}"
        ),
        "find a frequent name (Ctrl-K)": lambda: f"/office/find/?q={book.frequent}",
        "find a code (Ctrl-K)": lambda: f"/office/find/?q={dice.choice(book.skus)}",
        "figures of today": lambda: "/office/today/figures/?months=24",
        "stock": lambda: "/office/stock/",
        "item card": lambda: f"/office/items/{dice.choice(book.items)[0]}/",
        "item's moves": lambda: f"/office/stock/moves/?item={dice.choice(book.items)[0]}",
        "all moves": lambda: "/office/stock/moves/",
        "moves, by a word": lambda: f"/office/stock/moves/?q={word()}",
        "ordered lines of a month": lambda: "/office/reports/ordered-lines/?day=2026-05-01..2026-06-01",
        "invoiced lines of a month": lambda: "/office/reports/invoiced-lines/?day=2026-05-01..2026-06-01",
        "entries of the books": lambda: "/office/reports/entries/",
        "shipments": lambda: "/office/shipments/",
        "payments": lambda: "/office/payments/",
        "invoices": lambda: "/office/invoices/",
        "ageing": lambda: "/office/invoices/ageing/",
        "stock as of a past day": lambda: "/office/reports/stock-as-of/?day=2026-03-31",
        "stock as of a past day, by bin and lot": lambda: (
            "/office/reports/stock-as-of/?warehouse=&day=2026-03-31&split=place_lot"
        ),
        "sales by month": lambda: "/office/reports/sales-report/",
        "open orders": lambda: "/office/reports/open-orders/",
    }


def ask(port: int, book: Book, only: str = "") -> Iterator[tuple[str, float, float]]:
    """(page, median ms, 95th percentile ms), each page after three unmeasured visits."""
    dice = random.Random(1)
    wire = http.client.HTTPConnection("127.0.0.1", port)
    for name, address in pages(book, dice).items():
        if only.lower() not in name.lower():
            continue
        times = []
        for turn in range(ASKED + 3):
            path = quote(address(), safe="/?=&-")
            began = time.perf_counter()
            wire.request("GET", path, headers={"Cookie": book.cookie})
            answer = wire.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status}")
            if turn >= 3:
                times.append((time.perf_counter() - began) * 1000)
        yield name, statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def main() -> None:
    """Make both companies, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--at", metavar="URL", default="")
    parser.add_argument("--only", metavar="WORD", default="")
    options = parser.parse_args()
    if options.at:
        _measure_one(open_made(options.at), options.only)
        return
    told: list[dict[str, tuple[float, float]]] = []
    for name, orders in (("growth_small", options.orders // 10), ("growth_large", options.orders)):
        book = make(name, orders)
        print(f"{name}: {book.counts}", flush=True)
        with web_server() as (port, _):
            told.append({page: (median, p95) for page, median, p95 in ask(port, book, options.only)})
    small, large = told
    print("| page | p95, a tenth | p95, all | median grew |")
    print("|---|---|---|---|")
    for page, (median, p95) in large.items():
        over = " over the bar" if p95 > BAR_MS else ""
        print(f"| {page} | {small[page][1]:.0f} ms | {p95:.0f} ms{over} | {median / small[page][0]:.2f} |")


def _measure_one(book: Book, only: str) -> None:
    print(book.counts, flush=True)
    print("| page | median | p95 |")
    print("|---|---|---|")
    with web_server() as (port, _):
        for page, median, p95 in ask(port, book, only):
            over = " over the bar" if p95 > BAR_MS else ""
            print(f"| {page} | {median:.0f} ms | {p95:.0f} ms{over} |", flush=True)


if __name__ == "__main__":
    main()

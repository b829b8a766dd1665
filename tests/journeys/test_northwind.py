"""Two years of a real wholesaler, through the command line: the books are right to the cent.

What must come out is computed here from the CSV files alone, with decimals, half away from zero per line.
"""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import psycopg
import pytest

from cluster import RUN

# Under a minute on two free cores; a busy machine takes several times as long.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.real_book,
    pytest.mark.xdist_group("northwind"),
    pytest.mark.timeout(1800),
]
CENT = D("0.01")


def start(*words: str, url: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        "DATABASE_URL": url,
        "TRADEPOST_CURRENCY": "USD",
    }
    command = [sys.executable, "-m", "tradepost.doors.cli.main", *words]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def tradepost(*words: str, url: str) -> str:
    process = start(*words, url=url)
    out, err = process.communicate(timeout=900)
    assert process.returncode == 0, err
    return out


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def northwind(shared: Path) -> Path:
    return shared / "data/northwind"


@pytest.fixture(scope="module")
def books(northwind: Path) -> Iterator[str]:
    """The whole history, killed twice in the middle and started again: what follows is true nevertheless."""
    RUN.start()
    name = RUN.make_database()
    url = RUN.url(name)
    for stop_after in (150, 500):
        process = start("replay", "--northwind", str(northwind), url=url)
        while rows(url, "select count(*) from sales_order")[0][0] < stop_after:
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert stop_after <= rows(url, "select count(*) from sales_order")[0][0] < 830
    assert "from where it was" in tradepost("replay", "--northwind", str(northwind), url=url)
    yield url
    RUN.drop_database(name)


class Truth:
    """The same figures from the files, without any of our code."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> list[dict[str, str]]:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
                return list(csv.DictReader(handle))

        self.orders = {row["OrderID"]: row for row in read("orders")}
        self.lines = read("order_details")
        self.products = read("products")
        self.net: dict[str, D] = defaultdict(D)
        self.gross = D(0)
        for line in self.lines:
            gross = D(line["Quantity"]) * D(line["UnitPrice"])
            self.gross += gross
            self.net[line["OrderID"]] += (gross * (1 - D(line["Discount"]))).quantize(
                CENT, rounding=ROUND_HALF_UP
            )

    def net_by(self, column: str, length: int | None = None) -> dict[str, D]:
        found: dict[str, D] = defaultdict(D)
        for key, order in self.orders.items():
            found[order[column][:length]] += self.net[key]
        return dict(found)


@pytest.fixture(scope="module")
def truth(northwind: Path) -> Truth:
    return Truth(northwind)


def test_every_order_and_every_cent_is_there(books: str, truth: Truth) -> None:
    assert rows(
        books,
        """select count(*), sum(lines_count), sum(quantity_total), sum(net_total), sum(freight),
                  count(*) filter (where shipped_total = 0), count(*) filter (where shipped_total > 0),
                  sum(tax_total)
           from sales_order""",
    ) == [(830, 2155, 51317, D("1265793.29"), D("64942.69"), 21, 809, D(0))]
    assert rows(books, "select sum(typed_quantity * unit_price), sum(net) from sales_order_line") == [
        (D("1354458.59"), D("1265793.29"))
    ]
    assert (truth.gross, sum(truth.net.values())) == (D("1354458.59"), D("1265793.29"))


def test_each_order_is_the_one_of_the_files(books: str, truth: Truth) -> None:
    found = rows(
        books,
        """select substring(o.note from '[0-9]+'), c.number, o.placed_at::date::text,
                  o.requested_on::text, o.net_total, o.freight, o.state, o.shipped_total = o.quantity_total,
                  (select s.shipped_at::date::text from fulfilment_shipment s where s.order_id = o.id)
           from sales_order o join parties_customer c on c.id = o.customer_id order by 1""",
    )
    assert found == [
        (
            key,
            order["CustomerID"],
            order["OrderDate"],
            order["RequiredDate"],
            truth.net[key],
            D(order["Freight"]),
            "closed" if order["ShippedDate"] else "confirmed",
            bool(order["ShippedDate"]),
            order["ShippedDate"] or None,
        )
        for key, order in sorted(truth.orders.items())
    ]


def test_net_per_year_and_of_the_three_best_customers(books: str, truth: Truth) -> None:
    per_year = dict(
        rows(books, "select to_char(placed_at, 'YYYY'), sum(net_total) from sales_order group by 1")
    )
    assert per_year == truth.net_by("OrderDate", 4)
    assert per_year == {"1996": D("208083.99"), "1997": D("617085.35"), "1998": D("440623.95")}
    best = rows(
        books,
        """select c.number, sum(o.net_total) from sales_order o join parties_customer c on c.id = o.customer_id
           group by 1 order by 2 desc""",
    )
    assert dict(best) == truth.net_by("CustomerID")
    assert len(best) == 89
    assert best[:3] == [
        ("QUICK", D("110277.32")),
        ("ERNSH", D("104875.00")),
        ("SAVEA", D("104361.96")),
    ]


def test_every_shipped_order_is_invoiced_once_and_numbers_have_no_gap(books: str, truth: Truth) -> None:
    assert rows(
        books,
        """select count(*), count(distinct order_id), min(number), max(number),
                  max(right(number, 6)::int) - min(right(number, 6)::int) + 1, bool_and(state = 'posted'),
                  bool_and(invoiced_on = (select shipped_at::date from fulfilment_shipment s
                                          where s.order_id = i.order_id))
           from billing_invoice i""",
    ) == [(809, 809, "INV-000001", "INV-000809", 809, True, True)]
    shipped = [key for key, order in truth.orders.items() if order["ShippedDate"]]
    net = sum(truth.net[key] for key in shipped)
    freight = sum(D(truth.orders[key]["Freight"]) for key in shipped)
    assert rows(books, "select sum(net_total), sum(freight), sum(total) from billing_invoice") == [
        (net, freight, net + freight)
    ]
    # Nobody's payment is recorded: all of it is still owed.
    assert rows(books, "select sum(base_amount) from accounts_posting where account = '1200'") == [
        (net + freight,)
    ]


def test_shelves_stand_as_the_files_say_today(books: str, truth: Truth) -> None:
    free = rows(
        books,
        """select i.sku, p.on_hand - p.promised, p.backordered, i.state from inventory_position p
           join catalog_item i on i.id = p.item_id order by 1""",
    )
    assert free == [
        (
            f"NW-{int(row['ProductID']):02}",
            int(row["UnitsInStock"]),
            0,
            "discontinued" if row["Discontinued"] == "1" else "active",
        )
        for row in sorted(truth.products, key=lambda row: int(row["ProductID"]))
    ]
    assert rows(books, "select sum(quantity - promised) from inventory_supply where quantity > 0") == [(780,)]
    assert rows(books, "select sum(base_amount) from accounts_posting") == [(D(0),)]


def test_verify_finds_nothing(books: str) -> None:
    assert tradepost("verify", url=books) == ""


def test_driven_again_nothing_is_added(books: str, northwind: Path) -> None:
    before = picture(books)
    said = tradepost("replay", "--northwind", str(northwind), url=books)
    assert said.startswith("This history was driven before; nothing was added.\n830 orders, 51,317 units")
    assert picture(books) == before


def picture(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything but ids and the numbers of series that may have gaps."""
    return {
        "orders": rows(
            url,
            """select note, net_total, total, freight, state, shipped_total, invoiced_total, open_value, version
               from sales_order order by note""",
        ),
        "lines": rows(
            url,
            """select o.note, l.position, l.sku, l.quantity, l.net, l.shipped, l.invoiced, l.promised_on
               from sales_order_line l join sales_order o on o.id = l.order_id order by 1, 2""",
        ),
        "stock": rows(
            url,
            """select i.sku, p.on_hand, p.promised, p.incoming, p.backordered, p.value
               from inventory_position p join catalog_item i on i.id = p.item_id order by 1""",
        ),
        "invoices": rows(url, "select number, customer_name, total, due_on from billing_invoice order by 1"),
        "purchases": rows(
            url,
            """select supplier_name, made_at, expected_on, state, total, received_quantity
               from purchasing_purchase_order order by 1, 2, 3, 5""",
        ),
        "accounts": rows(
            url, "select account, sum(base_amount), count(*) from accounts_posting group by 1 order by 1"
        ),
        "events": rows(url, "select name, count(*) from base_event group by 1 order by 1"),
        "answers": rows(url, "select count(*) from base_answer"),
        "progress": rows(url, "select name, cursor from base_consumer order by 1"),
    }


def test_each_fact_was_published_once(books: str) -> None:
    facts = dict(rows(books, "select name, count(*) from base_event group by 1"))
    once = {
        "sales.order_placed": 830,
        "sales.order_confirmed": 830,
        "fulfilment.shipped": 809,
        "billing.invoiced": 809,
    }
    assert {name: facts.get(name) for name in once} == once


if os.environ.get("SOAK"):  # the history once more

    def test_without_a_stop_it_ends_the_same(books: str, northwind: Path) -> None:
        name = RUN.make_database()
        try:
            tradepost("replay", "--northwind", str(northwind), url=RUN.url(name))
            assert picture(RUN.url(name)) == picture(books)
        finally:
            RUN.drop_database(name)

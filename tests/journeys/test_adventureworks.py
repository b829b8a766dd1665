"""Three and a half years of a bicycle maker's purchases, through the command line: right to the piece and the cent.

What must come out is computed here from the CSV files alone. Every sixteenth order and the last twenty-four are driven,
to keep this short; docs/guide/replay.md tells what all 4,012 gave. TRADEPOST_WHOLE_BOOK=1 drives them all here.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from cluster import RUN

from .test_northwind import rows, start, tradepost

pytestmark = [
    pytest.mark.slow,
    pytest.mark.real_book,
    pytest.mark.xdist_group("adventureworks"),
    pytest.mark.timeout(1800),
]
CENT = D("0.01")
WHOLE = bool(os.environ.get("TRADEPOST_WHOLE_BOOK"))
LAST = 4012


def is_driven(order: str) -> bool:
    return WHOLE or int(order) % 16 == 4 or int(order) > LAST - 24


class Truth:
    """The figures from the files, without any of our code."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> list[dict[str, str]]:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
                return list(csv.DictReader(handle))

        self.orders = {row["PurchaseOrderID"]: row for row in read("purchase_order_header")}
        self.lines = read("purchase_order_detail")
        self.skus = {row["ProductID"]: row["ProductNumber"] for row in read("product")}
        self.vendors = {row["VendorID"]: row["AccountNumber"] for row in read("vendor")}

    def total(self, column: str) -> D:
        return sum((D(line[column]) for line in self.lines), D(0))

    def net(self, order: str | None = None) -> D:
        """Each line once, half away from zero to the cent."""
        return sum(
            (
                (D(line["OrderQty"]) * D(line["UnitPrice"])).quantize(CENT, rounding=ROUND_HALF_UP)
                for line in self.lines
                if order in (None, line["PurchaseOrderID"])
            ),
            D(0),
        )

    def came_on(self, line: dict[str, str]) -> date:
        """The day a line was last written; where that is a moment of the sample's making, the order's ShipDate."""
        written = line["ModifiedDate"]
        return date.fromisoformat(
            written if len(written) == 10 else self.orders[line["PurchaseOrderID"]]["ShipDate"]
        )

    def short(self) -> dict[str, tuple[int, bool]]:
        """For each line of which less came than was ordered: by how much, and whether it stays open."""
        return {
            line["PurchaseOrderDetailID"]: (
                int(line["OrderQty"]) - int(D(line["ReceivedQty"])),
                self.orders[line["PurchaseOrderID"]]["Status"] in ("1", "2"),
            )
            for line in self.lines
            if D(line["ReceivedQty"]) < int(line["OrderQty"])
        }

    def stock(self) -> dict[date, dict[str, int]]:
        """On hand by item before each day that follows a change, and before the first of every month.

        What came, less what was rejected and went back.
        """
        moved: dict[date, Counter[str]] = defaultdict(Counter)
        for line in self.lines:
            stocked = int(D(line["ReceivedQty"]) - D(line["RejectedQty"]))
            moved[self.came_on(line)][self.skus[line["ProductID"]]] += stocked
        found: dict[date, dict[str, int]] = {}
        on_hand: Counter[str] = Counter()
        day = date(2022, 4, 1)
        while day <= date(2025, 12, 1):
            on_hand += moved.get(day, Counter())
            changed = day in moved
            day += timedelta(days=1)
            if changed or day.day == 1:
                found[day] = {sku: quantity for sku, quantity in on_hand.items() if quantity}
        return found


@pytest.fixture(scope="module")
def whole(shared: Path) -> Truth:
    return Truth(shared / "data/purchasing-adventureworks")


@pytest.fixture(scope="module")
def part(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, with the orders that are driven only."""
    source, place = shared / "data/purchasing-adventureworks", tmp_path_factory.mktemp("adventureworks")
    for name in ("product", "product_vendor", "vendor"):
        shutil.copyfile(source / f"{name}.csv", place / f"{name}.csv")
    for name in ("purchase_order_header", "purchase_order_detail"):
        with (source / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as made:
                writer = csv.DictWriter(made, reader.fieldnames or ())
                writer.writeheader()
                writer.writerows(row for row in reader if is_driven(row["PurchaseOrderID"]))
    return place


@pytest.fixture(scope="module")
def truth(part: Path) -> Truth:
    return Truth(part)


@pytest.fixture(scope="module")
def books(part: Path, truth: Truth) -> Iterator[str]:
    """The history, killed twice in the middle and started again: what follows is true nevertheless."""
    RUN.start()
    name = RUN.make_database()
    url = RUN.url(name)
    count = "select count(*) from purchasing_purchase_order"
    for stop_after in (len(truth.orders) // 5, len(truth.orders) // 2):
        process = start("replay", "--adventureworks", str(part), url=url)
        while rows(url, count)[0][0] < stop_after:
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert stop_after <= rows(url, count)[0][0] < len(truth.orders)
    said = tradepost("replay", "--adventureworks", str(part), url=url)
    assert "from where it was" in said
    assert "purchase orders" in said
    yield url
    RUN.drop_database(name)


def test_the_files_are_what_their_readme_says(whole: Truth) -> None:
    assert (len(whole.orders), len(whole.lines), len(whole.short())) == (4012, 8845, 380)
    assert [whole.total(name) for name in ("OrderQty", "ReceivedQty", "RejectedQty", "LineTotal")] == [
        2348637,
        2327299,
        72700,
        D("63791994.8380"),
    ]
    assert whole.net() == D("63792005.94")
    assert sum(stays for _, stays in whole.short().values()) == 24


def test_every_order_line_and_piece_is_there_and_the_subtotal_is_exact(books: str, truth: Truth) -> None:
    assert rows(
        books,
        """select count(distinct o.id), count(*), sum(l.ordered), sum(l.received), sum(l.rejected),
                  sum(l.typed_quantity * l.unit_price), sum(l.net), sum(l.over)
           from purchasing_purchase_order o
           join purchasing_purchase_order_line l on l.purchase_order_id = o.id""",
    ) == [
        (
            len(truth.orders),
            len(truth.lines),
            truth.total("OrderQty"),
            truth.total("ReceivedQty"),
            truth.total("RejectedQty"),
            truth.total("LineTotal"),
            truth.net(),
            0,
        )
    ]


def test_each_order_is_the_one_of_the_files(books: str, truth: Truth) -> None:
    found = rows(
        books,
        """select substring(o.note from '[0-9]+')::int, s.number, o.ordered_at::date::text, o.total,
                  (select sum(typed_quantity * unit_price) from purchasing_purchase_order_line
                   where purchase_order_id = o.id),
                  (select array_agg(received_at::date::text) from purchasing_receipt where purchase_order_id = o.id)
           from purchasing_purchase_order o join parties_supplier s on s.id = o.supplier_id order by 1""",
    )
    came = {line["PurchaseOrderID"]: truth.came_on(line).isoformat() for line in truth.lines}
    nets: dict[str, D] = defaultdict(D)
    for line in truth.lines:
        nets[line["PurchaseOrderID"]] += D(line["LineTotal"]).quantize(CENT, rounding=ROUND_HALF_UP)
    assert found == [
        (
            int(key),
            truth.vendors[order["VendorID"]],
            order["OrderDate"],
            nets[key],
            D(order["SubTotal"]),
            [came[key]],
        )
        for key, order in sorted(truth.orders.items(), key=lambda pair: int(pair[0]))
    ]


def test_short_lines_stay_open_or_are_closed_short(books: str, truth: Truth) -> None:
    short = truth.short()
    staying = sorted(quantity for quantity, stays in short.values() if stays)
    closed = sorted(quantity for quantity, stays in short.values() if not stays)
    assert len(staying) > 0
    assert len(closed) > 0
    lines = "select {0} from purchasing_purchase_order_line where {0} > 0 order by 1"
    assert rows(books, lines.format("ordered + over - received - cancelled")) == [(each,) for each in staying]
    assert rows(books, lines.format("cancelled")) == [(each,) for each in closed]
    variances = "select quantity from purchasing_variance where kind = 'short' and state = 'open' order by 1"
    assert rows(books, variances) == [(each,) for each in closed]
    # What stays open is still expected; everything else is done.
    assert rows(books, "select sum(quantity) from inventory_supply") == [(sum(staying),)]
    assert rows(books, "select distinct state, open_quantity > 0 from purchasing_purchase_order order by 1") == [
        ("closed", False),
        ("sent", True),
    ]  # fmt: skip


def test_what_was_rejected_is_neither_owed_nor_in_stock(books: str, truth: Truth) -> None:
    rejected = [int(D(line["RejectedQty"])) for line in truth.lines if D(line["RejectedQty"])]
    assert rows(
        books,
        """select count(*), sum(quantity), bool_and(sent_back and state = 'closed')
           from purchasing_variance where kind = 'damaged'""",
    ) == [(len(rejected), sum(rejected), True)]
    assert rows(books, "select sum(on_hand), sum(unsellable) from inventory_position") == [
        (truth.total("StockedQty"), 0)
    ]
    owed, worth, moved = (
        rows(books, f"select coalesce(sum(base_amount), 0) from accounts_posting where account = '{account}'")[0][0]
        for account in ("2150", "1400", "5950")
    )  # fmt: skip
    assert owed + worth + moved == 0
    assert rows(books, "select sum(value) from inventory_position") == [(worth,)]
    # Shares of a line in cents, at most half a cent off for each part that stayed or went.
    exact = sum(
        (D(line["StockedQty"]) * D(line["UnitPrice"]) for line in truth.lines),
        D(0),
    )
    assert abs(-owed - exact) <= len(truth.lines) * CENT


ASK = """
import json, sys
from datetime import datetime, UTC
import django
django.setup()
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import queries
skus = dict(Item.objects.values_list("id", "sku"))
(warehouse,) = queries.warehouses()
print(json.dumps([
    {skus[item]: lay.on_hand for item, lay in
     queries.stock_as_of(warehouse.id, datetime.fromisoformat(day).replace(tzinfo=UTC)).items()}
    for day in sys.argv[1:]
]))
"""
"""What `stock as of a past day` answers, for each day that is named."""


def test_stock_at_every_date_is_what_came_less_what_went_back(books: str, truth: Truth) -> None:
    days = truth.stock()
    assert sum(day.day == 1 for day in days) == 44
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        "DATABASE_URL": books,
        "TRADEPOST_ENV": "test",
    }
    asked = [sys.executable, "-c", ASK, *(day.isoformat() for day in days)]
    said = subprocess.run(
        asked, env=environment, capture_output=True, text=True, check=True, timeout=600
    ).stdout
    answers = json.loads(said)
    for (day, expected), answer in zip(days.items(), answers, strict=True):
        assert answer == expected, day
    assert sum(answers[-1].values()) == truth.total("StockedQty")


def picture(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything but ids and numbers that may have gaps."""
    return {
        "purchases": rows(
            url,
            """select note, supplier_name, ordered_at, expected_on, state, total, received_quantity, open_quantity,
                      version from purchasing_purchase_order order by 1""",
        ),
        "lines": rows(
            url,
            """select o.note, l.position, l.sku, l.ordered, l.received, l.rejected, l.cancelled, l.net
               from purchasing_purchase_order_line l
               join purchasing_purchase_order o on o.id = l.purchase_order_id order by 1, 2""",
        ),
        "stock": rows(
            url,
            """select i.sku, p.on_hand, p.unsellable, p.incoming, p.value
               from inventory_position p join catalog_item i on i.id = p.item_id order by 1""",
        ),
        "variances": rows(
            url, "select kind, quantity, state, made_at from purchasing_variance order by 4, 1, 2, 3"
        ),
        "accounts": rows(
            url, "select account, sum(base_amount), count(*) from accounts_posting group by 1 order by 1"
        ),
        "events": rows(url, "select name, count(*) from base_event group by 1 order by 1"),
        "answers": rows(url, "select count(*) from base_answer"),
        "progress": rows(url, "select name, cursor from base_consumer order by 1"),
    }


def test_verify_finds_nothing(books: str) -> None:
    assert tradepost("verify", url=books) == ""


def test_driven_again_nothing_is_added(books: str, part: Path) -> None:
    before = picture(books)
    said = tradepost("replay", "--adventureworks", str(part), url=books)
    assert said.startswith("This history was driven before; nothing was added.\n")
    assert picture(books) == before


if os.environ.get("SOAK"):  # the history once more

    def test_without_a_stop_it_ends_the_same(books: str, part: Path) -> None:
        name = RUN.make_database()
        try:
            tradepost("replay", "--adventureworks", str(part), url=RUN.url(name))
            assert picture(RUN.url(name)) == picture(books)
        finally:
            RUN.drop_database(name)

"""Two files as real companies had them: nothing good is lost, nothing is taken that should not be."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from pathlib import Path

import pytest

from tradepost.base import sql
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.files import NAMES_NONE, Options

from .imported import BY, take, take_text

pytestmark = [pytest.mark.django_db, pytest.mark.real_book]


def test_663_customers_of_a_wholesaler_with_its_head_offices_and_their_branches(
    shared: Path, tmp_path: Path
) -> None:
    """Whose branch somebody is stands in the names alone; a column says it, as a person writes it in a spreadsheet."""
    book = _read(shared / "data/customers-wideworldimporters/customers.csv")
    path = tmp_path / "customers.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        sheet = csv.DictWriter(handle, [*book[0], "branch of"])
        sheet.writeheader()
        sheet.writerows({**row, "branch of": _head_office(row["customer_name"])} for row in book)
    done = take("customers", path)
    assert done.counts == {"made": 663}
    assert done.unused == ["customer_category_id", "account_opened_date", "is_statement_sent"]
    assert sql.rows(
        """select count(*), count(c.credit_limit), min(c.terms_days), max(c.terms_days), count(distinct p.website)
           from parties_customer c join parties_party p on p.id = c.party_id"""
    ) == [(663, 261, 7, 7, len({row["website_url"] for row in _read(path)}))]
    assert sql.rows(
        """select p.name, count(b.id) from parties_customer h join parties_party p on p.id = h.party_id
             join parties_customer b on b.parent_id = h.id group by 1 order by 1"""
    ) == [("Tailspin Toys (Head Office)", 200), ("Wingtip Toys (Head Office)", 200)]
    assert take("customers", path).counts == {"same": 663}


def _head_office(name: str) -> str:
    company, bracket, place = name.partition(" (")
    return f"{company} (Head Office)" if bracket and place != "Head Office)" else ""


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.slow
def test_a_month_of_a_giftware_wholesaler(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "february.csv"
    path.write_bytes(
        gzip.decompress((shared / "data/orders-giftware/online_retail_2010-02.csv.gz").read_bytes())
    )
    truth = _read(path)
    inventory.create_warehouse(BY, warehouse_id=new_id(BY.now), code="MAIN", name="Main warehouse")
    numbers = sorted({row["Customer ID"] for row in truth} - {""})
    customers = "number,name\n" + "".join(f"{number},Customer {number}\n" for number in numbers)
    assert take_text("customers", tmp_path, customers).counts == {"made": 807}

    # The first row of a code is kept; lower-case variants are the same code (23 of 2,971).
    items = take("items", path, chosen={"Description": "name"})
    assert (items.counts["made"], len(items.outcomes)) == (2948, 29_388)
    kinds = Counter(re.sub(r"in row \d+", "in row", reason) for reason in items.refused.values())
    assert set(kinds) == {"Stands in row already, with other values."}

    exact = sum(D(row["Quantity"]) * D(row["Price"]) for row in truth)
    assert (len(truth), exact) == (29_388, D("533091.426"))
    nameless = [row for row in truth if not row["Customer ID"]]
    below = [row for row in truth if row["Quantity"].startswith("-")]
    assert (len(nameless), len(below)) == (5482, 1023)

    # Every row comes in, as a line of an order or of a credit note that names no invoice; the nameless are told.
    options = Options(credits=True, customer="TILL")
    take_text("customers", tmp_path, "number,name\nTILL,Sold over the counter\n")
    done = take("orders", path, options=options)
    assert done.counts == {"made": 29_388}
    assert [o.number for o in done.outcomes if NAMES_NONE in o.reason] == [
        number for number, row in enumerate(truth, 2) if not row["Customer ID"]
    ]
    lines, net = sql.rows("select count(*), sum(net) from sales_order_line")[0]
    back, given = sql.rows("select count(*), sum(net) from billing_invoice_line")[0]
    orders = {row["Invoice"] for row in truth} - {row["Invoice"] for row in below}
    assert sql.rows("select count(*), sum(quantity_total), sum(net_total) from sales_order") == [
        (len(orders), sum(quantity for row in truth if (quantity := int(row["Quantity"])) > 0), net)
    ]
    assert sql.rows(
        "select count(*), sum(net_total), bool_and(credits_id is null) from billing_invoice where kind = 'credit_note'"
    ) == [(len({row["Invoice"] for row in below}), given, True)]
    assert (lines + back, back) == (29_388, len(below))
    # Six lines at 0.001 come to nothing each, since money has whole pennies: the month's net, to the penny.
    lost = exact - sum(_net(row) for row in truth)
    assert net - given == exact - lost
    assert lost == sum(D("0.001") for row in truth if row["Price"] == "0.001") == D("0.006")
    assert round(net - given + lost, 2) == D("533091.43")
    assert sql.rows(
        "select count(*) from parties_customer c where exists "
        "(select from billing_invoice i where i.customer_id = c.id)"
    ) == [(len({row["Customer ID"] for row in below}),)]

    assert take("orders", path, options=options).counts == {"same": 29_388}
    assert list(reports_queries.verify()) == []


def _net(row: dict[str, str]) -> D:
    return (D(row["Quantity"]) * D(row["Price"])).quantize(D("0.01"), ROUND_HALF_UP)

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

    # Orders without a customer and cancellations are refused as a whole; all others are there to the cent.
    good = [row for row in truth if row["Customer ID"] and not row["Quantity"].startswith("-")]
    assert {row["Invoice"] for row in good} & {
        row["Invoice"] for row in truth if row["Quantity"][0] == "-"
    } == set()
    orders = take("orders", path)
    assert orders.counts == {"made": len(good), "refused": 29_388 - len(good)}
    assert sql.rows(
        "select count(*), sum(lines_count), sum(quantity_total), sum(net_total) from sales_order"
    ) == [
        (
            len({row["Invoice"] for row in good}),
            len(good),
            sum(int(row["Quantity"]) for row in good),
            sum((D(row["Quantity"]) * D(row["Price"])).quantize(D("0.01"), ROUND_HALF_UP) for row in good),
        )
    ]
    assert take("orders", path).counts == {"same": len(good), "refused": 29_388 - len(good)}
    assert list(reports_queries.verify()) == []

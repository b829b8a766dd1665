"""A real wholesaler's 2,155 order lines under our rounding: the totals its book states."""

import csv
import os
from decimal import Decimal as D
from pathlib import Path

import pytest

from tradepost.base.money import round_amount
from tradepost.domain.pricing.rules import line_net

SHARED = Path(os.environ.get("TRADEPOST_SHARED") or Path(__file__).parents[4] / "shared")
BOOK = SHARED / "data" / "northwind" / "order_details.csv"


@pytest.mark.real_book
def test_every_line_is_rounded_once_and_the_book_agrees() -> None:
    with BOOK.open(newline="") as file:
        lines = [
            (D(row["Quantity"]), D(row["UnitPrice"]), D(row["Discount"]) * 100)
            for row in csv.DictReader(file)
        ]
    exact = [quantity * price * (100 - discount) / 100 for quantity, price, discount in lines]
    nets = [line_net(quantity, price, discount, D(0), "USD") for quantity, price, discount in lines]
    assert {
        "lines": len(lines),
        "units": sum(quantity for quantity, _, _ in lines),
        "gross": sum(quantity * price for quantity, price, _ in lines),
        "exact": sum(exact),
        "not whole cents": sum(1 for value in exact if value != round_amount(value, "USD")),
        "net": sum(nets),
    } == {
        "lines": 2155,
        "units": 51317,
        "gross": D("1354458.59"),
        "exact": D("1265793.0395"),
        "not whole cents": 81,
        "net": D("1265793.29"),
    }

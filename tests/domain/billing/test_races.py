"""Several processes bill and match at the same time, on a database of their own."""

from pathlib import Path
from typing import Any

import pytest

from rivals import said_by, start

pytestmark = pytest.mark.slow
RACE = Path(__file__).with_name("race.py")


def run(url: str, *works: list[str]) -> list[Any]:
    """Start one process for each work, all at once, and read their answers."""
    return said_by([start(url, RACE, *work) for work in works])


def test_two_processes_match_one_payment_and_never_more_than_it_has(own_database: str) -> None:
    (ready,) = run(own_database, ["prepare_payment"])
    invoices = ready["invoices"]
    told = run(
        own_database,
        ["allocate", ready["payment"], *invoices],
        ["allocate", ready["payment"], *invoices[::-1]],
    )
    (after,) = run(own_database, ["found"])
    assert sum(answer.get("matched", 0) for answer in told) == 7
    assert {code for answer in told for code in answer} <= {"matched", "more-than-paid", "more-than-open"}
    assert after["allocated"] == "70.0000"
    assert after["settled"].count("1E+1") == 7
    assert after["differences"] == []


def test_numbers_have_no_gap_and_no_double_under_four_processes(own_database: str) -> None:
    (shipments,) = run(own_database, ["prepare_shipments"])
    orders = [shipments, shipments[::-1], shipments[20:] + shipments[:20], shipments[1::2] + shipments[::2]]
    told = run(own_database, *[["invoice", *order] for order in orders])
    (after,) = run(own_database, ["found"])
    invoiced = sum(answer.get("invoiced", 0) for answer in told)
    assert {code for answer in told for code in answer} <= {"invoiced", "thrown away", "nothing-to-invoice"}
    assert sum(answer.get("thrown away", 0) for answer in told) > 0
    assert after["numbers"] == [f"INV-{n:06d}" for n in range(1, invoiced + 1)]
    assert after["differences"] == []

"""Two processes send opposite ways at the same time, again and again: none waits for the other forever."""

from __future__ import annotations

from pathlib import Path

import pytest

from rivals import said_by, start
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.transfers.models import Transfer
from two_houses import open_houses

HERE = Path(__file__).parent
ROUNDS = 12


@pytest.mark.django_db(transaction=True)
def test_two_processes_send_opposite_ways(database_url: str) -> None:
    houses = open_houses()
    for sku in ("tea", "cup"):
        houses.put(sku, 200)
        houses.put(sku, 200, warehouse=houses.east)
    ways = ((houses.main, houses.east), (houses.east, houses.main))
    outcomes = said_by([start(database_url, HERE / "rival.py", *way, ROUNDS) for way in ways])
    # A deadlock would be repeated inside, and be counted.
    assert [said["repeats"] for said in outcomes] == [0, 0]
    assert Transfer.objects.filter(state="received").count() == 2 * ROUNDS
    assert [str(found) for found in reports_queries.verify()] == []
    assert sum(houses.lies().values()) == 800

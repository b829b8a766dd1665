"""Two processes send opposite ways at the same time, again and again: none waits for the other forever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        "TRADEPOST_ENV": "test",
        "PYTHONPATH": str(HERE.parents[1]),
    }
    rivals = [
        subprocess.Popen(
            [sys.executable, str(HERE / "rival.py"), str(one), str(other), str(ROUNDS)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for one, other in ((houses.main, houses.east), (houses.east, houses.main))
    ]
    outcomes = [rival.communicate(timeout=300) for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0], [err[-2000:] for _, err in outcomes]
    # A deadlock would be repeated inside, and be counted.
    assert [json.loads(out)["repeats"] for out, _ in outcomes] == [0, 0]
    assert Transfer.objects.filter(state="received").count() == 2 * ROUNDS
    assert [str(found) for found in reports_queries.verify()] == []
    assert sum(houses.lies().values()) == 800

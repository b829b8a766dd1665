"""Four processes at once over fifty scarce items: no unit too many, no deadlock shown, no drift."""

import os
from collections import Counter
from pathlib import Path

import pytest

from ledger.company import all_differences, open_company
from rivals import start

HERE = Path(__file__).parent
STEPS = 1250 if os.environ.get("SOAK") else 200


@pytest.mark.django_db(transaction=True)
def test_four_clerks_never_sell_a_unit_twice(database_url: str) -> None:
    open_company()
    clerks = [start(database_url, HERE / "trader.py", seed, STEPS) for seed in range(4)]
    outcomes = [clerk.said(900) for clerk in clerks]
    done: Counter[str] = Counter()
    for said in outcomes:
        done.update(said["done"])
    assert done["place"] > STEPS // 2
    assert done["pack and ship"] + done["ship at once"] > 20
    assert done["send transfer"] + done["take transfer"] > 0
    assert all_differences() == []

"""Four processes at once over fifty scarce items: no unit too many, no deadlock shown, no drift."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ledger.company import all_differences, open_company

HERE = Path(__file__).parent
STEPS = 1250 if os.environ.get("SOAK") else 300


@pytest.mark.django_db(transaction=True)
def test_four_clerks_never_sell_a_unit_twice(database_url: str) -> None:
    open_company()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        "TRADEPOST_ENV": "test",
        "PYTHONPATH": str(HERE.parent),
    }
    clerks = [
        subprocess.Popen(
            [sys.executable, str(HERE / "trader.py"), str(seed), str(STEPS)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in range(4)
    ]
    outcomes = [clerk.communicate(timeout=900) for clerk in clerks]
    assert [clerk.returncode for clerk in clerks] == [0, 0, 0, 0], [err[-2000:] for _, err in outcomes]
    done: Counter[str] = Counter()
    for out, _ in outcomes:
        done.update(json.loads(out)["done"])
    assert done["place"] > STEPS // 2
    assert done["pack and ship"] + done["ship at once"] > 20
    assert done["send transfer"] + done["take transfer"] > 0
    assert all_differences() == []

"""Everything at once on few goods: locks are taken in one order, so nobody ever waits in a circle."""

import os
import random
import re
import subprocess
import sys
from collections import Counter

import pytest

from chaos.premises import TESTS, loads, premises

SOAK = bool(os.environ.get("SOAK"))
CLERKS = 6
SECONDS = 240 if SOAK else 5
DEADLOCKS = "select deadlocks from pg_stat_database where datname = current_database()"


@pytest.mark.slow
def test_clerks_whose_work_crosses_never_deadlock(keep) -> None:
    with premises() as place:
        place.run_python(str(TESTS / "chaos" / "company.py"), "8", "60")
        seeds = random.Random().sample(range(10**6), CLERKS)
        clerks = [
            subprocess.Popen(
                [sys.executable, str(TESTS / "chaos" / "crossing.py"), str(seed), str(SECONDS)],
                env=place.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for seed in seeds
        ]
        ended = [clerk.communicate(timeout=SECONDS + 120) for clerk in clerks]
        assert [clerk.returncode for clerk in clerks] == [0] * CLERKS, (
            seeds,
            [said[-2000:] for _, said in ended],
        )
        done: Counter[str] = Counter()
        repeats: Counter[str] = Counter()
        for out, _ in ended:
            done.update(loads(out)["done"])
            repeats.update(loads(out)["repeats"])
        ((deadlocks,),) = place.ask(DEADLOCKS)
        verified = place.tradepost("verify")
        circles = re.findall(r"deadlock detected.*?(?=\n\S*\d{4}-)", place.server.log.read_text(), re.DOTALL)
    worked = {verb: count for verb, count in done.items() if "nothing to do" not in verb}
    keep(
        "clerks whose work crosses",
        {"clerks": CLERKS, "seconds": SECONDS, "commands": sum(worked.values()), "deadlocks": deadlocks,
         "commands run again": sum(repeats.values()), **worked},
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout
    assert (deadlocks, dict(repeats)) == (0, {}), (seeds, repeats, circles[:3])

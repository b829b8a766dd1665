"""`python -m bench.soak [--only NAME] [--times N]`: the long versions of what must not go wrong, and their figures.

The stories are the tests of tests/chaos, tests/ledger, of units, recorded histories, looks of pages and hostile
input with SOAK=1, and three that need more than a test may ask for: the trade of four clerks with its deadlocks
counted, a full disk (needs root), a million operations.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
FIGURES = ROOT / "var" / "soak" / "figures.jsonl"
STEPS = 1250


@dataclass
class Report:
    """What each story came to."""

    failed: list[str] = field(default_factory=list)

    def keep(self, story: str, figures: dict[str, Any]) -> None:
        """Note the figures of a story."""
        with FIGURES.open("a") as file:
            file.write(json.dumps({"story": story, "figures": figures}) + "\n")

    def show(self) -> None:
        """All figures, one story after another."""
        for line in FIGURES.read_text().splitlines():
            noted = json.loads(line)
            print(f"\n{noted['story']}")
            for name, value in noted["figures"].items():
                print(f"  {name:<36} {value:,}" if isinstance(value, int) else f"  {name:<36} {value}")
        print(f"\nfailed: {', '.join(self.failed)}" if self.failed else "\nall well")


Story = Callable[[Report], bool]


def tests(*paths: str) -> Story:
    """The long version of tests."""

    def run(report: Report) -> bool:
        environment = {**os.environ, "SOAK": "1", "SOAK_FIGURES": str(FIGURES)}
        command = [sys.executable, "-m", "pytest", "-q", "--timeout", "7200", *paths]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0

    return run


def four_clerks(report: Report) -> bool:
    """5,000 random commands of four processes over fifty scarce items: how often was one run again?"""
    from chaos.premises import premises

    with premises() as place:
        place.run_python(str(TESTS / "chaos" / "company.py"), "50", "30")
        began = time.monotonic()
        clerks = [
            subprocess.Popen(
                [sys.executable, str(TESTS / "ledger" / "trader.py"), str(seed), str(STEPS)],
                env=place.environment,
                stdout=subprocess.PIPE,
                text=True,
            )
            for seed in range(4)
        ]
        said = [clerk.communicate()[0] for clerk in clerks]
        seconds = time.monotonic() - began
        ((deadlocks,),) = place.ask(
            "select deadlocks from pg_stat_database where datname = current_database()"
        )
        verified = place.tradepost("verify")
    print(verified.stdout[-3000:])
    done = [json.loads(text)["done"] if text else {} for text in said]
    figures = {
        "processes": 4,
        "commands": 4 * STEPS,
        "done": sum(sum(one.values()) for one in done),
        "seconds": round(seconds),
        "deadlocks": deadlocks,
        "differences": len(verified.stdout.splitlines()),
    }
    report.keep("the trade of four", figures)
    return all(clerk.returncode == 0 for clerk in clerks) and (deadlocks, verified.returncode) == (0, 0)


def full_disk(report: Report) -> bool:
    """The database's disk fills up under load, twice, and somebody makes room."""
    from chaos import siege
    from chaos.premises import WATCHED, premises

    with premises({**WATCHED, "max_wal_size": "8MB", "min_wal_size": "4MB"}, disk_megabytes=140) as place:
        outcome = siege.besiege(place, [siege.full_disk, siege.full_disk], clerks=4)
    report.keep("a full disk", {**outcome.figures, "problems": len(outcome.problems)})
    for problem in outcome.problems[:20]:
        print(problem)
    return not outcome.problems


def a_million(report: Report) -> bool:
    """A million random operations of clerks who are killed meanwhile."""
    from bench.million import trade

    figures = trade(int(os.environ.get("SOAK_OPERATIONS", "1000000")))
    problems = figures.pop("problems")
    report.keep("a million operations", {**figures, "problems": len(problems)})
    for problem in problems:
        print(problem)
    return not problems


STORIES: dict[str, Story] = {
    "kill": tests("tests/chaos/test_kill.py"),
    "hot": tests("tests/chaos/test_hot_item.py"),
    "locks": tests("tests/chaos/test_locks.py"),
    "feed": tests("tests/chaos/test_feed.py"),
    "backup": tests("tests/chaos/test_backup_in_use.py"),
    "clock": tests("tests/chaos/test_clock.py"),
    "ledger": tests("tests/ledger"),
    "units": tests("tests/base/test_units.py"),
    "histories": tests("tests/journeys/test_northwind.py", "tests/journeys/test_adventureworks.py"),
    "looks": tests("tests/browser/test_every_page.py"),
    "input": tests("tests/security/test_input.py"),
    "others": tests("tests/security/test_others.py"),
    "roles": tests("tests/security/test_roles.py"),
    "numbers": tests("tests/doors/office/reports/test_every_number.py"),
    "four": four_clerks,
    "disk": full_disk,
    "million": a_million,
}


def main() -> int:
    """Run the stories asked for, print their figures; 1 when one of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=STORIES, action="append", help="this story; may be given again")
    parser.add_argument("--times", type=int, default=1, help="how often each (%(default)s)")
    options = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings_for_tests")
    import django

    django.setup()
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text("")
    report = Report()
    for turn in range(options.times):
        for name in options.only or STORIES:
            print(f"soak: {name} ({turn + 1} of {options.times})", flush=True)
            if not STORIES[name](report):
                report.failed.append(name)
    report.show()
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())

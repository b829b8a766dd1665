"""A million random operations by clerks who are killed meanwhile, and what is found afterwards.

An operation is a line of a document, or a move of stock, that a clerk's command wrote: a line placed, released, picked,
shipped, bought, received, counted, moved, sent back, invoiced, credited, a share of a freight bill. Documents have
hundreds of lines, so that a million of them takes minutes; small ones are what tests/ledger trades in.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.company import ROOT

TESTS = ROOT / "tests"
CLERKS, SIZE, ITEMS, STOCK = 4, 100, 2000, 200
KILL_EVERY = 15.0
WRITTEN = (
    "sales_order_line",
    "fulfilment_shipment_line",
    "fulfilment_pick_task",
    "purchasing_purchase_order_line",
    "purchasing_receipt_line",
    "purchasing_landed_cost_line",
    "purchasing_store_line",
    "purchasing_store_withdrawal_line",
    "billing_invoice_line",
    "returns_return_line",
    "transfers_line",
    "transfers_load",
    "corrections_line",
    "counting_line",
    "inventory_move",
)
_COUNT = " + ".join(f"(select count(*) from {table})" for table in WRITTEN)


@dataclass
class Office:
    """Clerks at work, each a process that writes down what it did; who is killed is followed by another."""

    place: Any
    folder: Path
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    hired: int = 0
    killed: int = 0
    problems: list[str] = field(default_factory=list)
    at_work: list[tuple[subprocess.Popen[str], Path]] = field(default_factory=list)

    def hire(self) -> None:
        """One more clerk, with other dice."""
        self.hired += 1
        notes = self.folder / f"clerk-{self.hired}"
        command = [sys.executable, str(TESTS / "ledger" / "trader.py"), str(self.hired), "1000000", str(SIZE)]
        with notes.open("w") as out, notes.with_suffix(".err").open("w") as err:
            process = subprocess.Popen(command, env=self.place.environment, stdout=out, stderr=err, text=True)
        self.at_work.append((process, notes))

    def kill_one(self) -> None:
        """SIGKILL, in the middle of whatever it does; another takes its place."""
        process, notes = self.at_work.pop(self.dice.randrange(len(self.at_work)))
        self.look_after(process, notes)
        process.kill()
        process.wait()
        self.killed += 1
        self.hire()

    def look_after(self, process: subprocess.Popen[str], notes: Path) -> None:
        """A clerk who stopped by itself met an error that is no refusal."""
        if process.poll() is not None:
            self.problems.append(notes.with_suffix(".err").read_text()[-1500:])

    def close(self) -> None:
        """All go home, however far they are."""
        for process, notes in self.at_work:
            self.look_after(process, notes)
            process.kill()
            process.wait()

    def did(self) -> tuple[Counter[str], Counter[str]]:
        """What all of them acknowledged, and what was refused."""
        done: Counter[str] = Counter()
        refused: Counter[str] = Counter()
        for notes in self.folder.glob("clerk-*[0-9]"):
            for line in notes.read_text().splitlines():
                if line.endswith("}}"):
                    told = json.loads(line)
                    done.update(told["done"])
                    refused.update(told["refused"])
        return done, refused


def trade(operations: int) -> dict[str, Any]:
    """Until so many are written; then `tradepost verify`. Gives the figures; `problems` is empty when all is well."""
    from chaos.premises import WATCHED, premises

    with premises({**WATCHED, "synchronous_commit": "off"}) as place:
        place.run_python(str(TESTS / "chaos" / "company.py"), str(ITEMS), str(STOCK))
        folder = place.folder / "notes"
        folder.mkdir()
        office = Office(place, folder)
        (before,) = place.ask(f"select {_COUNT}")[0]
        began = time.monotonic()
        for _ in range(CLERKS):
            office.hire()
        written = 0
        while written < operations and not office.problems:
            time.sleep(KILL_EVERY)
            office.kill_one()
            if office.killed % 5 == 0:
                written = place.ask(f"select {_COUNT}")[0][0] - before
                print(f"{written:,} operations, {office.killed} killed", flush=True)
        office.close()
        seconds = time.monotonic() - began
        written = place.ask(f"select {_COUNT}")[0][0] - before
        done, refused = office.did()
        verified = place.tradepost("verify")
        print(verified.stdout[-3000:], verified.stderr[-2000:])
    told = {"did " + name: count for name, count in sorted(done.items()) if ": nothing" not in name}
    if verified.returncode:
        office.problems.append(verified.stdout[-2000:])
    return {
        "operations": written,
        "commands": sum(done.values()),
        "refused": sum(refused.values()),
        "killed": office.killed,
        "seconds": round(seconds),
        **told,
        "problems": office.problems,
    }

"""A worker that does people's jobs, and rests inside the transaction of each batch of rows: for tests that kill it.

python slow_worker.py SECONDS_EACH
"""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))


def main() -> None:
    django.setup()
    from tradepost.doors.files import kinds, loading
    from tradepost.doors.worker.loop import Worker, run_until_told

    loading.BATCH = 5
    slow, seconds = kinds.KINDS["suppliers"], float(sys.argv[1])

    def load(by, rows, options):
        done = slow.load(by, rows, options)
        time.sleep(seconds)
        return done

    kinds.KINDS["suppliers"] = dataclasses.replace(slow, load=load)
    run_until_told(Worker(page={}, jobs=()))


if __name__ == "__main__":
    main()

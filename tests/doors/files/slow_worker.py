"""A worker that does people's jobs, and rests inside the transaction of one batch of rows until it is killed.

python slow_worker.py BATCH    # 0: it never rests
"""

from __future__ import annotations

import dataclasses
import itertools
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
    swift, batches = kinds.KINDS["suppliers"], itertools.count(1)

    def load(by, rows, options):
        done = swift.load(by, rows, options)
        if next(batches) == int(sys.argv[1]):
            time.sleep(600)
        return done

    kinds.KINDS["suppliers"] = dataclasses.replace(swift, load=load)
    run_until_told(Worker(page={}, jobs=()))


if __name__ == "__main__":
    main()

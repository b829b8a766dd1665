"""A worker whose one kind of job counts to a number, slowly, noting each row: for tests that kill it.

python counting.py SECONDS_EACH ROWS    # after so many rows it rests until it is killed; 0: never
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))


def main() -> None:
    django.setup()
    from tradepost.base.by import By
    from tradepost.base.command import transact
    from tradepost.base.job_queue import Work
    from tradepost.doors.worker.loop import Worker, run_until_told

    seconds, rests_after = float(sys.argv[1]), int(sys.argv[2])

    def count(by: By, work: Work) -> None:
        total = int(work.request["to"])
        already = work.noted()
        for number in range(total):
            work.tell(number, total)
            if number not in already:
                transact(lambda n=number: work.note(n, is_done=True, label=str(n)))
                time.sleep(600 if number + 1 == rests_after else seconds)
        work.tell(total)
        work.said = f"Counted to {total}."

    run_until_told(Worker(page={}, jobs=(), kinds={"count": count}, stop=threading.Event()))


if __name__ == "__main__":
    main()

"""A worker whose every reaction leaves one row to be counted: `python effects.py [REACTIONS]`.

The loop, the relay and the deliveries are the house's own; only the page differs.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta

EFFECTS = """create table chaos_effect (event_id bigint not null, reaction text not null, process integer not null,
  at timestamptz not null default clock_timestamp())"""
REACTIONS = 2
LEASE = timedelta(seconds=3)


def main() -> None:
    from tradepost.base.beginning import begin

    begin()
    from tradepost.base import deliveries, sql
    from tradepost.doors.worker.loop import Worker, run_until_told
    from tradepost.doors.worker.reactions import PAGE

    def left_by(reaction: str):
        def leave(by: object, event: object) -> None:
            sql.run(
                "insert into chaos_effect (event_id, reaction, process) values (%s, %s, %s)",
                [event.id, f"__main__.{reaction}", os.getpid()],  # type: ignore[attr-defined]
            )
            time.sleep(0.001)

        leave.__name__ = reaction
        return leave

    # A killed worker's deliveries wait until its lease ends: two minutes would be long for a test.
    deliveries.LEASE = LEASE
    reactions = tuple(left_by(f"effect{n}") for n in range(REACTIONS))
    run_until_told(Worker(page=dict.fromkeys(PAGE, reactions), rest_seconds=0.1))


if __name__ == "__main__":
    sys.exit(main())

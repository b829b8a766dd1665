"""A writer of facts in transactions of every length: `python feed_writer.py SEED SECONDS`.

Commands that linger before their commit, statements by hand that wrote long before they commit, and some that
are rolled back. Prints how many facts were committed.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime

BY_HAND = """insert into base_event (name, subject_id, data, at, actor, command, request_id)
             values ('sales.order_closed', gen_random_uuid(), '{}', now(), 'by hand', '', '')"""


class ChangedMind(Exception):
    """Everything is rolled back."""


def main(seed: int, seconds: float) -> None:
    from tradepost.base.beginning import begin

    begin()
    from django.db import transaction

    from tradepost.base import sql
    from tradepost.base.by import system
    from tradepost.base.command import claim, publish, transact
    from tradepost.base.ids import new_id
    from tradepost.domain.sales.events import OrderClosed

    rng = random.Random(seed)

    def by_command() -> int:
        by = system(datetime.now(UTC))
        facts = [OrderClosed(new_id(by.now)) for _ in range(rng.choice([1, 1, 3, 40]))]

        def work() -> int:
            claim(f"feed:{facts[0].subject_id}", "", by)  # the transaction has its number from here on
            linger()
            publish(by, *facts)
            change_mind()
            return len(facts)

        return transact(work, "chaos")

    def by_hand() -> int:
        with transaction.atomic():
            sql.run(BY_HAND)
            linger()
            change_mind()
        return 1

    def linger() -> None:
        time.sleep(rng.choice([0, 0, 0, 0.01, 0.05, 0.4]))

    def change_mind() -> None:
        if rng.random() < 0.15:
            raise ChangedMind

    written = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            written += rng.choice([by_command, by_hand])()
        except ChangedMind:
            continue
    print(written)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))

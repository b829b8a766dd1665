"""A consumer of the feed outside the house: `python feed_reader.py LOG` notes each fact, and goes on where it was.

It may be killed at any moment: what stands whole in LOG was read.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def lines_of(log: Path) -> list[str]:
    """The whole lines; one that was cut off while it was written is cut away."""
    text = log.read_text() if log.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        log.write_text(whole)
    return whole.splitlines()


def main(log_file: str) -> None:
    from tradepost.base.beginning import begin

    begin()
    from tradepost.base import feed

    log = Path(log_file)
    before = lines_of(log)
    cursor = before[-1] if before else feed.START
    with log.open("a", buffering=1) as out:
        while True:
            for event in feed.read(after=cursor, limit=37):
                out.write(f"{event.cursor}\n")
                cursor = event.cursor
            time.sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])

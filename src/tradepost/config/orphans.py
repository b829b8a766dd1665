"""A web process ends when its parent did: left behind, it would keep the port and answer with old code."""

from __future__ import annotations

import os
import threading
import time

LOOK_EVERY_SECONDS = 1.0


def end_with_parent() -> None:
    """Look after the parent from a thread of its own. Nothing when there is none to look after."""
    parent = os.getppid()
    if parent > 1:
        threading.Thread(target=_watch, args=(parent,), name="orphans", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    # Nobody is left to end us in order. What is cut off is rolled back and sent again by its client.
    os._exit(1)

"""Waiting until the change feed shows what was written.

A writing transaction anywhere in the server holds newer facts back, also one in the database of another test
process. In life that is a moment's delay; a test that counts must wait for it.
"""

from __future__ import annotations

import time

from tradepost.base import sql

UNSETTLED = "select exists (select from base_event where xid >= pg_snapshot_xmin(pg_current_snapshot()))"


def wait_until_settled(seconds: float = 30) -> None:
    """For tests that commit; inside a test's own transaction it would wait for itself."""
    until = time.monotonic() + seconds
    while sql.rows(UNSETTLED)[0][0]:
        assert time.monotonic() < until, "a writing transaction does not end"
        time.sleep(0.02)

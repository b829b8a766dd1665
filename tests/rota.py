"""Long walks by turns: a part of their steps is taken everyday, the others on the days after; with SOAK=1 all."""

import os
from datetime import UTC, datetime
from zlib import crc32

SOAK = bool(os.environ.get("SOAK"))
DAY = int(os.environ.get("ROTA", datetime.now(UTC).toordinal()))
"""ROTA=0, ROTA=1 and so on take one part after the other."""


def is_due(step: str, days: int = 2) -> bool:
    """Whether the step of this name is taken on this day; it is within so many days."""
    return SOAK or crc32(step.encode()) % days == DAY % days

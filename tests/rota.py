"""Long walks by turns: half of their steps are taken everyday, the others the day after; with SOAK=1 all."""

import os
from datetime import UTC, datetime
from zlib import crc32

SOAK = bool(os.environ.get("SOAK"))
DAY = int(os.environ.get("ROTA", datetime.now(UTC).toordinal()))
"""ROTA=0 and ROTA=1 take the one half and the other."""


def is_due(step: str) -> bool:
    """Whether the step of this name is taken on this day."""
    return SOAK or crc32(step.encode()) % 2 == DAY % 2

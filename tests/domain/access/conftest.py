from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from tradepost.base.by import By


@pytest.fixture
def by() -> By:
    """Anna, the owner, on a day in spring."""
    return By(
        actor_id=uuid.UUID(int=1),
        actor="Anna",
        now=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        roles=frozenset({"owner"}),
    )

"""Somebody of each role with a token, and a small trade to speak about."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doors.api.people import Api, sign_in
from trade import Trade
from tradepost.domain.access.commands import GrantInput


@pytest.fixture
def trade(db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("tea", "cup", stock=100)
    trade.add_items("milk", stock=5)
    trade.add_case("tea")
    trade.add_customer()
    return trade


@pytest.fixture
def api(trade: Trade) -> Api:
    """The owner."""
    return sign_in(GrantInput("owner"))


@pytest.fixture
def role(trade: Trade) -> Callable[..., Api]:
    """Somebody of one role."""

    def make(name: str, scope_kind: str = "", scope_id: UUID | None = None) -> Api:
        return sign_in(GrantInput(name, scope_kind, scope_id))

    return make


@pytest.fixture
def statements() -> Callable[[], CaptureQueriesContext]:
    """`with statements() as captured:` counts the SQL of a block."""
    return lambda: CaptureQueriesContext(connection)

"""Who sees only some customers is told nothing of stock, whatever they ask: no list breaks by it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pytest

from tradepost.base.by import By
from tradepost.domain.inventory.queries import MOVES, SHORTAGES, SUPPLIES
from tradepost.domain.reports.queries import TURNOVER, WANTED

REP = By(
    None, "Bea", datetime(2026, 3, 2, tzinfo=UTC), frozenset({"rep"}), MappingProxyType({"rep": uuid4()})
)


@pytest.mark.django_db
@pytest.mark.parametrize("listing", [SHORTAGES, TURNOVER, SUPPLIES, MOVES, WANTED], ids=lambda one: one.name)
def test_a_rep_may_filter_and_sort_what_they_do_not_see(listing: Any) -> None:
    flags = [name for name, one in listing.filters.items() if one.kind == "flag"]
    for name in flags:
        for answer in ("yes", "no"):
            assert listing.page(REP, filters={name: [answer]}).rows == [], name
    for name in listing.sorts:
        assert listing.page(REP, sort=f"-{name}").rows == [], name
    found = listing.narrowed(REP, {})
    for name, one in listing.sums.items():
        assert list(found.values_list(one.amount)) == [], name

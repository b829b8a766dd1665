"""Where the rows behind a number stand: a list whose sums say it again."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.parts.addresses import address

Leads = Callable[..., str]


def leading(by: By, page: str, may: str) -> Leads:
    """Addresses of a list by its filters, for whoever may read it; "" for others. Empty filters are left out."""
    path = address(page) if access_queries.may(by, may) else ""

    def lead(**filters: Any) -> str:
        asked = {name: value for name, value in filters.items() if value}
        return f"{path}?{urlencode(asked, doseq=True, safe='.')}" if path else ""

    return lead


def days(since: date | None, until: date | None) -> str:
    """A half-open range as a filter takes it; None is open."""
    return f"{since or ''}..{until or ''}"

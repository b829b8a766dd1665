from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class PeriodClosed(Event):
    """Nothing may be posted before `open_from` any more."""

    name = "accounts.period_closed"
    period_id: UUID
    open_from: date


@dataclass(frozen=True)
class RateSet(Event):
    """A currency's rate from a day on, base currency per unit."""

    name = "accounts.rate_set"
    rate_id: UUID
    currency: str
    valid_from: date
    rate: Decimal

"""Facts about corrections of stock. Quantities in base units, values in base currency."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class CorrectionAsked(Event):
    """It is worth more than who asked may correct alone; nothing is posted yet."""

    name = "corrections.asked"
    correction_id: UUID
    number: str
    warehouse_id: UUID
    kind: str
    reason: str
    lines: int


@dataclass(frozen=True)
class CorrectionPosted(Event):
    """Stock and books say so. `value` above 0 was found, below 0 is gone."""

    name = "corrections.posted"
    correction_id: UUID
    number: str
    warehouse_id: UUID
    kind: str
    reason: str
    lines: int
    value: Decimal


@dataclass(frozen=True)
class CorrectionDeclined(Event):
    """Nothing comes of it."""

    name = "corrections.declined"
    correction_id: UUID
    number: str
    reason: str


@dataclass(frozen=True)
class ReasonKept(Event):
    """A reason for which stock is corrected was made or changed."""

    name = "corrections.reason_kept"
    reason_id: UUID
    code: str
    called: str
    kind: str
    account: str
    is_open: bool

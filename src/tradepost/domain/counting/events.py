"""Facts about counts. Quantities in base units, values in base currency."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class CountPlanned(Event):
    name = "counting.planned"
    count_id: UUID
    number: str
    warehouse_id: UUID
    scope: str


@dataclass(frozen=True)
class CountStarted(Event):
    """The sheet was written: so many lines lie there by the books."""

    name = "counting.started"
    count_id: UUID
    lines: int


@dataclass(frozen=True)
class Counted(Event):
    """Somebody counted. `added` of the lines were not on the sheet, `recount` of them must be counted again."""

    name = "counting.counted"
    count_id: UUID
    source: str
    counter: str
    lines: int
    added: int
    recount: int


@dataclass(frozen=True)
class CountFinished(Event):
    """Nothing more is counted; the differences wait for approval."""

    name = "counting.finished"
    count_id: UUID
    differing: int
    uncounted: int


@dataclass(frozen=True)
class CountReopened(Event):
    name = "counting.reopened"
    count_id: UUID
    reason: str


@dataclass(frozen=True)
class CountPosted(Event):
    """Approved: stock and books say what was counted. `value` above 0 was found, below 0 lost."""

    name = "counting.posted"
    count_id: UUID
    number: str
    warehouse_id: UUID
    differing: int
    value: Decimal


@dataclass(frozen=True)
class CountCancelled(Event):
    name = "counting.cancelled"
    count_id: UUID
    reason: str

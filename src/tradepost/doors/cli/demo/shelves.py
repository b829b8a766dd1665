"""The warehouse of the past: what lay on which shelf, what it was worth, and what was taken first."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.domain.inventory.rules import outgoing_values
from tradepost.doors.cli.demo.company import BASE, Good


@dataclass(slots=True)
class Batch:
    """Base units of one lot; `lot_id` None where lots are not tracked."""

    lot_id: UUID | None
    code: str
    expires_on: date | None
    quantity: int


@dataclass(slots=True)
class Shelf:
    """One item: its batches, first expiry first; `free` is what nobody was promised yet."""

    good: Good
    batches: deque[Batch] = field(default_factory=deque)
    on_hand: int = 0
    free: int = 0
    incoming: int = 0
    value: Decimal = Decimal(0)

    def put(self, batch: Batch, value: Decimal) -> None:
        """Goods arrive with what they cost."""
        last = self.batches[-1] if self.batches else None
        if last is not None and last.lot_id == batch.lot_id:
            last.quantity += batch.quantity
        elif (
            last is None
            or last.expires_on is None
            or (batch.expires_on or last.expires_on) >= last.expires_on
        ):
            self.batches.append(batch)
        else:
            self.batches = deque(sorted([*self.batches, batch], key=lambda one: one.expires_on or date.max))
        self.on_hand += batch.quantity
        self.free += batch.quantity
        self.value += value

    def take(self, quantity: int) -> list[tuple[Batch, int, Decimal]]:
        """Promised goods leave, at the moving average: (batch, base units, value)."""
        parts: list[tuple[Batch, int]] = []
        left = quantity
        while left:
            batch = self.batches[0]
            part = min(left, batch.quantity)
            parts.append((batch, part))
            batch.quantity -= part
            left -= part
            if not batch.quantity:
                self.batches.popleft()
        values = outgoing_values(self.value, self.on_hand, [part for _, part in parts], BASE)
        self.on_hand -= quantity
        self.value -= sum(values, Decimal(0))
        return [(batch, part, value) for (batch, part), value in zip(parts, values, strict=True)]

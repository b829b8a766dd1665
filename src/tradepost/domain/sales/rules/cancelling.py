"""What else is cancelled with goods: what came free with them. Told in docs/algorithms/pricing.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.money import ZERO
from tradepost.domain.pricing.rules import Bought, still_free

SHIPPED_REASONS = {
    "changed_mind": "The customer changed their mind",
    "ordered_twice": "Ordered twice",
    "too_late": "It would come too late",
    "not_available": "It cannot be delivered",
    "price": "The price",
    "credit": "Credit",
    "mistake": "Entered by mistake",
}
"""Why orders are cancelled, while nobody kept other reasons."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line as cancelling sees it; base units. `free` is what is neither cancelled, shipped nor with the warehouse."""

    line_id: UUID
    item: str
    category: str | None
    quantity: int
    cancelled: int
    free: int
    net: Decimal
    trace: Mapping[str, Any]
    brand: str | None = None

    @property
    def is_gift(self) -> bool:
        """Whether a promotion gave it."""
        return self.trace.get("source") == "gift"

    def left(self, cut: int) -> Bought:
        """What is left of it after a cut, as a promotion counts it."""
        stays = self.quantity - self.cancelled - cut
        return Bought(self.item, self.category, stays, self.net * stays / self.quantity, self.brand)


def gift_cuts(lines: Sequence[CutLine], cuts: Mapping[UUID, int]) -> dict[UUID, int]:
    """What of the free goods goes with these cuts: what their promotion would not give for the rest.

    A free line that is cut by itself is left to whoever cuts it. One from before its promotion was kept with it goes
    when nothing else is left.
    """
    rest = [line.left(cuts.get(line.line_id, 0)) for line in lines if not line.is_gift]
    bought = [one for one in rest if one.quantity > 0]
    found = {}
    for line in lines:
        if not line.is_gift or line.line_id in cuts:
            continue
        stays = line.quantity - line.cancelled
        kept = min(_given(line, bought), stays)
        if cut := min(stays - kept, line.free):
            found[line.line_id] = cut
    return found


def _given(line: CutLine, bought: Sequence[Bought]) -> int:
    if "rule" in line.trace:
        return still_free(line.trace["rule"], bought)
    return line.quantity if bought else 0


def worth(lines: Sequence[CutLine], cuts: Mapping[UUID, int]) -> Decimal:
    """What is cancelled, net, in the order's currency."""
    return sum(
        (line.net * cuts[line.line_id] / line.quantity for line in lines if line.line_id in cuts), ZERO
    )

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._progress import Amounts, advance


@command
def record_shipped(by: By, *, lines: Amounts) -> None:
    """Base units per line that left; they are no longer released. Refuses CounterRefused."""
    advance(by, "shipped", lines)

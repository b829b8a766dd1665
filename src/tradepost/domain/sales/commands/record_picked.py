from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._progress import Amounts, advance


@command
def record_picked(by: By, *, lines: Amounts) -> None:
    """Base units per line that were picked (below 0: put back). Refuses CounterRefused."""
    advance(by, "picked", lines)

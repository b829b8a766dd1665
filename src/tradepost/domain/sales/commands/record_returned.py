from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._progress import Amounts, advance


@command
def record_returned(by: By, *, lines: Amounts) -> None:
    """Base units per line that came back from the customer. Refuses CounterRefused."""
    advance(by, "returned", lines)

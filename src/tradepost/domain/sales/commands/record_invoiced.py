from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._progress import Amounts, advance


@command
def record_invoiced(by: By, *, lines: Amounts) -> None:
    """Base units per line that were invoiced. Refuses CounterRefused."""
    advance(by, "invoiced", lines)

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._progress import Amounts, advance


@command
def record_released(by: By, *, lines: Amounts) -> None:
    """Base units per line that went to the warehouse (below 0: came back). Refuses CounterRefused."""
    advance(by, "released", lines)

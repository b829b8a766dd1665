from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._progress import Amounts, advance


@command
def record_credited(by: By, *, lines: Amounts) -> None:
    """Base units per line whose invoice was credited. Refuses CounterRefused."""
    advance(by, "credited", lines)

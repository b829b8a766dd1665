from tradepost.domain.planning.models.reorder_rule import ReorderRule
from tradepost.domain.planning.models.run import Run, RunLine

__all__ = ["ReorderRule", "Run", "RunLine"]

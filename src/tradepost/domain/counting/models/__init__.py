from tradepost.domain.counting.models.count import Count, CountItem
from tradepost.domain.counting.models.line import CountEntry, CountLine

__all__ = ["Count", "CountEntry", "CountItem", "CountLine"]

from tradepost.domain.reports.commands.sum_up import sum_up
from tradepost.domain.reports.commands.sum_up_anew import sum_up_anew

__all__ = ["sum_up", "sum_up_anew"]

from tradepost.domain.reports.models.sums import SalesSum, ServiceSum, Summing
from tradepost.domain.reports.models.turnover import Turnover

__all__ = ["SalesSum", "ServiceSum", "Summing", "Turnover"]

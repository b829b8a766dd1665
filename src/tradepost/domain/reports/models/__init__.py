from tradepost.domain.reports.models.sums import SalesSum, ServiceSum, Summing

__all__ = ["SalesSum", "ServiceSum", "Summing"]

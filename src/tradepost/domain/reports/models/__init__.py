from tradepost.domain.reports.models.levels import Level, Levelling
from tradepost.domain.reports.models.price_impact import (
    ImpactCustomer,
    ImpactDocument,
    ImpactRow,
    PriceImpact,
)
from tradepost.domain.reports.models.sums import SalesSum, ServiceSum, Summing
from tradepost.domain.reports.models.turnover import Turnover

__all__ = [
    "ImpactCustomer",
    "ImpactDocument",
    "ImpactRow",
    "Level",
    "Levelling",
    "PriceImpact",
    "SalesSum",
    "ServiceSum",
    "Summing",
    "Turnover",
]

from tradepost.domain.returns.models.customer_return import Return, ReturnLine
from tradepost.domain.returns.models.return_credit import ReturnCredit

__all__ = ["Return", "ReturnCredit", "ReturnLine"]

from tradepost.domain.service.queries.differences import differences
from tradepost.domain.service.queries.disputable import disputable, document_of, may_care, office_days
from tradepost.domain.service.queries.disputes import (
    DISPUTES,
    carers,
    dispute,
    dispute_by_id,
    dispute_for_update,
    dispute_lines,
    disputes_of_document,
    disputes_of_order,
)

__all__ = [
    "DISPUTES",
    "carers",
    "differences",
    "disputable",
    "dispute",
    "dispute_by_id",
    "dispute_for_update",
    "dispute_lines",
    "disputes_of_document",
    "disputes_of_order",
    "document_of",
    "may_care",
    "office_days",
]

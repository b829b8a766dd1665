from tradepost.domain.corrections.models.correction import Correction, CorrectionLine
from tradepost.domain.corrections.models.reason import Reason

__all__ = ["Correction", "CorrectionLine", "Reason"]

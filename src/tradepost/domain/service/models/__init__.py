from tradepost.domain.service.models.dispute import Dispute, DisputeLine

__all__ = ["Dispute", "DisputeLine"]

from tradepost.domain.accounts.models.ledger import Entry, PartyBalance, Period, Posting, Rate

__all__ = ["Entry", "PartyBalance", "Period", "Posting", "Rate"]

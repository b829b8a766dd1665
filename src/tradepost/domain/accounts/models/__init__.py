from tradepost.domain.accounts.models.ledger import Due, Entry, PartyBalance, Period, Posting, Rate

__all__ = ["Due", "Entry", "PartyBalance", "Period", "Posting", "Rate"]

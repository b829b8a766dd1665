from tradepost.domain.accounts.models.ledger import Account, Entry, PartyBalance, Period, Posting, Rate

__all__ = ["Account", "Entry", "PartyBalance", "Period", "Posting", "Rate"]

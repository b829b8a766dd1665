from tradepost.domain.accounts.queries.balances import (
    TrialRow,
    payable,
    receivable,
    receivables,
    trial_balance,
)
from tradepost.domain.accounts.queries.differences import differences
from tradepost.domain.accounts.queries.entries import ENTRIES, POSTINGS, entries_about
from tradepost.domain.accounts.queries.period import open_from
from tradepost.domain.accounts.queries.rates import NoExchangeRate, rate_on, rates, rates_on

__all__ = [
    "ENTRIES",
    "POSTINGS",
    "NoExchangeRate",
    "TrialRow",
    "differences",
    "entries_about",
    "open_from",
    "payable",
    "rate_on",
    "rates",
    "rates_on",
    "receivable",
    "receivables",
    "trial_balance",
]

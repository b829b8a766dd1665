from tradepost.domain.accounts.commands.close_period import close_period
from tradepost.domain.accounts.commands.expect_payment import DueInput, expect_payment
from tradepost.domain.accounts.commands.load_past_entries import load_past_entries
from tradepost.domain.accounts.commands.post import EntryInput, PeriodIsClosed, PostingInput, post
from tradepost.domain.accounts.commands.record_settled import record_settled
from tradepost.domain.accounts.commands.set_rate import set_rate
from tradepost.domain.accounts.queries import NoExchangeRate

__all__ = [
    "DueInput",
    "EntryInput",
    "NoExchangeRate",
    "PeriodIsClosed",
    "PostingInput",
    "close_period",
    "expect_payment",
    "load_past_entries",
    "post",
    "record_settled",
    "set_rate",
]

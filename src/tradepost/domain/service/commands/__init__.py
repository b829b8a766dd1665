from tradepost.domain.service.commands.ask_customer import ask_customer
from tradepost.domain.service.commands.change_dispute import change_dispute
from tradepost.domain.service.commands.open_dispute import open_dispute
from tradepost.domain.service.commands.reopen_dispute import reopen_dispute
from tradepost.domain.service.commands.settle_dispute import settle_dispute
from tradepost.domain.service.commands.take_up import take_up
from tradepost.domain.service.rules import DisputeLineInput, Reference

__all__ = [
    "DisputeLineInput",
    "Reference",
    "ask_customer",
    "change_dispute",
    "open_dispute",
    "reopen_dispute",
    "settle_dispute",
    "take_up",
]

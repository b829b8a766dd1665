from tradepost.domain.returns.commands.authorise_return import authorise_return
from tradepost.domain.returns.commands.inspect_return import inspect_return
from tradepost.domain.returns.commands.receive_return import receive_return
from tradepost.domain.returns.commands.reject_return import reject_return
from tradepost.domain.returns.commands.request_return import request_return
from tradepost.domain.returns.commands.settle_return import settle_return
from tradepost.domain.returns.rules import ReturnLineInput

__all__ = [
    "ReturnLineInput",
    "authorise_return",
    "inspect_return",
    "receive_return",
    "reject_return",
    "request_return",
    "settle_return",
]

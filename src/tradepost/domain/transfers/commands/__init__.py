from tradepost.domain.transfers.commands._lines import TransferLineInput
from tradepost.domain.transfers.commands.cancel_transfer import cancel_transfer
from tradepost.domain.transfers.commands.change_transfer import change_transfer
from tradepost.domain.transfers.commands.delay_transfer import delay_transfer
from tradepost.domain.transfers.commands.dispatch_transfer import NothingSent, dispatch_transfer
from tradepost.domain.transfers.commands.draft_transfer import draft_transfer
from tradepost.domain.transfers.commands.finish_transfer import finish_transfer
from tradepost.domain.transfers.commands.receive_transfer import (
    ArrivedInput,
    NothingArrived,
    UnsentInput,
    receive_transfer,
)
from tradepost.domain.transfers.commands.release_transfer import (
    NotAllFree,
    NothingFree,
    release_transfer,
)
from tradepost.domain.transfers.commands.settle_discrepancy import NotThereToSend, settle_discrepancy

__all__ = [
    "ArrivedInput",
    "NotAllFree",
    "NotThereToSend",
    "NothingArrived",
    "NothingFree",
    "NothingSent",
    "TransferLineInput",
    "UnsentInput",
    "cancel_transfer",
    "change_transfer",
    "delay_transfer",
    "dispatch_transfer",
    "draft_transfer",
    "finish_transfer",
    "receive_transfer",
    "release_transfer",
    "settle_discrepancy",
]

from tradepost.domain.transfers.models.discrepancy import Discrepancy
from tradepost.domain.transfers.models.line import TransferLine, TransferLoad
from tradepost.domain.transfers.models.transfer import Transfer, TransferReceipt

__all__ = ["Discrepancy", "Transfer", "TransferLine", "TransferLoad", "TransferReceipt"]

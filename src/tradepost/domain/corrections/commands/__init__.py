from tradepost.domain.corrections.commands._understood import CorrectionInput
from tradepost.domain.corrections.commands.approve_correction import AboveYourLimit, approve_correction
from tradepost.domain.corrections.commands.correct_stock import correct_stock
from tradepost.domain.corrections.commands.decline_correction import decline_correction
from tradepost.domain.corrections.commands.keep_reason import keep_reason

__all__ = [
    "AboveYourLimit",
    "CorrectionInput",
    "approve_correction",
    "correct_stock",
    "decline_correction",
    "keep_reason",
]

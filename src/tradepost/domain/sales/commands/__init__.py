from tradepost.domain.sales.commands._blankets import MoreThanAgreed
from tradepost.domain.sales.commands._change import NothingChanged
from tradepost.domain.sales.commands._draft import CustomerIsBlocked, WithAnotherCustomer
from tradepost.domain.sales.commands._limits import AboveYourLimit
from tradepost.domain.sales.commands._merge import DepositAsked, HasBegun, OrdersDiffer
from tradepost.domain.sales.commands._progress import CounterRefused
from tradepost.domain.sales.commands._sold import BelowLeastOrder
from tradepost.domain.sales.commands._split import NothingStays
from tradepost.domain.sales.commands._told import Days, MovedAgain, NothingToTell
from tradepost.domain.sales.commands.accept_quote import QuoteHasExpired, accept_quote
from tradepost.domain.sales.commands.acknowledge_change import SaidAlready, acknowledge_change
from tradepost.domain.sales.commands.apply_change import apply_change
from tradepost.domain.sales.commands.ask_of_quote import ask_of_quote
from tradepost.domain.sales.commands.cancel_lines import cancel_lines
from tradepost.domain.sales.commands.cancel_order import ShippedAlready, cancel_order
from tradepost.domain.sales.commands.change_blanket import change_blanket
from tradepost.domain.sales.commands.change_order import OrderIsFirm, change_order
from tradepost.domain.sales.commands.change_quote import change_quote
from tradepost.domain.sales.commands.close_blanket import close_blanket
from tradepost.domain.sales.commands.close_order import NothingShipped, close_order
from tradepost.domain.sales.commands.confirm_order import confirm_order
from tradepost.domain.sales.commands.decline_quote import decline_quote
from tradepost.domain.sales.commands.decline_share import decline_share
from tradepost.domain.sales.commands.end_standing_order import end_standing_order
from tradepost.domain.sales.commands.expire_blankets import expire_blankets
from tradepost.domain.sales.commands.expire_quotes import expire_quotes
from tradepost.domain.sales.commands.hold_for_credit import hold_for_credit
from tradepost.domain.sales.commands.hold_order import hold_order
from tradepost.domain.sales.commands.keep_cancel_reason import keep_cancel_reason
from tradepost.domain.sales.commands.keep_lost_reason import keep_lost_reason
from tradepost.domain.sales.commands.keep_order_template import keep_order_template
from tradepost.domain.sales.commands.keep_quote_template import keep_quote_template
from tradepost.domain.sales.commands.keep_standing_order import keep_standing_order
from tradepost.domain.sales.commands.keep_terms_text import keep_terms_text
from tradepost.domain.sales.commands.load_past_orders import PastLine, PastOrder, load_past_orders
from tradepost.domain.sales.commands.mail_new_dates import mail_new_dates
from tradepost.domain.sales.commands.mail_quote import mail_quote
from tradepost.domain.sales.commands.make_blanket import make_blanket
from tradepost.domain.sales.commands.make_quote import make_quote
from tradepost.domain.sales.commands.make_standing_order import make_standing_order
from tradepost.domain.sales.commands.merge_orders import merge_orders
from tradepost.domain.sales.commands.open_share import open_share
from tradepost.domain.sales.commands.order_quote import QuotedInAnotherCurrency, QuoteIsOrdered, order_quote
from tradepost.domain.sales.commands.pause_standing_order import pause_standing_order
from tradepost.domain.sales.commands.place_order import place_order
from tradepost.domain.sales.commands.place_orders import OrderInput, Placed, place_orders
from tradepost.domain.sales.commands.preview_change import preview_change
from tradepost.domain.sales.commands.preview_merge import preview_merge
from tradepost.domain.sales.commands.preview_split import preview_split
from tradepost.domain.sales.commands.record_credited import record_credited
from tradepost.domain.sales.commands.record_deposit import record_deposit
from tradepost.domain.sales.commands.record_invoiced import record_invoiced
from tradepost.domain.sales.commands.record_picked import record_picked
from tradepost.domain.sales.commands.record_released import record_released
from tradepost.domain.sales.commands.record_returned import record_returned
from tradepost.domain.sales.commands.record_shipped import record_shipped
from tradepost.domain.sales.commands.record_standing_failure import record_standing_failure
from tradepost.domain.sales.commands.release_hold import HoldIsReleased, release_hold
from tradepost.domain.sales.commands.remove_order_template import remove_order_template
from tradepost.domain.sales.commands.remove_quote_template import remove_quote_template
from tradepost.domain.sales.commands.remove_terms_text import remove_terms_text
from tradepost.domain.sales.commands.resume_standing_order import resume_standing_order
from tradepost.domain.sales.commands.retry_standing_date import retry_standing_date
from tradepost.domain.sales.commands.revise_quote import revise_quote
from tradepost.domain.sales.commands.revoke_share import revoke_share
from tradepost.domain.sales.commands.send_quote import send_quote
from tradepost.domain.sales.commands.share_quote import MadeShare, share_quote
from tradepost.domain.sales.commands.sign_share import sign_share
from tradepost.domain.sales.commands.skip_standing_date import skip_standing_date
from tradepost.domain.sales.commands.source_lines import LeavesWhole, source_lines
from tradepost.domain.sales.commands.split_order import split_order
from tradepost.domain.sales.commands.submit_order import submit_order
from tradepost.domain.sales.commands.take_asks import NothingAsked, take_asks
from tradepost.domain.sales.commands.tell_new_dates import tell_new_dates
from tradepost.domain.sales.commands.wish_lots import wish_lots
from tradepost.domain.sales.queries import ChangeAsked, ChangedLine, LineInput, OfferedInput

__all__ = [
    "AboveYourLimit",
    "BelowLeastOrder",
    "ChangeAsked",
    "ChangedLine",
    "CounterRefused",
    "CustomerIsBlocked",
    "Days",
    "DepositAsked",
    "HasBegun",
    "HoldIsReleased",
    "LeavesWhole",
    "LineInput",
    "MadeShare",
    "MoreThanAgreed",
    "MovedAgain",
    "NothingAsked",
    "NothingChanged",
    "NothingShipped",
    "NothingStays",
    "NothingToTell",
    "OfferedInput",
    "OrderInput",
    "OrderIsFirm",
    "OrdersDiffer",
    "PastLine",
    "PastOrder",
    "Placed",
    "QuoteHasExpired",
    "QuoteIsOrdered",
    "QuotedInAnotherCurrency",
    "SaidAlready",
    "ShippedAlready",
    "WithAnotherCustomer",
    "accept_quote",
    "acknowledge_change",
    "apply_change",
    "ask_of_quote",
    "cancel_lines",
    "cancel_order",
    "change_blanket",
    "change_order",
    "change_quote",
    "close_blanket",
    "close_order",
    "confirm_order",
    "decline_quote",
    "decline_share",
    "end_standing_order",
    "expire_blankets",
    "expire_quotes",
    "hold_for_credit",
    "hold_order",
    "keep_cancel_reason",
    "keep_lost_reason",
    "keep_order_template",
    "keep_quote_template",
    "keep_standing_order",
    "keep_terms_text",
    "load_past_orders",
    "mail_new_dates",
    "mail_quote",
    "make_blanket",
    "make_quote",
    "make_standing_order",
    "merge_orders",
    "open_share",
    "order_quote",
    "pause_standing_order",
    "place_order",
    "place_orders",
    "preview_change",
    "preview_merge",
    "preview_split",
    "record_credited",
    "record_deposit",
    "record_invoiced",
    "record_picked",
    "record_released",
    "record_returned",
    "record_shipped",
    "record_standing_failure",
    "release_hold",
    "remove_order_template",
    "remove_quote_template",
    "remove_terms_text",
    "resume_standing_order",
    "retry_standing_date",
    "revise_quote",
    "revoke_share",
    "send_quote",
    "share_quote",
    "sign_share",
    "skip_standing_date",
    "source_lines",
    "split_order",
    "submit_order",
    "take_asks",
    "tell_new_dates",
    "wish_lots",
]

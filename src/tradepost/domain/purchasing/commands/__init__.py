from tradepost.domain.purchasing.commands._lines import PurchaseLineInput
from tradepost.domain.purchasing.commands._receipt import UnlikelyWeight
from tradepost.domain.purchasing.commands._store import LessInStore, NoPrice, NotAStore
from tradepost.domain.purchasing.commands.acknowledge import AcknowledgedInput, acknowledge
from tradepost.domain.purchasing.commands.add_landed_cost import add_landed_cost
from tradepost.domain.purchasing.commands.announce_packages import (
    AnnouncedInput,
    AnnouncedPackageInput,
    announce_packages,
)
from tradepost.domain.purchasing.commands.approve import approve
from tradepost.domain.purchasing.commands.cancel import AlreadyReceived, cancel
from tradepost.domain.purchasing.commands.cancel_landed_cost import CancelledAlready, cancel_landed_cost
from tradepost.domain.purchasing.commands.cancel_lines import cancel_lines
from tradepost.domain.purchasing.commands.change_purchase_order import (
    PurchaseOrderIsFirm,
    change_purchase_order,
)
from tradepost.domain.purchasing.commands.close_variance import close_variance
from tradepost.domain.purchasing.commands.count_store import MoreInStore, NothingMissing, count_store
from tradepost.domain.purchasing.commands.fill_store import StoreInput, fill_store
from tradepost.domain.purchasing.commands.load_past_purchases import (
    PastPurchase,
    PastPurchaseLine,
    load_past_purchases,
)
from tradepost.domain.purchasing.commands.mail_purchase_order import mail_purchase_order
from tradepost.domain.purchasing.commands.order_from_supplier import SupplierBlocked, order_from_supplier
from tradepost.domain.purchasing.commands.receive import (
    MoreThanOrdered,
    NothingReceived,
    NotOnOrder,
    ReceiptInput,
    receive,
)
from tradepost.domain.purchasing.commands.receive_package import MustBeWeighed, receive_package
from tradepost.domain.purchasing.commands.remove_supplier_items import remove_supplier_items
from tradepost.domain.purchasing.commands.report_missing import report_missing
from tradepost.domain.purchasing.commands.send import send
from tradepost.domain.purchasing.commands.send_back import NotDamaged, NothingToSendBack, send_back
from tradepost.domain.purchasing.commands.send_back_from_store import send_back_from_store
from tradepost.domain.purchasing.commands.set_supplier_items import SupplierItemInput, set_supplier_items
from tradepost.domain.purchasing.commands.state_store import NothingToState, state_store
from tradepost.domain.purchasing.commands.take_back_opening_stock import take_back_opening_stock
from tradepost.domain.purchasing.commands.take_opening_stock import OpeningInput, take_opening_stock
from tradepost.domain.purchasing.commands.take_over import take_over
from tradepost.domain.purchasing.commands.withdraw_package import withdraw_package
from tradepost.domain.purchasing.rules import NothingToSplitBy, NotMeasured, ReceivedBefore, Withdrawn
from tradepost.domain.purchasing.rules.store import OfStore

__all__ = [
    "AcknowledgedInput",
    "AlreadyReceived",
    "AnnouncedInput",
    "AnnouncedPackageInput",
    "CancelledAlready",
    "LessInStore",
    "MoreInStore",
    "MoreThanOrdered",
    "MustBeWeighed",
    "NoPrice",
    "NotAStore",
    "NotDamaged",
    "NotMeasured",
    "NotOnOrder",
    "NothingMissing",
    "NothingReceived",
    "NothingToSendBack",
    "NothingToSplitBy",
    "NothingToState",
    "OfStore",
    "OpeningInput",
    "PastPurchase",
    "PastPurchaseLine",
    "PurchaseLineInput",
    "PurchaseOrderIsFirm",
    "ReceiptInput",
    "ReceivedBefore",
    "StoreInput",
    "SupplierBlocked",
    "SupplierItemInput",
    "UnlikelyWeight",
    "Withdrawn",
    "acknowledge",
    "add_landed_cost",
    "announce_packages",
    "approve",
    "cancel",
    "cancel_landed_cost",
    "cancel_lines",
    "change_purchase_order",
    "close_variance",
    "count_store",
    "fill_store",
    "load_past_purchases",
    "mail_purchase_order",
    "order_from_supplier",
    "receive",
    "receive_package",
    "remove_supplier_items",
    "report_missing",
    "send",
    "send_back",
    "send_back_from_store",
    "set_supplier_items",
    "state_store",
    "take_back_opening_stock",
    "take_opening_stock",
    "take_over",
    "withdraw_package",
]

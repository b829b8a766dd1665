from tradepost.domain.purchasing.commands._lines import PurchaseLineInput
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
from tradepost.domain.purchasing.commands.receive_package import receive_package
from tradepost.domain.purchasing.commands.remove_supplier_items import remove_supplier_items
from tradepost.domain.purchasing.commands.send import send
from tradepost.domain.purchasing.commands.send_back import NotDamaged, NothingToSendBack, send_back
from tradepost.domain.purchasing.commands.set_supplier_items import SupplierItemInput, set_supplier_items
from tradepost.domain.purchasing.commands.take_back_opening_stock import take_back_opening_stock
from tradepost.domain.purchasing.commands.take_opening_stock import OpeningInput, take_opening_stock
from tradepost.domain.purchasing.commands.withdraw_package import withdraw_package
from tradepost.domain.purchasing.rules import NothingToSplitBy, NotMeasured, ReceivedBefore, Withdrawn

__all__ = [
    "AcknowledgedInput",
    "AlreadyReceived",
    "AnnouncedInput",
    "AnnouncedPackageInput",
    "CancelledAlready",
    "MoreThanOrdered",
    "NotDamaged",
    "NotMeasured",
    "NotOnOrder",
    "NothingReceived",
    "NothingToSendBack",
    "NothingToSplitBy",
    "OpeningInput",
    "PastPurchase",
    "PastPurchaseLine",
    "PurchaseLineInput",
    "PurchaseOrderIsFirm",
    "ReceiptInput",
    "ReceivedBefore",
    "SupplierBlocked",
    "SupplierItemInput",
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
    "load_past_purchases",
    "mail_purchase_order",
    "order_from_supplier",
    "receive",
    "receive_package",
    "remove_supplier_items",
    "send",
    "send_back",
    "set_supplier_items",
    "take_back_opening_stock",
    "take_opening_stock",
    "withdraw_package",
]

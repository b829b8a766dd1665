from tradepost.domain.purchasing.models.announced import AnnouncedLine, AnnouncedPackage
from tradepost.domain.purchasing.models.landed_cost import LandedCost, LandedCostLine
from tradepost.domain.purchasing.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from tradepost.domain.purchasing.models.receipt import VARIANCE_KINDS, Receipt, ReceiptLine, Variance
from tradepost.domain.purchasing.models.store import (
    StoreDelivery,
    StoreLine,
    StoreStatement,
    StoreWithdrawal,
    StoreWithdrawalLine,
)
from tradepost.domain.purchasing.models.supplier_item import SupplierItem

__all__ = [
    "VARIANCE_KINDS",
    "AnnouncedLine",
    "AnnouncedPackage",
    "LandedCost",
    "LandedCostLine",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "Receipt",
    "ReceiptLine",
    "StoreDelivery",
    "StoreLine",
    "StoreStatement",
    "StoreWithdrawal",
    "StoreWithdrawalLine",
    "SupplierItem",
    "Variance",
]

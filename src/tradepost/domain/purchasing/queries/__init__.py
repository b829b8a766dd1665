from tradepost.domain.purchasing.queries.differences import differences
from tradepost.domain.purchasing.queries.purchase_orders import (
    PURCHASE_ORDERS,
    lines_of,
    purchase_order,
    purchase_order_by_id,
    purchase_order_for_update,
    to_receive,
)
from tradepost.domain.purchasing.queries.receipts import (
    RECEIPTS,
    VARIANCES,
    dock_of,
    receipt,
    receipt_by_id,
    receipt_lines_of,
    receipts_of,
    variance,
    variances_of,
)
from tradepost.domain.purchasing.queries.supplier_items import (
    SUPPLIER_ITEMS,
    Offer,
    SoldUnit,
    best_supplier_items,
    offers_of,
    sold_by,
    sold_units,
)
from tradepost.domain.purchasing.queries.waiting import Waiting, waiting_for

__all__ = [
    "PURCHASE_ORDERS",
    "RECEIPTS",
    "SUPPLIER_ITEMS",
    "VARIANCES",
    "Offer",
    "SoldUnit",
    "Waiting",
    "best_supplier_items",
    "differences",
    "dock_of",
    "lines_of",
    "offers_of",
    "purchase_order",
    "purchase_order_by_id",
    "purchase_order_for_update",
    "receipt",
    "receipt_by_id",
    "receipt_lines_of",
    "receipts_of",
    "sold_by",
    "sold_units",
    "to_receive",
    "variance",
    "variances_of",
    "waiting_for",
]

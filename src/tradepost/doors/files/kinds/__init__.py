"""The kinds of files that can be imported, by name."""

from tradepost.doors.files.kinds.customers import CUSTOMERS
from tradepost.doors.files.kinds.items import ITEMS
from tradepost.doors.files.kinds.orders import ORDERS
from tradepost.doors.files.kinds.prices import PRICES
from tradepost.doors.files.kinds.stock import STOCK
from tradepost.doors.files.kinds.substitutes import SUBSTITUTES
from tradepost.doors.files.kinds.suppliers import SUPPLIERS
from tradepost.doors.files.kinds.taxes import TAX_EXEMPTIONS, TAX_RULES

KINDS = {
    kind.name: kind
    for kind in (CUSTOMERS, SUPPLIERS, ITEMS, SUBSTITUTES, PRICES, TAX_RULES, TAX_EXEMPTIONS, STOCK, ORDERS)
}

__all__ = ["KINDS"]

"""The kinds of files that can be imported, by name."""

from tradepost.doors.integrations.files.kinds.customers import CUSTOMERS
from tradepost.doors.integrations.files.kinds.items import ITEMS
from tradepost.doors.integrations.files.kinds.orders import ORDERS
from tradepost.doors.integrations.files.kinds.prices import PRICES
from tradepost.doors.integrations.files.kinds.stock import STOCK
from tradepost.doors.integrations.files.kinds.suppliers import SUPPLIERS

KINDS = {kind.name: kind for kind in (CUSTOMERS, SUPPLIERS, ITEMS, PRICES, STOCK, ORDERS)}

__all__ = ["KINDS"]

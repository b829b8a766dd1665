from tradepost.domain.billing.models.invoice import Invoice, InvoiceLine, InvoiceTax
from tradepost.domain.billing.models.payment import Allocation, Payment

__all__ = ["Allocation", "Invoice", "InvoiceLine", "InvoiceTax", "Payment"]

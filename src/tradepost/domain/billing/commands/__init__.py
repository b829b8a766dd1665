from tradepost.domain.billing.commands.allocate import MoreThanOpen, MoreThanPaid, NotTheirInvoice, allocate
from tradepost.domain.billing.commands.credit_lines import MoreThanInvoiced, NotAnInvoice, credit_lines
from tradepost.domain.billing.commands.invoice_order import invoice_order
from tradepost.domain.billing.commands.invoice_shipment import (
    MoreThanShipped,
    NothingToInvoice,
    invoice_shipment,
    invoice_shipments,
)
from tradepost.domain.billing.commands.issue_credit import issue_credit
from tradepost.domain.billing.commands.issue_credits import Issued, issue_credits
from tradepost.domain.billing.commands.load_past_invoices import PastInvoice, load_past_invoices
from tradepost.domain.billing.commands.load_past_payments import PastPayment, load_past_payments
from tradepost.domain.billing.commands.record_deposit import record_deposit
from tradepost.domain.billing.commands.record_payment import record_payment
from tradepost.domain.billing.commands.reverse_allocation import AlreadyReversed, reverse_allocation
from tradepost.domain.billing.rules import CreditInput, CreditLineInput

__all__ = [
    "AlreadyReversed",
    "CreditInput",
    "CreditLineInput",
    "Issued",
    "MoreThanInvoiced",
    "MoreThanOpen",
    "MoreThanPaid",
    "MoreThanShipped",
    "NotAnInvoice",
    "NotTheirInvoice",
    "NothingToInvoice",
    "PastInvoice",
    "PastPayment",
    "allocate",
    "credit_lines",
    "invoice_order",
    "invoice_shipment",
    "invoice_shipments",
    "issue_credit",
    "issue_credits",
    "load_past_invoices",
    "load_past_payments",
    "record_deposit",
    "record_payment",
    "reverse_allocation",
]

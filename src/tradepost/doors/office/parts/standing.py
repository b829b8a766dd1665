"""How far a document is, computed from its counters: the badges beside its state."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import timezone

from tradepost.base.by import By
from tradepost.domain.billing.models import Invoice, Payment
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules import progress
from tradepost.domain.service.models import Dispute


def invoice_standing(invoice: Invoice, today: date) -> str:
    """open, overdue, partly_paid or paid; for a credit note open, partly or settled."""
    if invoice.kind == "credit_note":
        return {"none": "open", "partial": "partly", "whole": "settled"}[
            _part(invoice.settled, invoice.total)
        ]
    if invoice.settled >= invoice.total:
        return "paid"
    due = invoice.next_due
    if due is not None and due.on < today:
        return "overdue"
    return "partly_paid" if invoice.settled else "open"


def payment_standing(payment: Payment) -> str:
    """open, partly or matched."""
    return {"none": "open", "partial": "partly", "whole": "matched"}[_part(payment.allocated, payment.amount)]


def _part(done: Decimal, whole: Decimal) -> str:
    if done >= whole:
        return "whole"
    return "partial" if done else "none"


def dispute_standing(dispute: Dispute) -> str:
    """open, customers_turn or dispute_settled."""
    return {"waiting": "customers_turn", "settled": "dispute_settled"}.get(dispute.state, dispute.state)


def shipped_standing(order: Order) -> str:
    """ "", partly_shipped or shipped: of what was not cancelled."""
    wanted = order.quantity_total - order.cancelled_total
    return {"none": "", "partial": "partly_shipped", "whole": "shipped"}[
        progress(order.shipped_total, wanted)
    ]


def invoiced_standing(order: Order) -> str:
    """ "", partly_invoiced or invoiced: of what was not cancelled."""
    wanted = order.quantity_total - order.cancelled_total
    return {"none": "", "partial": "partly_invoiced", "whole": "invoiced"}[
        progress(order.invoiced_total, wanted)
    ]


def due_on(line: OrderLine, order: Order) -> date | None:
    """The day a line should have left, as told, or else as asked."""
    return line.ships_on or line.promised_on or line.requested_on or order.requested_on


def is_late(order: Order, lines: Iterable[OrderLine], today: date) -> bool:
    """Something that is not shipped should have been."""
    if order.state != "confirmed":
        return False
    days = (due_on(line, order) for line in lines if line.open)
    return any(day is not None and day < today for day in days)


def is_backordered(covers: Iterable[DemandCover]) -> bool:
    return any(cover.backordered for cover in covers)


def today_of(by: By) -> date:
    """The day it is where people read dates."""
    return timezone.localtime(by.now).date()

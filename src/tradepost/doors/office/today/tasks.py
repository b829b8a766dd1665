"""The kinds of work that wait for a person: what each is called, which list holds exactly these, who does it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tradepost.render.screens.document import Text

SOON_DAYS = 30
"""A lot that expires within so many days needs somebody."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: `may` opens its list, `act` is what is done about it.

    `query` filters the list; {today}, {tomorrow}, {soon} and {me}, who looks, are put in. `row` is the page of one of
    the things that wait. Tones as for notices.
    """

    label: Text
    icon: str
    page: str
    query: str
    may: str
    act: str
    row: str
    tone: str = ""


_ORDERS, _READS = "orders", "sales.read"
TASKS: dict[str, Task] = {
    "mails_failed": Task(
        _("Mails that did not arrive"), "mail-x", "mails", "trouble=yes", "mails.read", "mails.settle_mail", "mail",
        "bad",
    ),
    "deliveries_given_up": Task(
        _("Work that failed for good"), "circle-x", "given_up", "", "access.read", "access.read", "", "bad"
    ),
    "orders_late": Task(
        _("Orders running late"), "alarm-clock", _ORDERS, "due=..{today}", _READS, "fulfilment.release_order",
        "order", "bad",
    ),
    "orders_held": Task(
        _("Orders on hold"), "hand", _ORDERS, "held=yes&state=confirmed", _READS, "sales.release_hold", "order",
        "warn",
    ),
    "orders_to_confirm": Task(
        _("Orders to confirm"), "circle-check", _ORDERS, "state=draft&state=submitted", _READS,
        "sales.confirm_order", "order",
    ),
    "standing_failed": Task(
        _("Standing orders not made"), "calendar-clock", "standing_orders", "failed=yes", _READS,
        "sales.retry_standing_date", "standing_order", "warn",
    ),
    "dates_to_tell": Task(
        _("Dates to tell"), "calendar-sync", "moved_dates", "", _READS, "sales.tell_new_dates", "order", "warn"
    ),
    "lines_backordered": Task(
        _("Lines without supply"), "triangle-alert", "backorders", "", _READS, "purchasing.order_from_supplier",
        "order", "warn",
    ),
    "items_to_allocate": Task(
        _("Short items to allocate"), "scale", "shortages", "movable=yes", _READS, "inventory.reallocate", "item",
    ),
    "quotes_waiting": Task(
        _("Quotes without an answer"), "file-clock", "quotes", "state=sent", _READS, "sales.accept_quote", "quote"
    ),
    "quotes_drafted": Task(
        _("Quotes not sent yet"), "file-pen-line", "quotes", "state=draft", _READS, "sales.send_quote", "quote"
    ),
    "orders_to_release": Task(
        _("Orders to release"), "log-out", "to_release", "", "fulfilment.release_order", "fulfilment.release_order",
        "order",
    ),
    "shipments_to_pick": Task(
        _("Shipments to pick"), "package-open", "shipments", "state=planned&state=picking", "fulfilment.read",
        "fulfilment.record_picks", "shipment",
    ),
    "shipments_to_send": Task(
        _("Packed, to be sent"), "truck", "shipments", "state=packed", "fulfilment.read", "fulfilment.ship_shipment",
        "shipment",
    ),
    "purchases_due": Task(
        _("Deliveries due today"), "package-plus", "purchase_orders", "to_come=yes&expected={today}..{tomorrow}",
        "purchasing.read", "purchasing.receive", "purchase_order",
    ),
    "returns_expected": Task(
        _("Returns on their way"), "undo-2", "returns", "state=authorised", "returns.read", "returns.receive_return",
        "return",
    ),
    "returns_to_inspect": Task(
        _("Returns to inspect"), "search-check", "returns", "state=received", "returns.read",
        "returns.inspect_return", "return",
    ),
    "counts_to_count": Task(
        _("Stock to count"), "clipboard-list", "counts", "to_count=yes&planned=..{tomorrow}", "counting.read",
        "counting.record_counts", "count",
    ),
    "counts_to_recount": Task(
        _("Stock to count again"), "refresh-cw", "counts", "recount=yes", "counting.read", "counting.record_counts",
        "count", "warn",
    ),
    "counts_to_review": Task(
        _("Counts to review"), "clipboard-check", "counts", "to_review=yes", "counting.read", "counting.post_count",
        "count",
    ),
    "corrections_waiting": Task(
        _("Corrections to approve"), "clipboard-check", "corrections", "state=waiting", "corrections.read",
        "corrections.approve_correction", "correction", "warn",
    ),
    "transfers_to_send": Task(
        _("Transfers to send"), "truck", "transfers", "state=released", "transfers.read",
        "transfers.dispatch_transfer", "transfer",
    ),
    "transfers_to_receive": Task(
        _("Transfers to take in"), "package-plus", "transfers", "state=in_transit&expected=..{tomorrow}",
        "transfers.read", "transfers.receive_transfer", "transfer",
    ),
    "transfer_discrepancies": Task(
        _("Differences of transfers"), "scale", "transfer_discrepancies", "state=open", "transfers.read",
        "transfers.settle_discrepancy", "transfer", "warn",
    ),
    "lots_expiring": Task(
        _("Lots that expire soon"), "calendar-clock", "expiring_lots", "until={soon}", "inventory.read",
        "corrections.correct_stock", "item", "warn",
    ),
    "items_to_reorder": Task(
        _("Items to reorder"), "shopping-cart", "reorder", "", "planning.read", "planning.order_proposals", "item"
    ),
    "purchases_to_send": Task(
        _("Purchase orders to send"), "send", "purchase_orders", "state=draft&state=approved", "purchasing.read",
        "purchasing.send", "purchase_order",
    ),
    "purchases_late": Task(
        _("Late deliveries"), "alarm-clock", "purchase_orders", "to_come=yes&expected=..{today}", "purchasing.read",
        "purchasing.acknowledge", "purchase_order", "bad",
    ),
    "exemptions_to_renew": Task(
        _("Tax exemptions to renew"), "badge-percent", "exemptions_to_renew", "", "pricing.read",
        "pricing.keep_tax_exemption", "tax_exemption", "warn",
    ),
    "variances_open": Task(
        _("Differences to settle"), "scale", "variances", "state=open", "purchasing.read",
        "purchasing.close_variance", "receipt", "warn",
    ),
    "shipments_to_invoice": Task(
        _("Shipments to invoice"), "receipt-text", "to_invoice", "", "billing.invoice_shipment",
        "billing.invoice_shipment", "shipment",
    ),
    "invoices_overdue": Task(
        _("Overdue invoices"), "hourglass", "invoices", "kind=invoice&due_on=..{today}&open=yes", "billing.read",
        "billing.record_payment", "invoice", "bad",
    ),
    "payments_unmatched": Task(
        _("Payments to match"), "banknote", "payments", "unmatched=yes&deposit=no", "billing.read",
        "billing.allocate", "payment",
    ),
    "disputes_to_answer": Task(
        _("Disputes to answer"), "message-square-warning", "disputes", "state=open&owner={me}&owner=none&sort=due",
        "service.read", "service.settle_dispute", "dispute", "warn",
    ),
    "returns_to_decide": Task(
        _("Returns to decide"), "undo-2", "returns", "state=requested", "returns.read", "returns.authorise_return",
        "return",
    ),
    "returns_to_settle": Task(
        _("Returns to credit"), "undo-2", "returns", "state=inspected", "returns.read", "returns.settle_return",
        "return",
    ),
}  # fmt: skip

_SELLING = (
    "orders_late", "mails_failed", "orders_held", "standing_failed", "dates_to_tell", "orders_to_confirm",
    "lines_backordered", "disputes_to_answer", "returns_to_decide", "quotes_waiting",
    "quotes_drafted", "exemptions_to_renew",
)  # fmt: skip
URGENCY: dict[str, tuple[str, ...]] = {
    "sales": _SELLING,
    "rep": _SELLING,
    "warehouse": (
        "shipments_to_send", "shipments_to_pick", "orders_to_release", "transfers_to_send", "purchases_due",
        "transfers_to_receive", "orders_late",
        "counts_to_recount", "returns_to_inspect", "returns_expected", "counts_to_count", "counts_to_review",
        "corrections_waiting", "lots_expiring",
    ),
    "purchasing": (
        "purchases_late", "lines_backordered", "items_to_reorder", "purchases_to_send", "purchases_due",
        "variances_open",
    ),
    "billing": (
        "invoices_overdue", "mails_failed", "orders_held", "disputes_to_answer", "shipments_to_invoice",
        "payments_unmatched", "returns_to_settle", "returns_to_decide", "corrections_waiting",
    ),
    "owner": (
        "deliveries_given_up", "mails_failed", "orders_held", "orders_late", "invoices_overdue", "dates_to_tell",
        "disputes_to_answer",
        "standing_failed",
        "lines_backordered", "purchases_late", "shipments_to_invoice", "payments_unmatched", "orders_to_release",
        "transfer_discrepancies", "items_to_reorder", "returns_to_decide", "corrections_waiting",
    ),
}  # fmt: skip
"""What presses most comes first, for each role; what is not named comes after it, in the order of TASKS."""

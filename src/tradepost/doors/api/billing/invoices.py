"""Invoices and credit notes."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.queries import INVOICES
from tradepost.domain.catalog.rules.weights import milli_of
from tradepost.domain.fulfilment.queries import SHIPMENTS
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales.queries import ORDERS
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.billing.schemas import (
    AllocateIn,
    CreditIn,
    InvoiceIn,
    InvoiceOut,
    InvoiceRow,
    InvoiceShipmentsIn,
    IssueCreditIn,
    ToInvoiceOut,
)
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.parties.schemas import BulkMade

router = Router(tags=["Invoices"])
ALL = InvoiceIn()
lists(router, "/invoices", INVOICES, name="list_invoices", needs="billing.read", gives=InvoiceRow)


def whole_invoice(invoice: Invoice) -> dict[str, Any]:
    """An invoice or credit note with lines, taxes and what was paid."""
    return InvoiceOut.plain(
        invoice,
        lines=billing_queries.lines_of(invoice.id),
        taxes=billing_queries.taxes_of(invoice.id),
        allocations=billing_queries.allocations_of(invoice.id),
    )


@reads(router, "/shipments-to-invoice", needs="billing.read", gives=list[ToInvoiceOut])
def list_shipments_to_invoice(by: By, order_id: Id | None = None) -> list[dict[str, Any]]:
    """Shipments that left and are not wholly invoiced, the oldest first, at most 500."""
    return [ToInvoiceOut.plain(row) for row in billing_queries.to_invoice(by, order_id=order_id)]


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/invoice",
    needs="billing.invoice_shipment",
    gives=InvoiceOut,
    status=201,
    within=SHIPMENTS,
    at="/api/v1/invoices/{id}",
)
def invoice_shipment(by: By, shipment_id: Id, body: InvoiceIn = ALL) -> dict[str, Any]:
    """Invoice a shipment, whole or in part; deposits of its order are set off."""
    made = billing.invoice_shipment(
        by,
        invoice_id=body.id or new_id(by.now),
        shipment_id=shipment_id,
        lines=body.parts(),
        invoiced_on=body.invoiced_on,
    )
    return whole_invoice(made)


@changes(router, "POST", "/invoices/bulk", needs="billing.invoice_shipments", gives=BulkMade, status=201)
def invoice_shipments(by: By, body: InvoiceShipmentsIn) -> dict[str, Any]:
    """Invoice up to 1,000 shipments, one invoice each; what has nothing open is passed over."""
    refuse_unseen(by, SHIPMENTS, [row.shipment_id for row in body.shipments])
    pairs = [(row.id or new_id(by.now), row.shipment_id) for row in body.shipments]
    made = billing.invoice_shipments(by, shipments=pairs, invoiced_on=body.invoiced_on)
    return BulkMade.plain(None, ids=[invoice.id for invoice in made])


@changes(
    router,
    "POST",
    "/orders/{order_id}/invoice",
    needs="billing.invoice_order",
    gives=InvoiceOut,
    status=201,
    within=ORDERS,
    at="/api/v1/invoices/{id}",
)
def invoice_order(by: By, order_id: Id, body: InvoiceIn = ALL) -> dict[str, Any]:
    """One invoice over all shipments of an order."""
    made = billing.invoice_order(
        by,
        invoice_id=body.id or new_id(by.now),
        order_id=order_id,
        lines=body.parts(),
        invoiced_on=body.invoiced_on,
    )
    return whole_invoice(made)


@reads(router, "/invoices/{invoice_id}", needs="billing.read", gives=InvoiceOut)
def get_invoice(by: By, invoice_id: Id) -> dict[str, Any]:
    """One invoice or credit note with lines, taxes and what was paid."""
    return whole_invoice(billing_queries.invoice(by, invoice_id))


@changes(
    router,
    "POST",
    "/invoices/{invoice_id}/credit",
    needs="billing.credit_lines",
    gives=InvoiceOut,
    status=201,
    within=INVOICES,
    at="/api/v1/invoices/{id}",
)
def credit_invoice(by: By, invoice_id: Id, body: CreditIn) -> dict[str, Any]:
    """Credit an invoice, whole or in part, by a credit note."""
    lines = None if body.lines is None else [(line.line_id, line.quantity) for line in body.lines]
    weights = {line.line_id: milli_of(line.weight) for line in body.lines or () if line.weight is not None}
    made = billing.credit_lines(
        by,
        credit_note_id=body.id or new_id(by.now),
        invoice_id=invoice_id,
        lines=lines,
        weights=weights,
        **body.model_dump(exclude={"id", "lines"}),
    )
    return whole_invoice(made)


@changes(
    router,
    "POST",
    "/credit-notes",
    needs="billing.issue_credit",
    gives=InvoiceOut,
    status=201,
    at="/api/v1/invoices/{id}",
    keyed=True,
)
def issue_credit(by: By, body: IssueCreditIn) -> dict[str, Any]:
    """Credit a customer what no invoice says: a bonus, a complaint, an invoice of the system before.

    It is open on their account until it is matched. Stock is not touched: goods that come back are a return. Once
    posted it is never taken back.
    """
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    made = billing.issue_credit(
        by,
        credit_note_id=body.id or new_id(by.now),
        lines=body.inputs(),
        **body.model_dump(exclude={"id", "lines"}),
    )
    return whole_invoice(made)


@changes(
    router,
    "POST",
    "/invoices/{credit_note_id}/allocate",
    needs="billing.allocate",
    gives=InvoiceOut,
    within=INVOICES,
)
def allocate_credit_note(by: By, credit_note_id: Id, body: AllocateIn) -> dict[str, Any]:
    """Match what is left of a credit note to other invoices of the customer."""
    refuse_unseen(by, INVOICES, [match.invoice_id for match in body.allocations])
    billing.allocate(
        by,
        allocation_id=body.id or new_id(by.now),
        source_id=credit_note_id,
        allocations=[(match.invoice_id, match.amount) for match in body.allocations],
    )
    return whole_invoice(billing_queries.invoice(by, credit_note_id))

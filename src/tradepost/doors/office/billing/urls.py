from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.billing import queries as billing_queries
from tradepost.doors.office.billing import credit_entry, open_documents, papers, sheets, statements, views
from tradepost.doors.office.billing.screens import INVOICES, PAYMENTS, TO_INVOICE
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.sheet import sheet_urls
from tradepost.doors.office.parts.views import list_view

urlpatterns = [
    path("invoices/", list_view(INVOICES), name="invoices"),
    path("invoices/to-invoice/", list_view(TO_INVOICE), name="to_invoice"),
    path("invoices/ageing/", statements.ageing, name="ageing"),
    path("invoices/credits/new/", credit_entry.entry, name="credit_new"),
    path("invoices/credits/preview/", credit_entry.preview, name="credit_preview"),
    path("invoices/credits/submit/", credit_entry.submit, name="credit_submit"),
    path("invoices/<uuid:pk>/", views.invoice, name="invoice"),
    path("invoices/<uuid:pk>/credit/", views.invoice_credit, name="invoice_credit"),
    path("invoices/<uuid:pk>/match/", views.invoice_match, name="invoice_match"),
    path("orders/<uuid:pk>/invoice/", views.order_invoice, name="order_invoice"),
    path("orders/<uuid:pk>/deposit/", views.deposit_new, name="deposit_new"),
    path("shipments/<uuid:pk>/invoice/", views.shipment_invoice, name="shipment_invoice"),
    path("payments/", list_view(PAYMENTS), name="payments"),
    path("payments/new/", views.payment_new, name="payment_new"),
    path("payments/<uuid:pk>/", views.payment, name="payment"),
    path("payments/<uuid:pk>/match/", views.payment_match, name="payment_match"),
    path("payments/matches/<uuid:pk>/reverse/", views.allocation_reverse, name="allocation_reverse"),
    path("customers/<uuid:pk>/statement/", statements.statement, name="statement"),
    path("customers/<uuid:pk>/open/", open_documents.open_documents, name="open_documents"),
    path("invoices/<uuid:pk>/paper.pdf", papers.invoice_pdf, name="invoice_pdf"),
    path("customers/<uuid:pk>/statement.pdf", papers.statement_pdf, name="statement_pdf"),
    *[pattern for sheet in sheets.SHEETS for pattern in sheet_urls(sheet)],
]

FINDERS.append(
    Finder(
        "invoice",
        _("Invoice"),
        billing_queries.INVOICES,
        "number",
        ("customer_name",),
        may="billing.read",
        by_number=True,
    )
)
FINDERS.append(
    Finder(
        "payment",
        _("Payment"),
        billing_queries.PAYMENTS,
        "number",
        ("customer__party__name", "reference"),
        may="billing.read",
        by_number=True,
    )
)

"""Invoices, credit notes and payments: one of them, those under lock, and the lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import (
    Case,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having
from tradepost.base.listing import Filter, Listing, Sum, choice, day_range, flag, reference, uuids
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts.models import Due
from tradepost.domain.billing.models import Allocation, Invoice, InvoiceLine, InvoiceTax, Payment
from tradepost.domain.billing.rules import FREIGHT, OrderToBill
from tradepost.domain.pricing.rules import Taxed


def _invoices(by: By) -> QuerySet[Invoice]:
    rows = Invoice.objects.filter(state="posted")
    return access_queries.scoped(rows, by, rep="customer__rep_id", customer="customer_id")


def _payments(by: By) -> QuerySet[Payment]:
    rows = Payment.objects.select_related("customer__party", "order")
    return access_queries.scoped(rows, by, rep="customer__rep_id", customer="customer_id")


def invoice(by: By, id: UUID) -> Invoice:
    """An invoice or credit note with its order and what it credits. Raises NotFound, also out of scope."""
    found = _invoices(by).select_related("order", "credits", "customer__party").filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such invoice.")
    return found


def payment(by: By, id: UUID) -> Payment:
    """A payment with its customer. Raises NotFound, also out of scope."""
    found = _payments(by).filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such payment.")
    return found


def invoice_by_id(id: UUID) -> Invoice:
    """For a command that was sent twice: what the first one made."""
    return Invoice.objects.get(pk=id)


def numbers_of(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The numbers of these documents by id."""
    return dict(Invoice.objects.filter(pk__in=ids).values_list("pk", "number")) if ids else {}


def payment_by_id(id: UUID) -> Payment:
    """For a command that was sent twice: what the first one made."""
    return Payment.objects.get(pk=id)


def allocation_by_id(id: UUID) -> Allocation:
    """For a command that was sent twice: what the first one made."""
    return Allocation.objects.get(pk=id)


def source_of(allocation_id: UUID) -> Payment | Invoice:
    """The payment or credit note of a match."""
    matched = Allocation.objects.select_related("payment", "credit_note").get(pk=allocation_id)
    source = matched.payment or matched.credit_note
    assert source is not None
    return source


def lines_of(invoice_id: UUID) -> list[InvoiceLine]:
    """The lines of a document in their order."""
    return list(InvoiceLine.objects.filter(invoice_id=invoice_id).order_by("position"))


def taxes_of(invoice_id: UUID) -> list[InvoiceTax]:
    """The tax lines of a document by code."""
    return list(InvoiceTax.objects.filter(invoice_id=invoice_id).order_by("code", "rate"))


def allocations_of(id: UUID) -> list[Allocation]:
    """All matches of an invoice, credit note or payment, oldest first, with the documents of both sides."""
    of_it = Q(invoice_id=id) | Q(credit_note_id=id) | Q(payment_id=id)
    rows = Allocation.objects.filter(of_it).select_related("invoice", "credit_note", "payment")
    return list(rows.order_by("made_at", "id"))


def allocation(by: By, id: UUID) -> Allocation:
    """One match of an invoice the actor may see. Raises NotFound."""
    found = Allocation.objects.filter(pk=id, invoice__in=_invoices(by)).first()
    if found is None:
        raise NotFound("There is no such match.")
    return found


def credit_notes_of(invoice_id: UUID) -> list[Invoice]:
    """The credit notes against an invoice, oldest first."""
    return list(Invoice.objects.filter(credits_id=invoice_id, state="posted").order_by("made_at", "number"))


def documents_of_order(order_id: UUID) -> list[Invoice]:
    """Invoices and credit notes of an order, oldest first."""
    return list(Invoice.objects.filter(order_id=order_id, state="posted").order_by("made_at", "number"))


def payments_of_order(by: By, order_id: UUID) -> list[Payment]:
    """Payments of an order's invoices, and its deposits, oldest first, within the actor's scope."""
    return list(_for_orders(_payments(by), [order_id]).order_by("paid_on", "number"))


def _for_orders(rows: QuerySet[Payment], order_ids: Sequence[UUID]) -> QuerySet[Payment]:
    """What paid the orders' invoices, and their deposits."""
    matched = Allocation.objects.filter(invoice__order_id__in=order_ids, reverses=None, payment__isnull=False)
    deposits = Payment.objects.filter(order_id__in=order_ids)
    # Each by its index. "One or the other" in one condition would read every payment there is.
    return rows.filter(pk__in=matched.values("payment_id").union(deposits.values("id")))


def open_invoices(customer_id: UUID) -> list[Invoice]:
    """What a customer owes, the oldest due first."""
    rows = Invoice.objects.filter(
        customer_id=customer_id, kind="invoice", state="posted", settled__lt=F("total")
    )
    return list(rows.order_by("due_on", "invoiced_on", "number"))


def open_payments(customer_id: UUID) -> list[Payment]:
    """A customer's payments with something not matched yet, oldest first."""
    rows = Payment.objects.filter(customer_id=customer_id, allocated__lt=F("amount"))
    return list(rows.order_by("paid_on", "number"))


# ---- under lock: orders before payments and credit notes before invoices, each in id order


def invoice_for_update(id: UUID) -> Invoice:
    """An invoice under lock, after its order. Raises NotFound."""
    sql.rows(
        """select o.id from sales_order o join billing_invoice i on i.order_id = o.id where i.id = %s
           for no key update of o""",
        [id],
    )
    found = Invoice.objects.select_for_update(no_key=True).filter(pk=id, state="posted").first()
    if found is None:
        raise NotFound("There is no such invoice.")
    return found


def invoices_for_update(ids: Sequence[UUID]) -> list[Invoice]:
    """These documents under lock, in id order; unknown ones are missing."""
    return list(
        Invoice.objects.select_for_update(no_key=True).filter(pk__in=ids, state="posted").order_by("id")
    )


def open_invoices_for_update(customer_id: UUID, currency: str) -> list[Invoice]:
    """All open invoices of a customer in one currency under lock, the oldest due first."""
    rows = Invoice.objects.select_for_update(no_key=True).filter(
        customer_id=customer_id, currency=currency, kind="invoice", state="posted", settled__lt=F("total")
    )
    return sorted(rows.order_by("id"), key=lambda i: (i.due_on, i.invoiced_on, i.number))


def payment_for_update(id: UUID) -> Payment | None:
    """A payment under lock, or None."""
    return Payment.objects.select_for_update(no_key=True).filter(pk=id).first()


def deposits_for_update(order_ids: Sequence[UUID]) -> dict[UUID, list[Payment]]:
    """Deposits of these orders that have something left, under lock; per order the oldest first."""
    rows = Payment.objects.select_for_update(no_key=True).filter(
        order_id__in=order_ids, allocated__lt=F("amount")
    )
    found: dict[UUID, list[Payment]] = {}
    for deposit in sorted(rows.order_by("id"), key=lambda p: (p.paid_on, p.number)):
        assert deposit.order_id is not None
        found.setdefault(deposit.order_id, []).append(deposit)
    return found


def allocation_for_update(id: UUID) -> Allocation:
    """A match, with its source and then its invoice under lock. Raises NotFound."""
    found = Allocation.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such match.")
    if found.payment_id is not None:
        payment_for_update(found.payment_id)
    else:
        invoices_for_update([found.credit_note_id])  # type: ignore[list-item]
    invoices_for_update([found.invoice_id])
    return Allocation.objects.select_related("invoice").get(pk=id)


def is_reversed(allocation_id: UUID) -> bool:
    """Whether a match was taken back."""
    return Allocation.objects.filter(reverses_id=allocation_id).exists()


# ---- for credit notes


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What credit notes gave back of an invoice: freight, and by line what tax was given back on."""

    freight: Decimal
    taxed: list[Taxed]


def credited_of(invoice_id: UUID) -> TakenBack:
    """The sums of an invoice's credit notes so far."""
    freights = sql.rows(
        """select sum(freight), freight_tax_code, freight_tax_rate, %s::uuid from billing_invoice
           where credits_id = %s and freight > 0 group by 2, 3""",
        [FREIGHT, invoice_id],
    )
    lines = sql.rows(
        """select sum(l.net), l.tax_code, l.tax_rate, l.credits_id, sum(l.gross)
           from billing_invoice_line l join billing_invoice i on i.id = l.invoice_id
           where i.credits_id = %s group by 2, 3, 4""",
        [invoice_id],
    )
    freight = sum((row[0] for row in freights), ZERO)
    return TakenBack(freight, [*(Taxed(*row) for row in lines), *(Taxed(*row) for row in freights)])


def head_of(invoice: Invoice) -> OrderToBill:
    """The head of an invoice, as its credit note repeats it."""
    assert invoice.order_id is not None
    return OrderToBill(
        order_id=invoice.order_id,
        number="",
        customer_id=invoice.customer_id,
        customer_name=invoice.customer_name,
        customer_po=invoice.customer_po,
        rep_id=invoice.rep_id,
        currency=invoice.currency,
        terms_days=0,
        terms={},
        billing_address=invoice.billing_address,
        shipping_address=invoice.shipping_address,
        freight=invoice.freight,
        freight_tax_code=invoice.freight_tax_code,
        freight_tax_rate=invoice.freight_tax_rate,
        tax_rounding=invoice.tax_rounding,
        charges=invoice.charges,
    )


# ---- lists


def _search_invoices(rows: QuerySet[Invoice], text: str) -> QuerySet[Invoice]:
    return rows.filter(having(text))


def _search_payments(rows: QuerySet[Payment], text: str) -> QuerySet[Payment]:
    return rows.filter(having(text))


def _signed(amount: Combinable) -> Case:
    """What a credit note takes away."""
    minus = ExpressionWrapper(Value(0) - amount, output_field=DecimalField())
    return Case(
        When(kind="credit_note", then=minus), default=ExpressionWrapper(amount, output_field=DecimalField())
    )


def _of_order(rows: QuerySet[Payment], values: list[str]) -> QuerySet[Payment]:
    return _for_orders(rows, uuids(values))


def _due(rows: QuerySet[Invoice], values: list[str]) -> QuerySet[Invoice]:
    """What has something to pay on these days; of what is paid in parts, a part that is not paid."""
    due = Due.objects.filter(document_id=OuterRef("pk")).filter(
        Q(settled__lt=F("upto")) | Q(settled=OuterRef("total"))
    )
    of_parts = day_range("Due", "due_on").apply(due, values)
    own = day_range("Due", "due_on").apply(rows.filter(parts=[]), values)
    return rows.filter(Q(pk__in=own.values("pk")) | (~Q(parts=[]) & Q(Exists(of_parts))))


INVOICES = Listing(
    name="invoices",
    rows=_invoices,
    sorts={
        "invoiced_on": ("invoiced_on", "id"),
        "number": ("number",),
        "due_on": ("due_on", "id"),
        "customer": ("customer_name", "id"),
        "total": ("total", "id"),
    },
    default_sort="-invoiced_on",
    filters={
        "kind": choice("Kind", "kind", (("invoice", "Invoice"), ("credit_note", "Credit note"))),
        "customer": reference("Customer", "customer_id"),
        "order": reference("Order", "order_id"),
        "invoiced_on": day_range("Invoiced", "invoiced_on"),
        "due_on": Filter("Due", _due, "day_range"),
        "open": flag("Open", Q(settled__lt=F("total"))),
        "currency": choice("Currency", "currency", ()),
    },
    search=_search_invoices,
    sums={
        "total": Sum("Total", _signed(F("total")), "currency"),
        "open": Sum("Open", _signed(F("total") - F("settled")), "currency"),
    },
    subject="pk",
)

PAYMENTS = Listing(
    name="payments",
    rows=_payments,
    sorts={
        "paid_on": ("paid_on", "id"),
        "number": ("number",),
        "amount": ("amount", "id"),
    },
    default_sort="-paid_on",
    filters={
        "customer": reference("Customer", "customer_id"),
        "order": reference("Order", "order_id"),
        "of_order": Filter("Paid for order", _of_order, "reference"),
        "paid_on": day_range("Paid", "paid_on"),
        "unmatched": flag("Not matched", Q(allocated__lt=F("amount"))),
        "deposit": flag("Deposit", Q(order__isnull=False)),
    },
    search=_search_payments,
    sums={
        "amount": Sum("Amount", "amount", "currency"),
        "open": Sum("Not matched", F("amount") - F("allocated"), "currency"),
    },
    subject="pk",
)

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.domain.billing.models.invoice import Invoice
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.models import Order


class Payment(models.Model):
    """Money received from a customer; with `order` it is a deposit, set off when that order is invoiced.

    `allocated` is the part matched to invoices; the rest stays on the customer's account.
    `found_by` is what a search looks at, written by the database: number, reference, the customer's name.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="+")
    currency = models.TextField()
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    allocated = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    paid_on = models.DateField()
    method = models.TextField(default="transfer")
    reference = models.TextField(default="")
    found_by = models.TextField(default="", editable=False)
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "billing_payment"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_has_amount"),
            models.CheckConstraint(
                condition=Q(allocated__gte=0) & Q(allocated__lte=F("amount")),
                name="payment_not_overallocated",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "paid_on"], name="payment_by_customer"),
            models.Index(fields=["paid_on", "id"], name="payment_by_day"),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="payment_search"),
            models.Index(
                fields=["customer", "order"], name="payment_open", condition=Q(allocated__lt=F("amount"))
            ),
            models.Index(
                fields=["paid_on", "id"], name="payment_unmatched", condition=Q(allocated__lt=F("amount"))
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def open_amount(self) -> Decimal:
        """What is not matched to an invoice yet, in `currency`."""
        return self.amount - self.allocated


class Allocation(models.Model):
    """So much of a payment, or of a credit note, pays for one invoice. Never changed.

    A match is taken back by a row with the negative amount that names the row it reverses.
    """

    id = models.UUIDField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="+")
    credit_note = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    # What was kept back for early payment: it settles the invoice, and comes from no payment.
    discount = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0), db_default=Decimal(0))
    allocated_on = models.DateField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "billing_allocation"
        constraints = [
            models.CheckConstraint(
                condition=Q(payment__isnull=False, credit_note__isnull=True)
                | Q(payment__isnull=True, credit_note__isnull=False),
                name="allocation_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
                name="allocation_sign_tells_reversal",
            ),
            models.CheckConstraint(
                condition=Q(discount=0)
                | Q(payment__isnull=False, reverses__isnull=True, discount__gt=0)
                | Q(payment__isnull=False, reverses__isnull=False, discount__lt=0),
                name="allocation_discount_is_of_a_payment",
            ),
        ]
        indexes = [models.Index(fields=["allocated_on"], name="allocation_by_day")]

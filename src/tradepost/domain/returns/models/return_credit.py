from django.db import models

from tradepost.domain.billing.models import Invoice, InvoiceLine
from tradepost.domain.returns.models.customer_return import ReturnLine


class ReturnCredit(models.Model):
    """Base units of a return line that were credited on one line of an invoice."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    credit_note = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+")
    invoice_line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "returns_return_credit"
        constraints = [
            models.UniqueConstraint(fields=["line", "invoice_line"], name="one_credit_per_invoice_line"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="return_credit_has_quantity"),
        ]

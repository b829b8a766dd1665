from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history


@with_history("pricing_tax_rule_history")
class TaxRule(models.Model):
    """The tax code and rate (percent) for a country, a customer's class and an item's class; "" is any.

    `code` is an EN 16931 category: S, Z, E, AE, G, K, O. Validity is half-open.
    """

    id = models.UUIDField(primary_key=True)
    country = models.TextField(default="", blank=True)
    customer_class = models.TextField(default="", blank=True)
    item_class = models.TextField(default="", blank=True)
    code = models.TextField()
    rate = models.DecimalField(max_digits=7, decimal_places=4)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_tax_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["country", "customer_class", "item_class", "valid_from"],
                nulls_distinct=False,
                name="one_tax_rule_per_key",
            ),
            models.CheckConstraint(condition=Q(rate__range=(0, 100)), name="tax_rate_is_percent"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=models.F("valid_until")),
                name="tax_validity_not_empty",
            ),
        ]

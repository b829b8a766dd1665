from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history


@with_history("pricing_tax_rule_history")
class TaxRule(models.Model):
    """The tax code and rate (percent) for a place, a customer's class and an item's class; "" is any.

    A place is a country, a region of it, and how postal codes begin (capitals, no blanks). `code` is an EN 16931
    category: S, AA, Z, E, AE, G, K, O. The most exact rule of each `part` counts, and parts add up. One that
    `needs_tax_number` is for customers who have a valid one of another country than ours. `legal_text` stands on
    papers. Validity is half-open.
    """

    id = models.UUIDField(primary_key=True)
    country = models.TextField(default="", blank=True)
    region = models.TextField(default="", blank=True, db_default="")
    postal_prefix = models.TextField(default="", blank=True, db_default="")
    customer_class = models.TextField(default="", blank=True)
    item_class = models.TextField(default="", blank=True)
    code = models.TextField()
    rate = models.DecimalField(max_digits=7, decimal_places=4)
    part = models.TextField(default="", blank=True, db_default="")
    needs_tax_number = models.BooleanField(default=False, db_default=False)
    legal_text = models.TextField(default="", blank=True, db_default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_tax_rule"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "country",
                    "region",
                    "postal_prefix",
                    "customer_class",
                    "item_class",
                    "part",
                    "valid_from",
                ],
                nulls_distinct=False,
                name="one_tax_rule_per_key",
            ),
            models.CheckConstraint(condition=Q(rate__range=(0, 100)), name="tax_rate_is_percent"),
            models.CheckConstraint(
                condition=~Q(country="") | Q(region="", postal_prefix=""), name="tax_place_has_a_country"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=models.F("valid_until")),
                name="tax_validity_not_empty",
            ),
        ]

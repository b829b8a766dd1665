from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.parties.models import Customer


@with_history("pricing_tax_exemption_history")
class TaxExemption(models.Model):
    """A certificate by which a customer owes no tax on goods that go to a place; "" is any place or item class.

    Half-open; without `valid_until` it does not end.
    """

    id = models.UUIDField(primary_key=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    certificate = models.TextField()
    country = models.TextField(default="", blank=True)
    region = models.TextField(default="", blank=True)
    item_class = models.TextField(default="", blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    note = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_tax_exemption"
        constraints = [
            models.CheckConstraint(condition=~Q(certificate=""), name="exemption_has_a_certificate"),
            models.CheckConstraint(
                condition=~Q(country="") | Q(region=""), name="exemption_place_has_a_country"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__lt=F("valid_until")),
                name="exemption_validity_not_empty",
            ),
        ]
        indexes = [models.Index(fields=["valid_until", "id"], name="exemption_by_end")]

    def __str__(self) -> str:
        return self.certificate

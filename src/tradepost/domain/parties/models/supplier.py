from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from tradepost.base.history import with_history
from tradepost.domain.parties.flows import SUPPLIER
from tradepost.domain.parties.models.party import Party


@with_history("parties_supplier_history")
class Supplier(models.Model):
    """A party we buy from. `minimum_order` is an amount in the supplier's currency; 0: none."""

    id = models.UUIDField(primary_key=True)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="supplier")
    number = models.TextField()
    currency = models.TextField()
    terms_days = models.IntegerField(default=30)
    lead_days = models.IntegerField(default=7)
    minimum_order = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    state = models.TextField(default=SUPPLIER.initial)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "parties_supplier"
        constraints = [
            models.UniqueConstraint(Upper("number"), name="supplier_number_is_unique"),
            models.CheckConstraint(condition=~Q(number=""), name="supplier_has_a_number"),
            models.CheckConstraint(condition=Q(state__in=SUPPLIER.states), name="supplier_state"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="supplier_currency_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(terms_days__gte=0, lead_days__gte=0, minimum_order__gte=0),
                name="supplier_terms_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="supplier_by_age")]

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.base.finding import Plain
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.flows import BLANKET


class Blanket(models.Model):
    """A blanket order: what a customer agreed to take from a day until a day, called off by orders. Both days count.

    It promises nothing and asks nothing of stock; prices are in `currency`.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    state = models.TextField(default=BLANKET.initial)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer_name = models.TextField()
    # What the customer calls the agreement: their number of it.
    customer_po = models.TextField(default="")
    found_by = models.GeneratedField(
        expression=Plain("number", "customer_po", "customer_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    rep_id = models.UUIDField(null=True)
    currency = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    note = models.TextField(default="")
    lines_count = models.IntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_for = models.TextField(default="")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_blanket"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BLANKET.states), name="blanket_state_is_known"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="blanket_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-made_at"], name="blanket_by_customer"),
            models.Index(fields=["-made_at", "id"], name="blanket_by_day"),
            models.Index(fields=["valid_until"], name="blanket_to_expire", condition=Q(state="open")),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="blanket_search"),
        ]

    def __str__(self) -> str:
        return self.number


class BlanketLine(models.Model):
    """What was agreed of one item: as it was typed beside base units, and the price per `unit`.

    No `unit_price`: that of the list, on the day it is called off. `called` are the base units that confirmed orders
    took and did not cancel; returns leave it as it is. It never goes over `quantity`.
    """

    id = models.UUIDField(primary_key=True)
    blanket = models.ForeignKey(Blanket, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.IntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    typed_quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.TextField(default="")
    unit_numerator = models.BigIntegerField(default=1)
    unit_denominator = models.BigIntegerField(default=1)
    quantity = models.BigIntegerField()
    unit_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    note = models.TextField(default="")
    called = models.BigIntegerField(default=0)

    class Meta:
        db_table = "sales_blanket_line"
        constraints = [
            models.UniqueConstraint(
                fields=["blanket", "position"],
                name="one_blanket_line_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(called__gte=0) & Q(called__lte=F("quantity")), name="not_overcalled"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="blanket_line_has_quantity"),
        ]

    @property
    def left(self) -> int:
        """Base units that may still be called off."""
        return self.quantity - self.called

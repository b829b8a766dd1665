from django.db import models
from django.db.models import F, Q

from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models.order import Order
from tradepost.domain.sales.models.order_template import OrderTemplate
from tradepost.domain.sales.rules.standing import KINDS, Rhythm


class StandingOrder(models.Model):
    """A template that is ordered by a calendar (rules.standing). Made `lead_days` before, as a draft or confirmed.

    `next_on` is the due day that is dealt with next, `make_on` when; none: there is none any more.
    """

    id = models.UUIDField(primary_key=True)
    state = models.TextField(default=STANDING.initial)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    template = models.ForeignKey(
        OrderTemplate, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    # The template's, for when it is gone.
    name = models.TextField()
    kind = models.TextField()
    every = models.IntegerField(default=1)
    weekday = models.IntegerField(null=True)
    day = models.IntegerField(null=True)
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    lead_days = models.IntegerField(default=0)
    confirm = models.BooleanField(default=False)
    warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    next_on = models.DateField(null=True)
    make_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_standing_order"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STANDING.states), name="standing_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="standing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="standing_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "name"], name="standing_by_customer"),
            models.Index(fields=["template"], name="standing_by_template"),
            models.Index(fields=["make_on"], name="standing_to_make", condition=Q(state="active")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm(self) -> Rhythm:
        """Its calendar, as the rules take it."""
        return Rhythm(self.kind, self.every, self.weekday, self.day, self.first_on, self.last_on)


class StandingDate(models.Model):
    """What became of a due day: an order, left out, or why it could not be made. One for each day."""

    id = models.UUIDField(primary_key=True)
    standing = models.ForeignKey(
        StandingOrder, on_delete=models.PROTECT, related_name="dates", db_index=False
    )
    due_on = models.DateField()
    state = models.TextField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "sales_standing_date"
        constraints = [
            models.UniqueConstraint(fields=["standing", "due_on"], name="one_order_per_standing_date"),
            models.CheckConstraint(
                condition=Q(state="made", order__isnull=False)
                | Q(state__in=("skipped", "failed"), order__isnull=True),
                name="standing_date_is_made_or_told",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="standing_failed", condition=Q(state="failed")),
            models.Index(fields=["order"], name="standing_date_by_order", condition=Q(order__isnull=False)),
        ]

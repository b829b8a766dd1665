from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Category, Item
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.rules import SCOPES
from tradepost.domain.inventory.models import Warehouse, Zone


class Count(models.Model):
    """A stock take of a warehouse, or of a part of it. Its id is that of its posting, so there is one at most.

    The counters and values are summaries of the lines (I7): `found_value` and `lost_value` are the worth of the
    differences at the moving average, `value` is what the posting was worth in the end (found less lost).
    Of scope `zone` it says either the zone (`in_zone`) or the codes of places, as they were typed (`zone`).
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    scope = models.TextField()
    zone = models.TextField(default="")
    in_zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, null=True, related_name="+", db_column="zone_id", db_index=False
    )
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    is_blind = models.BooleanField(default=True)
    note = models.TextField(default="")
    planned_on = models.DateField()
    state = models.TextField(default=COUNT.initial)
    lines_count = models.IntegerField(default=0)
    counted_count = models.IntegerField(default=0)
    recount_count = models.IntegerField(default=0)
    differing_count = models.IntegerField(default=0)
    found_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    lost_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.TextField(default="")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(default="")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "counting_count"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=COUNT.states), name="count_state_is_known"),
            models.CheckConstraint(condition=Q(scope__in=SCOPES), name="count_scope_is_known"),
            models.CheckConstraint(
                condition=Q(counted_count__gte=0, recount_count__gte=0)
                & Q(lines_count__gte=F("counted_count") + F("recount_count")),
                name="counted_within_lines",
            ),
            models.CheckConstraint(
                condition=Q(found_value__gte=0, lost_value__gte=0), name="count_values_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(in_zone__isnull=True) | Q(scope="zone", zone=""), name="count_says_zone_or_codes"
            ),
            # The day's cycle count is planned once, however many workers plan it.
            models.UniqueConstraint(
                fields=["warehouse", "planned_on"], condition=Q(scope="cycle"), name="one_cycle_count_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="count_by_age"),
            models.Index(fields=["warehouse", "state"], name="count_by_warehouse"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_hidden(self) -> bool:
        """Whether what the books say, and what others counted, is told to nobody now."""
        return self.is_blind and self.state == "counting"


class CountItem(models.Model):
    """One of the items that a count is about, where it is about some."""

    id = models.BigAutoField(primary_key=True)
    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "counting_count_item"
        constraints = [models.UniqueConstraint(fields=["count", "item"], name="item_is_counted_once")]

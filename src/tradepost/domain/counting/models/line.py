from django.db import models
from django.db.models import Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.counting.models.count import Count
from tradepost.domain.counting.rules import LINE_STATES, SOURCES
from tradepost.domain.inventory.models import Lot, Place


class CountLine(models.Model):
    """One item and lot in one place, in the order of the picking walk. Base units.

    `book` is what the books said when counting began, 0 for what was found beside the sheet (`is_added`).
    `counted` is the quantity that holds, `counted_at` its moment, `expected` the books at that moment, `difference`
    what lies between; `value` is its worth at the moving average. They are null until a number holds.
    """

    id = models.BigAutoField(primary_key=True)
    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    book = models.BigIntegerField()
    is_added = models.BooleanField(default=False)
    state = models.TextField(default="open")
    counted = models.BigIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    expected = models.BigIntegerField(null=True)
    difference = models.BigIntegerField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta:
        db_table = "counting_line"
        constraints = [
            models.UniqueConstraint(
                fields=["count", "place", "item", "lot"],
                name="one_line_per_place_and_lot",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(state__in=LINE_STATES), name="count_line_state_is_known"),
            models.CheckConstraint(
                condition=(Q(state="counted") & Q(counted__gte=0) & Q(difference__isnull=False))
                | (~Q(state="counted") & Q(counted__isnull=True) & Q(difference__isnull=True)),
                name="counted_lines_have_a_number",
            ),
            models.CheckConstraint(
                condition=Q(difference__isnull=True)
                | Q(difference=models.F("counted") - models.F("expected")),
                name="difference_is_counted_less_expected",
            ),
        ]
        indexes = [models.Index(fields=["count", "position", "id"], name="count_line_by_walk")]


class CountEntry(models.Model):
    """What somebody counted on a line, and when. Never changed: who counts again adds another.

    `counter` is who stood before the shelf, `actor` who typed it: of a paper sheet they may be two.
    """

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(CountLine, on_delete=models.PROTECT, related_name="+")
    batch_id = models.UUIDField()
    quantity = models.BigIntegerField()
    source = models.TextField()
    counter = models.TextField()
    actor_id = models.UUIDField(null=True)
    actor = models.TextField()
    counted_at = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "counting_entry"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="entry_not_negative"),
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="count_source_is_known"),
        ]

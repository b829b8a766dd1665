from django.db import models

from tradepost.domain.inventory.models.balance import Position


class StockMonth(models.Model):
    """A month of UTC that has ended, and whether its moves are summed; `month` is its first day.

    Whoever posts into it takes it away, with all later ones, in the statement that writes the moves. So it counts only
    once nobody is at work who does not know it yet: transactions before `settles_after`.
    """

    month = models.DateField(primary_key=True)
    settles_after = models.BigIntegerField(null=True)
    summed = models.BooleanField(default=False)

    class Meta:
        db_table = "inventory_stock_month"


class MonthSum(models.Model):
    """By how much the moves of a month changed a position: base units in all real places, value in base currency.

    It counts where its month is `summed`, and is left over where it is not.
    """

    id = models.BigAutoField(primary_key=True)
    month = models.DateField()
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "inventory_month_sum"
        constraints = [
            models.UniqueConstraint(fields=["position", "month"], name="one_sum_per_position_and_month")
        ]
        indexes = [models.Index(fields=["month"], name="month_sum_by_month")]


class PlaceSum(models.Model):
    """By how much the moves of a month changed what lies of an item and lot in a real place; base units.

    `of_year`: those of the whole year that begins with `month`, so that ten years are not read by the month. A month
    counts where it is `summed`, a year where its December is; what came and left within it has no row. The moves hold
    item, place and lot: sums made from them need not.
    """

    id = models.BigAutoField(primary_key=True)
    month = models.DateField()
    of_year = models.BooleanField(default=False)
    item_id = models.UUIDField()
    place_id = models.UUIDField()
    lot_id = models.UUIDField(null=True)
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "inventory_place_sum"
        constraints = [
            models.UniqueConstraint(
                fields=["item_id", "month", "of_year", "place_id", "lot_id"],
                name="one_sum_per_place_lot_and_month",
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["of_year", "month"], name="place_sum_by_month")]

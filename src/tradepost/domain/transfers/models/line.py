from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Lot
from tradepost.domain.transfers.models.transfer import Transfer


class TransferLine(models.Model):
    """One item to be sent; its id is that of its demand in the sending warehouse, and of the supply in the other.

    Counters in base units: `released` was set aside, `sent` of it left; of that `received` arrived (with `damaged`),
    `stayed` never left after all and `lost` is gone. They are summaries of its loads (I7), but for `released`.
    `lot` is the one that somebody chose.
    """

    id = models.UUIDField(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    typed_quantity = models.DecimalField(max_digits=20, decimal_places=6)
    unit = models.TextField()
    unit_numerator = models.BigIntegerField(default=1)
    unit_denominator = models.BigIntegerField(default=1)
    quantity = models.BigIntegerField()
    released = models.BigIntegerField(default=0)
    sent = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    damaged = models.BigIntegerField(default=0)
    stayed = models.BigIntegerField(default=0)
    lost = models.BigIntegerField(default=0)

    class Meta:
        db_table = "transfers_line"
        constraints = [
            models.UniqueConstraint(fields=["transfer", "position"], name="one_transfer_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="transfer_line_wants_something"),
            models.CheckConstraint(
                condition=Q(released__gte=0) & Q(released__lte=F("quantity")),
                name="not_released_beyond_wanted",
            ),
            models.CheckConstraint(
                condition=Q(sent__gte=0) & Q(sent__lte=F("released")), name="not_sent_beyond_released"
            ),
            models.CheckConstraint(
                condition=Q(received__gte=0, stayed__gte=0, lost__gte=0)
                & Q(sent__gte=F("received") + F("stayed") + F("lost")),
                name="not_received_beyond_sent",
            ),
            models.CheckConstraint(
                condition=Q(damaged__gte=0) & Q(damaged__lte=F("received")), name="damaged_was_received"
            ),
            models.CheckConstraint(
                condition=Q(unit_numerator__gt=0) & Q(unit_denominator__gt=0),
                name="transfer_unit_is_positive",
            ),
        ]

    @property
    def to_come(self) -> int:
        """Base units on their way."""
        return self.sent - self.received - self.stayed - self.lost


class TransferLoad(models.Model):
    """What left of one line in one lot. `value` is what it was worth when it left, `open_value` what is on its way."""

    id = models.UUIDField(primary_key=True)
    line = models.ForeignKey(TransferLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+")
    sent = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    damaged = models.BigIntegerField(default=0)
    stayed = models.BigIntegerField(default=0)
    lost = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    open_value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "transfers_load"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "lot"], name="one_load_per_line_and_lot", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(sent__gt=0), name="load_has_quantity"),
            models.CheckConstraint(
                condition=Q(received__gte=0, stayed__gte=0, lost__gte=0)
                & Q(sent__gte=F("received") + F("stayed") + F("lost")),
                name="not_arrived_beyond_sent",
            ),
            models.CheckConstraint(
                condition=Q(damaged__gte=0) & Q(damaged__lte=F("received")), name="damaged_had_arrived"
            ),
            # What has all arrived is worth nothing on its way any more.
            models.CheckConstraint(
                condition=Q(open_value__gte=0)
                & (Q(open_value=0) | Q(sent__gt=F("received") + F("stayed") + F("lost"))),
                name="load_value_goes_with_it",
            ),
        ]

    @property
    def gone(self) -> int:
        """Base units that are not on their way any more."""
        return self.received + self.stayed + self.lost

    @property
    def to_come(self) -> int:
        """Base units on their way."""
        return self.sent - self.gone

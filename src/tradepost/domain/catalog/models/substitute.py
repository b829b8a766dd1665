from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models.item import Item


@with_history("catalog_substitute_history")
class Substitute(models.Model):
    """What is offered where an item is short: `other` instead of `item`, one base unit for one.

    The lowest `rank` is offered first. `both_ways`: `item` also stands in for `other`. It holds from `valid_from` and
    before `valid_until`; none: always.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="substitutes")
    other = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="stands_in_for")
    rank = models.IntegerField(default=1)
    both_ways = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    note = models.TextField(default="")

    class Meta:
        db_table = "catalog_substitute"
        constraints = [
            models.UniqueConstraint(fields=["item", "other"], name="one_row_per_substitute"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="substitute_is_another_item"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="substitute_rank_positive"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lt=F("valid_until")),
                name="substitute_ends_after_it_begins",
            ),
        ]

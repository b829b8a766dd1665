from django.db import models
from django.db.models import Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Lot, Place
from tradepost.domain.transfers.flows import DISCREPANCY
from tradepost.domain.transfers.models.line import TransferLoad
from tradepost.domain.transfers.models.transfer import Transfer
from tradepost.domain.transfers.rules import ALL_OUTCOMES, KINDS


class Discrepancy(models.Model):
    """Goods that were sent and did not arrive, or that arrived and were not sent: somebody must find out.

    Missing goods stay on their way in the books until then; surplus stands at `place` and is in no books yet. `load`
    is what it was sent with, none where the item is not on the transfer. `value` is what its settling was worth.
    """

    id = models.UUIDField(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="+")
    load = models.ForeignKey(TransferLoad, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    state = models.TextField(default=DISCREPANCY.initial)
    outcome = models.TextField(default="")
    reason = models.TextField(default="")
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(default="")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "transfers_discrepancy"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="discrepancy_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=DISCREPANCY.states), name="discrepancy_state_is_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="discrepancy_has_quantity"),
            models.CheckConstraint(
                condition=(Q(state="open", outcome="") | Q(state="settled", outcome__in=ALL_OUTCOMES)),
                name="settled_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(kind="missing") | Q(load__isnull=False), name="missing_was_sent"
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="discrepancy_open", condition=Q(state="open")),
        ]
